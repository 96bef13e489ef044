import Exhibits

/// The scale of the colours above a plot: what they are called, and a strip with the numbers below it.
struct FillLegend {
    private let colors: FillColors
    private let title: String
    private let titleWidth: Double
    private let stripWidth: Double
    private let isStacked: Bool
    private let marks: [Tick]
    /// How much room it takes.
    let height: Double

    private static let stripHeight = 11.0

    /// A legend for a width; nil where the figure has no colours for numbers.
    init?(_ data: PlotData, width: Double) {
        guard let colors = data.fill, !data.panels.allSatisfy(\.isEmpty) else { return nil }
        self.colors = colors
        title = fitted(colors.title, width: width, size: TextSize.label)
        titleWidth = title.isEmpty ? 0 : textWidth(title, size: TextSize.label) + 14
        isStacked = titleWidth + 200 > width
        stripWidth = min(210, width - (isStacked ? 0 : titleWidth) - (colors.hasMissing ? 100 : 24))
        marks = ticks(
            of: colors.axis, length: stripWidth, isHorizontal: true, size: TextSize.label,
            wholeNumbers: false,
            most: 4
        ).map { tick in
            guard tick.label != nil, case .percent? = colors.format else { return tick }
            return Tick(value: tick.value, label: TickLabel(text: numberText(tick.value, colors.format)))
        }
        height = 38 + (isStacked ? 20 : 0)
    }

    /// The legend, its top at `top`. The strip's gradient and the hatching have ids that begin with `id`.
    func elements(top: Double, id: String) -> [Element] {
        let y = top + (isStacked ? 20 : 0) + 3
        let x = (isStacked ? 0 : titleWidth) + 8
        var drawn: [Element] = []
        if !title.isEmpty {
            drawn.append(textElement(title, x: 0, y: top + 13, isMuted: true, full: colors.title))
        }
        let stops = colors.stops.enumerated().map { index, color in
            Element(
                "stop",
                [
                    "offset": coordinate(Double(index) / Double(colors.stops.count - 1), decimals: 3),
                    "stop-color": color.hex,
                ])
        }
        drawn.append(Element("linearGradient", ["id": "\(id)-fill"], elements: stops))
        drawn.append(
            Element(
                "rect",
                [
                    "class": fillClass(colors), "x": coordinate(x), "y": coordinate(y),
                    "width": coordinate(stripWidth), "height": coordinate(FillLegend.stripHeight),
                    "fill": "url(#\(id)-fill)",
                ]))
        var path = ""
        for tick in marks where tick.label != nil {
            let place = x + colors.axis.fraction(of: tick.value) * stripWidth
            path += "M\(PanelFrame.pair(place, y + FillLegend.stripHeight))v4"
            if let label = tick.label {
                drawn.append(
                    tickElement(label, x: place, y: y + FillLegend.stripHeight + 17, anchor: .middle))
            }
        }
        if !path.isEmpty {
            drawn.append(
                Element(
                    "path",
                    [
                        "class": "axis", "d": path, "fill": "none", "stroke": "currentColor",
                        "stroke-opacity": "0.55",
                    ]))
        }
        if colors.hasMissing {
            let left = x + stripWidth + 22
            drawn.append(
                missingElement(x: left, y: y - 1, width: 14, height: FillLegend.stripHeight + 2, id: id))
            drawn.append(textElement("no value", x: left + 20, y: y + 10, isMuted: true))
        }
        return drawn
    }
}

/// The class of what has colours for numbers: `figures.css` turns the palettes that allow it over on a dark page.
func fillClass(_ colors: FillColors) -> String { colors.isReversible ? "fill ramp" : "fill" }

/// A cell without a number: hatched, so that it is not taken for one with a number.
func missingElement(x: Double, y: Double, width: Double, height: Double, id: String) -> Element {
    Element(
        "rect",
        [
            "class": "missing-cell", "x": coordinate(x), "y": coordinate(y), "width": coordinate(width),
            "height": coordinate(height), "fill": "url(#\(id)-missing)", "stroke": "currentColor",
            "stroke-opacity": "0.35", "stroke-width": "0.5",
        ])
}
