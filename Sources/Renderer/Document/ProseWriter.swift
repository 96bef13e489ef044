import Exhibits

/// Puts what marks stand for back into the HTML that cmark wrote, and makes the notebook's items of it.
struct ProseWriter {
    let text: ArrangedText
    /// How many lines of `text` are footnotes.
    let noteLines: Int
    let marks: MarkTable
    let tables: [(source: PipeTable, parts: TableParts)]
    let captions: CaptionSources
    let captionMarks: [Int]
    let notes: [(source: FootnoteSource, mark: Int)]
    private var parts: [Int: String] = [:]
    private var numbering: FootnoteNumbering
    private var body = NotebookBody()
    private var suggestions = Suggestions()
    private var labelNames: Set<String> = []

    init(
        text: ArrangedText, noteLines: Int, marks: MarkTable,
        tables: [(source: PipeTable, parts: TableParts)],
        captions: CaptionSources, captionMarks: [Int], notes: [(source: FootnoteSource, mark: Int)]
    ) {
        self.text = text
        self.noteLines = noteLines
        self.marks = marks
        self.tables = tables
        self.captions = captions
        self.captionMarks = captionMarks
        self.notes = notes
        numbering = FootnoteNumbering(known: Set(notes.map(\.source.name)))
    }

    /// The notebook's body from the blocks that cmark found.
    mutating func body(of blocks: [MarkdownBlock]) -> NotebookBody {
        for case .part(let html) in blocks { keep(part: html) }
        var headings: [(words: String, label: String?)] = []
        // Prose between two headings or blocks is one item.
        var prose = AnnotatedProse()
        // Where the prose that is gathered begins; at first, and after each heading or block, on the line below.
        var proseLine: Int?
        func add(_ prose: Prose) {
            if !prose.pieces.isEmpty { add(.prose(prose), on: proseLine ?? (body.itemLines.last ?? 0) + 1) }
            proseLine = nil
        }
        func add(_ item: Notebook.Item, on line: Int) {
            body.items.append(item)
            body.itemLines.append(line)
        }
        func number(_ line: Int) -> Int { text.position(line: line + noteLines, offset: 0).line }
        for block in blocks {
            let before = numbering.order.count
            var notes: Range<Int> { (before + 1)..<(numbering.order.count + 1) }
            switch block {
            case .part: break
            case .heading(let level, let html, let words, let line):
                add(prose.beforeHeading())
                let (heading, label) = heading(level, html, words)
                headings.append((heading.text, label))
                add(.heading(heading), on: number(line))
                prose.append(notes)
            case .experiment(let fenced):
                add(prose.finished())
                add(.experiment(experiment(fenced)), on: number(fenced.line))
                prose.append(notes)
            case .prose(let html, let isRawHTML, let line):
                proseLine = proseLine ?? line.map(number)
                var pieces = PieceList()
                write(html, to: &pieces)
                prose.append(pieces.finished(), notes, isText: !isRawHTML && !isWide(html))
            }
        }
        add(prose.finished())
        writeFootnotes()
        body.problems += body.labels.compactMap(\.problem) + repeatedLabels(body.labels)
        giveAnchors(headings)
        return body
    }

    /// Whether a block may need more room than text has: code with long lines, or a table.
    private func isWide(_ html: String) -> Bool {
        if html.hasPrefix("<pre") {
            // As many characters as fit in the measure; escaped ones count more, which is on the safe side.
            return html.utf8.split(separator: UInt8(ascii: "\n")).contains { $0.count > 70 }
        }
        guard case .mark(let number)? = marks.pieces(of: html).first, case .table = marks[number].kind else {
            return false
        }
        return true
    }

    private mutating func keep(part html: String) {
        guard case .mark(let number)? = marks.pieces(of: html).first else { return }
        parts[number] = String(html.dropFirst(marks.text(of: number).count))
    }

    // MARK: Items

