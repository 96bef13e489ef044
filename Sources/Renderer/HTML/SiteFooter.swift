/// What stands at the bottom of each page: the book's own line, who wrote it, its terms, and where its sources are.
func siteFooter(_ settings: SiteSettings) -> String {
    var lines: [String] = []
    let authors = settings.authors.isEmpty ? nil : listed(settings.authors)
    let facts = [authors, settings.license].compactMap { $0 }.map(escaped).joined(separator: " · ")
    if !facts.isEmpty { lines.append("<p>\(facts)</p>") }
    if let footer = settings.footer { lines.append("<p>\(escaped(footer))</p>") }
    var links = ["<a href=\"\(SpecialPage.colophon.rawValue).html\">Colophon</a>"]
    if let repository = settings.repository {
        links.append("<a href=\"\(escaped(repository))\">Repository</a>")
    }
    lines.append("<p>\(links.joined(separator: " · "))</p>")
    return "\n<footer class=\"site\">\n\(lines.joined(separator: "\n"))\n</footer>"
}

/// `A`, `A and B`, `A, B and C`.
func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
}
