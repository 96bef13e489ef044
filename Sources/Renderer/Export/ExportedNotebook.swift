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
        /// A checked sentence as Markdown, with its number where it has one.
        case claim(String)
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
    /// - Parameter targets: what its cross-references may lead to.
    /// - Throws: `ExportError` where a result is missing.
    init(_ inspected: InspectedNotebook, _ targets: SiteTargets, profile: String) throws(ExportError) {
        let plan = inspected.plan
        guard inspected.read.problems.isEmpty else { throw .notInOrder(file: plan.notebook.source.file) }
        let missing = plan.blocks.indices.filter { inspected.states.record(of: $0) == nil }
        if !missing.isEmpty {
            throw .noResults(notebook: plan.notebook.name, blocks: missing.map { plan.blocks[$0].name })
        }
        self.init(inspected.result, targets, profile: profile)
    }

    /// A notebook whose blocks all have a result.
    init(_ result: NotebookResult, _ targets: SiteTargets, profile: String) {
        let notebook = result.notebook
        (name, file, matter) = (notebook.name, notebook.source.file, notebook.frontMatter)
        (self.profile, parts) = (profile, [])
        var words = PortableMarkdown(result, targets)
        var figureCount = 0
        var next = words.firstLine
        func addProse(before end: Int) {
            let text = words.prose(from: next, before: end)
            if !text.isEmpty { parts.append(.prose(text)) }
        }
        for block in notebook.experiments {
            addProse(before: block.position.line)
            next = block.lines.upperBound + 1
            let number = result.blocks.firstIndex { $0.position == block.position }
            let name =
                block.options.label ?? number.map { "block-\($0 + 1)" } ?? "line-\(block.position.line)"
            var outputs: [Output] = []
            let shown = result.shows(block) ? result.outputs(of: block) ?? [] : []
            for (place, group) in exhibitGroups(shown) {
                switch group {
                case .panels(let panels):
                    figureCount += 1
                    for (index, panel) in panels.enumerated() {
                        var figure = panel
                        figure.description =
                            figure.description ?? words.description(block.captions.description)
                        outputs.append(.figure(figure, id: "\(name)-\(place + index + 1)"))
                    }
                    outputs.append(
                        .caption(words.caption("Figure \(figureCount)", block.options.figureCaption)))
                case .single(.table(let table)):
                    let number = words.nextTable()
                    let own = table.caption.map { "**\(number).** \(escapedMarkdown($0))" }
                    outputs.append(.caption(own ?? words.caption(number, block.options.tableCaption)))
                    outputs.append(.table(table, id: "\(name)-\(place + 1)"))
                case .single(.value(let value)): outputs.append(.value(value))
                case .single(.text(let text)): outputs.append(.text(printable(text)))
                case .single(.claim(let claim)):
                    let number = targets.numbers(of: notebook.name).targets[name]?.number
                    outputs.append(.claim(markdown(of: claim, number: number)))
                case .single(.figure): break
                }
            }
            parts.append(
                .block(
                    Block(
                        name: name, code: block.code, shownCode: block.shownCode, options: block.options,
                        outputs: outputs)))
        }
        addProse(before: notebook.source.lines.count + 1)
        if let references = words.references { parts.append(.prose(references)) }
    }
}
