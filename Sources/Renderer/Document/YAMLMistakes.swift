// What people get wrong in YAML, found in one line `key: value`, because YAML's own reader says only where it lost the thread.

/// A mistake with the value of a key.
enum YAMLMistake: Equatable, Sendable {
    /// The value holds a sign that means something in YAML, such as a colon.
    case needsQuotes(key: String, value: String, sign: String)
    /// The value begins with a quote that has no end.
    case quoteNotClosed(key: String, quote: String)
}

/// What is wrong with a line that YAML cannot read, and at which byte of it, counted from 0; nil where that is not known.
func yamlMistake(in line: String) -> (mistake: YAMLMistake, offset: Int)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let key = String(line[..<colon])
    let isKey = !key.isEmpty && key.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    let rest = line[line.index(after: colon)...]
    guard isKey, rest.first == " " else { return nil }
    let value = rest.drop { $0 == " " }.trimmingSuffix(while: \.isWhitespace)
    guard let first = value.first else { return nil }
    func offset(_ place: Substring.Index) -> Int { line.utf8.distance(from: line.startIndex, to: place) }
    func needsQuotes(_ sign: Character, at place: Substring.Index) -> (mistake: YAMLMistake, offset: Int) {
        (.needsQuotes(key: key, value: String(value), sign: String(sign)), offset(place))
    }
    if first == "\"" || first == "'" {
        guard let end = value.dropFirst().lastIndex(of: first) else {
            return (.quoteNotClosed(key: key, quote: String(first)), offset(value.startIndex))
        }
        return value.index(after: end) == value.endIndex ? nil : needsQuotes(first, at: value.startIndex)
    }
    if "@`%&*!|>{}[],?".contains(first) { return needsQuotes(first, at: value.startIndex) }
    let inner = value.indices.first { place in
        value[place] == ":"
            && (value.index(after: place) == value.endIndex || value[value.index(after: place)] == " ")
    }
    return inner.map { needsQuotes(":", at: $0) }
}

/// The first mistake in lines that YAML cannot read together: that of the line at which its reader stopped, if there is one.
///
/// - Parameter stop: the line at which YAML's reader stopped, counted from 1.
func yamlMistake(in lines: [String], stop: Int) -> (mistake: YAMLMistake, line: Int, column: Int)? {
    let order = [stop] + Array(1..<(lines.count + 1))
    for line in order where lines.indices.contains(line - 1) {
        if let (mistake, offset) = yamlMistake(in: lines[line - 1]) { return (mistake, line, offset + 1) }
    }
    return nil
}

extension YAMLMistake {
    /// What is wrong, in one sentence without the place.
    var sentence: String {
        switch self {
        case .needsQuotes(let key, let value, let sign):
            "the value of '\(key)' holds a sign that means something in YAML, '\(sign)'; put the value in quotes: "
                + "\(key): \(quoted(value))"
        case .quoteNotClosed(let key, let quote):
            "the value of '\(key)' begins with a quote that is never closed; add \(quote) where the value ends"
        }
    }

    private func quoted(_ value: String) -> String {
        value.contains("\"") || value.contains("\\")
            ? "'\(value.replacing("'", with: "''"))'" : "\"\(value)\""
    }
}
