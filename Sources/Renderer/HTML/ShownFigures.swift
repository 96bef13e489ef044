import Exhibits

/// A numbered figure of a page, for lists of figures.
struct ShownFigure: Sendable {
    /// Where it stands.
    var address: String
    /// The title of its page.
    var title: String
    var number: Int
    /// The label of its block.
    var label: String?
    var panels: [Figure]
    var caption: Prose?

    /// Its drawing in small; `id` must be its own in the page.
    func thumbnail(id: String) -> String { panels.first.map { Renderer.thumbnail(of: $0, id: id) } ?? "" }
}

extension NotebookResult {
    /// The figures of the notebook's page, numbered as the page numbers them.
    var shownFigures: [ShownFigure] {
        var figures: [ShownFigure] = []
        for block in notebook.experiments where shows(block) {
            guard let name = name(of: block) else { continue }
            for (place, group) in exhibitGroups(outputs(of: block) ?? []) {
                guard case .panels(let panels) = group else { continue }
                let anchor = linkAddress(exhibitID(name, place))
                figures.append(
                    ShownFigure(
                        address: "\(linkAddress(notebook.name)).html#\(anchor)",
                        title: notebook.frontMatter.title, number: figures.count + 1,
                        label: block.options.label, panels: panels,
                        caption: block.captions.figure))
            }
        }
        return figures
    }

    /// The figure that stands for the notebook: the one that its front matter names, else its first.
    var thumbnailFigure: ShownFigure? {
        let figures = shownFigures
        guard let label = notebook.frontMatter.thumbnail?.text else { return figures.first }
        return figures.first { $0.label == label } ?? figures.first
    }
}

/// All figures of a book in small, each with its caption in the words of its page and a link to where it stands.
func gallery(of figures: [(figure: ShownFigure, words: PageWords)]) -> String {
    let items = figures.enumerated().map { index, shown in
        let figure = shown.figure
        let caption = figure.caption.map { "\n<p>\(escaped(shown.words.plainText(of: $0)))</p>" } ?? ""
        return """
            <li>
            <a href="\(escaped(figure.address))">\(figure.thumbnail(id: "thumbnail-\(index + 1)"))
            <span><b>Figure \(figure.number)</b> of <bdi>\(escaped(figure.title))</bdi></span></a>\(caption)
            </li>
            """
    }
    return "<ul class=\"gallery\">\n\(items.joined(separator: "\n"))\n</ul>"
}
