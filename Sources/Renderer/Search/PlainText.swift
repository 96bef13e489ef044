/// The words of markup that the renderer wrote: without tags, with its entities as the characters they stand for, on one line.
///
/// Where an element begins or ends that stands by itself, words are apart; where one only marks letters, they are not.
func plainText(ofMarkup markup: some StringProtocol) -> String {
    var words = ""
    var rest = Substring(markup)
    while let next = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) {
        words += rest[..<next]
        rest = rest[next...]
        if rest.utf8.first == UInt8(ascii: "<") {
            let name = rest.dropFirst().prefix { $0.isLetter || $0 == "/" || $0.isNumber }
            if !marksLetters.contains(name.drop { $0 == "/" }.lowercased()) { words += " " }
            rest =
                rest.utf8.firstIndex(of: UInt8(ascii: ">")).map { rest[rest.utf8.index(after: $0)...] } ?? ""
        } else if let end = rest.prefix(12).firstIndex(of: ";"),
            let character = character(named: rest[..<end].dropFirst())
        {
            words.append(character)
            rest = rest[rest.index(after: end)...]
        } else {
            words.append(rest.removeFirst())
        }
    }
    return onOneLine(words + rest)
}

/// Words with single spaces between them and none around.
func onOneLine(_ text: String) -> String {
    let words = text.unicodeScalars.split { scalar in
        scalar.isASCII
            ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }
    return words.map { String($0) }.joined(separator: " ")
}

/// The elements inside of a word.
private let marksLetters: Set<String> = [
    "a", "abbr", "b", "bdi", "code", "em", "i", "mark", "s", "small", "span", "strong", "sub", "sup",
]

private func character(named name: Substring) -> Character? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "nbsp": return " "
    default:
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let code = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return code.flatMap(Unicode.Scalar.init).map(Character.init)
    }
}
