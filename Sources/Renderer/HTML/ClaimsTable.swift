import Exhibits

/// The table of all claims of a book for its front page, notebook by notebook; nothing where it has none.
func claimsTable(_ claims: BookClaims) -> String {
    guard !claims.all.isEmpty else { return "" }
    let headers = ["Claim", "Verdict", "Effect", "n", "p (Holm)"]
    let head = Element(
        "thead",
        elements: [
            Element(
                "tr",
                elements: headers.map {
                    Element(
                        "th", ["scope": "col", "class": ["n", "p (Holm)"].contains($0) ? "number" : nil],
                        text: $0)
                })
        ])
    let bodies = claims.byNotebook.map { group in
        Element("tbody", elements: [groupRow(group, columnCount: headers.count)] + group.map(row))
    }
    let table = Element("table", ["class": "exhibit claims"], elements: [head] + bodies)
    let note =
        "Intervals are 95\u{202F}% intervals over seeds; they cover the choice of seeds, not that of the test set. The last column is the p value "
        + "after Holm’s adjustment for all tested claims; it changes no verdict. "
    let scroll = Element(
        "div",
        ["class": "table-scroll", "role": "group", "tabindex": "0", "aria-labelledby": claimsAnchor],
        elements: [table])
    return
        "<section class=\"claims\" aria-labelledby=\"\(claimsAnchor)\">\n<h2 id=\"\(claimsAnchor)\">\(claimsHeading)</h2>\n"
        + "<p>\(escaped(tally(claims)))</p>\n\(scroll.markup(.html))\n<p class=\"claim-note\">\(escaped(note))"
        + "<a class=\"data\" href=\"\(claimsFilePath)\">Data (JSON)</a></p>\n</section>"
}

extension BookClaims {
    /// The claims of each notebook that has some, in reading order.
    fileprivate var byNotebook: [[BookClaim]] {
        all.reduce(into: []) { groups, claim in
            if groups.last?.last?.notebook == claim.notebook {
                groups[groups.count - 1].append(claim)
            } else {
                groups.append([claim])
            }
        }
    }
}

/// The anchor and the words of the table's heading.
let claimsAnchor = "all_claims"
let claimsHeading = "What was claimed, and what came out"

/// The row above the claims of a notebook: its title, and how they came out.
private func groupRow(_ group: [BookClaim], columnCount: Int) -> Element {
    let title = Element(
        "a", ["href": "\(linkAddress(group[0].notebook)).html"], text: group[0].title)
    let tally = Element("span", ["class": "claim-tally"], text: ClaimCounts(group).words)
    return Element(
        "tr", ["class": "claim-group"],
        elements: [
            Element(
                "th", ["scope": "rowgroup", "colspan": "\(columnCount)"],
                [.element(title), .text(" "), .element(tally)])
        ])
}

private func row(_ claim: BookClaim) -> Element {
    let words = ClaimWords(claim.claim)
    return Element(
        "tr",
        elements: [
            Element(
                "th", ["scope": "row"],
                [
                    .element(Element("a", ["href": claim.address], text: claim.claim.statement)),
                    .element(Element("span", ["class": "claim-place"], text: claim.claim.source)),
                ]),
            Element("td", [:], [.element(badge(of: claim.claim.verdict))]),
            Element("td", elements: claim.claim.evidence.map { effectCell($0, words) }),
            // On a phone there is no line of headers above the numbers.
            Element(
                "td", ["class": "number", "data-name": "n"],
                text: numberText(Double(claim.claim.count), nil)),
            Element(
                "td", ["class": "number", "data-name": "p"],
                text: claim.adjustedP.map(ClaimWords.pNumber) ?? "–"),
        ])
}

private func effectCell(_ evidence: Evidence, _ words: ClaimWords) -> Element {
    var nodes: [Element.Node] = [.text(words.effect(of: evidence))]
    if let interval = words.interval(of: evidence) {
        nodes += [.text(" "), .element(Element("span", ["class": "claim-interval"], text: interval))]
    }
    return Element("div", [:], nodes)
}

/// `Of 5 claims 3 are supported, 1 contradicted and 1 inconclusive.`
private func tally(_ claims: BookClaims) -> String {
    let counts = ClaimCounts(claims)
    let total = counts.total == 1 ? "Of 1 claim" : "Of \(counts.total) claims"
    return "\(total) \(counts.supported) \(counts.supported == 1 ? "is" : "are") supported, "
        + "\(counts.contradicted) contradicted and \(counts.inconclusive) inconclusive."
}

/// How many claims of a book have which verdict.
public struct ClaimCounts: Equatable, Sendable {
    /// How many are supported.
    public var supported = 0
    /// How many are contradicted.
    public var contradicted = 0
    /// How many are inconclusive.
    public var inconclusive = 0
    /// How many there are.
    public var total: Int { supported + contradicted + inconclusive }

    /// The counts for a person: `claims: 3 supported, 1 contradicted, 0 inconclusive`.
    public var sentence: String {
        "claims: \(supported) supported, \(contradicted) contradicted, \(inconclusive) inconclusive"
    }
}

extension ClaimCounts {
    /// The counts of a book's claims.
    init(_ claims: BookClaims) { self.init(claims.all) }

    /// The counts of some claims.
    init(_ claims: [BookClaim]) {
        self.init()
        for claim in claims {
            switch claim.claim.verdict {
            case .supported: supported += 1
            case .contradicted: contradicted += 1
            case .inconclusive: inconclusive += 1
            }
        }
    }

    /// The counts beside a title: `3 supported, 1 inconclusive`; a verdict that no claim has is not named.
    var words: String {
        let named = [
            (supported, "supported"), (contradicted, "contradicted"), (inconclusive, "inconclusive"),
        ]
        return named.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