    private mutating func experiment(_ fenced: FencedBlock) -> ExperimentBlock {
        var place = fenced
        place.line += noteLines
        var (block, found) = captions.block(place, in: text)
        body.problems += found
        // Such a line is no Swift either; that is said once.
        block.isMisread = found.contains { if case .optionMarker = $0.fact { true } else { false } }
        if fenced.info != "swift" {
            body.problems.append(Problem(.fenceMarkedOtherwise(fenced.info), at: block.position))
            block.isMisread = true
        }
        if let label = block.options.label {
            block.options.label = add(label, at: block.position, .block, named: block.labelPosition)
        }
        // An expectation that could not be read is said already.
        let isSaid = found.contains { if case .optionValue("expect", _, _) = $0.fact { true } else { false } }
        if !isSaid, let problem = block.expectationProblem { body.problems.append(problem) }
        block.captions.figure = caption(.figureCaption, at: place.line)
        block.captions.table = caption(.tableCaption, at: place.line)
        if let index = captions.index(.figureDescription, ofBlockAt: place.line) {
            block.captions.description = captions.description(index, marks)
        }
        return block
    }

    private mutating func caption(_ option: BlockOption, at line: Int) -> Prose? {
        captions.index(option, ofBlockAt: line).map { prose(ofPart: captionMarks[$0]) }
    }

    private mutating func heading(_ level: Int, _ html: String, _ words: String) -> (Heading, label: String?)
    {
        var html = html
        var label: String?
        if case .mark(let number)? = marks.pieces(of: html).last, case .label(let name) = marks[number].kind {
            label = add(name, at: marks[number].position, .heading)
            let kept = html.dropLast(marks.text(of: number).count)
            html = String(kept.trimmingSuffix(while: \.isWhitespace))
        }
        let text = marks.words(words)
        let content = prose(html)
        return (Heading(level: level, anchor: "", label: label, text: text, content: content), label)
    }

    private mutating func giveAnchors(_ headings: [(words: String, label: String?)]) {
        var rest = anchors(of: headings, labels: body.labels)[...]
        for (index, item) in body.items.enumerated() {
            guard case .heading(var heading) = item, let anchor = rest.popFirst() else { continue }
            heading.anchor = anchor
            body.items[index] = .heading(heading)
        }
    }

    /// Footnotes are numbered as the text refers to them, those inside a footnote last.
    private mutating func writeFootnotes() {
        var first: [String: FootnoteSource] = [:]
        var noteMarks: [String: Int] = [:]
        for (source, mark) in notes {
            if let earlier = first[source.name] {
                let fact = Problem.Fact.footnoteTwice(source.name, firstLine: earlier.position.line)
                body.problems.append(Problem(fact, at: source.position))
            } else {
                first[source.name] = source
                noteMarks[source.name] = mark
            }
        }
        var contents: [(text: Prose, inner: Range<Int>)] = []
        while contents.count < numbering.order.count {
            let before = numbering.order.count
            let text = prose(ofPart: noteMarks[numbering.order[contents.count]] ?? -1)
            contents.append((text, (before + 1)..<(numbering.order.count + 1)))
        }
        body.footnotes = zip(numbering.order, contents).enumerated().map { index, note in
            Footnote(
                name: note.0, number: index + 1, content: note.1.text, innerNotes: note.1.inner,
                referenceCount: numbering.counts[note.0] ?? 0)
        }
        for (source, mark) in notes
        where noteMarks[source.name] == mark && numbering.counts[source.name] == nil {
            body.problems.append(Problem(.footnoteUnused(source.name), at: source.position))
        }
    }

    /// Notes a label, and returns it if it becomes an anchor: not if it is wrong, or something else has it already.
    private mutating func add(
        _ name: String, at position: SourcePosition, _ carrier: Label.Carrier,
        named place: SourcePosition? = nil
    ) -> String? {
        let label = Label(name: name, position: position, carrier: carrier, namePosition: place)
        body.labels.append(label)
        return labelNames.insert(name).inserted && label.problem == nil ? name : nil
    }

    // MARK: Pieces

    private mutating func prose(ofPart mark: Int) -> Prose { prose(parts[mark] ?? "") }

