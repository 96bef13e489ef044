// What prose needs beyond CommonMark is found in the source before cmark sees it, because cmark would take it apart:
// `$\{x\}$` would lose its backslashes, `- c &= d` inside `$$` would begin a list. A mark stands in its place: a few
// characters that mean nothing to cmark and so pass through it, into text, a link's address or a code block alike.
// Where the mark comes out in text it becomes what it stands for; anywhere else its source is put back.

/// Something beyond CommonMark that was found in the source, and the exact place of it.
struct SourceMark: Equatable, Sendable {
    var kind: Kind
    /// Where it begins. cmark's own columns are off inside lists and quotes, so they are never used for this.
    var position: SourcePosition
    /// What was written.
    var source: String
    /// Whether it stands in the text of a link, where it cannot be a link itself.
    var isInsideLink = false
    /// Whether it stands between paragraphs, rather than in one.
    var isBlock = false

    enum Kind: Equatable, Sendable {
        case inline(InlineExpression)
        case math(Formula)
        /// `$$` without an end.
        case unclosedMath
        /// What was meant to be an inline value, with what is wrong about it.
        case faultyInline(Problem.Fact)
        case footnote(name: String)
        case reference(Reference)
        /// `{#name}` at the end of a line.
        case label(String)
        /// A pipe table, by its number.
        case table(Int)
        /// The beginning of a part: a caption, a cell or a footnote that is parsed apart from the body.
        case part
        /// Written as it is.
        case verbatim
    }
}

/// The characters that marks are made of. Unicode reserves them for a program's own use; `Notebook.parse` refuses them.
enum MarkCharacter {
    static let begin = scalar(0xFDD0)
    static let end = scalar(0xFDD1)
    /// What a line consists of whose text has become part of a mark on an earlier line: a line of the same paragraph.
    static let filler = scalar(0xFDD2)

    /// Swift's literals refuse these scalars, which are none of text's.
    private static func scalar(_ code: UInt32) -> Unicode.Scalar { Unicode.Scalar(code)! }

    static func isReserved(_ scalar: Unicode.Scalar) -> Bool { (0xFDD0...0xFDEF).contains(scalar.value) }

    /// The first of the three bytes of each of them.
    static let firstByte: UInt8 = 0xEF
}

/// All marks of a notebook, in the order in which they were made.
struct MarkTable: Sendable {
    private(set) var marks: [SourceMark] = []

    subscript(_ number: Int) -> SourceMark {
        get { marks[number] }
        set { marks[number] = newValue }
    }

    var count: Int { marks.count }

    /// Adds a mark and returns the text that stands for it.
    mutating func add(_ mark: SourceMark) -> [UInt8] {
        marks.append(mark)
        return Array(text(of: marks.count - 1).utf8)
    }

    /// The text that stands for a mark.
    func text(of number: Int) -> String { "\(MarkCharacter.begin)\(number)\(MarkCharacter.end)" }

    /// A piece of text that cmark gave back.
    enum Piece: Equatable {
        case text(Substring)
        case mark(Int)
    }

    /// `text` cut at its marks, with the fillers dropped and the line breaks before them.
    func pieces(of text: String) -> [Piece] {
        cut(text.withoutFillers)
    }

    /// `text` cut at its marks, fillers and all.
    func cut(_ text: String) -> [Piece] {
        guard text.utf8.contains(MarkCharacter.firstByte) else {
            return text.isEmpty ? [] : [.text(text[...])]
        }
        var pieces: [Piece] = []
        var rest = text[...]
        while let begin = rest.unicodeScalars.firstIndex(of: MarkCharacter.begin) {
            let inside = rest.unicodeScalars.index(after: begin)
            let end = rest.unicodeScalars[inside...].firstIndex(of: MarkCharacter.end)
            if begin > rest.startIndex { pieces.append(.text(rest[..<begin])) }
            guard let end, let number = Int(rest[inside..<end]), marks.indices.contains(number) else {
                rest = rest[inside...]
                continue
            }
            pieces.append(.mark(number))
            rest = rest[rest.unicodeScalars.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(rest)) }
        return pieces
    }

    /// The bytes that the beginning of a line has in the source, where marks were longer or shorter; nil where the line
    /// begins inside of one.
    func sourceLength(of line: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: line, as: UTF8.self)
        if text.unicodeScalars.contains(MarkCharacter.filler) { return nil }
        return cut(text).reduce(0) { length, piece in
            switch piece {
            case .text(let text): length + text.utf8.count
            case .mark(let number): length + marks[number].source.utf8.count
            }
        }
    }

    /// `text` with the source of each mark in its place, for where marks mean nothing: code, addresses, raw HTML.
    func restored(_ text: String) -> String {
        let whole = pieces(of: text).map { piece in
            switch piece {
            case .text(let text): String(text)
            case .mark(let number): restored(once: marks[number].source)
            }
        }.joined()
        return withoutMarks(whole)
    }

    /// The source of a table holds the marks of its cells, which hold no further ones.
    private func restored(once source: String) -> String {
        pieces(of: source).map { piece in
            switch piece {
            case .text(let text): String(text)
            case .mark(let number): marks[number].source
            }
        }.joined()
    }

    /// `text` with each mark as words, for where there can be no markup: a heading's name.
    func words(_ text: String) -> String {
        pieces(of: text).map { piece in
            guard case .mark(let number) = piece else {
                if case .text(let text) = piece { return String(text) }
                return ""
            }
            switch marks[number].kind {
            case .math(let formula): return formula.tex
            case .inline, .footnote, .label, .table, .part: return ""
            case .reference, .unclosedMath, .faultyInline, .verbatim: return marks[number].source
            }
        }.joined()
    }
}

/// The text without the characters that marks are made of, and without control characters, which no page may hold: an entity
/// can stand for each of them where nobody looked.
func withoutMarks(_ text: some StringProtocol) -> String {
    // The bytes that those characters begin with.
    let isSuspect = text.utf8.contains { byte in
        byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == 0xC2 || byte == MarkCharacter.firstByte
    }
    guard isSuspect else { return String(text) }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter(isCharacter)))
}

extension String {
    /// The text without fillers, and without the line break and spaces around each.
    fileprivate var withoutFillers: String {
        guard utf8.contains(MarkCharacter.firstByte), unicodeScalars.contains(MarkCharacter.filler) else {
            return self
        }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == MarkCharacter.filler {
                while let last = result.last, last == "\n" || last == " " { result.removeLast() }
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
