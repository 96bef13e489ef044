import Exhibits

/// Where everything stands in a figure: the rows above the plot from top to bottom, the grid of panels, the labels
/// below. All lengths are settled here, so that what draws only draws.
struct PlotLayout {
    struct Panel {
        var frame: PanelFrame
        var title: String?
        var yTicks: [Tick]
        var showsYLabels: Bool
        var showsXLabels: Bool
    }

    var width: Double
    var height = 0.0
    var titleLines: [String] = []
    var legend: Legend?
    var legendTop = 0.0
    var directLabels: DirectLabels?
    var yLabel: String
    var yLabelBaseline = 0.0
    var xLabel: String
    var xLabelCenter = 0.0
    var xLabelBaseline = 0.0
    var xTicks: [Tick] = []
    var xCategoryLabels: CategoryLabels?
    var panels: [Panel] = []

    private static let gap = 26.0
    /// Room for half of the last label of an axis.
    private static let rightRoom = 16.0

    init(_ data: PlotData, width: Double) {
        self.width = width
        let figure = data.figure
        xLabel = PlotLayout.axisLabel(figure.x, figure, \.x)
        yLabel = PlotLayout.axisLabel(figure.y, figure, \.y)
        let isNarrow = width < 500
        let columns = isNarrow ? 1 : PlotLayout.columns(data)
        let plotHeight = PlotLayout.plotHeight(data, columns: columns)
        // How many ticks fit must be known before the room that their labels take.
        let guess = width * 0.88 / Double(columns) - PlotLayout.gap
        let scales = PlotScales(
            data, plotWidth: guess, plotHeight: plotHeight)
        if !isNarrow {
            directLabels = DirectLabels(data, scales: scales, plotHeight: plotHeight, limit: width / 4)
        }
        if directLabels == nil { legend = Legend(data, width: width) }

        var top = 2.0
        if let title = figure.title {
            titleLines = wrapped(title, width: width, size: TextSize.title * 1.05, limit: 3)
            top += Double(titleLines.count) * 20 + 4
        }
        legendTop = top
        top += legend?.height ?? 0
        yLabelBaseline = top + 13
        top += yLabel.isEmpty ? 6 : 30

        let yTicks = scales.y.map { scale in
            ticks(
                of: scale, length: plotHeight, isHorizontal: false, size: TextSize.label,
                wholeNumbers: data.hasWholeNumbers(isX: false))
        }
        let needsLabels = data.panels.indices.map { index in
            index % columns == 0 || data.panels[index].scaleGroup != data.panels[index - 1].scaleGroup
        }
        // The room to the left of each column of the grid, for the labels of the panels in it.
        let leftRooms = (0..<columns).map { column -> Double in
            let labelled = data.panels.indices.filter { $0 % columns == column && needsLabels[$0] }
            return labelled.map { index -> Double in
                let group = data.panels[index].scaleGroup
                if case .bands(let labels) = scales.y[group] {
                    let widest = labels.map { textWidth($0, size: TextSize.label) }.max() ?? 0
                    return min(widest, width * 0.36) + 10
                }
                return (yTicks[group].compactMap { $0.label?.width(size: TextSize.label) }.max() ?? 0) + 10
            }.max() ?? 0
        }
        let lastTick = ticks(
            of: scales.x, length: guess, isHorizontal: true, size: TextSize.label,
            wholeNumbers: data.hasWholeNumbers(isX: true)
        ).last { $0.label != nil }
        let overhang = (lastTick?.label?.width(size: TextSize.label) ?? 0) / 2 + 2
        let rightRoom = max(PlotLayout.rightRoom, directLabels?.width ?? 0, overhang)
        let used = leftRooms.reduce(0, +) + rightRoom + PlotLayout.gap * Double(columns - 1)
        let plotWidth = max(40, (width - used) / Double(columns))
        xTicks = ticks(
            of: scales.x, length: plotWidth, isHorizontal: true, size: TextSize.label,
            wholeNumbers: data.hasWholeNumbers(isX: true))
        if case .bands(let labels) = scales.x {
            xCategoryLabels = CategoryLabels(labels, length: plotWidth, leftRoom: leftRooms[0])
        }
        let xLabelsHeight = xCategoryLabels?.height ?? 21

        let titleHeight = data.panels.contains { $0.title != nil } ? 22.0 : 0
        var lowest = top
        let rows = (data.panels.count + columns - 1) / columns
        for (index, panel) in data.panels.enumerated() {
            let (row, column) = (index / columns, index % columns)
            // A panel with nothing below it has the labels of x, whatever row it is in.
            let isLast = index + columns >= data.panels.count
            let x = leftRooms[0...column].reduce(0, +) + Double(column) * (plotWidth + PlotLayout.gap)
            let rowHeight = titleHeight + plotHeight + 18
            // A panel at the end of its column but above the last row gets the room that its labels need.
            let isStacked = rows > 1 && data.panels.count % columns != 0
            let extra = isStacked && row == rows - 1 ? xLabelsHeight : 0
            let y = top + Double(row) * rowHeight + titleHeight + extra
            let frame = PanelFrame(
                x: x, y: y, width: plotWidth, height: plotHeight, xScale: scales.x,
                yScale: scales.y[panel.scaleGroup], isSideways: data.isSideways)
            lowest = max(lowest, frame.bottom)
            panels.append(
                Panel(
                    frame: frame,
                    title: panel.title.map { fitted($0, width: plotWidth, size: TextSize.panelTitle * 1.06) },
                    yTicks: yTicks[panel.scaleGroup], showsYLabels: needsLabels[index], showsXLabels: isLast))
        }
        let left = panels.first?.frame.x ?? 0
        let right = panels.map(\.frame.right).max() ?? width
        xLabelCenter = (left + right) / 2
        xLabelBaseline = lowest + xLabelsHeight + 17
        height = (xLabelBaseline + 7).rounded(.up)
        xLabel = fitted(xLabel, width: width, size: TextSize.label)
        yLabel = fitted(yLabel, width: width, size: TextSize.label)
    }

