import Exhibits

/// A claim as its page shows it: the sentence and its verdict, the numbers in words, every sample drawn and in a table.
///
/// - Parameters:
///   - book: what the book knows of the claim; nil where its block doesn't name it.
///   - testedCount: for how many claims of the book p values are adjusted.
///   - csv: the link to the samples as a file.
///   - isExpected: whether the expectation holds in this profile.
func html(of claim: Claim, _ book: BookClaim?, testedCount: Int, id: String, csv: String, isExpected: Bool)
    -> String
{
    let id = identifier(id)
    let words = ClaimWords(claim)
    var head: [Element.Node] = []
    if let number = book?.number {
        head += [
            .element(Element("span", ["class": "claim-number"], text: "Claim\u{A0}\(number)")), .text(" "),
        ]
    }
    head += [
        .element(Element("span", ["class": "claim-source"], text: claim.source)), .text(" "),
        .element(badge(of: claim.verdict)),
    ]
    var card = Element(
        "div",
        ["class": "claim \(claim.verdict.rawValue)", "role": "group", "aria-labelledby": "\(id)-statement"],
        elements: [
            Element("p", ["class": "claim-head"], head),
            Element("p", ["class": "claim-statement", "id": "\(id)-statement"], text: claim.statement),
        ])
    for (index, evidence) in claim.evidence.enumerated() {
        let name = claim.evidence.count == 1 ? id : "\(id)-\(index + 1)"
        card.append(resultLine(evidence, words))
        let drawing = ClaimDrawing(evidence, of: claim, id: name).svg
        card.children.append(.markup("<div class=\"claim-drawing\">\(drawing)</div>"))
    }
    card.append(facts(claim, words, book, testedCount: testedCount, isExpected: isExpected))
    let methods = claim.evidence.map(words.method)
    let notes = methods.indices.filter { methods.firstIndex(of: methods[$0]) == $0 }.map { methods[$0] }
    let covers =
        claim.evidence.contains { $0.method != .everyDraw }
        ? " It covers the choice of seeds, not that of the test set or of the task." : ""
    card.append(Element("p", ["class": "claim-note"], text: notes.joined(separator: " ") + covers))
    card.children.append(.markup(samples(of: claim, id: id, csv: csv)))
    return card.markup(.html)
}

/// `layer against batch: lower by 1.3 percentage points (95 % interval: …; 5 pairs of seeds)`
private func resultLine(_ evidence: Evidence, _ words: ClaimWords) -> Element {
    var nodes: [Element.Node] = []
    if let first = evidence.first, let second = evidence.second {
        nodes.append(.text("\(first) against \(second): "))
    }
    nodes.append(.element(Element("strong", text: words.effect(of: evidence))))
    let details = [words.interval(of: evidence), words.count(of: evidence)].compactMap { $0 }
    nodes.append(.text(" (\(details.joined(separator: "; ")))"))
    return Element("p", ["class": "claim-effect"], nodes)
}

private func facts(
    _ claim: Claim, _ words: ClaimWords, _ book: BookClaim?, testedCount: Int, isExpected: Bool
) -> Element {
    var rows: [(String, Element.Node)] = [("Measured", .text(measured(claim)))]
    var demands: [String] = []
    for demand in claim.evidence.compactMap(words.demand) where !demands.contains(demand) {
        demands.append(demand)
    }
    if !demands.isEmpty { rows.append(("Claimed", .text(demands.joined(separator: "; ")))) }
    if let published = claim.published { rows.append(("The paper", .text(published.words))) }
    let sizes = claim.evidence.compactMap(\.effectSize)
    if !sizes.isEmpty {
        let values = sizes.map { numberText($0, .significant(2)) }.joined(separator: ", ")
        rows.append(("Effect size", .text("\(values) standard deviations (Hedges’ g)")))
    }
    if let p = ClaimWords.p(claim.p) {
        let adjusted = ClaimWords.p(book?.adjustedP).map {
            "; \($0) after Holm’s adjustment for the \(testedCount) tested claims of the book"
        }
        rows.append(("Test", .text(p + (testedCount > 1 ? adjusted ?? "" : ""))))
    }
    if let expected = book?.expected {
        let remark = isExpected ? "" : ", in the \(Expectation.profile) profile"
        rows.append(("Expected", .text(expected.rawValue + remark)))
    }
    return Element(
        "dl", ["class": "claim-facts"],
        elements: rows.map { name, value in
            Element("div", elements: [Element("dt", text: name), Element("dd", [:], [value])])
        })
}

/// `final test error, at batch size = 4`
private func measured(_ claim: Claim) -> String {
    let settings = claim.settings.map { "\($0.name)\u{A0}=\u{A0}\($0.value)" }
    return claim.quantity.name + (settings.isEmpty ? "" : ", at " + settings.joined(separator: ", "))
}

/// Every sample in a table behind a line that opens it.
private func samples(of claim: Claim, id: String, csv: String) -> String {
    let frame = sampleFrame(claim)
    let link = Element("a", ["class": "data", "href": linkAddress(csv)], text: "Data (CSV)").markup(.html)
    let kind = claim.evidence.allSatisfy { $0.method == .everyDraw } ? "draw" : "seed"
    return "<details class=\"fold\"><summary>Every \(kind)’s numbers</summary>\n"
        + "\(html(ofData: frame, id: "\(id)-samples"))\n</details>\n<p class=\"claim-data\">\(link)</p>"
}

/// The samples of a claim, a row each.
func sampleFrame(_ claim: Claim) -> DataFrame {
    let rows = claim.evidence.flatMap { evidence in evidence.samples.map { (evidence, $0) } }
    let isCompared = claim.evidence.contains { $0.second != nil }
    let isDraw = claim.evidence.allSatisfy { $0.method == .everyDraw }
    var columns: [Column] = []
    if claim.evidence.count > 1 {
        columns.append(Column("comparison", rows.map { "\($0.0.first ?? "") against \($0.0.second ?? "")" }))
    }
    columns.append(Column(isDraw ? "draw" : "seed", rows.map { $0.1.number }))
    if isCompared {
        let single = claim.evidence.count == 1 ? claim.evidence[0] : nil
        let (first, second) = (single?.first ?? "first", single?.second ?? "second")
        columns += [
            Column(first, rows.map { $0.1.first ?? .nan }), Column(second, rows.map { $0.1.second ?? .nan }),
            Column(
                claim.evidence[0].scale == .ratio ? "ratio" : "difference",
                rows.map { $0.0.effect(of: $0.1) ?? .nan }),
        ]
    } else {
        columns.append(Column(claim.quantity.name, rows.map { $0.1.first ?? .nan }))
    }
    if rows.contains(where: { $0.1.note != nil }) {
        columns.append(Column("note", rows.map { $0.1.note ?? "" }))
    }
    return DataFrame(columns: columns)
}
