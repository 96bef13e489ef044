/// A page as another one links to it.
struct PageLink: Equatable, Sendable {
    var title: String
    /// Its path below `site/`, as a link holds it.
    var address: String

    /// A notebook's page.
    init(_ notebook: Notebook) {
        title = notebook.frontMatter.title
        address = "\(linkAddress(notebook.name)).html"
    }
}

/// The pages before and after one in reading order.
struct PageTurn: Equatable, Sendable {
    var previous: PageLink?
    var next: PageLink?

    /// The links at the page's foot; nil where there is nothing before and nothing after it.
    var html: String? {
        let links = [("prev", "Previous", previous), ("next", "Next", next)].compactMap {
            relation, word, page in
            page.map { page in
                Element(
                    "a", ["rel": relation, "class": relation, "href": page.address],
                    [
                        .element(Element("span", text: word)), .text(" "),
                        .element(Element("bdi", text: page.title)),
                    ]
                ).markup(.html)
            }
        }
        if links.isEmpty { return nil }
        return
            "<nav class=\"turn\" aria-label=\"Previous and next page\">\n\(links.joined(separator: "\n"))\n</nav>"
    }
}
