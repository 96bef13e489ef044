/// What the site adds to a page below a notebook's own text.
struct Appendix: Equatable, Sendable {
    var html = ""
    /// Its sections, for the list of the page's contents.
    var sections: [OutlineEntry] = []
}
