import Exhibits

/// The light lines behind a panel at the labelled ticks of its axes of numbers.
func gridElements(_ panel: PlotLayout.Panel) -> [Element] {
    let frame = panel.frame
    var path = ""
    for tick in panel.yTicks where tick.label != nil {
        path +=
            "M\(PanelFrame.pair(frame.x, frame.place(y: tick.value)))H\(coordinate(frame.right, decimals: 1))"
    }
    for tick in panel.xTicks where tick.label != nil {
        path +=
            "M\(PanelFrame.pair(frame.place(x: tick.value), frame.y))V\(coordinate(frame.bottom, decimals: 1))"
    }
    guard !path.isEmpty else { return [] }
    return [
        Element(
            "path",
            ["class": "grid", "d": path, "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.13"])
    ]
}

/// The axis lines of a panel with ticks and their labels.
func axisElements(_ panel: PlotLayout.Panel, layout: PlotLayout, growsFromZero: Bool) -> [Element] {
    let frame = panel.frame
    var path = "M\(PanelFrame.pair(frame.x, frame.bottom))H\(coordinate(frame.right, decimals: 1))"
    for tick in panel.xTicks {
        path += "M\(PanelFrame.pair(frame.place(x: tick.value), frame.bottom))v\(tick.label == nil ? 3 : 5)"
    }
    for tick in panel.yTicks where tick.label == nil {
        path += "M\(PanelFrame.pair(frame.x, frame.place(y: tick.value)))h-3"
    }
    // Bars grow from zero, which isn't always an end of the axis.
    if case .linear(let low, let high) = frame.isSideways ? frame.xScale : frame.yScale, growsFromZero,
        low < 0,
        high > 0
    {
        path +=
            frame.isSideways
            ? "M\(PanelFrame.pair(frame.place(x: 0), frame.y))V\(coordinate(frame.bottom, decimals: 1))"
            : "M\(PanelFrame.pair(frame.x, frame.place(y: 0)))H\(coordinate(frame.right, decimals: 1))"
    }
    if case .bands = frame.yScale {
        path += "M\(PanelFrame.pair(frame.x, frame.y))V\(coordinate(frame.bottom, decimals: 1))"
    }
    var drawn = [
        Element(
            "path",
            ["class": "axis", "d": path, "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.55"])
    ]
    if panel.showsYLabels { drawn += yLabelElements(panel, layout: layout) }
    if panel.showsXLabels {
        if let categories = layout.xCategoryLabels {
            drawn += categories.elements(in: frame)
        } else {
            drawn += panel.xTicks.compactMap { tick in
                tick.label.map {
                    tickElement($0, x: frame.place(x: tick.value), y: frame.bottom + 19, anchor: .middle)
                }
            }
        }
    }
    return drawn
}

private func yLabelElements(_ panel: PlotLayout.Panel, layout: PlotLayout) -> [Element] {
    let frame = panel.frame
    if let categories = layout.yCategoryLabels { return categories.elements(in: frame) }
    return panel.yTicks.compactMap { tick in
        tick.label.map {
            tickElement($0, x: frame.x - 8, y: frame.place(y: tick.value) + 4.5, anchor: .end)
        }
    }
}
