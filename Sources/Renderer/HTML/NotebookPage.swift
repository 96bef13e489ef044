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
    /// Where the result of each block comes from, in the order of the blocks; nil for those without one.
    var origins: [BlockOrigin?] = []
    /// The file of the records that travel with the site.
    var committed: [UInt8] = []
    /// The code of the blocks in colour.
    var highlighted = HighlightedBlocks()
    /// The formulas of all notebooks; the same for each of them.
    var typeset = TypesetFormulas.none
    /// Whether a block could not run because its data cannot be had. The page stays as it was then.
    var lacksData = false
    /// The claims of that page by their labels; none where there is no such page.
    var keptClaims: [String: Claim] = [:]
}

extension NotebookResult {
    /// Whether the page has formulas that have been typeset.
    var showsFormulas: Bool {
        notebook.allProse.contains { prose in prose.formulas.contains { typeset.html(of: $0) != nil } }
    }
}

/// Turns a notebook and its record into the page's content and the data files behind its figures.
struct NotebookPage {
    let result: NotebookResult
    let profile: String
    private let targets: SiteTargets
    private let numbers: PageNumbers
    private let works: CitedWorks
    private let inlineValues: InlineValues
    private let problems: PageProblems
    private(set) var dataFiles: [SiteFile] = []
    private var html: [String] = []
    private var figureCount = 0
    private var tableCount = 0

    init(_ result: NotebookResult, profile: String, targets: SiteTargets) {
        self.result = result
        self.profile = profile
        self.targets = targets
        numbers = targets.numbers(of: result.notebook.name)
        works = CitedWorks(result.notebook)
        inlineValues = InlineValues(of: result)
        problems = PageProblems(of: result)
    }

    /// The content of `<main>`, with `appendix` between the notebook's text and the works that it cites, and the site's files
    /// of data.
    static func render(
        _ result: NotebookResult, profile: String, targets: SiteTargets, appendix: Appendix = Appendix()
    ) -> (main: String, dataFiles: [SiteFile]) {
        var page = NotebookPage(result, profile: profile, targets: targets)
        page.writeArticle(appendix)
        page.writeProvenance()
        return (page.html.joined(separator: "\n"), page.dataFiles)
    }

    private mutating func writeArticle(_ appendix: Appendix) {
        html.append("<article>")
        writeHead()
        html += outline(outlineEntries(appendix)).map { [$0] } ?? []
        for (index, item) in result.notebook.items.enumerated() {
            switch item {
            case .heading(let heading): write(heading)
            case .prose(let prose): html.append(text(of: prose))
            case .experiment(let block): write(block)
            }
            html += problems.behind(item: index).map(problemHTML)
        }
        let references = works.listHTML.map { [$0] } ?? []
        html +=
            appendix.html.isEmpty ? references + ["</article>"] : ["</article>", appendix.html] + references
    }

    private mutating func writeHead() {
        let matter = result.notebook.frontMatter
        html.append("<header>")
        if let paper = matter.paper { html.append("<p class=\"kicker\">\(escaped(paper))</p>") }
        html.append("<h1>\(escaped(matter.title))</h1>")
        if let subtitle = matter.subtitle { html.append("<p class=\"subtitle\">\(escaped(subtitle))</p>") }
        if let byline = byline(matter) { html.append(byline) }
        html.append("</header>")
        html += problems.atTop.map(problemHTML)
    }

    private mutating func write(_ heading: Heading) {
        // The page's title is the first level; a notebook's own headings begin below it.
        let level = min(6, max(2, heading.level))
        let number =
            numbers.sections[heading.anchor].map { "<span class=\"section-number\">\($0)</span> " } ?? ""
        html.append(
            "<h\(level) id=\"\(escaped(heading.anchor))\">\(number)\(text(of: heading.content))</h\(level)>")
    }

    /// The page's sections, those of the appendix behind them, and its list of references the last.
    private mutating func outlineEntries(_ appendix: Appendix) -> [OutlineEntry] {
        var entries: [OutlineEntry] = []
        for case .heading(let heading) in result.notebook.items {
            let words = heading.content.pieces.map { piece in
                if case .math(var formula) = piece {
                    // The number and the anchor are those of the heading.
                    formula.label = nil
                    return text(of: Prose(pieces: [.math(formula)]))
                }
                return withoutTags(text(of: Prose(pieces: [piece])))
            }
            let number = numbers.sections[heading.anchor].map { [$0 + " "] } ?? []
            entries.append(
                OutlineEntry(
                    level: max(2, heading.level), anchor: heading.anchor, words: (number + words).joined()))
        }
        entries += appendix.sections
        if works.listHTML != nil {
            entries.append(OutlineEntry(level: 2, anchor: CitedWorks.listAnchor, words: "References"))
        }
        return entries
    }

    /// The HTML of prose with the values of its inline expressions, and all else that only the page knows.
    private mutating func text(of prose: Prose) -> String {
        prose.pieces.map { piece in
            switch piece {
            case .html(let html): return withScrollingCode(html)
            case .inline(let expression):
                guard !expression.code.isEmpty else { return "" }
                return inlineValues[expression].map { escaped($0) }
                    ?? "<span class=\"missing\" title=\"not computed\">…</span>"
            case .math(let formula):
                return Renderer.html(
                    of: formula, typeset: result.typeset.html(of: formula),
                    number: formula.label.flatMap { numbers.equations[$0] })
            case .reference(let reference):
                return Renderer.html(of: reference, on: result.notebook.name, targets, works)
            case .tableNumber:
                tableCount += 1
                return "Table \(tableCount)"
            case .notes(let numbers):
                return result.notebook.notes(numbers).map { html(of: $0) }.joined()
            }
        }.joined()
    }

