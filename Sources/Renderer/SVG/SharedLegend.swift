import Exhibits

/// The legend of several figures that stand side by side, as an SVG element; nil unless each has one and all look the same.
///
/// Whoever hears the page reads the series in each figure's description, so the legend only says what it is.
func sharedLegend(of figures: [Figure], id: String, width: Double) -> String? {
    let id = identifier(id)
    let all = figures.map { figure -> [Element]? in
        let data = PlotData(figure)
        guard let legend = PlotLayout(data, width: FigureWidth.narrow).legend else { return nil }
        return Hatching.definitions(data, id: id) + legend.elements(top: 0, id: id)
    }
    guard figures.count > 1, let first = figures.first, let drawn = all.first ?? nil,
        all.allSatisfy({ $0.map(markup) == markup(drawn) })
    else { return nil }
    let data = PlotData(first)
    guard let legend = Legend(data, width: width) else { return nil }
    var root = Element(
        "svg",
        [
            "xmlns": "http://www.w3.org/2000/svg", "class": "figure-svg", "role": "img",
            "aria-label": "Legend of the panels", "width": coordinate(width),
            "height": coordinate(legend.height),
            "viewBox": "0 0 \(coordinate(width)) \(coordinate(legend.height))",
            "font-family": figureFont,
            "font-size": coordinate(TextSize.label), "fill": "currentColor",
        ])
    root.append(contentsOf: Hatching.definitions(data, id: id) + legend.elements(top: 0, id: id))
    return root.markup(.svg)
}

private func markup(_ elements: [Element]) -> String { elements.map { $0.markup(.svg) }.joined() }
