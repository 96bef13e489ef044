/// The elements that marks and the legend share; `currentColor` is the colour of the group around them.

/// A line of a series along a path; a faint one is one of many, such as the line of one seed.
func lineElement(_ path: String, _ series: Int, isFaint: Bool = false) -> Element {
    Element(
        "path",
        [
            "class": "line", "d": path, "fill": "none", "stroke": "currentColor",
            "stroke-width": isFaint ? "1.25" : "2",
            "stroke-opacity": isFaint ? "0.5" : nil, "stroke-linejoin": "round",
            "stroke-dasharray": SeriesStyle.dash(series),
        ])
}

/// The markers of a series along a path of their outlines.
func markerElement(_ path: String) -> Element {
    Element("path", ["class": "dots", "d": path, "fill": "currentColor", "fill-opacity": "0.9"])
}

/// A bar of a series: tinted, and from the second series on hatched over the tint.
func barElement(
    x: Double, y: Double, width: Double, height: Double, series: Int, id: String
) -> Element {
    let hatch = Hatching.fill(series, id: id)
    let path =
        "M\(PanelFrame.pair(x, y))h\(coordinate(width, decimals: 1))v\(coordinate(height, decimals: 1))h\(coordinate(-width, decimals: 1))Z"
    var group = Element("g", ["class": "bar"])
    group.append(
        Element(
            "path",
            [
                "d": path, "fill": "currentColor", "fill-opacity": hatch == nil ? "0.85" : "0.25",
                "stroke": "currentColor",
            ]))
    if let hatch { group.append(Element("path", ["d": path, "fill": hatch])) }
    return group
}

/// Whiskers along a path, in a series' colour or on bars in that of the text.
func whiskerElement(_ path: String) -> Element {
    Element(
        "path",
        ["class": "whiskers", "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": "1.5"])
}
