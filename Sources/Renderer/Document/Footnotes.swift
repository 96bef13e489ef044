import Exhibits

// A definition `[^name]: …` is taken out of the body before cmark, which would take it for a link's, and put before
// the body as a quotation: whatever it holds, lists and code included, is then parsed as Markdown by cmark itself.

/// A footnote as it was found in the source.
struct FootnoteSource: Equatable, Sendable {
    var name: String
    var position: SourcePosition
    /// Its text, without the marker and the indentation.
    var lines: [ArrangedText.Line]
}

/// A footnote of the page.
struct Footnote: Equatable, Sendable {
    var name: String
    /// Its place among the footnotes of the page, in the order in which the text refers to them.
    var number: Int
    var content: Prose
    /// The numbers of the footnotes that only this one, or one before it, refers to.
    var innerNotes: Range<Int>
    /// How often the text refers to it.
    var referenceCount: Int

    var anchor: String { "fn-\(number)" }
}

/// The anchor of the n-th reference to a footnote.
func footnoteReferenceAnchor(_ number: Int, _ occurrence: Int) -> String {
    occurrence == 1 ? "fnref-\(number)" : "fnref-\(number)-\(occurrence)"
}

/// Takes the footnotes' definitions out of a text, whose lines stay as many as they were.
///
/// A definition begins at the left of a line, or of the text of a list or quotation. It goes on with the lines that
/// follow in the same list or quotation, and after an empty line with those that are indented by four spaces or a tab.
func takingOutFootnotes(_ text: ArrangedText, _ structure: LineStructure) -> (ArrangedText, [FootnoteSource])
{
    var rest = text
    var footnotes: [FootnoteSource] = []
    var index = 0
    while index < text.lines.count {
        let around = containerSigns(text.lines[index].bytes, index, structure)
        let first = text.lines[index].dropping(around.count)
        guard !structure.isVerbatim[index], let (start, name, begin) = definition(first.bytes) else {
            index += 1
            continue
        }
        var note = FootnoteSource(
            name: name, position: text.position(line: index, offset: around.count + start),
            lines: [first.dropping(begin)])
        // A quotation goes on past a footnote.
        let remains = Array(around.prefix((around.lastIndex(of: UInt8(ascii: ">")) ?? -1) + 1))
        rest.lines[index].bytes = remains
        index += 1
        var isAfterEmpty = false
        while index < text.lines.count {
            guard let line = text.lines[index].inside(around) else { break }
            let indent = indentation(line.bytes)
            let isEmpty = line.bytes.allSatisfy(\.isSpace)
            if !isEmpty {
                if isAfterEmpty ? indent == nil : beginsDefinition(line.bytes) { break }
                if !isAfterEmpty, indent == nil, structure.beginsBlock[index] { break }
            }
            isAfterEmpty = isEmpty
            note.lines.append(line.dropping(isEmpty ? line.bytes.count : indent ?? 0))
            rest.lines[index].bytes = remains
            index += 1
        }
        footnotes.append(note)
    }
    return (rest, footnotes)
}

/// What stands before the text of a line that lies in a list or a quotation: `>` and spaces. Nothing for a line that
/// lies in neither, or whose spaces make it code.
private func containerSigns(_ line: [UInt8], _ index: Int, _ structure: LineStructure) -> [UInt8] {
    guard structure.isInContainer[index], !structure.isIndentedCode[index] else { return [] }
    return Array(line.prefix { $0 == 0x20 || $0 == UInt8(ascii: ">") })
}

/// The beginning of a definition: where its bracket stands, its name, and where its text begins.
private func definition(_ line: [UInt8]) -> (start: Int, name: String, begin: Int)? {
    let start = line.prefix(4).prefix { $0 == 0x20 }.count
    guard start < 4, let end = footnoteEnd(line, at: start, limit: line.count), end < line.count,
        line[end] == UInt8(ascii: ":")
    else { return nil }
    let begin = line[(end + 1)...].firstIndex { !$0.isSpace } ?? line.count
    return (start, String(decoding: line[(start + 2)..<(end - 1)], as: UTF8.self), begin)
}

/// Whether a line begins a footnote or the definition of a link, `[name]: …`.
private func beginsDefinition(_ line: [UInt8]) -> Bool {
    let text = line.drop { $0 == 0x20 }
    guard text.startIndex < 4, text.first == UInt8(ascii: "["),
        let end = text.firstIndex(of: UInt8(ascii: "]"))
    else {
        return false
    }
    return end + 1 < line.count && line[end + 1] == UInt8(ascii: ":")
}

