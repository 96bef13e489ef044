import Exhibits

/// What a build knows of one notebook when its page is written.
public struct NotebookResult: Sendable {
    public var notebook: Notebook
    /// What the blocks showed; nil where nothing could be run.
    public var record: NotebookRecord?
    /// The blocks that ran or should have, in the order of the record.
    public var blocks: [ExperimentBlock]
    public var problems: [Problem]
    /// The key under which the result is kept; nil where there is nothing to keep.
    public var contentKey: String?
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

    /// The content of `<main>` and the site's files of data.
    static func render(_ result: NotebookResult, profile: String) -> (main: String, dataFiles: [SiteFile]) {
        var page = NotebookPage(result, profile: profile)
        page.write()
        return (page.html.joined(separator: "\n"), page.dataFiles)
    }

    private mutating func write() {
        html.append("<article>")
        writeHead()
        for item in result.notebook.items {
            switch item {
            case .heading(let heading): write(heading)
            case .prose(let prose): html.append(text(of: prose))
            case .experiment(let block): write(block)
            }
        }
        html.append("</article>")
        writeProvenance()
    }

    private mutating func writeHead() {
        let matter = result.notebook.frontMatter
        html.append("<header>")
        if let paper = matter.paper { html.append("<p class=\"kicker\">\(escaped(paper))</p>") }
        html.append("<h1>\(escaped(matter.title))</h1>")
        if let subtitle = matter.subtitle { html.append("<p class=\"subtitle\">\(escaped(subtitle))</p>") }
        html.append("</header>")
        let placed = result.notebook.experiments
        for problem in result.problems where !placed.contains(where: { $0.lines.contains(problem.position.line) }) {
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
                if let values = result.record?.inlineValues, values.indices.contains(inlineCount) {
                    return escaped(values[inlineCount])
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
        let name = block.options.label ?? "block-\((index ?? 0) + 1)"
        html.append("<section class=\"block\" id=\"\(escaped(name))\">")
        if block.options.showsCode || !problems.isEmpty { html.append(code(of: block)) }
        for (number, exhibit) in (outputs ?? []).enumerated() {
            write(exhibit, of: block, id: number == 0 ? "\(name)-output" : "\(name)-output-\(number + 1)")
        }
        for problem in problems { html.append(problemHTML(problem)) }
        if outputs == nil, problems.isEmpty, block.options.isEvaluated {
            html.append("<p class=\"notrun\">Not run, because of the error shown elsewhere on this page.</p>")
        }
        html.append("</section>")
    }

    private func code(of block: ExperimentBlock) -> String {
        let code = "<pre class=\"code\"><code>\(highlighted(block.shownCode))</code></pre>"
        guard block.options.foldsCode else { return code }
        return "<details class=\"fold\"><summary>\(escaped(block.options.codeSummary))</summary>\n\(code)\n</details>"
    }

    private mutating func write(_ exhibit: Exhibit, of block: ExperimentBlock, id: String) {
        switch exhibit {
        case .figure(var figure):
            figureCount += 1
            if let description = block.options.figureDescription { figure.description = description }
            let link = data(figure.data, id)
            let caption = caption("Figure \(figureCount)", block.options.figureCaption, link)
            html.append("<figure id=\"\(escaped(id))\">\n\(Renderer.html(of: figure, id: id))\n\(caption)\n</figure>")
        case .table(var table):
            tableCount += 1
            let caption = caption("Table \(tableCount)", block.options.tableCaption ?? table.caption, nil)
            table.caption = nil
            html.append(
                "<figure class=\"table\" id=\"\(escaped(id))\">\n\(caption)\n\(Renderer.html(of: .table(table), id: id))\n"
                    + "</figure>")
        case .value, .text:
            html.append(Renderer.html(of: exhibit, id: id))
        }
    }

    private func caption(_ number: String, _ text: String?, _ link: String?) -> String {
        let words = text.map { " \(escaped($0))" } ?? ""
        let data = link.map { " <a class=\"data\" href=\"\(escaped($0))\">Data (CSV)</a>" } ?? ""
        return "<figcaption><b>\(number).</b>\(words)\(data)</figcaption>"
    }

    /// Adds the figure's data to the site and returns the link to it.
    private mutating func data(_ frame: DataFrame, _ id: String) -> String {
        let path = "data/\(result.notebook.name)/\(id).csv"
        dataFiles.append(SiteFile(path: path, text: frame.csv))
        return path
    }

    // MARK: Below and between

    private func problemHTML(_ problem: Problem) -> String {
        let message = problem.message(in: result.notebook.source)
        return "<div class=\"problem\"><pre>\(escaped(message))</pre></div>"
    }

    private mutating func writeProvenance() {
        var words = "Computed from <code>\(escaped(result.notebook.source.file))</code> in the <em>\(escaped(profile))</em> profile."
        if let key = result.contentKey {
            words += " Content key <code class=\"key\">\(key.prefix(16))</code>: equal keys mean equal numbers, on any machine."
        }
        html.append("<footer><p>\(words)</p></footer>")
    }
}

extension ExperimentBlock {
    /// The lines of the file from the opening fence to the closing one.
    var lines: ClosedRange<Int> {
        let count = code.utf8.count { $0 == UInt8(ascii: "\n") }
        return position.line...(position.line + count + 1)
    }
}
