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
    init(of result: NotebookResult) {
        let notebook = result.notebook
        let matter = notebook.frontMatter
        address = "\(linkAddress(notebook.name)).html"
        title = onOneLine(matter.title)
        let values = InlineValues(of: result)
        var parts: [[String]] = [[matter.paper, matter.subtitle].compactMap { $0 }]
        sections = [SearchIndex.Section(anchor: "", heading: "", words: "")]
        for item in notebook.items {
            switch item {
            case .heading(let heading):
                let words = plainText(of: heading.content, values)
                sections.append(SearchIndex.Section(anchor: heading.anchor, heading: words, words: ""))
                parts.append([])
            case .prose(let prose): parts[parts.count - 1].append(plainText(of: prose, values))
            case .experiment(let block):
                guard block.options.isIncluded else { continue }
                let captions = [block.captions.figure, block.captions.table].compactMap { $0 }
                parts[parts.count - 1] += captions.map { plainText(of: $0, values) }
                if block.options.showsCode { parts[parts.count - 1].append(onOneLine(block.shownCode)) }
            }
        }
        parts[parts.count - 1] += notebook.footnotes.map { plainText(of: $0.content, values) }
        for index in sections.indices {
            sections[index].words = parts[index].filter { !$0.isEmpty }.joined(separator: " ")
        }
        sections.removeAll { $0.heading.isEmpty && $0.words.isEmpty }
    }
}

/// Prose without the raised numbers of its footnotes, which would be taken for the ends of words.
private func withoutNoteNumbers(_ html: String) -> String {
    var words = ""
    var rest = Substring(html)
    while let start = rest.firstRange(of: "<sup class=\"footnote"),
        let end = rest[start.upperBound...].firstRange(of: "</sup>")
    {
        words += rest[..<start.lowerBound]
        rest = rest[end.upperBound...]
    }
    return words + rest
}

/// Prose without markup, with its values, and its formulas as TeX.
func plainText(of prose: Prose, _ values: InlineValues) -> String {
    let pieces = prose.pieces.map { piece -> String in
        switch piece {
        case .html(let html): withoutNoteNumbers(html)
        case .inline(let expression): values[expression].map { escaped($0) } ?? ""
        case .math(let formula): escaped(formula.tex)
        case .reference(let reference): escaped(reference.items.map(\.name).joined(separator: " "))
        case .tableNumber, .notes: ""
        }
    }
    return plainText(ofMarkup: pieces.joined())
}
