/// The list of notebooks that the front page shows below its own text.
func contentsList(_ notebooks: [Notebook]) -> String {
    let entries = notebooks.map { notebook in
        let matter = notebook.frontMatter
        let paper = matter.paper.map { "<p class=\"kicker\">\(escaped($0))</p>" } ?? ""
        let summary = matter.summary.map { "<p>\(escaped($0))</p>" } ?? ""
        let link = "<a href=\"\(linkAddress(notebook.name)).html\">\(escaped(matter.title))</a>"
        return "<li>\(paper)<h2>\(link)</h2>\(summary)</li>"
    }
    return
        "<nav class=\"contents\" id=\"\(PageFrame.listAnchor)\" aria-label=\"Notebooks\">\n<ol>\n\(entries.joined(separator: "\n"))\n</ol>\n</nav>"
}