    /// The words of an axis: its own, else the name of the first mark's column.
    static func axisLabel(_ scale: Scale, _ figure: Figure, _ channel: (Mark.Channels) -> String) -> String {
        scale.label ?? figure.marks.lazy.compactMap(\.channels).first.map(channel) ?? ""
    }

    /// Two panels side by side, three where a grid has three columns; more stand below.
    private static func columns(_ data: PlotData) -> Int {
        if let grid = data.gridColumns, grid <= 3 { return grid }
        return min(2, data.panels.count)
    }

    private static func plotHeight(_ data: PlotData, columns: Int) -> Double {
        if let categories = data.yCategories {
            let perSeries = data.isShared ? Double(max(data.series.count, 1)) * 15 + 14 : 30
            return max(70, Double(categories.count) * perSeries)
        }
        return columns == 1 ? (data.panels.count > 1 ? 210 : 300) : columns == 2 ? 230 : 180
    }
}

extension PlotData {
    /// Whether the values of an axis are all whole, so that ticks at fractions would say nothing.
    func hasWholeNumbers(isX: Bool) -> Bool {
        panels.allSatisfy { panel in
            panel.points.allSatisfy { point in
                let value = isX ? point.x : point.y
                let ends = isX == isSideways ? [point.lower, point.upper] : []
                return ([value] + ends).allSatisfy { !$0.isFinite || $0 == $0.rounded() }
            }
        }
    }

    /// Whether several series stand side by side in the places of categories.
    var isShared: Bool {
        series.count > 1
            && figure.marks.compactMap(\.channels).contains { channels in
                guard let color = channels.color else { return false }
                return color != (isSideways ? channels.y : channels.x)
            }
    }
}
