import Exhibits

/// The bars of a histogram, a group a series: an outline around all bars of it, hatched from the second series on.
func histogramElements(_ layer: PlotData.Layer, in frame: PanelFrame, id: String) -> [Element] {
    layer.lines.compactMap { line in
        if line.points.allSatisfy({ $0.y == 0 }) { return nil }
        let base = frame.place(y: frame.yScale.baseline)
        var path = ""
        var isOpen = false
        for point in line.points {
            let (left, right) = (frame.place(x: point.x), frame.place(x: point.end))
            let top = frame.place(y: point.y)
            // An interval without values ends the outline, or the axis would be drawn over.
            if point.y == 0 || !point.hasPlace {
                if isOpen { path += "V\(coordinate(base, decimals: 1))" }
                isOpen = false
                continue
            }
            path +=
                isOpen
                ? "V\(coordinate(top, decimals: 1))"
                : "M\(PanelFrame.pair(left, base))V\(coordinate(top, decimals: 1))"
            path += "H\(coordinate(right, decimals: 1))"
            isOpen = true
        }
        if isOpen { path += "V\(coordinate(base, decimals: 1))" }
        var group = Element("g", SeriesStyle.attributes(line.series))
        let isAlone = layer.lines.count == 1 && line.series == 0
        group.append(
            contentsOf: areaElements(
                path, line.series, opacity: histogramOpacity(isAlone: isAlone), id: id))
        // Bars of one colour need lines between them to be told apart.
        let seams = zip(line.points, line.points.dropFirst()).filter { $0.y > 0 && $1.y > 0 }.map {
            before, point in
            let top = frame.place(y: min(before.y, point.y))
            return "M\(PanelFrame.pair(frame.place(x: point.x), base))V\(coordinate(top, decimals: 1))"
        }
        if isAlone, !seams.isEmpty {
            group.append(
                Element(
                    "path",
                    [
                        "class": "seam", "d": seams.joined(), "fill": "none", "stroke": "#fff",
                        "stroke-width": "1",
                    ]))
        }
        return group
    }
}
