/// Markdown with its inline values in place of the code spans `` `{swift} …` `` that compute them.
///
/// - Parameters:
///   - text: lines of a notebook's prose.
///   - firstLine: the number of the first of them.
///   - values: the values of the spans that begin on a line, in order. Spans on other lines, such as an example in a fence, stay.
func filled(_ text: String, from firstLine: Int, with values: [Int: [String]]) -> String {
    var filling = InlineFilling(text: Array(text.utf8), line: firstLine, values: values)
    return String(decoding: filling.perform(), as: UTF8.self)
}

private struct InlineFilling {
    let text: [UInt8]
    var line: Int
    var values: [Int: [String]]
    private var result: [UInt8] = []
    private var place = 0

    init(text: [UInt8], line: Int, values: [Int: [String]]) {
        self.text = text
        self.line = line
        self.values = values
    }

    mutating func perform() -> [UInt8] {
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: "\\") where place + 1 < text.count && text[place + 1] == backtick: copy(2)
            case backtick: fillOrCopySpan()
            default: copy(1)
            }
        }
        return result
    }

    private let backtick = UInt8(ascii: "`")

    private mutating func copy(_ count: Int) {
        line += text[place..<(place + count)].count { $0 == UInt8(ascii: "\n") }
        result += text[place..<(place + count)]
        place += count
    }

    /// The text stands at a run of backticks. A code span ends with the next run of the same length, in the same paragraph.
    private mutating func fillOrCopySpan() {
        let run = text[place...].prefix { $0 == backtick }.count
        guard let end = closingRun(of: run, from: place + run) else { return copy(run) }
        let code = text[(place + run)..<end].drop { $0 == UInt8(ascii: " ") }
        guard code.starts(with: Array("{swift}".utf8)), let value = values[line]?.first else {
            return copy(end + run - place)
        }
        values[line]?.removeFirst()
        line += text[place..<end].count { $0 == UInt8(ascii: "\n") }
        place = end + run
        result += Array(safe(value).utf8)
    }

    private func closingRun(of length: Int, from start: Int) -> Int? {
        var index = start
        while index < text.count {
            if text[index] == backtick {
                let run = text[index...].prefix { $0 == backtick }.count
                if run == length { return index }
                index += run
            } else if text[index] == UInt8(ascii: "\n"), isBlankLine(at: index + 1) {
                return nil
            } else {
                index += 1
            }
        }
        return nil
    }

    private func isBlankLine(at start: Int) -> Bool {
        let line = text[min(start, text.count)...].prefix { $0 != UInt8(ascii: "\n") }
        return line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// The value as Markdown that is only text. At the beginning of a line `-`, `+` and `12.` would begin a list.
    private func safe(_ value: String) -> String {
        let text = escapedMarkdown(value.split(whereSeparator: \.isNewline).joined(separator: " "))
        let before = result.reversed().prefix { $0 != UInt8(ascii: "\n") }
        guard before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ">") }) else { return text }
        if let first = text.first, "-+=".contains(first) { return "\\" + text }
        let dot = place < self.text.count && ".)".utf8.contains(self.text[place])
        if !text.isEmpty, text.allSatisfy(\.isNumber), dot { return text + "\\" }
        guard let point = text.firstIndex(where: { !$0.isNumber }), point > text.startIndex,
            ".)".contains(text[point]),
            text.index(after: point) == text.endIndex || text[text.index(after: point)] == " "
        else { return text }
        return text[..<point] + "\\" + text[point...]
    }
}
