import Storage

/// What can be found on the site: the words of each section of each page, as a script that leaves them to `search.js`.
///
/// The words stand there as they are rather than as an inverted index: that would save little beside the excerpts, which
/// need them anyway, and folding letters in the browser lets one table of Unicode decide for both the words and the query.
struct SearchIndex: Equatable, Sendable {
    var pages: [Page] = []

    struct Page: Equatable, Sendable {
        /// The page's address.
        var address: String
        var title: String
        var sections: [Section]
    }

    struct Section: Equatable, Sendable {
        /// Where the section begins; empty for the page's beginning.
        var anchor: String
        /// Its heading; empty for what stands before the first.
        var heading: String
        var words: String
    }

    static let path = "search-index.js"

    /// The script. A page is a list of texts: its address and its title, then anchor, heading and words of each section.
    var file: SiteFile {
        let lists = pages.map { page in
            [page.address, page.title] + page.sections.flatMap { [$0.anchor, $0.heading, $0.words] }
        }
        let lines = lists.map { String(decoding: (try? RecordCoding.encode($0)) ?? [], as: UTF8.self) }
        return SiteFile(
            path: Self.path, text: "window.labbookSearchIndex=[\n\(lines.joined(separator: ",\n"))\n];\n")
    }
}

extension SearchIndex.Page {
    /// What can be found on a notebook's page: its prose with the values in it, formulas as TeX, captions, and shown code.
    init(of result: NotebookResult, _ targets: SiteTargets) {
        let notebook = result.notebook
        let matter = notebook.frontMatter
        address = "\(linkAddress(notebook.name)).html"
        title = onOneLine(matter.title)
        let words = PageWords(of: result, targets)
        var parts: [[String]] = [[matter.paper, matter.subtitle].compactMap { $0 }]
        sections = [SearchIndex.Section(anchor: "", heading: "", words: "")]
        for item in notebook.items {
            switch item {
            case .heading(let heading):
                let name = words.plainText(of: heading.content)
                sections.append(SearchIndex.Section(anchor: heading.anchor, heading: name, words: ""))
                parts.append([])
            case .prose(let prose): parts[parts.count - 1].append(words.plainText(of: prose))
            case .experiment(let block):
                guard block.options.isIncluded else { continue }
                let captions = [block.captions.figure, block.captions.table].compactMap { $0 }
                parts[parts.count - 1] += captions.map { words.plainText(of: $0) }
                if block.options.showsCode { parts[parts.count - 1].append(onOneLine(block.shownCode)) }
            }
        }
        parts[parts.count - 1] += notebook.footnotes.map { words.plainText(of: $0.content) }
        for index in sections.indices {
            sections[index].words = parts[index].filter { !$0.isEmpty }.joined(separator: " ")
        }
        sections.removeAll { $0.heading.isEmpty && $0.words.isEmpty }
    }
}
