/// The list of notebooks that the front page shows below its own text, each with the figure that stands for it.
func contentsList(_ results: [NotebookResult]) -> String {
    let entries = results.enumerated().map { index, result in
        let matter = result.notebook.frontMatter
        let paper = matter.paper.map { "<p class=\"kicker\">\(escaped($0))</p>" } ?? ""
        let summary = matter.summary.map { "<p>\(escaped($0))</p>" } ?? ""
        let link = "<a href=\"\(linkAddress(result.notebook.name)).html\">\(escaped(matter.title))</a>"
        let words = "\(paper)<h2>\(link)</h2>\(summary)"
        guard let figure = result.thumbnailFigure else { return "<li>\(words)</li>" }
        let picture = figure.thumbnail(id: "thumbnail-\(index + 1)")
        return "<li class=\"pictured\"><div>\(words)</div>\n<div class=\"picture\">\(picture)</div></li>"
    }
    return
        "<nav class=\"contents\" id=\"\(PageFrame.listAnchor)\" aria-label=\"Notebooks\">\n<ol>\n\(entries.joined(separator: "\n"))\n</ol>\n</nav>"
}