/// The bytes of an indentation by four spaces or a tab; nil where there is less.
private func indentation(_ line: [UInt8]) -> Int? {
    let spaces = line.prefix(4).prefix { $0 == 0x20 }.count
    if spaces == 4 { return 4 }
    return spaces < line.count && line[spaces] == 0x09 ? spaces + 1 : nil
}

extension ArrangedText.Line {
    /// The line without the signs of the list or quotation around it; nil where it doesn't lie in there.
    fileprivate func inside(_ signs: [UInt8]) -> ArrangedText.Line? {
        if bytes.starts(with: signs) { return dropping(signs.count) }
        // Editors take away the spaces at the end of an empty line.
        let isEmptyInside = bytes.allSatisfy { $0.isSpace || $0 == UInt8(ascii: ">") }
        let depth = signs.count { $0 == UInt8(ascii: ">") }
        return isEmptyInside && bytes.count { $0 == UInt8(ascii: ">") } == depth ? dropping(bytes.count) : nil
    }

    /// The line without its first `count` bytes.
    fileprivate func dropping(_ count: Int) -> ArrangedText.Line {
        var line = self
        line.bytes = Array(bytes.dropFirst(count))
        line.shift += count
        return line
    }
}

/// Gives footnotes their numbers as the text refers to them.
struct FootnoteNumbering {
    private var numbers: [String: Int] = [:]
    private(set) var order: [String] = []
    private(set) var counts: [String: Int] = [:]
    let known: Set<String>

    init(known: Set<String>) { self.known = known }

    /// The number of a footnote and how often it was referred to so far; nil for one that isn't there.
    mutating func refer(to name: String) -> (number: Int, occurrence: Int)? {
        guard known.contains(name) else { return nil }
        if numbers[name] == nil {
            order.append(name)
            numbers[name] = order.count
        }
        counts[name, default: 0] += 1
        return (numbers[name] ?? 0, counts[name] ?? 0)
    }
}

/// What stands in the text for a reference to a footnote.
func footnoteReferenceHTML(_ number: Int, _ occurrence: Int, isInsideLink: Bool) -> String {
    let anchor = footnoteReferenceAnchor(number, occurrence)
    let link = Element(
        isInsideLink ? "span" : "a",
        [
            "id": anchor, "href": isInsideLink ? nil : "#fn-\(number)",
            "role": isInsideLink ? nil : "doc-noteref",
        ], text: "\(number)")
    return Element("sup", ["class": "footnote"], elements: [link]).markup(.html)
}

extension Notebook {
    /// The footnotes with some numbers, each followed by those that it is the first to refer to.
    func notes(_ numbers: Range<Int>) -> [Footnote] {
        var found: [Footnote] = []
        var next = Array(numbers.reversed())
        while let number = next.popLast() {
            let note = footnotes[number - 1]
            found.append(note)
            next += note.innerNotes.reversed()
        }
        return found
    }
}

extension Footnote {
    /// The footnote as it stands in the page, around its text.
    func html(_ text: String) -> String {
        "<aside class=\"note\" id=\"\(anchor)\" role=\"doc-footnote\"><span class=\"note-number\">\(number)</span>\n\(text)</aside>\n"
    }

    /// The text with links back to where it is referred to, at the end of its last paragraph.
    var contentWithBackLinks: Prose {
        let links = (1...max(1, referenceCount)).map { occurrence -> String in
            let label = "Back to the text" + (referenceCount > 1 ? ", reference \(occurrence)" : "")
            let sign = "↩\u{FE0E}" + (occurrence > 1 ? " \(occurrence)" : "")
            return Element(
                "a",
                [
                    "class": "footnote-back", "href": "#\(footnoteReferenceAnchor(number, occurrence))",
                    "role": "doc-backlink", "aria-label": label,
                ], text: sign
            ).markup(.html)
        }.joined(separator: " ")
        let end = "</p>\n"
        guard case .html(let last)? = content.pieces.last, last.hasSuffix(end) else {
            return Prose(pieces: content.pieces + [.html("<p>\(links)</p>\n")])
        }
        return Prose(
            pieces: content.pieces.dropLast() + [.html("\(last.dropLast(end.count)) \(links)\(end)")])
    }
}
