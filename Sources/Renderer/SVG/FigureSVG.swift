import Exhibits

/// The letters of a drawing; `textWidth` estimates theirs.
let figureFont = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"

/// The widths for which figures are laid out, in units of the view box (pixels where nothing is scaled).
enum FigureWidth {
    /// As wide as the text of an article.
    static let wide = 720.0
    /// As wide as the text on a small phone held upright.
    static let narrow = 320.0
}

/// A figure as an SVG element, for a page or for a file of its own.
///
/// Text, axes and grid have the colour of the text around them; what a series draws has the colour of its group,
/// `class="series-1"` and so on, which `figures.css` sets for light, dark and paper. Without a style sheet the
/// attributes hold the colours for white. Ids begin with `id`, which must be its own in the page.
///
/// - Parameters:
///   - hasLegend: whether it has a legend of its own, rather than one that it shares (`sharedLegend`).
///   - hasHoverValues: whether the drawing carries the values of its points for `hover.js`.
///   - provenance: where the figure comes from, for `<metadata>`: a line `name: value` each, in this order.
func svg(
    of figure: Figure, id: String, width: Double = FigureWidth.wide, hasLegend: Bool = true,
    hasHoverValues: Bool = false,
    provenance: [(name: String, value: String)] = []
) -> String {
    let id = identifier(id)
    let data = PlotData(figure)
    let layout = PlotLayout(data, width: width, hasLegend: hasLegend)
    let words = FigureDescription(data)
    var root = Element(
        "svg",
        [
            "xmlns": "http://www.w3.org/2000/svg", "class": "figure-svg", "role": "img",
            "aria-labelledby": "\(id)-title \(id)-desc", "width": coordinate(layout.width),
            "height": coordinate(layout.height),
            "viewBox": "0 0 \(coordinate(layout.width)) \(coordinate(layout.height))",
            "font-family": figureFont,
            "font-size": coordinate(TextSize.label), "fill": "currentColor",
        ])
    root.append(Element("title", ["id": "\(id)-title"], text: words.title))
    root.append(Element("desc", ["id": "\(id)-desc"], text: words.description))
    if !provenance.isEmpty {
        let lines = provenance.map { "\($0.name): \($0.value)" }
        root.append(Element("metadata", text: lines.joined(separator: "\n")))
    }
    root.append(contentsOf: Hatching.definitions(data, id: id))
    root.append(contentsOf: headings(layout, id: id))
    for (index, panel) in data.panels.enumerated() {
        root.append(
            panelElement(
                panel, layout.panels[index], data: data, layout: layout, id: id, number: index + 1,
                hasHoverValues: hasHoverValues))
    }
    if let direct = layout.directLabels, let panel = layout.panels.first {
        root.append(contentsOf: direct.elements(in: panel.frame))
    }
    return root.markup(.svg)
}

/// The title, the legend and the words of the axes.
private func headings(_ layout: PlotLayout, id: String) -> [Element] {
    var drawn = layout.titleLines.enumerated().map { row, line in
        textElement(line, x: 0, y: 16 + Double(row) * 20, size: TextSize.title, isBold: true)
    }
    drawn += layout.legend?.elements(top: layout.legendTop, id: id) ?? []
    drawn += layout.fillLegend?.elements(top: layout.fillLegendTop, id: id) ?? []
    if !layout.yLabel.isEmpty { drawn.append(textElement(layout.yLabel, x: 0, y: layout.yLabelBaseline)) }
    if !layout.xLabel.isEmpty {
        drawn.append(
            textElement(layout.xLabel, x: layout.xLabelCenter, y: layout.xLabelBaseline, anchor: .middle))
    }
    return drawn
}

