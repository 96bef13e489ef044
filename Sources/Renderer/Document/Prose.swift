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

    /// Where problems with what stands in it can be.
    var places: [SourcePosition] {
        inlineExpressions.map(\.position) + references.flatMap(\.items).map(\.position)
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
    /// The TeX between the dollar signs.
    var tex: String
    var isDisplay: Bool
    /// `eq-name`, where the formula has a number.
    var label: String?
    /// Where the TeX begins.
    var position: SourcePosition
    /// Whether the formula stands between paragraphs, rather than in one.
    var isBlock = false
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
