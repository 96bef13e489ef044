/// The columns that split a figure into small multiples. A string literal is the plain case: `facet: "batch size"`.
public struct Facet: Sendable, Equatable, Codable {
    /// A panel for each value of this column, side by side.
    public var column: String
    /// With a second column, the panels are a grid with a row for each of its values.
    public var row: String?
    /// The order and the labels of the panels.
    public var columns: Categories
    /// The order and the labels of the rows.
    public var rows: Categories
    /// Whether each row of a grid (each panel without `row`) has its own vertical scale; else all share one.
    public var freeY: Bool
    /// Whether each column of a grid (each panel without `row`) has its own horizontal scale; else all share one.
    public var freeX: Bool
    /// A column with the titles of panels: each has the first value among its rows. Without it, titles are the facets' values.
    public var title: String?

    /// Panels for `column`, and rows for `row`.
    public init(
        _ column: String, row: String? = nil, columns: Categories = Categories(),
        rows: Categories = Categories(), freeY: Bool = false, freeX: Bool = false, title: String? = nil
    ) {
        self.column = column
        self.row = row
        self.columns = columns
        self.rows = rows
        self.freeY = freeY
        self.freeX = freeX
        self.title = title
    }
}

extension Facet: ExpressibleByStringLiteral {
    /// Panels side by side for a column.
    public init(stringLiteral column: String) { self.init(column) }
}
