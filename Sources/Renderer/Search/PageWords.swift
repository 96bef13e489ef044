/// The words of a page's prose, for where there is no markup: the search index, the captions of the page of figures.
struct PageWords: Sendable {
    private let values: InlineValues
    private let page: String
    private let targets: SiteTargets
    private let works: CitedWorks

    init(of result: NotebookResult, _ targets: SiteTargets) {
        values = InlineValues(of: result)
        page = result.notebook.name
        self.targets = targets
        works = CitedWorks(result.notebook)
    }

    /// Prose without markup, with its values, its references as the page spells them, and its formulas as TeX.
    func plainText(of prose: Prose) -> String {
        let pieces = prose.pieces.map { piece -> String in
            switch piece {
            case .html(let html): withoutNoteNumbers(html)
            case .inline(let expression): values[expression].map { escaped($0) } ?? ""
            case .math(let formula): escaped(formula.tex)
            case .reference(let reference): html(of: reference, on: page, targets, works)
            case .tableNumber, .notes: ""
            }
        }
        return Renderer.plainText(ofMarkup: pieces.joined())
    }
}

/// Prose without the raised numbers of its footnotes, which would be taken for the ends of words.
private func withoutNoteNumbers(_ html: String) -> String {
    var words = ""
    var rest = Substring(html)
    while let start = rest.firstRange(of: "<sup class=\"footnote"),
        let end = rest[start.upperBound...].firstRange(of: "</sup>")
    {
        words += rest[..<start.lowerBound]
        rest = rest[end.upperBound...]
    }
    return words + rest
}
