import Exhibits

/// A quotation that begins with `[!NOTE]` on a line of its own, as GitHub has them.
enum CalloutKind: String, CaseIterable, Sendable {
    case note = "NOTE"
    case tip = "TIP"
    case important = "IMPORTANT"
    case warning = "WARNING"
    case caution = "CAUTION"

    /// The word above its text.
    var title: String { rawValue.prefix(1) + rawValue.dropFirst().lowercased() }

    /// What surrounds the text on the page.
    var html: (begin: String, end: String) {
        (
            "<div class=\"callout \(rawValue.lowercased())\" role=\"note\">\n<p class=\"callout-title\">\(title)</p>\n",
            "</div>\n"
        )
    }
}

/// The word in a line `[!WORD]`; nil for any other line.
func calloutWord(_ line: String) -> String? {
    guard line.hasPrefix("[!"), line.hasSuffix("]") else { return nil }
    let word = line.dropFirst(2).dropLast()
    let isWord = !word.isEmpty && word.utf8.count <= 32 && word.utf8.allSatisfy(\.isLetter)
    return isWord ? String(word) : nil
}

/// The callout that a word names, or what is wrong with it.
func callout(_ word: String, at position: SourcePosition) -> Result<CalloutKind, Problem> {
    if let kind = CalloutKind(rawValue: word.uppercased()) { return .success(kind) }
    let known = CalloutKind.allCases.map(\.rawValue)
    let nearest = nearestName(to: word.uppercased(), among: known)
    return .failure(Problem(.unknownCallout(word, nearest: nearest, known: known), at: position))
}
