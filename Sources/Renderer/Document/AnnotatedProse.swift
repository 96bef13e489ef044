// Where the text of a footnote stands in the page. It follows the block that first refers to it, once, so a screen reader
// meets it there and a narrow page shows it there. On a wide page it stands beside that block, in the margin.

/// The prose of a page from one experiment to the next, with the footnotes that it refers to.
///
/// A block with notes begins a group: the block, its notes, and the text after it, headings too, beside which long notes go on.
/// The next block with notes, and what may be wider than text, end the group, so notes never lie over anything.
///
///     <div class="annotated">
///     <p>… <sup>1</sup></p>
///     <div class="notes">…</div>
///     <div class="rest">
///     <p>…</p>
///     </div>
///     </div>
struct AnnotatedProse {
    private var pieces = PieceList()
    private var group = Group.none

    private enum Group {
        case none
        /// Nothing follows the notes yet.
        case notes
        case rest
    }

    /// Appends a block and the notes that it is the first to refer to.
    ///
    /// - Parameter isText: whether the block is as wide as text, and complete in itself.
    mutating func append(_ block: Prose, _ notes: Range<Int>, isText: Bool) {
        guard isText else {
            endGroup()
            pieces.append(block)
            return append(notes)
        }
        if notes.isEmpty {
            beginRest()
            return pieces.append(block)
        }
        endGroup()
        pieces.append("<div class=\"annotated\">\n")
        pieces.append(block)
        append(notes)
        group = .notes
    }

    /// Appends the notes of something that is no text: a heading, a figure, a table.
    mutating func append(_ notes: Range<Int>) {
        if notes.isEmpty { return }
        pieces.append("<div class=\"notes\">\n")
        pieces.append(.notes(notes))
        pieces.append("</div>\n")
    }

    /// What stands before a heading, of which nothing is left here. A group may go on after it.
    mutating func beforeHeading() -> Prose {
        beginRest()
        return pieces.finished()
    }

    /// What was appended so far, of which nothing is left here.
    mutating func finished() -> Prose {
        endGroup()
        return pieces.finished()
    }

    private mutating func beginRest() {
        guard group == .notes else { return }
        pieces.append("<div class=\"rest\">\n")
        group = .rest
    }

    private mutating func endGroup() {
        switch group {
        case .none: break
        case .notes: pieces.append("</div>\n")
        case .rest: pieces.append("</div>\n</div>\n")
        }
        group = .none
    }
}

/// Pieces of prose, in which HTML that follows HTML is one piece.
struct PieceList {
    private var pieces: [Prose.Piece] = []
    private var html = ""

    mutating func append(_ more: String) { html += more }

    mutating func append(_ piece: Prose.Piece) {
        if case .html(let more) = piece { return html += more }
        endHTML()
        pieces.append(piece)
    }

    mutating func append(_ prose: Prose) {
        for piece in prose.pieces { append(piece) }
    }

    /// The pieces so far, of which nothing is left here.
    mutating func finished() -> Prose {
        endHTML()
        defer { pieces = [] }
        return Prose(pieces: pieces)
    }

    private mutating func endHTML() {
        if !html.isEmpty { pieces.append(.html(html)) }
        html = ""
    }
}
