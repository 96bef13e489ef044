/// Everything on the site that a cross-reference can lead to.
struct SiteTargets: Sendable {
    private let pages: [String: PageNumbers]
    private let titles: [String: String]
    private let files: [String: String]
    /// The pages that have a label, in reading order.
    private let owners: [String: [String]]
    /// The claims of the book.
    let claims: BookClaims

    init(_ results: [NotebookResult], settings: SiteSettings = SiteSettings()) {
        let results = results.sorted { settings.readingOrder($0.notebook, $1.notebook) }
        let notebooks = results.map(\.notebook)
        let pages = Dictionary(results.map { ($0.notebook.name, PageNumbers($0)) }) { first, _ in first }
        self.pages = pages
        claims = BookClaims(results, numbers: pages)
        titles = Dictionary(notebooks.map { ($0.name, $0.frontMatter.title) }) { first, _ in first }
        files = Dictionary(notebooks.map { ($0.name, $0.source.file) }) { first, _ in first }
        var owners: [String: [String]] = [:]
        for notebook in notebooks {
            for label in pages[notebook.name]?.targets.keys.sorted() ?? [] {
                owners[label, default: []].append(notebook.name)
            }
        }
        self.owners = owners
    }

    /// The numbers of one page.
    func numbers(of page: String) -> PageNumbers { pages[page]! }

    /// What a label means on a page: its own first, then that of another page.
    enum Meaning: Equatable {
        /// `title` is that of another page; nil for the page itself.
        case target(PageNumbers.Target, page: String, title: String?)
        case ambiguous(files: [String])
        case unknown
    }

    func meaning(of label: String, on page: String) -> Meaning {
        if let target = pages[page]?.targets[label] { return .target(target, page: page, title: nil) }
        let others = owners[label] ?? []
        guard let first = others.first, let target = pages[first]?.targets[label] else { return .unknown }
        if others.count > 1 { return .ambiguous(files: others.compactMap { files[$0] }) }
        return .target(target, page: first, title: titles[first])
    }

    /// The problems of a notebook's cross-references.
    func problems(of result: NotebookResult) -> [Problem] {
        var suggestions = Suggestions()
        let labels = owners.keys.sorted()
        let labelsOfKind = Dictionary(grouping: labels) { LabelKind(label: $0) }
        return result.notebook.allProse.flatMap(\.references).flatMap(\.items).compactMap { item in
            guard let kind = item.kind else { return nil }
            switch meaning(of: item.name, on: result.notebook.name) {
            case .ambiguous(let files):
                return Problem(.ambiguousReference(item.name, files: files), at: item.position)
            case .unknown:
                let nearest =
                    suggestions.nearest(to: item.name, among: labelsOfKind[kind] ?? [])
                    ?? suggestions.nearest(to: item.name, among: labels)
                return Problem(.unknownReference(item.name, kind: kind, nearest: nearest), at: item.position)
            case .target(let target, let page, _):
                // A block that did not run, or failed on the way, has its own problem.
                guard target.number == nil, page == result.notebook.name, result.hasRun(target.position)
                else {
                    return nil
                }
                let fact = Problem.Fact.referenceWithoutNumber(
                    item.name, kind: kind, firstLine: target.position.line)
                return Problem(fact, at: item.position)
            }
        }
    }
}

extension NotebookResult {
    /// Whether the block that begins there ran to its end.
    func hasRun(_ position: SourcePosition) -> Bool {
        guard let block = blocks.first(where: { $0.position == position }), outputs(of: block) != nil else {
            return false
        }
        return !problems.contains { block.lines.contains($0.position.line) && !$0.fact.isAboutWords }
    }
}

extension [NotebookResult] {
    /// The results with the problems of their cross-references, which are known only when all notebooks have been read.
    var withReferencesChecked: [NotebookResult] {
        let targets = SiteTargets(self)
        let links = LinkTargets(self)
        return map { result in
            var result = result
            let found =
                targets.problems(of: result) + links.problems(of: result.notebook)
                + result.captionProblems
            result.problems = (result.problems + found).sorted { $0.position < $1.position }
            return result
        }
    }
}
