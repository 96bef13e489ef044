import Exhibits

/// An entry of a BibTeX file as it was written: the values still hold TeX.
struct BibTeXEntry: Equatable, Sendable {
    /// `article`, `book` …, in lower case.
    var type: String
    var key: String
    var position: SourcePosition
    /// By their names in lower case.
    var fields: [String: String]
}

/// What can be wrong with a BibTeX file.
enum BibTeXFault: Equatable, Sendable {
    case expected(String, found: String)
    case entryNotClosed(String)
    case textNotClosed
    case unknownMacro(String, nearest: String?)
    case keyTwice(String, firstLine: Int)
    case fieldTwice(String, key: String)
}

/// Reads a BibTeX file: entries in braces or parentheses, `@string` macros, values in braces or quotes joined by `#`.
/// What stands between entries, `@comment` and `@preamble` are passed over. All problems are found: after one, reading
/// goes on with the next line that begins with `@`.
func readBibTeX(_ source: SourceText) -> (entries: [BibTeXEntry], problems: [Problem]) {
    var reader = BibTeXReader(source)
    reader.readAll()
    return (reader.entries, reader.problems)
}

private struct BibTeXReader {
    let file: String
    let bytes: [UInt8]
    var at = 0
    var line = 1
    var lineStart = 0
    var entries: [BibTeXEntry] = []
    var problems: [Problem] = []
    private var macros = [
        "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
        "jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November",
        "dec": "December",
    ]
    private var firstLines: [String: Int] = [:]
    /// The texts of the entry that is read, for the case that it has no end.
    private var texts: [(text: String, position: SourcePosition)] = []
    /// The fault that ended an entry early.
    private struct Stop: Error {
        var fault: BibTeXFault
        var position: SourcePosition
    }

    init(_ source: SourceText) {
        file = source.file
        bytes = Array(source.lines.joined(separator: "\n").utf8)
    }

    mutating func readAll() {
        while skip(to: UInt8(ascii: "@")) {
            do { try readEntry() } catch let stop as Stop {
                problems.append(Problem(.bibTeX(stop.fault), at: stop.position))
                skipToLineWithEntry()
            } catch {}
        }
    }

    // MARK: Entries

    private mutating func readEntry() throws {
        let position = here
        advance()
        let type = word(where: isNameByte).lowercased()
        skipSpaces()
        guard let opening = current, opening == UInt8(ascii: "{") || opening == UInt8(ascii: "(") else {
            // An `@` in a remark between entries, as in an address.
            if type.isEmpty || type == "comment" || position.column > 1 { return }
            throw stop(.expected("'{' after '@\(type)'", found: found))
        }
        if type == "comment" { return try skipBraces(position, "@comment") }
        advance()
        let closing = opening == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
        switch type {
        case "preamble": _ = try value()
        case "string":
            let (name, text) = try field()
            macros[name] = text
        default: return try readFields(of: type, position, closing)
        }
        skipSpaces()
        try expect(closing, "at the end of '@\(type)'")
    }

