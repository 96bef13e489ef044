/// HTML of prose with the places of what is known only when the page is written.
struct Prose: Equatable, Sendable {
    var pieces: [Piece]

    enum Piece: Equatable, Sendable {
        case html(String)
        case inline(InlineExpression)
        case math(Formula)
        case reference(Reference)
        /// `Table 3` above a table, where `label` is its own if it has one. Tables of prose and of blocks count together.
        case tableNumber(label: String?)
        /// The footnotes, by their numbers, whose text stands here: below the block that first refers to them.
        case notes(Range<Int>)
    }

    /// The inline values in order.
    var inlineExpressions: [InlineExpression] {
        pieces.compactMap { if case .inline(let expression) = $0 { expression } else { nil } }
    }

    /// The cross-references and citations in order.
    var references: [Reference] {
        pieces.compactMap { if case .reference(let reference) = $0 { reference } else { nil } }
    }

    /// The formulas in order.
    var formulas: [Formula] {
        pieces.compactMap { if case .math(let formula) = $0 { formula } else { nil } }
    }
}

/// An expression in running text, written `` `{swift} expression` ``, whose value stands in its place.
struct InlineExpression: Hashable, Sendable {
    var position: SourcePosition
    var code: String
}

/// A formula, written `$…$` in running text or `$$…$$` on its own.
struct Formula: Equatable, Sendable {
    /// What decides how a formula looks.
    struct Text: Hashable, Sendable {
        /// The TeX between the dollar signs.
        var tex: String
        var isDisplay: Bool
    }

    var text: Text
    /// `eq-name`, where the formula has a number.
    var label: String?
    /// Where each line of the TeX begins.
    var lines: [SourcePosition]
    /// Whether the formula stands between paragraphs, rather than in one.
    var isBlock = false

    var tex: String { text.tex }
    var isDisplay: Bool { text.isDisplay }

    /// The file's place of a place in the TeX, counted in units of UTF-16.
    func position(of place: Int) -> SourcePosition {
        let before = String(decoding: tex.utf16.prefix(place), as: UTF16.self)
        let ended = before.utf8.lastIndex(of: UInt8(ascii: "\n"))
        let number = before.utf8.count { $0 == UInt8(ascii: "\n") }
        var position = lines[min(number, lines.count - 1)]
        let inLine = ended.map { before.utf8[before.utf8.index(after: $0)...].count } ?? before.utf8.count
        position.column += inLine
        return position
    }

    /// Which bytes of which line belong to it, with the place just behind it.
    var places: [(line: SourcePosition, columns: ClosedRange<Int>)] {
        zip(lines, tex.split(separator: "\n", omittingEmptySubsequences: false)).map { begun, text in
            (
                SourcePosition(file: begun.file, line: begun.line),
                begun.column...(begun.column + text.utf8.count)
            )
        }
    }
}

/// Text of an option or of the front matter with its place in the file.
struct PlacedText: Equatable, Sendable {
    var text: String
    var position: SourcePosition
    /// Whether the text stands in the file as it is, so that places inside it can be counted.
    var isVerbatim: Bool

    init(_ text: String, at position: SourcePosition, isVerbatim: Bool = true) {
        self.text = text
        self.position = position
        self.isVerbatim = isVerbatim
    }
}
