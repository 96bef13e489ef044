import Exhibits
import Statistics

/// The dots of a swarm, and beside those of each category what they come to.
func swarmElements(_ layer: PlotData.Layer, _ swarm: Mark.Swarm, in frame: PanelFrame) -> [Element] {
    let places = SwarmPlaces(layer, in: frame)
    return places.groups.map { group in
        var drawn = Element("g", SeriesStyle.attributes(group.series))
        let dots = group.places.map {
            SeriesStyle.marker(group.series, x: $0.x, y: $0.y, radius: places.radius)
        }
        drawn.append(
            Element(
                "path", ["class": "dots", "d": dots.joined(), "fill": "currentColor", "fill-opacity": "0.65"])
        )
        let values = group.values(frame)
        switch swarm.summary {
        case .none: break
        case .interval:
            let interval = SwarmSummary(values).interval
            drawn.append(contentsOf: intervalElements(interval, at: group.summaryPlace, in: frame))
        case .box: drawn.append(contentsOf: boxElements(values, at: group.summaryPlace, in: frame))
        }
        return drawn
    }
}

/// The mean as a bar across, and its interval as a line along the axis of the values.
private func intervalElements(_ interval: Interval, at across: Double, in frame: PanelFrame) -> [Element] {
    var drawn: [Element] = []
    if let lower = interval.lower, let upper = interval.upper {
        let (low, high) = (frame.place(end: lower), frame.place(end: upper))
        drawn.append(
            whiskerElement(
                frame.isSideways
                    ? "M\(PanelFrame.pair(low, across))H\(coordinate(high, decimals: 1))"
                    : "M\(PanelFrame.pair(across, low))V\(coordinate(high, decimals: 1))"))
    }
    drawn.append(barAcross(interval.estimate, at: across, half: 6, in: frame))
    return drawn
}

/// The quartiles as a box with a bar at the median.
private func boxElements(_ values: [Double], at across: Double, in frame: PanelFrame) -> [Element] {
    let (low, high) = (frame.place(end: quantile(values, 0.25)), frame.place(end: quantile(values, 0.75)))
    let (start, length) = (min(low, high), (high - low).magnitude)
    let box = Element(
        "rect",
        [
            "class": "box", "x": coordinate(frame.isSideways ? start : across - 6),
            "y": coordinate(frame.isSideways ? across - 6 : start),
            "width": coordinate(frame.isSideways ? length : 12),
            "height": coordinate(frame.isSideways ? 12 : length), "fill": "currentColor",
            "fill-opacity": "0.15", "stroke": "currentColor",
        ])
    return [box, barAcross(median(values), at: across, half: 6, in: frame)]
}

private func barAcross(_ value: Double, at across: Double, half: Double, in frame: PanelFrame) -> Element {
    let place = frame.place(end: value)
    let path =
        frame.isSideways
        ? "M\(PanelFrame.pair(place, across - half))v\(coordinate(2 * half))"
        : "M\(PanelFrame.pair(across - half, place))h\(coordinate(2 * half))"
    return Element(
        "path",
        ["class": "mean", "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": "2.5"])
}
