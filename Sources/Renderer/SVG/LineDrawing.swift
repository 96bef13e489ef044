import Exhibits

/// The bands and lines of a layer, a group a series: all bands behind all lines.
func lineElements(_ layer: PlotData.Layer, in frame: PanelFrame) -> [Element] {
    let bands = layer.lines.compactMap { line -> Element? in
        let pieces = pieces(line.points) { $0.hasPlace && $0.hasInterval }.filter { $0.count > 1 }
        if pieces.isEmpty { return nil }
        let path = pieces.map { bandPath($0, in: frame) }.joined()
        return Element(
            "g", SeriesStyle.attributes(line.series),
            elements: [
                Element("path", ["class": "band", "d": path, "fill": "currentColor", "fill-opacity": "0.16"])
            ])
    }
    let lines = layer.lines.compactMap { line -> Element? in
        let pieces = pieces(line.points, where: \.hasPlace)
        if pieces.isEmpty { return nil }
        var group = Element("g", SeriesStyle.attributes(line.series))
        let long = pieces.filter { $0.count > 1 }
        if !long.isEmpty {
            let path = long.map { linePath($0, in: frame) }.joined()
            group.append(lineElement(path, line.series, isFaint: layer.mark.channels?.group != nil))
        }
        // A point without neighbours has no line: without a dot it would be lost.
        let alone = pieces.filter { $0.count == 1 }.map { $0[0] }
        if !alone.isEmpty {
            group.append(contentsOf: whiskers(alone, in: frame, offset: { _ in 0 }))
            let path = alone.map {
                SeriesStyle.marker(line.series, x: frame.place(x: $0.x), y: frame.place(y: $0.y))
            }.joined()
            group.append(markerElement(path))
        }
        return group
    }
    return bands + lines
}

/// Runs of neighbouring points for which `isDrawn` holds: a point for which it doesn't is a gap.
private func pieces(
    _ points: [PlotData.Point], where isDrawn: (PlotData.Point) -> Bool
) -> [[PlotData.Point]] {
    points.split(omittingEmptySubsequences: true) { !isDrawn($0) }.map(Array.init)
}

private func linePath(_ points: [PlotData.Point], in frame: PanelFrame) -> String {
    let places = thinned(points.map { (x: frame.place(x: $0.x), y: frame.place(y: $0.y)) })
    return "M" + places.map { PanelFrame.pair($0.x, $0.y) }.joined(separator: "L")
}

private func bandPath(_ points: [PlotData.Point], in frame: PanelFrame) -> String {
    func edge(_ end: (PlotData.Point) -> Double) -> [(x: Double, y: Double)] {
        thinned(
            points.map { point in
                frame.isSideways
                    ? (x: frame.place(end: end(point)), y: frame.place(y: point.y))
                    : (x: frame.place(x: point.x), y: frame.place(end: end(point)))
            })
    }
    let outline = edge(\.upper) + edge(\.lower).reversed()
    return "M" + outline.map { PanelFrame.pair($0.x, $0.y) }.joined(separator: "L") + "Z"
}

/// The places that are needed to draw a line with very many: of those in one pixel column the first, the lowest,
/// the highest and the last, which leave the same pixels as all of them would.
func thinned(_ places: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    guard places.count > 1500 else { return places }
    var kept: [(x: Double, y: Double)] = []
    var start = 0
    while start < places.count {
        let column = places[start].x.rounded(.down)
        var end = start + 1
        while end < places.count && places[end].x.rounded(.down) == column { end += 1 }
        let indices = start..<end
        let lowest = indices.min { places[$0].y < places[$1].y } ?? start
        let highest = indices.max { places[$0].y < places[$1].y } ?? start
        var chosen = [start, min(lowest, highest), max(lowest, highest), end - 1]
        chosen = chosen.enumerated().filter { $0.offset == 0 || chosen[$0.offset - 1] < $0.element }.map(
            \.element)
        kept += chosen.map { places[$0] }
        start = end
    }
    return kept
}
