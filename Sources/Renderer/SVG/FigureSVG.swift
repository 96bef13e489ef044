import Exhibits

/// The widths for which figures are laid out, in units of the view box (pixels where nothing is scaled).
enum FigureWidth {
    /// As wide as the text of an article.
    static let wide = 720.0
    /// As wide as a phone held upright.
    static let narrow = 360.0
}

/// A figure as an SVG element, for a page or for a file of its own.
///
/// Text, axes and grid have the colour of the text around them; what a series draws has the colour of its group,
/// `class="series-1"` and so on, which `figures.css` sets for light, dark and paper. Without a style sheet the
/// attributes hold the colours for white. Ids begin with `id`, which must be its own in the page.
func svg(of figure: Figure, id: String, width: Double = FigureWidth.wide) -> String {
    let id = identifier(id)
    let data = PlotData(figure)
    let layout = PlotLayout(data, width: width)
    let words = FigureDescription(data)
    var root = Element(
        "svg",
        [
            "xmlns": "http://www.w3.org/2000/svg", "class": "figure-svg", "role": "img",
            "aria-labelledby": "\(id)-title \(id)-desc", "width": coordinate(layout.width),
            "height": coordinate(layout.height),
            "viewBox": "0 0 \(coordinate(layout.width)) \(coordinate(layout.height))",
            "font-family": "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif",
            "font-size": coordinate(TextSize.label), "fill": "currentColor",
        ])
    root.append(Element("title", ["id": "\(id)-title"], text: words.title))
    root.append(Element("desc", ["id": "\(id)-desc"], text: words.description))
    root.append(contentsOf: headings(layout))
    for (index, panel) in data.panels.enumerated() {
        root.append(
            panelElement(
                panel, layout.panels[index], data: data, layout: layout, id: "\(id)-panel-\(index + 1)"))
    }
    if let direct = layout.directLabels, let panel = layout.panels.first {
        root.append(contentsOf: direct.elements(in: panel.frame))
    }
    return root.markup(.svg)
}

/// The title, the legend and the words of the axes.
private func headings(_ layout: PlotLayout) -> [Element] {
    var drawn = layout.titleLines.enumerated().map { row, line in
        textElement(line, x: 0, y: 16 + Double(row) * 20, size: TextSize.title, isBold: true)
    }
    drawn += layout.legend?.elements(top: layout.legendTop) ?? []
    if !layout.yLabel.isEmpty { drawn.append(textElement(layout.yLabel, x: 0, y: layout.yLabelBaseline)) }
    if !layout.xLabel.isEmpty {
        drawn.append(
            textElement(layout.xLabel, x: layout.xLabelCenter, y: layout.xLabelBaseline, anchor: .middle))
    }
    return drawn
}

private func panelElement(
    _ panel: PlotData.Panel, _ place: PlotLayout.Panel, data: PlotData, layout: PlotLayout, id: String
) -> Element {
    let frame = place.frame
    var group = Element("g", ["class": "panel"])
    if let title = place.title {
        group.append(
            textElement(
                title, x: frame.x, y: frame.y - layout.titleGap, size: TextSize.panelTitle, isBold: true,
                full: panel.title)
        )
    }
    group.append(contentsOf: gridElements(place, xTicks: layout.xTicks, isSideways: data.isSideways))
    var marks = Element("g")
    var words: [Element] = []
    for layer in panel.layers {
        switch layer.mark {
        case .lines: marks.append(contentsOf: lineElements(layer, in: frame))
        case .dots: marks.append(contentsOf: dotElements(layer, in: frame))
        case .bars: marks.append(contentsOf: barElements(layer, in: frame))
        case .rule(let rule):
            guard let drawn = ruleElements(rule, in: frame) else { continue }
            marks.append(drawn.line)
            if let written = drawn.words { words.append(written) }
        }
    }
    if data.figure.x.domain != nil || data.figure.y.domain != nil {
        // A domain that the author chose may leave data outside; it must not be drawn over the labels.
        group.append(clip(frame, id: "\(id)-clip"))
        marks.attributes.append(("clip-path", "url(#\(id)-clip)"))
    }
    if !marks.children.isEmpty { group.append(marks) }
    group.append(contentsOf: axisElements(place, layout: layout, hasBars: data.hasBars))
    group.append(contentsOf: words)
    if panel.isEmpty {
        group.append(
            textElement(
                "no data", x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 + 4, anchor: .middle,
                isMuted: true))
    }
    return group
}

/// What cuts off drawing outside a panel, but for half a marker on its edge.
private func clip(_ frame: PanelFrame, id: String) -> Element {
    Element(
        "clipPath", ["id": id],
        elements: [
            Element(
                "rect",
                [
                    "x": coordinate(frame.x - 1), "y": coordinate(frame.y - 1),
                    "width": coordinate(frame.width + 2), "height": coordinate(frame.height + 2),
                ])
        ])
}
