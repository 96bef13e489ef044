import Exhibits

/// What stands below the front matter.
struct NotebookBody: Sendable {
    var items: [Notebook.Item] = []
    /// The line of the file on which each item begins.
    var itemLines: [Int] = []
    /// The footnotes in the order of their numbers.
    var footnotes: [Footnote] = []
    /// What cross-references can lead to.
    var labels: [Label] = []
    /// The links and images that lead to this site.
    var links: [WrittenLink] = []
    var problems: [Problem] = []
}

extension NotebookBody {
    /// Reads the body that begins on line `firstLine`.
    ///
    /// Footnotes are moved out of the way, marks take the place of what cmark would take apart, tables are cut into
    /// cells, cmark parses it all at once, and what the marks stand for comes back.
    static func read(_ source: SourceText, from firstLine: Int, allowsHTML: Bool) -> NotebookBody {
        var marks = MarkTable()
        var text = ArrangedText(source, from: firstLine)
        var structure = lineStructure(of: text)
        let fenceProblems: [Problem]
        (text, fenceProblems) = closingFences(text, &structure)
        let (rest, notes) = takingOutFootnotes(text, structure)
        var noteMarks: [Int] = []
        if !notes.isEmpty {
            var parts: [ArrangedText.Line] = []
            for note in notes {
                noteMarks.append(marks.count)
                parts += note.quotation(
                    beginning: marks.add(SourceMark(kind: .part, position: note.position, source: "")))
            }
            text = ArrangedText(file: rest.file, lines: parts + rest.lines)
            structure = lineStructure(of: text)
        }
        let noteLines = text.lines.count - rest.lines.count
        let captions = CaptionSources(of: structure.experiments, in: text, marks: &marks)
        var scanner = MarkScanner(text, structure, marks: marks)
        let scanned = scanner.marked()
        marks = scanner.marks
        let (marked, tables, tableProblems) = takingOutTables(scanned, structure, marks: &marks)

        var parts: [ArrangedText.Line] = []
        func addPart(_ content: [UInt8]) -> Int {
            let place = ArrangedText.Line(bytes: [], number: firstLine)
            var line = place
            line.bytes =
                marks.add(SourceMark(kind: .part, position: source.position(line: firstLine), source: ""))
                + content
            parts += [line, place]
            return marks.count - 1
        }
        let captionMarks = captions.marked.lines.map { addPart($0.bytes) }
        let tableMarks = tables.map { table in
            TableParts(
                caption: table.caption.map(addPart),
                cells: table.rows.map { $0.map { $0.isEmpty ? nil : addPart($0) } })
        }
        let whole = ArrangedText(file: text.file, lines: parts + marked.lines)
        let (blocks, links, calloutProblems) = parseMarkdown(
            whole, partLines: parts.count + noteLines, allowsHTML: allowsHTML, marks: &marks)
        var writer = ProseWriter(
            text: text, noteLines: noteLines, marks: marks, tables: Array(zip(tables, tableMarks)),
            captions: captions,
            captionMarks: captionMarks, notes: Array(zip(notes, noteMarks)))
        var body = writer.body(of: blocks)
        body.links = placed(links, in: text)
        body.problems += tableProblems + calloutProblems + fenceProblems
        body.noteMisreadBlocks(fenceProblems)
        return body
    }
}

extension NotebookBody {
    /// Notes which blocks are not closed. Of such a block that is all there is to say: what else is wrong with it comes of it.
    fileprivate mutating func noteMisreadBlocks(_ problems: [Problem]) {
        let places = Set(problems.map(\.position))
        for (index, item) in items.enumerated() {
            guard case .experiment(var block) = item, places.contains(block.position) else { continue }
            block.isMisread = true
            self.problems.removeAll {
                block.lines.contains($0.position.line) && $0.position != block.position
            }
            items[index] = .experiment(block)
        }
    }
}

/// The marks of the parts that a table was cut into.
struct TableParts: Equatable, Sendable {
    var caption: Int?
    /// For each row and column; nil for an empty cell.
    var cells: [[Int?]]
}

extension FootnoteSource {
    /// The footnote as a quotation that begins with a mark in a paragraph of its own.
    fileprivate func quotation(beginning mark: [UInt8]) -> [ArrangedText.Line] {
        let sign = Array("> ".utf8)
        let empty = ArrangedText.Line(bytes: [], number: position.line)
        var first = empty
        first.bytes = sign + mark
        var second = empty
        second.bytes = sign
        return [first, second]
            + lines.map { line in
                var line = line
                line.bytes = sign + line.bytes
                line.shift -= sign.count
                return line
            } + [empty]
    }
}
