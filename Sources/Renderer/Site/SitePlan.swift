/// What every page of the site is made from: the results in their order, the book around them, and where things are.
struct SitePlan: Sendable {
    let results: [NotebookResult]
    /// The results in reading order, without those of the special pages.
    let chapters: [NotebookResult]
    let book: Book
    let profile: String
    let targets: SiteTargets
    let title: String
    /// Whether any page has a figure, and so the site a page of all of them.
    let hasFigures: Bool

    init(_ results: [NotebookResult], _ book: Book, profile: String) {
        self.results = results
        chapters = results.filter { !SpecialPage.names.contains($0.notebook.name) }
            .sorted { book.settings.readingOrder($0.notebook, $1.notebook) }
        self.book = book
        self.profile = profile
        targets = SiteTargets(results, settings: book.settings)
        let front = results.first { $0.notebook.name == SpecialPage.front.rawValue }
        title = book.settings.title ?? front?.notebook.frontMatter.title ?? "Notebooks"
        hasFigures = results.contains { !$0.shownFigures.isEmpty }
    }

    /// The formulas of all pages.
    var formulas: TypesetFormulas { results.first?.typeset ?? .none }

    /// The notebook that is the text of a special page.
    func text(of page: SpecialPage) -> NotebookResult? {
        results.first { $0.notebook.name == page.rawValue }
    }

    /// The page of a notebook in reading order, with its files of data.
    func page(ofChapter index: Int) -> [SiteFile] {
        let result = chapters[index]
        let (main, dataFiles) = NotebookPage.render(result, profile: profile, targets: targets)
        let matter = result.notebook.frontMatter
        let path = "\(result.notebook.name).html"
        var frame = frame(title: matter.title, description: matter.summary, path: linkAddress(path))
        frame.hasFormulas = result.showsFormulas
        let previous = index > 0 ? chapters[index - 1] : text(of: .front)
        let next = index + 1 < chapters.count ? chapters[index + 1] : nil
        frame.turn = PageTurn(
            previous: previous.map { PageLink($0.notebook) }, next: next.map { PageLink($0.notebook) })
        return [SiteFile(path: path, text: frame.document(main: main))] + dataFiles
    }

    /// The page with a notebook's source, and the source.
    func sourceFiles(of result: NotebookResult) -> [SiteFile] {
        let notebook = result.notebook
        let frame = frame(
            title: "Source of \(notebook.frontMatter.title)", description: nil,
            path: linkAddress(Site.sourcePath(notebook.name)))
        return [
            SiteFile(
                path: Site.sourcePath(notebook.name), text: frame.document(main: sourcePage(of: result))),
            SiteFile(path: Site.markdownPath(notebook.name), text: notebook.source.text),
        ]
    }

    /// The front page: its own text, if there is one, the list of notebooks, and the claims with their verdicts.
    func frontPage() -> [SiteFile] {
        let claims = targets.claims.all.isEmpty ? [] : [claimsFile(targets.claims, profile: profile)]
        let own = text(of: .front)
        var frame = frame(
            title: title, description: book.settings.description ?? own?.notebook.frontMatter.summary,
            path: "")
        frame.isFront = true
        return special(.front, in: frame, appendix: frontAppendix(chapters, targets.claims)) + claims
    }

    /// The colophon.
    func colophonPage() -> [SiteFile] {
        let own = text(of: .colophon)?.notebook.frontMatter
        let frame = frame(title: own?.title ?? "Colophon", description: own?.summary, path: "colophon.html")
        return special(.colophon, in: frame, appendix: colophonAppendix(results, book))
    }

    /// The page of all figures; none where there are no figures and no text for it.
    func figuresPage() -> [SiteFile] {
        let own = text(of: .figures)?.notebook.frontMatter
        guard hasFigures || own != nil else { return [] }
        let frame = frame(title: own?.title ?? "All figures", description: own?.summary, path: "figures.html")
        let inOrder = (text(of: .front).map { [$0] } ?? []) + chapters
        let figures = inOrder.flatMap { result in
            let words = PageWords(of: result, targets)
            return result.shownFigures.map { (figure: $0, words: words) }
        }
        return special(
            .figures, in: frame, appendix: Appendix(html: figures.isEmpty ? "" : gallery(of: figures)))
    }

    /// What can be found, the front page first.
    func searchIndex() -> SiteFile {
        let inOrder = [text(of: .front)] + chapters + [text(of: .figures), text(of: .colophon)]
        return SearchIndex(pages: inOrder.compactMap { $0.map { SearchIndex.Page(of: $0, targets) } }).file
    }

    /// A special page: the notebook of its name, or else a heading, and below it what the site adds.
    func special(_ page: SpecialPage, in frame: PageFrame, appendix: Appendix) -> [SiteFile] {
        var main = "<article><header><h1>\(escaped(frame.title))</h1></header></article>\n\(appendix.html)"
        var dataFiles: [SiteFile] = []
        var frame = frame
        if let own = text(of: page) {
            (main, dataFiles) = NotebookPage.render(
                own, profile: profile, targets: targets, appendix: appendix)
            frame.hasFormulas = own.showsFormulas
        }
        return [SiteFile(path: "\(page.rawValue).html", text: frame.document(main: main))] + dataFiles
    }

    /// The frame of the page at `path`, which is empty for the front page.
    func frame(title: String, description: String?, path: String) -> PageFrame {
        PageFrame(
            siteTitle: self.title, title: title, description: description,
            language: book.settings.language,
            head: headLinks(path, title: title, description: description),
            footer: siteFooter(book.settings, hasFigures: hasFigures))
    }
}
