import Exhibits

/// The cells of a heat map, with their numbers where all of them fit.
func cellElements(_ layer: PlotData.Layer, in frame: PanelFrame, data: PlotData, id: String) -> [Element] {
    guard let colors = data.fill, let column = layer.mark.channels?.fill.flatMap({ data.figure.data[$0] })
    else {
        return []
    }
    let (width, height) = frame.cellSize
    let points = layer.lines.flatMap(\.points).filter(\.hasPlace)
    // A hair of distance shows single cells, but would eat small ones.
    let gap = min(width, height) >= 9 ? 1.0 : 0
    var cells = Element("g", ["class": fillClass(colors)])
    var missing: [Element] = []
    var texts: [(text: String, x: Double, y: Double, isLight: Bool)] = []
    for point in points {
        let value = column.number(at: point.row)
        let (x, y) = (frame.place(x: point.x) - width / 2, frame.place(y: point.y) - height / 2)
        guard let color = colors.color(of: value) else {
            missing.append(
                missingElement(
                    x: x + gap / 2, y: y + gap / 2, width: width - gap, height: height - gap, id: id))
            continue
        }
        cells.append(
            Element(
                "rect",
                [
                    // Without a gap neighbours overlap a little, or a seam would show between them.
                    "x": coordinate(x + gap / 2), "y": coordinate(y + gap / 2),
                    "width": coordinate(width - gap + (gap == 0 ? 0.3 : 0)),
                    "height": coordinate(height - gap + (gap == 0 ? 0.3 : 0)), "fill": color.hex,
                ]))
        texts.append(
            (colors.text(of: value), x + width / 2, y + height / 2 + 4.5, color.luminance < 0.18))
    }
    let fits = height >= 17 && texts.allSatisfy { textWidth($0.text, size: TextSize.label) <= width - 6 }
    if fits {
        for text in texts {
            var element = textElement(text.text, x: text.x, y: text.y, anchor: .middle)
            // Not the page's colour: the cell behind the number is the same on every page.
            element.attributes.append(("fill", text.isLight ? "#fff" : "#000"))
            cells.append(element)
        }
    }
    return (cells.children.isEmpty ? [] : [cells]) + missing
}

extension PanelFrame {
    /// The size of a cell among the categories of both axes; 1 along an axis of numbers.
    var cellSize: (width: Double, height: Double) {
        func extent(_ scale: AxisScale, _ length: Double) -> Double {
            if case .bands(let labels) = scale { return length / Double(max(labels.count, 1)) }
            return scale.unit * length
        }
        return (extent(xScale, width), extent(yScale, height))
    }
}
