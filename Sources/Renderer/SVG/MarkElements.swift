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

/// A bar of a series.
func barElement(x: Double, y: Double, width: Double, height: Double, series: Int, id: String) -> Element {
    let (across, down) = (coordinate(width, decimals: 1), coordinate(height, decimals: 1))
    let path = "M\(PanelFrame.pair(x, y))h\(across)v\(down)h\(coordinate(-width, decimals: 1))Z"
    return Element("g", ["class": "bar"], elements: areaElements(path, series, opacity: "0.85", id: id))
}

/// An area of a series along a path: tinted so much, or from the second series on little, and hatched over the tint.
func areaElements(_ path: String, _ series: Int, opacity: String, id: String) -> [Element] {
    let hatch = Hatching.fill(series, id: id)
    let tint = Element(
        "path",
        [
            "d": path, "fill": "currentColor", "fill-opacity": hatch == nil ? opacity : "0.22",
            "stroke": "currentColor", "stroke-width": "1.25",
        ])
    return [tint] + (hatch.map { [Element("path", ["d": path, "fill": $0])] } ?? [])
}

/// How much the area of a histogram is tinted: where others may lie behind it, little.
func histogramOpacity(isAlone: Bool) -> String { isAlone ? "0.7" : "0.22" }

/// Whiskers along a path, in a series' colour or on bars in that of the text.
func whiskerElement(_ path: String) -> Element {
    Element(
        "path",
        ["class": "whiskers", "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": "1.5"])
}
