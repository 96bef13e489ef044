/// Where a panel's axes stand in the figure, and its scales: turns values into places.
struct PanelFrame {
    var x: Double
    var y: Double
    var width: Double
    var height: Double
    var xScale: AxisScale
    var yScale: AxisScale
    /// Whether values run sideways, see `PlotData.isSideways`.
    var isSideways: Bool

    var right: Double { x + width }
    var bottom: Double { y + height }

    /// The place of a value of x.
    func place(x value: Double) -> Double { x + xScale.fraction(of: value) * width }

    /// The place of a value of y. Categories are listed from the top, numbers grow upwards.
    func place(y value: Double) -> Double {
        if case .bands = yScale { return y + yScale.fraction(of: value) * height }
        return y + (1 - yScale.fraction(of: value)) * height
    }

    /// The place of a point's value on the axis of the values; an interval's end stays on a log axis.
    func place(end value: Double) -> Double {
        isSideways
            ? x + xScale.fraction(ofEnd: value) * width : y + (1 - yScale.fraction(ofEnd: value)) * height
    }

    /// The width of one category's place; nil where positions are numbers.
    var bandWidth: Double? {
        let (scale, length) = isSideways ? (yScale, height) : (xScale, width)
        if case .bands(let labels) = scale { return length / Double(max(labels.count, 1)) }
        return nil
    }

    /// A coordinate pair as a path has it, to a tenth: finer than a screen shows, and shorter.
    static func pair(_ x: Double, _ y: Double) -> String {
        coordinate(x, decimals: 1) + " " + coordinate(y, decimals: 1)
    }
}
