import Exhibits

/// The lines of a pen, a group a series. A NaN lifts the pen; a stroke of one point is a dot.
func strokeElements(_ layer: PlotData.Layer, in frame: PanelFrame) -> [Element] {
    var paths: [(series: Int, path: String)] = []
    for line in layer.lines {
        let pieces = line.points.split(omittingEmptySubsequences: true) { !$0.hasPlace }
        let path = pieces.map { piece -> String in
            let places = thinned(piece.map { (x: frame.place(x: $0.x), y: frame.place(y: $0.y)) })
            // A line of no length, with the round end of a pen.
            if places.count == 1 { return "M\(PanelFrame.pair(places[0].x, places[0].y))h0" }
            return "M" + places.map { PanelFrame.pair($0.x, $0.y) }.joined(separator: "L")
        }.joined()
        if path.isEmpty { continue }
        if paths.last?.series == line.series {
            paths[paths.count - 1].path += path
        } else {
            paths.append((line.series, path))
        }
    }
    let isColored = layer.mark.channels?.color != nil
    return paths.map { series, path in
        Element(
            // Ink without a colour column has the colour of the words.
            "g", isColored ? SeriesStyle.attributes(series) : [:],
            elements: [
                Element(
                    "path",
                    [
                        "class": "stroke", "d": path, "fill": "none", "stroke": "currentColor",
                        "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round",
                        "stroke-dasharray": isColored && series > 0 ? SeriesStyle.dash(series) : nil,
                    ])
            ])
    }
}
