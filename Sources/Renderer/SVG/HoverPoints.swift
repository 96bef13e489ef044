import Exhibits

/// The points of a layer for `hover.js`: a group without a drawing for each series, with the series' name, the names of the
/// axes, and a line for each point: its place, and the words of its two values, apart by tabs.
///
/// Formatted here, so that a script shows numbers as the rest of the page does, and knows no marks. A series of very
/// many points has some of them.
func hoverElements(_ layer: PlotData.Layer, in frame: PanelFrame, data: PlotData) -> [Element] {
    guard layer.mark.channels != nil else { return [] }
    let figure = data.figure
    return layer.lines.compactMap { line -> Element? in
        let points = hoverPoints(layer, line, in: frame, data: data)
        if points.isEmpty { return nil }
        let most = figure.hasCells ? mostHoverCells : mostHoverPoints
        let every = max(1, (points.count + most - 1) / most)
        let lines = points.enumerated().filter { $0.offset % every == 0 }.map { _, point in
            [
                PanelFrame.pair(point.x, point.y), point.words.0, point.words.1,
            ].map(singleLine).joined(separator: "\t")
        }
        let name = data.series.first { $0.index == line.series && layer.mark.channels?.color != nil }?.text
        let (xName, yName) = hoverNames(layer.mark, figure)
        // In the colour of its series, so that the ring around a point has it too.
        var group = Element("g", SeriesStyle.attributes(line.series))
        group.attributes +=
            Element(
                "",
                [
                    "data-series": name, "data-x": xName, "data-y": yName,
                    "data-points": lines.joined(separator: "\n"),
                ]
            ).attributes
        return group
    }
}

/// How many points of a series are carried; of more, every second, third … one.
private let mostHoverPoints = 200

/// The same for cells, of which a reader misses each that is left out.
private let mostHoverCells = 1000

private func singleLine(_ text: String) -> String {
    text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
}

/// What the two values of a point are called.
private func hoverNames(_ mark: Mark, _ figure: Figure) -> (String, String) {
    let x = figure.x.label.flatMap { $0.isEmpty ? nil : $0 } ?? mark.channels?.x ?? ""
    let y = figure.y.label.flatMap { $0.isEmpty ? nil : $0 } ?? mark.channels?.y ?? "count"
    if case .cells = mark { return ("\(x), \(y)", figure.fill.label ?? mark.channels?.fill ?? "") }
    return (x, y)
}

private func hoverPoints(
    _ layer: PlotData.Layer, _ line: PlotData.SeriesPoints, in frame: PanelFrame, data: PlotData
) -> [(x: Double, y: Double, words: (String, String))] {
    func words(_ value: Double, isX: Bool) -> String {
        if let categories = isX ? data.xCategories : data.yCategories {
            return categories.indices.contains(Int(value)) ? categories[Int(value)] : ""
        }
        return numberText(value, nil)
    }
    /// The value on the axis of the values, with its interval.
    func measured(_ point: PlotData.Point, isX: Bool) -> String {
        let text = words(isX ? point.x : point.y, isX: isX)
        guard point.hasInterval, isX == data.isSideways else { return text }
        return "\(text) (\(intervalText(point.lower, point.upper, .significant(4))))"
    }
    let points = line.points.filter(\.hasPlace)
    switch layer.mark {
    case .lines, .dots, .bars, .labels:
        var slots: Slots?
        if case .lines = layer.mark { slots = nil } else { slots = Slots(layer, in: frame) }
        let offset = slots?.offset(of: line.series) ?? 0
        return points.map { point in
            (
                frame.place(x: point.x) + (frame.isSideways ? 0 : offset),
                frame.place(y: point.y) + (frame.isSideways ? offset : 0),
                (measured(point, isX: true), measured(point, isX: false))
            )
        }
    case .histogram:
        return points.map { point in
            (
                (frame.place(x: point.x) + frame.place(x: point.end)) / 2, frame.place(y: point.y),
                (intervalText(point.x, point.end, nil), numberText(point.y, nil))
            )
        }
    case .swarm:
        return SwarmPlaces(layer, in: frame).groups.filter { $0.series == line.series }.flatMap { group in
            zip(group.places, group.points).map { place, point in
                (place.x, place.y, (words(point.x, isX: true), words(point.y, isX: false)))
            }
        }
    case .cells:
        guard let column = layer.mark.channels?.fill.flatMap({ data.figure.data[$0] }) else { return [] }
        return points.map { point in
            (
                frame.place(x: point.x), frame.place(y: point.y),
                (
                    "\(words(point.x, isX: true)), \(words(point.y, isX: false))",
                    numberText(column.number(at: point.row), data.figure.fill.format)
                )
            )
        }
    case .pixels, .strokes, .rule, .note: return []
    }
}