    /// A description with the values of its inline expressions.
    private func text(of description: PlainProse) -> String {
        description.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .inline(let expression): inlineValues[expression] ?? "…"
            }
        }.joined()
    }

    private mutating func html(of footnote: Footnote) -> String {
        footnote.html(
            text(of: footnote.contentWithBackLinks)
                + problems.inside(footnote: footnote.number).map(problemHTML).joined()
        )
    }

    // MARK: Blocks

    private mutating func write(_ block: ExperimentBlock) {
        let problems = problems.inside(block: block)
        let index = result.blocks.firstIndex { $0.position == block.position }
        let outputs = result.outputs(of: block)
        guard block.options.isIncluded || !problems.isEmpty else { return }
        let name = result.name(of: block)
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
        return
            "Not run, because it needs <a href=\"#\(linkAddress(name))\">\(escaped(name))</a>, which failed."
    }

    private func code(of block: ExperimentBlock) -> String {
        let code =
            "\(scrollingPre("Code", class: "code"))<code>\(result.highlighted.shown(of: block))</code></pre>"
        let link = linesLink(of: block, in: result.notebook)
        guard block.options.foldsCode else { return "\(code)\n\(link)" }
        return
            "<details class=\"fold\"><summary>\(escaped(block.options.codeSummary))</summary>\n\(code)\n\(link)\n</details>"
    }

    /// Writes what a block showed, in order. Plots that follow each other are the panels of one numbered figure.
    private mutating func write(_ exhibits: [Exhibit], of block: ExperimentBlock, named name: String) {
        for (place, group) in exhibitGroups(exhibits) {
            let id = exhibitID(name, place)
            switch group {
            case .panels(let panels): write(panels, of: block, id: id)
            case .single(.table(let table)): write(table, of: block, id: id)
            case .single(.claim(let claim)): write(claim, of: block, id: id)
            case .single(let exhibit): html.append(Renderer.html(of: exhibit, id: id))
            }
        }
    }

    private mutating func write(_ panels: [Figure], of block: ExperimentBlock, id: String) {
        figureCount += 1
        var files: [FigureFile] = []
        let provenance = provenance(of: block)
        let named = panels.enumerated().map { index, figure in
            var figure = figure
            figure.description = figure.description ?? block.captions.description.map(text)
            let panelID = panels.count == 1 ? id : "\(id)-panel-\(index + 1)"
            files.append(data(figure.data, panelID))
            return (figure: figure, id: panelID)
        }
        let caption = caption("Figure \(figureCount)", block.captions.figure.map { text(of: $0) })
        let drawing =
            named.count == 1
            ? Renderer.html(of: named[0].figure, id: id, provenance: provenance.facts)
            : Renderer.html(ofPanels: named, id: id, provenance: provenance.facts)
        html.append("<figure id=\"\(escaped(id))\">\n\(drawing)\n\(caption)\n</figure>")
        let dataOfPanels = zip(panels, files).map { (data: $0.data, file: $1) }
        html.append(figureDataHTML(number: figureCount, panels: dataOfPanels))
        html.append(provenanceHTML(provenance))
    }

    private mutating func write(_ table: Table, of block: ExperimentBlock, id: String) {
        tableCount += 1
        let words = table.caption.map { escaped($0) } ?? block.captions.table.map { text(of: $0) }
        let caption = caption("Table \(tableCount)", words)
        var table = table
        table.caption = nil
        let body = Renderer.html(of: .table(table), id: id)
        html.append(
            "<figure class=\"table\" id=\"\(escaped(id))\">\n\(caption)\n\(body)\n</figure>\n"
                + tableDataHTML(number: tableCount, file: data(table.data, id)) + "\n"
                + provenanceHTML(provenance(of: block)))
    }

    private mutating func write(_ claim: Claim, of block: ExperimentBlock, id: String) {
        let known = block.options.label.flatMap { targets.claims.claim($0, in: result.notebook.name) }
        html.append(
            Renderer.html(
                of: claim, known, testedCount: targets.claims.testedCount, id: id,
                csv: data(sampleFrame(claim), id).csv, isExpected: profile == Expectation.profile))
        html.append(provenanceHTML(provenance(of: block)))
    }

    private func caption(_ number: String, _ text: String?) -> String {
        "<figcaption><b>\(number).</b>\(text.map { " <bdi>\($0)</bdi>" } ?? "")</figcaption>"
    }

    private func provenance(of block: ExperimentBlock) -> Provenance {
        Provenance(of: block, in: result, profile: profile)
    }

    /// Adds the data of a figure, a table or a claim to the site.
    private mutating func data(_ frame: DataFrame, _ id: String) -> FigureFile {
        let file = FigureFile(id, in: result.notebook.name)
        dataFiles += file.files(frame)
        return file
    }

    // MARK: Below and between

    private func problemHTML(_ problem: Problem) -> String {
        let message = result.notebook.message(of: problem)
        return "<div class=\"problem\"><pre>\(escaped(message))</pre></div>"
    }

    /// Where the page's numbers come from; nothing where it has none.
    private mutating func writeProvenance() {
        guard let key = result.contentKey else { return }
        let page = linkAddress(Site.sourcePath(result.notebook.name))
        let file = "<a href=\"\(page)\"><code>\(escaped(result.notebook.source.file))</code></a>"
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
