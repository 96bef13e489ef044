import Exhibits

/// The words of a column, each beside the place of its row.
func labelElements(_ layer: PlotData.Layer, in frame: PanelFrame, data: PlotData) -> [Element] {
    guard let column = layer.mark.channels?.text.flatMap({ data.figure.data[$0] }) else { return [] }
    let isColored = layer.mark.channels?.color != nil
    return layer.lines.compactMap { line in
        let texts = line.points.filter(\.hasPlace).compactMap { point in
            wordsElement(
                column.text(at: point.row), x: frame.place(x: point.x), y: frame.place(y: point.y), in: frame)
        }
        if texts.isEmpty { return nil }
        return Element("g", isColored ? SeriesStyle.attributes(line.series) : [:], elements: texts)
    }
}

/// A few words at a place of the panel; nil where the place is outside.
func noteElement(_ note: Mark.Note, in frame: PanelFrame) -> Element? {
    guard frame.xScale.hasPlace(for: note.x), frame.yScale.hasPlace(for: note.y),
        (0...1).contains(frame.xScale.fraction(of: note.x)),
        (0...1).contains(frame.yScale.fraction(of: note.y))
    else { return nil }
    return wordsElement(
        note.text, x: frame.place(x: note.x), y: frame.place(y: note.y), distance: 0, in: frame)
}

/// Words to the right of a place, or to its left where more room is there and they need it. Their rim keeps them
/// legible over lines.
private func wordsElement(
    _ text: String, x: Double, y: Double, distance: Double = 7, in frame: PanelFrame
) -> Element? {
    if text.isEmpty { return nil }
    let (left, right) = (x - frame.x - distance, frame.right - x - distance)
    let isLeft = textWidth(text, size: TextSize.label) > right && left > right
    let shown = fitted(text, width: max(left, right, 20), size: TextSize.label)
    var element = textElement(
        shown, x: isLeft ? x - distance : x + distance, y: y + 4.5, anchor: isLeft ? .end : .start, full: text
    )
    element.attributes.append(("class", "note"))
    return rimmed(element)
}

/// Words with a rim in the colour of the page.
func rimmed(_ words: Element) -> Element {
    var element = words
    element.attributes += [
        ("stroke", "#fff"), ("stroke-width", "3"), ("stroke-linejoin", "round"),
        ("style", "paint-order: stroke"),
    ]
    return element
}
