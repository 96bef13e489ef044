/// A cross-reference or citation as HTML: `Figure 2`, `Ba et al. (2016)`, `(see Ba et al. 2016, p. 3)`.
func html(of reference: Reference, on page: String, _ targets: SiteTargets, _ works: CitedWorks) -> String {
    let items = reference.items.map { item -> String in
        let before = item.before.isEmpty ? "" : escaped(item.before) + " "
        let after = item.after.isEmpty ? "" : ", " + escaped(item.after)
        let (words, verdict, address) = content(item, reference, on: page, targets, works)
        guard let address, !reference.isInsideLink else { return before + words + verdict + after }
        // The verdict stands beside the link: within, it would be underlined too.
        return "\(before)<a href=\"\(escaped(address))\">\(words)</a>\(verdict)\(after)"
    }
    let isAside = reference.isBracketed && reference.items.contains { $0.kind == nil }
    return isAside ? "(\(items.joined(separator: "; ")))" : items.joined(separator: ", ")
}

/// The words of one name and the verdict beside them, as HTML, and where they lead; nowhere for a name that means nothing.
private func content(
    _ item: Reference.Item, _ reference: Reference, on page: String, _ targets: SiteTargets,
    _ works: CitedWorks
) -> (words: String, verdict: String, address: String?) {
    let missing = "<span class=\"missing\">@\(escaped(item.name))</span>"
    guard let kind = item.kind else {
        guard let work = works[item.name] else { return (missing, "", nil) }
        let address = "#" + linkAddress(CitedWorks.anchor(item.name))
        if item.isShort { return (escaped(work.year), "", address) }
        let words = reference.isBracketed ? "\(work.authors) \(work.year)" : "\(work.authors) (\(work.year))"
        return (escaped(words), "", address)
    }
    guard case .target(let target, let owner, let title) = targets.meaning(of: item.name, on: page) else {
        return (missing, "", nil)
    }
    let number = escaped(target.number ?? "…")
    // A number and its noun stay on one line.
    let words = item.isShort ? number : "\(kind.noun)\u{A0}\(number)"
    let verdict =
        kind == .claim && !item.isShort ? target.verdict.map { " " + badge(of: $0).markup(.html) } ?? "" : ""
    let file = title == nil ? "" : "\(linkAddress(owner)).html"
    return (
        words + (title.map { " of <em><bdi>\(escaped($0))</bdi></em>" } ?? ""), verdict,
        "\(file)#\(linkAddress(item.name))"
    )
}
