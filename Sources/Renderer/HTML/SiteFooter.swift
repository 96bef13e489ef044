/// What stands at the bottom of each page: who wrote the book, its terms and its own line, and where else to look.
func siteFooter(_ settings: SiteSettings, hasFigures: Bool) -> String {
    var lines: [String] = []
    let authors = settings.authors.isEmpty ? nil : listed(settings.authors)
    let facts = [authors, settings.license].compactMap { $0 }.map { escaped($0) }
    if !facts.isEmpty { lines.append("<p>\(facts.joined(separator: " · "))</p>") }
    if let footer = settings.footer { lines.append("<p>\(escaped(footer))</p>") }
    var links = hasFigures ? [("\(SpecialPage.figures.rawValue).html", "All figures")] : []
    links.append(("\(SpecialPage.colophon.rawValue).html", "Colophon"))
    if let repository = settings.repository { links.append((escaped(repository), "Repository")) }
    let items = links.map { "<li><a href=\"\($0)\">\($1)</a></li>" }
    lines.append("<ul>\n\(items.joined(separator: "\n"))\n</ul>")
    return "\n<footer class=\"site\">\n\(lines.joined(separator: "\n"))\n</footer>"
}

/// Who wrote a notebook and when, below its title; nil where it says neither.
func byline(_ matter: FrontMatter) -> String? {
    let authors = matter.authors.isEmpty ? [] : [escaped(listed(matter.authors))]
    let date = matter.date.map { ["<time datetime=\"\($0)\">\($0)</time>"] } ?? []
    let facts = authors + date
    return facts.isEmpty ? nil : "<p class=\"byline\">\(facts.joined(separator: " · "))</p>"
}
