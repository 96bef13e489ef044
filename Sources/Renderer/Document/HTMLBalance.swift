/// Whether the raw HTML that a notebook is allowed to contain stays where it stands: each element that it opens is closed in
/// the same paragraph, item or quotation, and everything in it comes to its end. Otherwise it would take in the page.
struct HTMLBalance {
    /// What is open: elements, and what Markdown put around them.
    private var open: [Level] = []
    private(set) var problems: [Problem] = []

    private enum Level {
        case markdown
        case element(String, SourcePosition)
    }

    /// Something of Markdown begins that the page will write as an element.
    mutating func beginMarkdown() { open.append(.markdown) }

    /// It ends, and with it everything that was opened in it.
    mutating func endMarkdown() {
        while let last = open.popLast() {
            guard case .element(let name, let place) = last else { return }
            problems.append(Problem(.htmlNotClosed(name), at: place))
        }
    }

    /// Takes in a piece of raw HTML.
    ///
    /// - Parameter position: the file's place of a byte of it.
    mutating func read(_ html: [UInt8], position: (Int) -> SourcePosition) {
        var reader = TagReader(html: html)
        while let tag = reader.next() {
            switch tag.kind {
            case .opening(let name, let isClosed):
                let isDrawing = name == "svg" || name == "math" || isInsideDrawing
                if !Self.void.contains(name), !(isClosed && isDrawing) {
                    open.append(.element(name, position(tag.offset)))
                }
            case .closing(let name): close(name, at: position(tag.offset))
            case .unended(let begin): problems.append(Problem(.htmlNotEnded(begin), at: position(tag.offset)))
            }
        }
    }

    private mutating func close(_ name: String, at place: SourcePosition) {
        guard case .element(let last, _)? = open.last else {
            problems.append(Problem(.htmlClosesNothing(name, open: nil), at: place))
            return
        }
        if last == name {
            open.removeLast()
        } else {
            problems.append(Problem(.htmlClosesNothing(name, open: last), at: place))
        }
    }

    /// Only inside these does `<path/>` need no end.
    private var isInsideDrawing: Bool {
        open.contains {
            if case .element(let name, _) = $0 { name == "svg" || name == "math" } else { false }
        }
    }

    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
}

/// Finds the tags in raw HTML as a browser does.
private struct TagReader {
    let html: [UInt8]
    private var at = 0

    struct Tag {
        enum Kind {
            case opening(String, isClosed: Bool)
            case closing(String)
            case unended(String)
        }

        var kind: Kind
        var offset: Int
    }

    init(html: [UInt8]) { self.html = html }

    mutating func next() -> Tag? {
        while let start = html[at...].firstIndex(of: UInt8(ascii: "<")), start + 1 < html.count {
            at = start + 1
            switch html[at] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"):
                if let fault = skipDeclaration(from: start) { return fault }
            case UInt8(ascii: "/"):
                if let tag = closing(from: start) { return tag }
            case let byte where byte.isLetter: return opening(from: start)
            default: break
            }
        }
        return nil
    }

    /// A comment ends with `-->`, all else of this kind with the next `>`.
    private mutating func skipDeclaration(from start: Int) -> Tag? {
        let isComment = html[at...].starts(with: "!--".utf8)
        let end =
            isComment
            ? html[(start + 2)...].firstRange(of: Array("-->".utf8))?.upperBound
            : html[at...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
        at = end ?? html.count
        let begin = isComment ? "<!--" : String(decoding: html[start...].prefix(2), as: UTF8.self)
        return end == nil ? Tag(kind: .unended(begin), offset: start) : nil
    }

    private mutating func closing(from start: Int) -> Tag? {
        at += 1
        let name = word()
        guard let end = html[at...].firstIndex(of: UInt8(ascii: ">")) else {
            at = html.count
            return Tag(kind: .unended("</\(name)"), offset: start)
        }
        at = end + 1
        return name.isEmpty ? nil : Tag(kind: .closing(name), offset: start)
    }

    private mutating func opening(from start: Int) -> Tag {
        let name = word()
        while at < html.count, html[at] != UInt8(ascii: ">") { skipAttribute() }
        guard at < html.count else { return Tag(kind: .unended("<\(name)"), offset: start) }
        let isClosed = html[at - 1] == UInt8(ascii: "/")
        at += 1
        skipVerbatim(name)
        return Tag(kind: .opening(name, isClosed: isClosed), offset: start)
    }

    /// Nothing is a tag in these but their own end; one that is not closed in this piece is left open.
    private mutating func skipVerbatim(_ name: String) {
        guard ["script", "style", "textarea", "title"].contains(name) else { return }
        var place = at
        while let start = html[place...].firstIndex(of: UInt8(ascii: "<")) {
            let text = html[start...].prefix(name.utf8.count + 2)
            if String(decoding: text, as: UTF8.self).lowercased() == "</\(name)" {
                at = start
                return
            }
            place = start + 1
        }
    }

    /// Goes past `name`, `name=value` or `name="value"`, or past what stands between two of them.
    private mutating func skipAttribute() {
        guard !html[at].isSpace, html[at] != UInt8(ascii: "/") else {
            at += 1
            return
        }
        // A sign of equality at its beginning belongs to the name.
        at += 1
        while at < html.count, !endsName(html[at]), html[at] != UInt8(ascii: "=") { at += 1 }
        var value = at
        while value < html.count, html[value].isSpace { value += 1 }
        guard value < html.count, html[value] == UInt8(ascii: "=") else { return }
        at = value + 1
        while at < html.count, html[at].isSpace { at += 1 }
        guard at < html.count else { return }
        if html[at] == UInt8(ascii: "\"") || html[at] == UInt8(ascii: "'") {
            at = html[(at + 1)...].firstIndex(of: html[at]).map { $0 + 1 } ?? html.count
        } else {
            while at < html.count, !html[at].isSpace, html[at] != UInt8(ascii: ">") { at += 1 }
        }
    }

    private func endsName(_ byte: UInt8) -> Bool {
        byte.isSpace || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
    }

    private mutating func word() -> String {
        let start = at
        while at < html.count, !endsName(html[at]) { at += 1 }
        return String(decoding: html[start..<at], as: UTF8.self).lowercased()
    }
}
