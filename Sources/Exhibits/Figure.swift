/// A plot: data, marks whose channels name its columns, two scales, and facets.
///
///     Figure(
///         frame, .lines(x: "epoch", y: "mean", lower: "lower", upper: "upper", color: "normalization"),
///         x: Scale("epoch"), y: .log("training negative log likelihood"), facet: "batch size")
///
/// Marks are drawn in the order given, later ones on top. Series take colours, dash patterns and marker shapes
/// by their place in the order of the colour column: first appearance, or `color: Categories(order: …)`.
public struct Figure: Sendable, Equatable {
    /// The data, tidy: one observation a row.
    public var data: DataFrame
    /// What is drawn, from back to front.
    public var marks: [Mark]
    /// The horizontal scale.
    public var x: Scale
    /// The vertical scale.
    public var y: Scale
    /// The columns that split the data into small multiples.
    public var facet: Facet?
    /// The order and the labels of the series.
    public var color: Categories
    /// The colours of heat maps and images.
    public var fill: FillScale
    /// Whether a unit of x is drawn as long as a unit of y, where both axes are linear. Images and strokes always are.
    public var hasEqualUnits: Bool
    /// A line above the plot, which also names it for a screen reader.
    public var title: String?
    /// What somebody who cannot see the plot should know; without it one is made from the data.
    public var description: String?

    /// A plot of `data` by `marks`.
    public init(
        _ data: DataFrame, _ marks: Mark..., x: Scale = Scale(), y: Scale = Scale(), facet: Facet? = nil,
        color: Categories = Categories(), fill: FillScale = FillScale(), hasEqualUnits: Bool = false,
        title: String? = nil, description: String? = nil
    ) {
        self.init(
            data, marks: marks, x: x, y: y, facet: facet, color: color, fill: fill,
            hasEqualUnits: hasEqualUnits, title: title, description: description)
    }

    /// A plot of `data` by an array of marks.
    public init(
        _ data: DataFrame, marks: [Mark], x: Scale = Scale(), y: Scale = Scale(), facet: Facet? = nil,
        color: Categories = Categories(), fill: FillScale = FillScale(), hasEqualUnits: Bool = false,
        title: String? = nil, description: String? = nil
    ) {
        self.data = data
        self.marks = marks
        self.x = x
        self.y = y
        self.facet = facet
        self.color = color
        self.fill = fill
        self.hasEqualUnits = hasEqualUnits
        self.title = title
        self.description = description
    }
}

extension Figure: Codable {}
