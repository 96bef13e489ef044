import Exhibits

/// The pixels of a panel as one image, which a browser enlarges without blurring it.
func pixelElements(_ layer: PlotData.Layer, in frame: PanelFrame, data: PlotData, id: String) -> [Element] {
    guard let colors = data.fill, let column = layer.mark.channels?.fill.flatMap({ data.figure.data[$0] })
    else {
        return []
    }
    let points = layer.lines.flatMap(\.points).filter(\.hasPlace)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
        let top = points.map(\.y).min(), let bottom = points.map(\.y).max(),
        right - left < Double(Figure.mostPixels), bottom - top < Double(Figure.mostPixels)
    else { return [] }
    let (width, height) = (Int(right - left) + 1, Int(bottom - top) + 1)
    // The first entry of the palette is transparent, for pixels without a number.
    var pixels = [UInt8](repeating: 0, count: width * height)
    for point in points {
        guard let fraction = colors.fraction(of: column.number(at: point.row)) else { continue }
        let level = UInt8((fraction * Double(PNG.levels - 1)).rounded()) + 1
        pixels[Int(point.y - top) * width + Int(point.x - left)] = level
    }
    let palette = (0..<PNG.levels).map { colors.color(at: Double($0) / Double(PNG.levels - 1)) }
    let unit = frame.cellSize
    // The hatching of what has no value shows through it.
    let missing =
        pixels.contains(0)
        ? [missingElement(x: frame.x, y: frame.y, width: frame.width, height: frame.height, id: id)] : []
    return missing + [
        Element(
            "image",
            [
                "class": fillClass(colors) + " pixels",
                "x": coordinate(frame.place(x: left) - unit.width / 2),
                "y": coordinate(min(frame.place(y: top), frame.place(y: bottom)) - unit.height / 2),
                "width": coordinate(unit.width * Double(width)),
                "height": coordinate(unit.height * Double(height)), "preserveAspectRatio": "none",
                "style": "image-rendering: pixelated",
                "href": PNG.address(pixels, width: width, palette: palette),
            ])
    ]
}
