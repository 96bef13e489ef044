/// The list of notebooks that the front page shows below its own text, each with the figure that stands for it.
private func contentsList(_ results: [NotebookResult]) -> String {
    let entries = results.enumerated().map { index, result in
        let matter = result.notebook.frontMatter
        let paper = matter.paper.map { "<p class=\"kicker\">\(escaped($0))</p>" } ?? ""
        let summary = matter.summary.map { "<p>\(escaped($0))</p>" } ?? ""
        let link = "<a href=\"\(linkAddress(result.notebook.name)).html\">\(escaped(matter.title))</a>"
        let words = "\(paper)<h3>\(link)</h3>\(summary)"
        guard let figure = result.thumbnailFigure else { return "<li>\(words)</li>" }
        let picture = figure.thumbnail(id: "thumbnail-\(index + 1)")
        return "<li class=\"pictured\"><div>\(words)</div>\n<div class=\"picture\">\(picture)</div></li>"
    }
    return """
        <nav class="contents" aria-labelledby="\(PageFrame.listAnchor)">
        <h2 id="\(PageFrame.listAnchor)">\(listHeading)</h2>
        <ol>
        \(entries.joined(separator: "\n"))
        </ol>
        </nav>
        """
}

/// The words above the list.
private let listHeading = "All notebooks"

/// What the front page has below its own text: the list of notebooks, and the claims with their verdicts where there are some.
func frontAppendix(_ chapters: [NotebookResult], _ claims: BookClaims) -> Appendix {
    var appendix = Appendix(
        html: contentsList(chapters),
        sections: [OutlineEntry(level: 2, anchor: PageFrame.listAnchor, words: listHeading)])
    let table = claimsTable(claims)
    if !table.isEmpty {
        appendix.html += "\n" + table
        appendix.sections.append(OutlineEntry(level: 2, anchor: claimsAnchor, words: claimsHeading))
    }
    return appendix
}
