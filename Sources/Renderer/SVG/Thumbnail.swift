import Exhibits

/// A figure as a small picture without a word in it: the marks of its first panel, cut at the panel's edges.
///
/// A panel with an axis of numbers gets the shape of the frame in which it will be shown: without labels it needs no other. A picture
/// and a matrix keep theirs. The drawing decorates a link that has words of its own, so it is hidden from screen readers. Ids begin
/// with `id`.
func thumbnail(of figure: Figure, id: String) -> String {
    let id = identifier(id)
    let data = PlotData(figure)
    let layout = PlotLayout(data, width: FigureWidth.narrow)
    guard let panel = data.panels.first, var frame = layout.panels.first?.frame else { return "" }
    if !figure.isPicture, !figure.hasEqualUnits, !frame.isMatrix { (frame.width, frame.height) = (288, 192) }
    let margin = 6.0
    let box = [frame.x - margin, frame.y - margin, frame.width + 2 * margin, frame.height + 2 * margin]
    var root = Element(
        "svg",
        [
            "xmlns": "http://www.w3.org/2000/svg", "class": "figure-svg thumbnail", "aria-hidden": "true",
            "viewBox": box.map { coordinate($0) }.joined(separator: " "), "fill": "currentColor",
        ])
    root.append(contentsOf: Hatching.definitions(data, id: id))
    if !figure.isPicture {
        let corner =
            "M\(PanelFrame.pair(frame.x, frame.y))V\(coordinate(frame.bottom))H\(coordinate(frame.right))"
        root.append(
            Element(
                "path", ["d": corner, "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.4"]))
    }
    let marks = panel.layers.flatMap { layerElements($0, in: frame, data: data, id: id).marks }
    root.append(contentsOf: clipped(marks, to: frame, of: figure, id: "\(id)-clip"))
    return root.markup(.svg)
}

extension PanelFrame {
    /// Whether both axes have categories.
    fileprivate var isMatrix: Bool {
        if case .bands = xScale, case .bands = yScale { true } else { false }
    }
}
