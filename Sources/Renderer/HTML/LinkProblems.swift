/// What links can lead to: the pages of the site with the anchors on them.
struct LinkTargets: Sendable {
    /// By page, such as `mnist.html`, its anchors; nil where the site adds more that is not known here.
    private let anchors: [String: [String]?]
    /// The names of the pages, without `.html`.
    private let pages: [String]

    init(_ results: [NotebookResult]) {
        var anchors: [String: [String]?] = [:]
        for page in SpecialPage.names { anchors["\(page).html"] = .some(nil) }
        for result in results {
            let name = result.notebook.name
            anchors[Site.sourcePath(name)] = .some(nil)
            if !SpecialPage.names.contains(name) { anchors["\(name).html"] = result.anchors }
        }
        self.anchors = anchors
        pages = anchors.keys.sorted().filter { !$0.hasSuffix(Site.sourcePath("")) }
            .map { String($0.dropLast(".html".count)) }
    }

    /// What is wrong with the links of a notebook.
    func problems(of notebook: Notebook) -> [Problem] {
        var suggestions = Suggestions()
        return notebook.links.compactMap { link in
            fact(about: link, on: notebook.name, &suggestions).map { Problem($0, at: link.position) }
        }
    }

    private func fact(about link: WrittenLink, on name: String, _ suggestions: inout Suggestions) -> Problem
        .Fact?
    {
        guard !link.isImage else { return nil }
        let path = link.pathFromHere
        let page = path.isEmpty ? "\(name).html" : path
        if let known = anchors[page] {
            guard let known, let anchor = link.anchor, !anchor.isEmpty,
                !known.contains(where: {
                    anchor == $0 || $0.hasSuffix("-output") && anchor.hasPrefix("\($0)-")
                })
            else { return nil }
            let nearest = suggestions.nearest(to: anchor, among: known)
            return .linkToNoPlace(page: page, anchor: anchor, nearest: nearest)
        }
        guard path.hasSuffix(".html") || path.hasSuffix(".md") || !path.contains(".") else { return nil }
        if path.hasSuffix(".md"), anchors["\(path.dropLast(3)).html"] != nil {
            return .linkToSource(path, page: "\(path.dropLast(3)).html")
        }
        let wanted = path.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
        let nearest = suggestions.nearest(to: String(wanted), among: pages)
        return .linkToNoPage(path, nearest: nearest.map { "\($0).html" })
    }
}

extension NotebookResult {
    /// Everything on the notebook's page that an address can name.
    fileprivate var anchors: [String] {
        var anchors: [String] = []
        for item in notebook.items {
            switch item {
            case .heading(let heading): anchors.append(heading.anchor)
            case .prose: break
            case .experiment(let block):
                guard let name = name(of: block) else { continue }
                // Further exhibits and the panels of a figure have a number behind that of the first.
                anchors += [name, exhibitID(name, 0)]
            }
        }
        anchors += notebook.labels.map(\.name) + [CitedWorks.listAnchor, PageFrame.textAnchor]
        anchors += notebook.footnotes.map(\.anchor)
        return anchors + (notebook.bibliography?.works.keys.sorted().map(CitedWorks.anchor) ?? [])
    }
}
