import Exhibits

/// What a build knows of one notebook when its page is written.
struct NotebookResult: Sendable {
    var notebook: Notebook
    /// What the blocks showed; nil where nothing could be run.
    var record: NotebookRecord?
    /// The blocks that ran or should have, in the order of the record.
    var blocks: [ExperimentBlock]
    var problems: [Problem]
    /// The digest of all blocks' content keys; nil where not every block has a result.
    var contentKey: String?
    /// The blocks that were not run because they need a block that failed, each with that block.
    var blocked: [Int: Int] = [:]
    /// The file of the records that travel with the site.
    var committed: [UInt8] = []
}

/// Turns a notebook and its record into the page's content and the data files behind its figures.
struct NotebookPage {
    let result: NotebookResult
    let profile: String
    private(set) var dataFiles: [SiteFile] = []
    private var html: [String] = []
    private var figureCount = 0
    private var tableCount = 0
    private var inlineCount = 0

    init(_ result: NotebookResult, profile: String) {
        self.result = result
        self.profile = profile
    }

    /// The content of `<main>`, with `appendix` between the notebook and the line that says how it was computed, and
    /// the site's files of data.
    static func render(
        _ result: NotebookResult, profile: String, appendix: String = ""
    ) -> (main: String, dataFiles: [SiteFile]) {
        var page = NotebookPage(result, profile: profile)
        page.writeArticle()
        if !appendix.isEmpty { page.html.append(appendix) }
        page.writeProvenance()
        return (page.html.joined(separator: "\n"), page.dataFiles)
    }

    private mutating func writeArticle() {
        html.append("<article>")
        writeHead()
        for item in result.notebook.items {
            switch item {
            case .heading(let heading):
                write(heading)
                writeProblems(of: heading.content)
            case .prose(let prose):
                html.append(text(of: prose))
                writeProblems(of: prose)
            case .experiment(let block): write(block)
            }
        }
        html.append("</article>")
    }

    private mutating func writeHead() {
        let matter = result.notebook.frontMatter
        html.append("<header>")
        if let paper = matter.paper { html.append("<p class=\"kicker\">\(escaped(paper))</p>") }
        html.append("<h1>\(escaped(matter.title))</h1>")
        if let subtitle = matter.subtitle { html.append("<p class=\"subtitle\">\(escaped(subtitle))</p>") }
        html.append("</header>")
        let blocks = result.notebook.experiments
        let inlines = result.notebook.inlineExpressions.map(\.position)
        for problem in result.problems {
            let isPlaced =
                inlines.contains(problem.position)
                || blocks.contains { $0.lines.contains(problem.position.line) }
            if !isPlaced { html.append(problemHTML(problem)) }
        }
    }

    /// Shows the problems of inline values behind the prose that they stand in.
    private mutating func writeProblems(of prose: Prose) {
        let places = prose.inlineExpressions.map(\.position)
        for problem in result.problems where places.contains(problem.position) {
            html.append(problemHTML(problem))
        }
    }

    private mutating func write(_ heading: Heading) {
        // The page's title is the first level; a notebook's own headings begin below it.
        let level = min(6, max(2, heading.level))
        html.append(
            "<h\(level) id=\"\(escaped(heading.anchor))\">\(text(of: heading.content))</h\(level)>")
    }

    /// The HTML of prose with the values of its inline expressions.
    private mutating func text(of prose: Prose) -> String {
        prose.pieces.map { piece in
            switch piece {
            case .html(let html): return html
            case .inline(let expression):
                guard !expression.code.isEmpty else { return "" }
                defer { inlineCount += 1 }
                if let values = result.record?.inlineValues, values.indices.contains(inlineCount),
                    let value = values[inlineCount]
                {
                    return inlineText(value)
                }
                return "<span class=\"missing\" title=\"not computed\">…</span>"
            }
        }.joined()
    }

    // MARK: Blocks

