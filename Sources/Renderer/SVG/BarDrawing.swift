import Exhibits

/// The bars of a layer with their whiskers, a group a series; whiskers have the colour of the text, so that they are
/// seen on the bars.
func barElements(_ layer: PlotData.Layer, in frame: PanelFrame, id: String) -> [Element] {
    let slots = Slots(layer, in: frame)
    // On an axis of numbers, which an author can ask for, bars are as wide as a pen.
    let thickness = frame.bandWidth == nil ? 8 : slots.width * 0.9
    let scale = frame.isSideways ? frame.xScale : frame.yScale
    var drawn: [Element] = []
    for line in layer.lines {
        let points = line.points.filter(\.hasPlace)
        if points.isEmpty { continue }
        let offset = slots.offset(of: line.series)
        let bars = points.map { point -> Element in
            if frame.isSideways {
                let (start, end) = (frame.place(x: scale.baseline), frame.place(x: point.x))
                return barElement(
                    x: min(start, end), y: frame.place(y: point.y) + offset - thickness / 2,
                    width: (end - start).magnitude, height: thickness, series: line.series, id: id)
            }
            let (start, end) = (frame.place(y: scale.baseline), frame.place(y: point.y))
            return barElement(
                x: frame.place(x: point.x) + offset - thickness / 2, y: min(start, end),
                width: thickness, height: (end - start).magnitude, series: line.series, id: id)
        }
        drawn.append(Element("g", SeriesStyle.attributes(line.series), elements: bars))
        drawn += whiskers(points, in: frame, offset: { _ in offset })
    }
    return drawn
}
