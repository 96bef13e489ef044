// What needs whole addresses: made only for a site that knows its own.

extension SitePlan {
    /// The map of the site and, where notebooks have dates, the feed.
    func syndication() -> [SiteFile] {
        guard let base = book.settings.baseAddress else { return [] }
        return [SiteFile(path: "sitemap.xml", text: siteMap(base))]
            + (dated.isEmpty ? [] : [SiteFile(path: Self.feedPath, text: feed(base))])
    }

    private static let feedPath = "feed.xml"

    /// The notebooks with a date, the newest first.
    private var dated: [NotebookResult] {
        chapters.filter { $0.notebook.frontMatter.date != nil }.sorted {
            let (a, b) = ($0.notebook.frontMatter.date ?? "", $1.notebook.frontMatter.date ?? "")
            return (b, $0.notebook.name) < (a, $1.notebook.name)
        }
    }

    private func siteMap(_ base: String) -> String {
        let special = [SpecialPage.figures, .colophon].filter { $0 != .figures || hasFigures }
        let pages =
            [("", nil)]
            + chapters.map { ("\(linkAddress($0.notebook.name)).html", $0.notebook.frontMatter.date) }
            + special.map { ("\($0.rawValue).html", text(of: $0)?.notebook.frontMatter.date) }
        let entries = pages.map { path, date in
            "<url><loc>\(escaped(base + path))</loc>\(date.map { "<lastmod>\($0)</lastmod>" } ?? "")</url>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(entries.joined(separator: "\n"))
            </urlset>

            """
    }

    private func feed(_ base: String) -> String {
        let entries = dated.map { result in
            let matter = result.notebook.frontMatter
            let address = escaped("\(base)\(linkAddress(result.notebook.name)).html")
            let summary = matter.summary.map { "\n<summary>\(escaped($0))</summary>" } ?? ""
            return """
                <entry>
                <title>\(escaped(matter.title))</title>
                <link href="\(address)"/>
                <id>\(address)</id>
                <updated>\(time(matter.date))</updated>\(authors(matter.authors))\(summary)
                </entry>
                """
        }
        let names = book.settings.authors.isEmpty ? [title] : book.settings.authors
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(escaped(book.settings.language))">
            <title>\(escaped(title))</title>
            <link href="\(escaped(base))"/>
            <link rel="self" href="\(escaped(base + Self.feedPath))"/>
            <id>\(escaped(base))</id>
            <updated>\(time(dated.first?.notebook.frontMatter.date))</updated>\(authors(names))
            \(entries.joined(separator: "\n"))
            </feed>

            """
    }

    /// The beginning of a day: a notebook has no hour.
    private func time(_ date: String?) -> String { "\(date ?? "1970-01-01")T00:00:00Z" }

    private func authors(_ names: [String]) -> String {
        names.map { "\n<author><name>\(escaped($0))</name></author>" }.joined()
    }

    /// What the head of a page says to those who link to it; `path` is that of the page, empty for the front page.
    func headLinks(_ path: String, title: String, description: String?) -> String {
        guard let base = book.settings.baseAddress else { return "" }
        let address = escaped(base + path)
        var lines = ["<link rel=\"canonical\" href=\"\(address)\">"]
        if !dated.isEmpty {
            lines.append("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"\(Self.feedPath)\">")
        }
        var facts = [
            ("og:type", path.isEmpty ? "website" : "article"), ("og:title", title), ("og:url", base + path),
            ("og:site_name", self.title),
        ]
        if let description { facts.append(("og:description", description)) }
        lines += facts.map { "<meta property=\"\($0)\" content=\"\(escaped($1))\">" }
        return "\n" + lines.joined(separator: "\n")
    }
}
