import Exhibits

/// The dots of a layer with their whiskers, a group a series.
///
/// On a categorical axis several series stand side by side within a category's place, as bars do.
func dotElements(_ layer: PlotData.Layer, in frame: PanelFrame) -> [Element] {
    let slots = Slots(layer, in: frame)
    return layer.lines.compactMap { line in
        let points = line.points.filter(\.hasPlace)
        if points.isEmpty { return nil }
        let offset = slots.offset(of: line.series)
        var group = Element("g", SeriesStyle.attributes(line.series))
        group.append(contentsOf: whiskers(points, in: frame, offset: { _ in offset }))
        let path = points.map { point in
            let (dx, dy) = frame.isSideways ? (0, offset) : (offset, 0)
            return SeriesStyle.marker(
                line.series, x: frame.place(x: point.x) + dx, y: frame.place(y: point.y) + dy)
        }
        group.append(markerElement(path.joined()))
        return group
    }
}

/// The whiskers of those points that have an interval, as one element or none.
func whiskers(
    _ points: [PlotData.Point], in frame: PanelFrame, offset: (PlotData.Point) -> Double
) -> [Element] {
    let path = points.filter(\.hasInterval).map { point in
        let (low, high) = (frame.place(end: point.lower), frame.place(end: point.upper))
        return frame.isSideways
            ? "M\(PanelFrame.pair(low, frame.place(y: point.y) + offset(point)))H\(coordinate(high, decimals: 1))"
            : "M\(PanelFrame.pair(frame.place(x: point.x) + offset(point), low))V\(coordinate(high, decimals: 1))"
    }
    return path.isEmpty ? [] : [whiskerElement(path.joined())]
}

/// The places of several series within one category's place.
struct Slots {
    private let series: [Int]
    /// The width of one series' slot.
    let width: Double

    /// One slot where no category has more than one series, as when the colour repeats the category.
    init(_ layer: PlotData.Layer, in frame: PanelFrame) {
        guard let band = frame.bandWidth else {
            (series, width) = ([], 0)
            return
        }
        var owners: [Double: Int] = [:]
        var isShared = false
        for line in layer.lines {
            for point in line.points where point.hasPlace {
                let category = frame.isSideways ? point.y : point.x
                if let owner = owners[category], owner != line.series { isShared = true }
                owners[category] = line.series
            }
        }
        var present: [Int] = []
        for line in layer.lines where !present.contains(line.series) { present.append(line.series) }
        series = isShared ? present : []
        // A lone bar on a wide page would be a wall.
        let room = min(band * 0.76, 96 * Double(max(series.count, 1)))
        width = room / Double(max(series.count, 1))
    }

    /// How far a series' slot is from the middle of the category's place.
    func offset(of index: Int) -> Double {
        guard let position = series.firstIndex(of: index) else { return 0 }
        return (Double(position) - Double(series.count - 1) / 2) * width
    }
}