    private mutating func write(_ block: ExperimentBlock) {
        let problems = result.problems.filter { block.lines.contains($0.position.line) }
        let index = result.blocks.firstIndex { $0.position == block.position }
        let outputs = index.flatMap { index in
            result.record.flatMap { $0.blocks.indices.contains(index) ? $0.blocks[index] : nil }
        }
        guard block.options.isIncluded || !problems.isEmpty else { return }
        let name = block.options.label ?? index.map { "block-\($0 + 1)" }
        html.append("<section class=\"block\"\(name.map { " id=\"\(escaped($0))\"" } ?? "")>")
        if block.options.showsCode || !problems.isEmpty { html.append(code(of: block)) }
        if let name { write(outputs ?? [], of: block, named: name) }
        for problem in problems { html.append(problemHTML(problem)) }
        if outputs == nil, problems.isEmpty, block.options.isEvaluated {
            html.append("<p class=\"notrun\">\(whyNotRun(index))</p>")
        }
        html.append("</section>")
    }

    private func whyNotRun(_ index: Int?) -> String {
        guard let index, let cause = result.blocked[index], result.blocks.indices.contains(cause) else {
            return "Not run, because of the error shown elsewhere on this page."
        }
        let name = result.blocks[cause].options.label ?? "block-\(cause + 1)"
        return "Not run, because it needs <a href=\"#\(linkAddress(name))\">\(escaped(name))</a>, which failed."
    }

    private func code(of block: ExperimentBlock) -> String {
        let code = "<pre class=\"code\"><code>\(highlighted(block.shownCode))</code></pre>"
        guard block.options.foldsCode else { return code }
        return
            "<details class=\"fold\"><summary>\(escaped(block.options.codeSummary))</summary>\n\(code)\n</details>"
    }

    /// Writes what a block showed, in order. Plots that follow each other are the panels of one numbered figure.
    private mutating func write(_ exhibits: [Exhibit], of block: ExperimentBlock, named name: String) {
        var rest = exhibits[...]
        while let exhibit = rest.first {
            let id = "\(name)-output" + (rest.startIndex == 0 ? "" : "-\(rest.startIndex + 1)")
            let panels = rest.prefix { if case .figure = $0 { true } else { false } }
            switch exhibit {
            case .figure:
                write(
                    panels.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }, of: block,
                    id: id)
                rest = rest.dropFirst(panels.count)
                continue
            case .table(let table): write(table, of: block, id: id)
            case .value, .text: html.append(Renderer.html(of: exhibit, id: id))
            }
            rest = rest.dropFirst()
        }
    }

    private mutating func write(_ panels: [Figure], of block: ExperimentBlock, id: String) {
        figureCount += 1
        var links: [String] = []
        let drawings = panels.enumerated().map { index, figure in
            var figure = figure
            figure.description = figure.description ?? block.options.figureDescription
            let panelID = panels.count == 1 ? id : "\(id)-panel-\(index + 1)"
            links.append(data(figure.data, panelID))
            return panels.count == 1
                ? Renderer.html(of: figure, id: panelID) : Renderer.html(ofPanel: figure, id: panelID)
        }
        let caption = caption("Figure \(figureCount)", block.options.figureCaption, links)
        let drawing =
            panels.count == 1
            ? drawings[0] : "<div class=\"panels\">\n\(drawings.joined(separator: "\n"))\n</div>"
        html.append("<figure id=\"\(escaped(id))\">\n\(drawing)\n\(caption)\n</figure>")
    }

    private mutating func write(_ table: Table, of block: ExperimentBlock, id: String) {
        tableCount += 1
        let caption = caption("Table \(tableCount)", table.caption ?? block.options.tableCaption, [])
        var table = table
        table.caption = nil
        let body = Renderer.html(of: .table(table), id: id)
        html.append("<figure class=\"table\" id=\"\(escaped(id))\">\n\(caption)\n\(body)\n</figure>")
    }

    private func caption(_ number: String, _ text: String?, _ links: [String]) -> String {
        let words = text.map { " \(escaped($0))" } ?? ""
        let data = links.enumerated().map { index, link in
            let panel = links.count == 1 ? "" : " of panel \(index + 1)"
            return " <a class=\"data\" href=\"\(linkAddress(link))\">Data\(panel) (CSV)</a>"
        }
        return "<figcaption><b>\(number).</b>\(words)\(data.joined())</figcaption>"
    }

    /// Adds the figure's data to the site and returns the link to it.
    private mutating func data(_ frame: DataFrame, _ id: String) -> String {
        let path = "data/\(result.notebook.name)/\(id).csv"
        dataFiles.append(SiteFile(path: path, text: frame.csv))
        return path
    }

    // MARK: Below and between

    private func inlineText(_ exhibit: Exhibit) -> String {
        switch exhibit {
        case .value(let value): escaped(Renderer.text(of: value))
        case .text(let text): escaped(text)
        case .figure, .table: ""
        }
    }

    private func problemHTML(_ problem: Problem) -> String {
        let message = problem.message(in: result.notebook.source)
        return "<div class=\"problem\"><pre>\(escaped(message))</pre></div>"
    }

    /// Where the page's numbers come from; nothing where it has none.
    private mutating func writeProvenance() {
        guard let key = result.contentKey else { return }
        let file = "<code>\(escaped(result.notebook.source.file))</code>"
        html.append(
            "<footer><p>Computed from \(file) in the <em>\(escaped(profile))</em> profile. Content key "
                + "<code>\(key.prefix(16))</code>: equal keys mean equal numbers, on any x86-64 machine.</p></footer>"
        )
    }
}

extension ExperimentBlock {
    /// The lines of the file from the opening fence to the closing one.
    var lines: ClosedRange<Int> {
        let count = code.utf8.count { $0 == UInt8(ascii: "\n") }
        return position.line...(position.line + count + 1)
    }
}