private func panelElement(
    _ panel: PlotData.Panel, _ place: PlotLayout.Panel, data: PlotData, layout: PlotLayout, id: String,
    number: Int, hasHoverValues: Bool
) -> Element {
    let frame = place.frame
    var group = Element("g", ["class": "panel"])
    group.append(contentsOf: titleElements(panel, place, data: data, layout: layout))
    if !data.figure.hasCells { group.append(contentsOf: gridElements(place)) }
    let drawn = panel.layers.map { layerElements($0, in: frame, data: data, id: id) }
    let words = drawn.flatMap(\.words)
    group.append(
        contentsOf: clipped(
            drawn.flatMap(\.marks), to: frame, of: data.figure, id: "\(id)-panel-\(number)-clip"))
    if data.figure.hasPixels {
        group.append(frameElement(frame))
    } else if !data.figure.isPicture {
        group.append(contentsOf: axisElements(place, layout: layout, growsFromZero: data.growsFromZero))
    }
    group.append(contentsOf: words)
    if hasHoverValues {
        group.append(contentsOf: panel.layers.flatMap { hoverElements($0, in: frame, data: data) })
    }
    if panel.isEmpty {
        group.append(
            textElement(
                "no data", x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 + 4, anchor: .middle,
                isMuted: true))
    }
    return group
}

/// What one mark draws: what is cut off at the panel's edge, and words over everything, which are not.
func layerElements(
    _ layer: PlotData.Layer, in frame: PanelFrame, data: PlotData, id: String
) -> (marks: [Element], words: [Element]) {
    switch layer.mark {
    case .lines: return (lineElements(layer, in: frame), [])
    case .dots: return (dotElements(layer, in: frame), [])
    case .bars: return (barElements(layer, in: frame, id: id), [])
    case .histogram: return (histogramElements(layer, in: frame, id: id), [])
    case .swarm(let swarm): return (swarmElements(layer, swarm, in: frame), [])
    case .cells: return (cellElements(layer, in: frame, data: data, id: id), [])
    case .pixels: return (pixelElements(layer, in: frame, data: data, id: id), [])
    case .strokes: return (strokeElements(layer, in: frame), [])
    case .labels: return ([], labelElements(layer, in: frame, data: data))
    case .rule(let rule):
        guard let drawn = ruleElements(rule, in: frame, isAbove: data.hasRuleWordsAbove) else {
            return ([], [])
        }
        return ([drawn.line], drawn.words.map { [$0] } ?? [])
    case .note(let note): return ([], noteElement(note, in: frame).map { [$0] } ?? [])
    }
}

private func titleElements(
    _ panel: PlotData.Panel, _ place: PlotLayout.Panel, data: PlotData, layout: PlotLayout
) -> [Element] {
    let frame = place.frame
    var drawn: [Element] = []
    if let title = place.title {
        let isPicture = data.figure.isPicture
        drawn.append(
            textElement(
                title, x: frame.x, y: frame.y - layout.titleGap,
                size: isPicture ? TextSize.label : TextSize.panelTitle, isBold: !isPicture, full: panel.title)
        )
    }
    let middle = frame.y + frame.height / 2 + 4.5
    for (row, line) in place.rowTitle.enumerated() {
        let y = middle + (Double(row) - Double(place.rowTitle.count - 1) / 2) * 15
        drawn.append(textElement(line, x: frame.x - 10, y: y, anchor: .end))
    }
    return drawn
}

/// A thin frame around an image, whose own edge may have the colour of the page.
private func frameElement(_ frame: PanelFrame) -> Element {
    Element(
        "rect",
        [
            "class": "frame", "x": coordinate(frame.x - 0.5), "y": coordinate(frame.y - 0.5),
            "width": coordinate(frame.width + 1), "height": coordinate(frame.height + 1), "fill": "none",
            "stroke": "currentColor", "stroke-opacity": "0.3",
        ])
}

/// The marks of a panel in a group, cut off at the panel's edges, but for half a marker on them, where the author chose a
/// domain: it may leave data outside, which must not be drawn over what stands around.
func clipped(_ marks: [Element], to frame: PanelFrame, of figure: Figure, id: String) -> [Element] {
    guard figure.x.domain != nil || figure.y.domain != nil else {
        return marks.isEmpty ? [] : [Element("g", elements: marks)]
    }
    let edges = Element(
        "rect",
        [
            "x": coordinate(frame.x - 1), "y": coordinate(frame.y - 1),
            "width": coordinate(frame.width + 2), "height": coordinate(frame.height + 2),
        ])
    let clip = Element("clipPath", ["id": id], elements: [edges])
    return marks.isEmpty
        ? [clip] : [clip, Element("g", ["clip-path": "url(#\(id))"], elements: marks)]
}