    private mutating func prose(_ html: String) -> Prose {
        var pieces = PieceList()
        write(html, to: &pieces)
        return pieces.finished()
    }

    private mutating func write(_ html: String, to pieces: inout PieceList) {
        for piece in marks.pieces(of: html) {
            switch piece {
            case .text(let text): pieces.append(withoutMarks(text))
            case .mark(let number): write(marks[number], to: &pieces)
            }
        }
    }

    private mutating func write(_ mark: SourceMark, to pieces: inout PieceList) {
        switch mark.kind {
        case .inline(let expression):
            if expression.code.isEmpty {
                body.problems.append(Problem(.inlineWithoutExpression, at: expression.position))
            }
            pieces.append(.inline(expression))
        case .math(var formula):
            formula.isBlock = mark.isBlock
            if let label = formula.label {
                formula.label = add(label, at: mark.position, .equation)
            }
            pieces.append(.math(formula))
        case .unclosedMath:
            body.problems.append(Problem(.unclosedMath, at: mark.position))
            pieces.append(escaped(mark.source))
        case .faultyInline(let fact):
            body.problems.append(Problem(fact, at: mark.position))
            pieces.append(escaped(mark.source))
        case .footnote(let name):
            if let (number, occurrence) = numbering.refer(to: name) {
                pieces.append(footnoteReferenceHTML(number, occurrence, isInsideLink: mark.isInsideLink))
            } else {
                let nearest = suggestions.nearest(to: name, among: notes.map(\.source.name))
                body.problems.append(Problem(.unknownFootnote(name, nearest: nearest), at: mark.position))
                pieces.append(escaped(mark.source))
            }
        case .reference(var reference):
            reference.isInsideLink = mark.isInsideLink
            pieces.append(.reference(reference))
        case .table(let number): write(tables[number].source, tables[number].parts, to: &pieces)
        case .label, .verbatim: pieces.append(escaped(mark.source))
        case .part: break
        }
    }

    private mutating func write(_ table: PipeTable, _ parts: TableParts, to pieces: inout PieceList) {
        var label: String?
        if let number = table.labelMark, case .label(let name) = marks[number].kind {
            label = add(name, at: marks[number].position, .table)
        }
        if table.caption != nil {
            let id = label.map { " id=\"\(escaped($0))\"" } ?? ""
            pieces.append("<figure class=\"table\"\(id)>\n<figcaption><b>")
            pieces.append(.tableNumber(label: label))
            pieces.append(".</b>")
            if let caption = parts.caption, let words = self.parts[caption], !words.isEmpty {
                pieces.append(" <bdi>")
                write(words, to: &pieces)
                pieces.append("</bdi>")
            }
            pieces.append("</figcaption>\n")
        }
        pieces.append(
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Table\"><table class=\"exhibit prose\">\n"
        )
        for (row, cells) in parts.cells.enumerated() {
            if row == 0 { pieces.append("<thead>\n") }
            if row == 1 { pieces.append("<tbody>\n") }
            pieces.append("<tr>")
            for (cell, alignment) in zip(cells, table.alignments) {
                let style = alignment.cssClass.map { " class=\"\($0)\"" } ?? ""
                let text = cell.flatMap { self.parts[$0] } ?? ""
                let isHeader = row == 0 && !text.isEmpty
                pieces.append(isHeader ? "<th scope=\"col\"\(style)>" : "<td\(style)>")
                write(text, to: &pieces)
                pieces.append(isHeader ? "</th>" : "</td>")
            }
            pieces.append("</tr>\n")
            if row == 0 { pieces.append("</thead>\n") }
        }
        if parts.cells.count > 1 { pieces.append("</tbody>\n") }
        pieces.append("</table></div>")
        if table.caption != nil { pieces.append("\n</figure>") }
    }
}

/// Looks for what was meant by a wrong name, for the first few of them: with thousands, none would help.
struct Suggestions {
    private var left = 20

    mutating func nearest(to name: String, among names: [String]) -> String? {
        guard left > 0 else { return nil }
        left -= 1
        return nearestName(to: name, among: Array(names.prefix(1000)))
    }
}
