import Exhibits

extension PlotLayout {
    private static let pictureGap = 10.0
    private static let titleHeight = 18.0

    /// Places panels of pictures: without axes, x and y in the same measure, as many in a row as are large enough.
    mutating func placePictures(_ data: PlotData, top: Double) {
        // Scales for some length, which decides nothing here but how many ticks nobody sees.
        let scales = PlotScales(data, plotWidth: width, plotHeight: width)
        let spans = data.panels.map { panel in
            (x: PlotLayout.span(scales.x[panel.xGroup]), y: PlotLayout.span(scales.y[panel.scaleGroup]))
        }
        let ratio = (spans.map(\.x).max() ?? 1) / (spans.map(\.y).max() ?? 1)
        let rowTitles = data.panels.map { panel in
            data.gridColumns == nil
                ? [] : wrapped(panel.rowTitle ?? "", width: width * 0.24, size: TextSize.label, limit: 3)
        }
        let rowRoom = rowTitles.joined().map { textWidth($0, size: TextSize.label) + 10 }.max() ?? 0
        let target = min(max(78 * ratio.squareRoot(), 44), 420)
        let room = width - rowRoom
        let gap = PlotLayout.pictureGap
        let columns =
            data.gridColumns ?? max(1, min(data.panels.count, Int((room + gap) / (target + gap))))
        let widest = min(target * (data.panels.count == 1 ? 3 : 1.6), 420)
        let panelWidth = min(max((room + gap) / Double(columns) - gap, 8), widest)
        let panelHeight = min(max(panelWidth / ratio, 8), 420)
        let hasTitles = data.panels.contains { $0.title != nil }
        let titleHeight = hasTitles ? PlotLayout.titleHeight : 0
        var bottom = top
        for (index, panel) in data.panels.enumerated() {
            let (row, column) = (index / columns, index % columns)
            // A grid names its columns above the first row only.
            let hasTitle = hasTitles && (data.gridColumns == nil || row == 0)
            let titlesAbove = data.gridColumns == nil ? Double(row + 1) : 1
            let x = rowRoom + Double(column) * (panelWidth + gap)
            let y = top + Double(row) * (panelHeight + gap) + titlesAbove * titleHeight
            let scale = min(panelWidth / spans[index].x, panelHeight / spans[index].y)
            let frame = PanelFrame(
                x: x, y: y, width: max(spans[index].x * scale, 1), height: max(spans[index].y * scale, 1),
                xScale: scales.x[panel.xGroup], yScale: scales.y[panel.scaleGroup], isSideways: false)
            let title = data.gridColumns == nil ? panel.title : panel.columnTitle
            panels.append(
                Panel(
                    frame: frame,
                    title: hasTitle ? PlotLayout.picture(title, panel.shortTitle, panelWidth) : nil,
                    rowTitle: column == 0 ? rowTitles[index] : [], xTicks: [], yTicks: [],
                    showsYLabels: false,
                    showsXLabels: false))
            bottom = max(bottom, y + panelHeight)
        }
        titleGap = 5
        height = (bottom + 4).rounded(.up)
    }

    /// How many units an axis has; as good as one where that cannot be told.
    private static func span(_ scale: AxisScale) -> Double {
        let span = 1 / scale.unit
        return span.isFinite && (1e-150...1e150).contains(span) ? span : 1
    }

    /// The title of a picture, or what is left of it where only that fits.
    private static func picture(_ title: String?, _ short: String?, _ width: Double) -> String? {
        guard let title else { return nil }
        if textWidth(title, size: TextSize.label) <= width { return title }
        if let short, textWidth(short, size: TextSize.label) <= width { return short }
        return fitted(title, width: width, size: TextSize.label)
    }
}