    private mutating func readFields(of type: String, _ position: SourcePosition, _ closing: UInt8) throws {
        texts = []
        skipSpaces()
        let keyPosition = here
        let key = word { !$0.isSpace && $0 != UInt8(ascii: ",") && $0 != closing && $0 != UInt8(ascii: "=") }
        guard !key.isEmpty else { throw stop(.expected("the entry's key", found: found)) }
        var entry = BibTeXEntry(type: type, key: key, position: position, fields: [:])
        skipSpaces()
        while current == UInt8(ascii: ",") {
            advance()
            skipSpaces()
            if current == closing || current == nil { break }
            let fieldPosition = here
            let (name, text) = try field()
            if entry.fields.updateValue(text, forKey: name) != nil {
                problems.append(Problem(.bibTeX(.fieldTwice(name, key: key)), at: fieldPosition))
            }
            skipSpaces()
        }
        guard current != nil else {
            // A text with something like another field in it lacks its own end.
            let suspect = texts.first { $0.text.contains(/,\s*\n\s*[A-Za-z]+\s*=\s*[{"]/) }
            if let suspect { throw Stop(fault: .textNotClosed, position: suspect.position) }
            throw Stop(fault: .entryNotClosed(key), position: position)
        }
        try expect(closing, "or ',' after a field of '\(key)'")
        if let first = firstLines[key] {
            problems.append(Problem(.bibTeX(.keyTwice(key, firstLine: first)), at: keyPosition))
        } else {
            firstLines[key] = position.line
            entries.append(entry)
        }
    }

    /// `name = value`
    private mutating func field() throws -> (name: String, value: String) {
        skipSpaces()
        let name = word(where: isNameByte).lowercased()
        guard !name.isEmpty else { throw stop(.expected("the name of a field", found: found)) }
        skipSpaces()
        guard current == UInt8(ascii: "=") else { throw stop(.expected("'=' after '\(name)'", found: found)) }
        advance()
        return (name, try value())
    }

    /// Texts, numbers and macros joined by `#`.
    private mutating func value() throws -> String {
        var text = ""
        while true {
            skipSpaces()
            switch current {
            case UInt8(ascii: "{"): text += try quoted(to: UInt8(ascii: "}"))
            case UInt8(ascii: "\""): text += try quoted(to: UInt8(ascii: "\""))
            case let byte? where byte.isDigit: text += word { $0.isDigit }
            case let byte? where isNameByte(byte): text += macro()
            default: throw stop(.expected("a value in braces or quotes", found: found))
            }
            skipSpaces()
            guard current == UInt8(ascii: "#") else { return text }
            advance()
        }
    }

    private mutating func macro() -> String {
        let position = here
        let name = word(where: isNameByte)
        if let text = macros[name.lowercased()] { return text }
        let nearest = nearestName(to: name, among: macros.keys.sorted())
        problems.append(Problem(.bibTeX(.unknownMacro(name, nearest: nearest)), at: position))
        return name
    }

    /// The text in braces or quotes; braces inside it come in pairs.
    private mutating func quoted(to end: UInt8) throws -> String {
        let position = here
        advance()
        let start = at
        var depth = 0
        while let byte = current {
            if byte == end, depth == 0 {
                let text = String(decoding: bytes[start..<at], as: UTF8.self)
                texts.append((text, position))
                advance()
                return text
            }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            // A brace that closes more than was opened ends the entry: the quote is what is missing.
            if depth < 0 { break }
            advance()
        }
        throw Stop(fault: .textNotClosed, position: position)
    }

    // MARK: Bytes

    private var current: UInt8? { at < bytes.count ? bytes[at] : nil }
    private var here: SourcePosition { SourcePosition(file: file, line: line, column: at - lineStart + 1) }

    /// What stands here, for a message.
    private var found: String {
        guard at < bytes.count else { return "the end of the file" }
        let rest = bytes[at...].prefix { $0 != UInt8(ascii: "\n") }
        if rest.isEmpty { return "the end of the line" }
        let word = String(decoding: rest, as: UTF8.self).prefix { !$0.isWhitespace && $0 != "," }
        return "'\(word.isEmpty ? "," : word.prefix(20))'"
    }

    private func stop(_ fault: BibTeXFault) -> Stop { Stop(fault: fault, position: here) }

    private mutating func advance() {
        if bytes[at] == UInt8(ascii: "\n") {
            line += 1
            lineStart = at + 1
        }
        at += 1
    }

    private mutating func skipSpaces() { while let byte = current, byte.isSpace { advance() } }

    private mutating func skip(to byte: UInt8) -> Bool {
        while let found = current {
            if found == byte { return true }
            advance()
        }
        return false
    }

    private mutating func skipToLineWithEntry() {
        while let byte = current, !(byte == UInt8(ascii: "@") && at == lineStart) { advance() }
    }

    private mutating func skipBraces(_ position: SourcePosition, _ name: String) throws {
        var depth = 0
        while let byte = current {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            advance()
            if depth <= 0 { return }
        }
        throw Stop(fault: .entryNotClosed(name), position: position)
    }

    private mutating func word(where isPart: (UInt8) -> Bool) -> String {
        let start = at
        while let byte = current, isPart(byte) { advance() }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func expect(_ byte: UInt8, _ place: String) throws {
        guard current == byte else {
            throw stop(.expected("'\(Character(Unicode.Scalar(byte)))' \(place)", found: found))
        }
        advance()
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || [UInt8]("_-:.+/'".utf8).contains(byte) || byte >= 0x80
    }
}
