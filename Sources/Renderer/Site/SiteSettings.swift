/// What `site.yml`, beside the folder of the notebooks, says about the site as a whole. A site needs none.
struct SiteSettings: Equatable, Sendable {
    /// The name of the site; else the front page's title.
    var title: String?
    /// Who wrote it.
    var authors: [String] = []
    /// A sentence for search engines and link previews; else the front page's summary.
    var description: String?
    /// The language of the pages, as BCP 47 names it.
    var language = "en"
    /// Where the site will be found, with a `/` at its end. Only a site that has one has a map, a feed and link previews.
    var baseAddress: String?
    /// Where the sources of the site are kept.
    var repository: String?
    /// The terms under which the site's text may be used.
    var license: String?
    /// A line at the bottom of each page.
    var footer: String?
    /// The colour of links and marks; made lighter or darker where it would not be legible.
    var accent: Colour?
    /// A folder below that of the notebooks whose `style.css` follows the site's own.
    var theme: PlacedText?
    /// The notebooks in reading order; those that are not named follow.
    var order: [String] = []

    static let keys = [
        "title", "author", "description", "language", "base-url", "repository", "license", "footer",
        "accent", "theme", "order",
    ]
}

extension SiteSettings {
    /// By the order of the settings, then by that of the notebooks themselves.
    func readingOrder(_ a: Notebook, _ b: Notebook) -> Bool {
        let (first, second) = (order.firstIndex(of: a.name), order.firstIndex(of: b.name))
        switch (first, second) {
        case (let first?, let second?): return first < second
        case (.some, nil): return true
        case (nil, .some): return false
        case (nil, nil): return Renderer.readingOrder(a, b)
        }
    }
}
