/// What is wrong with a piece of HTML that only we and cmark may have written: elements that don't nest, attributes
/// without quotes, an id that occurs twice, a script. Written without recursion, and for input of any depth.
///
/// - Parameter holdsAuthorsHTML: whether an author's own HTML may stand in it, of which only the nesting is looked at.
package func markupProblems(_ html: String, holdsAuthorsHTML: Bool = false) -> [String] {
    var reader = MarkupReader(bytes: Array(html.utf8), isLenient: holdsAuthorsHTML)
    reader.readAll()
    return reader.problems
}

private struct MarkupReader {
    let bytes: [UInt8]
    let isLenient: Bool
    var at = 0
    var open: [String] = []
    var ids: Set<String> = []
    var problems: [String] = []
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    init(bytes: [UInt8], isLenient: Bool) {
        self.bytes = bytes
        self.isLenient = isLenient
    }

    mutating func readAll() {
        while let next = bytes[at...].firstIndex(of: UInt8(ascii: "<")), problems.count < 10 {
            at = next + 1
            guard at < bytes.count else { return note("a '<' at the end") }
            if isLenient {
                readAuthors()
            } else if bytes[at] == UInt8(ascii: "/") {
                close()
            } else {
                begin()
            }
        }
        if problems.count < 10 { for name in open.reversed() { note("<\(name)> has no end") } }
    }

    /// What follows a `<`, as a browser reads it.
    private mutating func readAuthors() {
        if bytes[at...].starts(with: "!--".utf8) {
            at = bytes[at...].firstRange(of: Array("-->".utf8))?.upperBound ?? bytes.count
            return
        }
        let isEnd = bytes[at] == UInt8(ascii: "/")
        let start = isEnd ? at + 1 : at
        // Quotes hide a '>' behind a sign of equality only.
        var quote: UInt8?
        var end = start
        while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
            if let open = quote {
                if bytes[end] == open { quote = nil }
            } else if !isEnd, bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'"),
                bytes[start..<end].last(where: { $0 > 0x20 }) == UInt8(ascii: "=")
            {
                quote = bytes[end]
            }
            end += 1
        }
        let tag = bytes[start..<end]
        guard let first = tag.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
            return
        }
        at = end
        let name = String(decoding: tag.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }, as: UTF8.self)
            .lowercased()
        guard end < bytes.count else { return note("<\(name) has no '>'") }
        let isDrawing = ["svg", "math"].contains { open.contains($0) || name == $0 }
        if isEnd {
            if open.last == name {
                open.removeLast()
            } else {
                note("</\(name)> ends <\(open.last ?? "nothing")>")
            }
        } else if !Self.void.contains(name), !(isDrawing && tag.last == UInt8(ascii: "/")) {
            open.append(name)
            if ["script", "style", "textarea", "title"].contains(name) { skip(to: "</\(name)") }
        }
    }

    private mutating func skip(to end: String) {
        let length = end.utf8.count
        let place = bytes[at...].indices.first { start in
            String(decoding: bytes[start...].prefix(length), as: UTF8.self).lowercased() == end
        }
        at = place ?? at
    }

    private mutating func begin() {
        let name = word()
        guard !name.isEmpty else { return note("a '<' that begins no element") }
        if name == "script" || name == "style" || name == "iframe" { note("<\(name)>") }
        while true {
            while at < bytes.count, bytes[at] == 0x20 { at += 1 }
            guard at < bytes.count else { return note("<\(name) has no '>'") }
            if bytes[at] == UInt8(ascii: ">") || bytes[at...].starts(with: "/>".utf8) { break }
            attribute(of: name)
        }
        let isClosed = bytes[at] == UInt8(ascii: "/")
        at += isClosed ? 2 : 1
        if !isClosed, !Self.void.contains(name) { open.append(name) }
    }

    private mutating func attribute(of element: String) {
        let name = word()
        guard !name.isEmpty, bytes[at...].starts(with: "=\"".utf8) else {
            at += 1
            return note("<\(element)> has an attribute without quotes")
        }
        if name.hasPrefix("on") { note("<\(element)> has a handler \(name)") }
        let start = at + 2
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
        let value = String(decoding: bytes[start..<end], as: UTF8.self)
        if value.contains("<") { note("<\(element)> has a '<' in \(name)") }
        if name == "id", !ids.insert(value).inserted { note("the id '\(value)' occurs twice") }
        if name == "href" || name == "src", value.lowercased().hasPrefix("javascript:") {
            note("a script in \(name)")
        }
        at = min(bytes.count, end + 1)
    }

    private mutating func close() {
        at += 1
        let name = word()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return note("</\(name) has no '>'") }
        if open.last == name {
            open.removeLast()
        } else {
            note("</\(name)> ends <\(open.last ?? "nothing")>")
        }
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, isName(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x2D
    }

    private mutating func note(_ problem: String) { problems.append(problem) }
}
