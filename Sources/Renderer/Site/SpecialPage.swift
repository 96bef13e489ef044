/// Pages that stand outside of the reading order. A notebook of such a name is the text above what the site adds.
enum SpecialPage: String, CaseIterable {
    /// The front page, with the list of notebooks.
    case front = "index"
    /// All figures of the book.
    case figures
    /// How the site was made.
    case colophon

    static let names = allCases.map(\.rawValue)
}
