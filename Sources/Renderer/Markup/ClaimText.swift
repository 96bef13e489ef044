import Exhibits

/// A claim as a line of text: the sentence, where it comes from, the verdict, and the numbers.
func sentence(of claim: Claim) -> String {
    "\(claim.statement) (\(claim.source)). \(claim.verdict.rawValue): \(ClaimWords(claim).summary)"
}

/// A claim as Markdown: its sentence as a quotation, with the verdict and the numbers below.
func markdown(of claim: Claim, number: String?) -> String {
    let name = number.map { "Claim \($0)" } ?? "Claim"
    func line(_ text: String) -> String {
        escapedMarkdown(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    }
    var paragraphs = [
        "**\(name)** (\(line(claim.source))): \(line(claim.statement))",
        "**\(claim.verdict.rawValue)**: \(line(ClaimWords(claim).summary))",
    ]
    if let published = claim.published { paragraphs.append("The paper: \(line(published.words))") }
    return paragraphs.map { "> \($0)" }.joined(separator: "\n>\n")
}
