import Exhibits

/// A notebook with its results in an order that other formats can hold: prose and blocks by turns.
struct ExportedNotebook: Equatable, Sendable {
    var name: String
    /// The file that it comes from, relative to the project's folder.
    var file: String
    var profile: String
    var matter: FrontMatter
    var parts: [Part]

    enum Part: Equatable, Sendable {
        /// Markdown, with the inline values filled in.
        case prose(String)
        case block(Block)
    }

    struct Block: Equatable, Sendable {
        var name: String
        /// The code as it stands in the file, option lines included.
        var code: String
        var shownCode: String
        var options: BlockOptions
        /// What the page shows of it, in order; nothing for a block that is not shown.
        var outputs: [Output]
    }

    enum Output: Equatable, Sendable {
        /// A plot; its id is its own in the notebook.
        case figure(Figure, id: String)
        case table(Table, id: String)
        case value(Value)
        case text(String)
        /// The numbered caption of what stands above it (a figure) or below it (a table), as Markdown.
        case caption(String)
    }

    /// The title and what stands below it, as Markdown.
    var head: String {
        var lines = ["# \(escapedMarkdown(matter.title))"]
        if let subtitle = matter.subtitle { lines.append("*\(escapedMarkdown(subtitle))*") }
        if let paper = matter.paper { lines.append(escapedMarkdown(paper)) }
        return lines.joined(separator: "\n\n")
    }
}

extension ExportedNotebook {
    /// Takes a notebook's results from the store.
    ///
    /// - Throws: `ExportError` where a result is missing.
    init(_ inspected: InspectedNotebook, profile: String) throws(ExportError) {
        let plan = inspected.plan
        let notebook = plan.notebook
        guard inspected.read.problems.isEmpty else { throw .notInOrder(file: notebook.source.file) }
        let missing = plan.blocks.indices.filter { inspected.states.record(of: $0) == nil }
        if !missing.isEmpty {
            throw .noResults(notebook: notebook.name, blocks: missing.map { plan.blocks[$0].name })
        }
        func exhibits(_ number: Int) -> [Exhibit] { inspected.states.record(of: number)?.exhibits ?? [] }

        (name, file, matter) = (notebook.name, notebook.source.file, notebook.frontMatter)
        (self.profile, parts) = (profile, [])
        var values: [Int: [String]] = [:]
        for number in inspected.inlineValues {
            let shown = exhibits(number).last.map(text(ofInline:)) ?? ""
            values[plan.blocks[number].position.line, default: []].append(shown)
        }
        let lines = notebook.source.lines
        var next = FrontMatter.parse(notebook.source).bodyLine
        func prose(before end: Int) -> [Part] {
            guard next < end else { return [] }
            let text = filled(lines[(next - 1)..<(end - 1)].joined(separator: "\n"), from: next, with: values)
            let trimmed = text.trimmingNewlines()
            return trimmed.isEmpty ? [] : [.prose(trimmed)]
        }
        var numbering = Numbering()
        for block in notebook.experiments {
            parts += prose(before: block.position.line)
            let number = plan.experiments.firstIndex { $0.position == block.position }
            let name =
                number.map { plan.blocks[$0].name } ?? block.options.label ?? "line-\(block.position.line)"
            let shown = block.options.isIncluded ? number.map(exhibits) ?? [] : []
            parts.append(
                .block(
                    Block(
                        name: name, code: block.code, shownCode: block.shownCode, options: block.options,
                        outputs: numbering.outputs(of: shown, named: name, block.options))))
            next = block.lines.upperBound + 1
        }
        parts += prose(before: lines.count + 1)
    }
}

/// Counts figures and tables as the page does.
private struct Numbering {
    private var figures = 0
    private var tables = 0

    /// Plots that follow each other are the panels of one figure, whose caption follows the last.
    mutating func outputs(of exhibits: [Exhibit], named name: String, _ options: BlockOptions)
        -> [ExportedNotebook.Output]
    {
        var outputs: [ExportedNotebook.Output] = []
        for (index, exhibit) in exhibits.enumerated() {
            let id = "\(name)-\(index + 1)"
            switch exhibit {
            case .figure(var figure):
                figure.description = figure.description ?? options.figureDescription
                outputs.append(.figure(figure, id: id))
                if exhibits.indices.contains(index + 1), case .figure = exhibits[index + 1] { continue }
                figures += 1
                outputs.append(.caption(caption("Figure \(figures)", options.figureCaption)))
            case .table(let table):
                tables += 1
                outputs.append(.caption(caption("Table \(tables)", table.caption ?? options.tableCaption)))
                outputs.append(.table(table, id: id))
            case .value(let value): outputs.append(.value(value))
            case .text(let text): outputs.append(.text(printable(text)))
            }
        }
        return outputs
    }

    private func caption(_ number: String, _ words: String?) -> String {
        "**\(number).**" + (words.map { " \(escapedMarkdown($0))" } ?? "")
    }
}

/// What stands in a sentence for an inline value.
private func text(ofInline exhibit: Exhibit) -> String {
    switch exhibit {
    case .value(let value): text(of: value)
    case .text(let text): text
    case .figure, .table: ""
    }
}

extension String {
    /// The text without line breaks and blank lines around it.
    fileprivate func trimmingNewlines() -> String {
        let begun = split(separator: "\n", omittingEmptySubsequences: false).drop {
            $0.allSatisfy(\.isWhitespace)
        }
        let end = begun.lastIndex { !$0.allSatisfy(\.isWhitespace) }
        return end.map { begun[begun.startIndex...$0].joined(separator: "\n") } ?? ""
    }
}
