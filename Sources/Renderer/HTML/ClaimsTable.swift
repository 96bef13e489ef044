import Exhibits

/// The table of all claims of a book for its front page; nothing where it has none.
func claimsTable(_ claims: BookClaims) -> String {
    guard !claims.all.isEmpty else { return "" }
    let headers = ["Claim", "Source", "Verdict", "Effect", "n", "p (Holm)"]
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
    let rows = claims.all.map { claim -> Element in
        let words = ClaimWords(claim.claim)
        return Element(
            "tr",
            elements: [
                Element(
                    "th", ["scope": "row"],
                    [
                        .element(Element("a", ["href": claim.address], text: claim.claim.statement)),
                        .element(Element("span", ["class": "claim-notebook"], text: claim.title)),
                    ]),
                Element("td", text: claim.claim.source),
                Element("td", [:], [.element(badge(of: claim.claim.verdict))]),
                Element("td", elements: claim.claim.evidence.map { effectCell($0, words) }),
                Element("td", ["class": "number"], text: numberText(Double(claim.claim.count), nil)),
                Element("td", ["class": "number"], text: claim.adjustedP.map(ClaimWords.pNumber) ?? "–"),
            ])
    }
    let table = Element(
        "table", ["class": "exhibit claims"], elements: [head, Element("tbody", elements: rows)])
    let note =
        "Intervals are 95\u{202F}% intervals over seeds; they cover the choice of seeds, not that of the test set. The last column is the p value "
        + "after Holm’s adjustment for all tested claims; it changes no verdict. "
    let scroll = Element(
        "div", ["class": "table-scroll", "role": "group", "tabindex": "0", "aria-labelledby": "claims"],
        elements: [table])
    return
        "<section class=\"claims\" aria-labelledby=\"claims\">\n<h2 id=\"claims\">What was claimed, and what came out</h2>\n"
        + "<p>\(escaped(tally(claims)))</p>\n\(scroll.markup(.html))\n<p class=\"claim-note\">\(escaped(note))"
        + "<a class=\"data\" href=\"\(claimsFilePath)\">Data (JSON)</a></p>\n</section>"
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
    init(_ claims: BookClaims) {
        self.init()
        for claim in claims.all {
            switch claim.claim.verdict {
            case .supported: supported += 1
            case .contradicted: contradicted += 1
            case .inconclusive: inconclusive += 1
            }
        }
    }
}
