import Exhibits

/// Where everything stands in a figure: the rows above the plot from top to bottom, the grid of panels, the labels
/// below. All lengths are settled here, so that what draws only draws.
struct PlotLayout {
    struct Panel {
        var frame: PanelFrame
        var title: String?
        /// The words to the left of a row of pictures.
        var rowTitle: [String] = []
        var xTicks: [Tick]
        var yTicks: [Tick]
        var showsYLabels: Bool
        var showsXLabels: Bool
    }

    var width: Double
    var height = 0.0
    var titleLines: [String] = []
    var legend: Legend?
    var fillLegend: FillLegend?
    var legendTop = 0.0
    var fillLegendTop = 0.0
    var directLabels: DirectLabels?
    var yLabel: String
    var yLabelBaseline = 0.0
    var xLabel: String
    var xLabelCenter = 0.0
    var xLabelBaseline = 0.0
    var xCategoryLabels: CategoryLabels?
    var yCategoryLabels: SideLabels?
    var panels: [Panel] = []
    /// How far the panels' titles are above them.
    var titleGap = 0.0

    static let gap = 26.0
    /// Room for half of the last label of an axis.
    private static let rightRoom = 16.0

    /// - Parameter hasLegend: whether the names of the series stand above the plot, unless they stand beside their lines.
    init(_ data: PlotData, width: Double, hasLegend: Bool = true) {
        self.width = width
        let figure = data.figure
        xLabel = figure.isPicture ? "" : PlotLayout.axisLabel(figure.x, figure, isX: true)
        yLabel = figure.isPicture ? "" : PlotLayout.axisLabel(figure.y, figure, isX: false)
        (xLabel, yLabel) = (
            fitted(xLabel, width: width, size: TextSize.label),
            fitted(yLabel, width: width, size: TextSize.label)
        )
        fillLegend = FillLegend(data, width: width)
        if figure.isPicture {
            legend = hasLegend ? Legend(data, width: width) : nil
            let top = placeHeadings(title: figure.title)
            placePictures(data, top: top)
            return
        }
        let isNarrow = width < 500
        let columns = isNarrow ? 1 : PlotLayout.columns(data)
        yCategoryLabels = data.yCategories.map { SideLabels($0, limit: width * 0.36) }
        // How many ticks fit must be known before the room that their labels take.
        let guess = width * 0.88 / Double(columns) - PlotLayout.gap
        var plotHeight = PlotLayout.plotHeight(
            data, columns: columns, sideLabels: yCategoryLabels, plotWidth: guess)
        let scales = PlotScales(data, plotWidth: guess, plotHeight: plotHeight)
        if !isNarrow {
            directLabels = DirectLabels(data, scales: scales, plotHeight: plotHeight, limit: width / 4)
        }
        if hasLegend, directLabels == nil { legend = Legend(data, width: width) }

        func yTicks() -> [[Tick]] {
            scales.y.map { scale in
                ticks(
                    of: scale, length: plotHeight, isHorizontal: false, size: TextSize.label,
                    wholeNumbers: data.hasWholeNumbers(isX: false))
            }
        }
        func xTicks(_ length: Double) -> [[Tick]] {
            scales.x.map { scale in
                ticks(
                    of: scale, length: length, isHorizontal: true, size: TextSize.label,
                    wholeNumbers: data.hasWholeNumbers(isX: true))
            }
        }
        let leftRooms = leftRooms(data, columns: columns, yTicks: yTicks())
        let overhang =
            xTicks(guess).compactMap { ticks in
                ticks.last { $0.label != nil }?.label?.width(size: TextSize.label)
            }.max() ?? 0
        let rightRoom = max(PlotLayout.rightRoom, directLabels?.width ?? 0, overhang / 2 + 2)
        let used = leftRooms.reduce(0, +) + rightRoom + PlotLayout.gap * Double(columns - 1)
        var plotWidth = max(40, (width - used) / Double(columns))
        if figure.hasCells, let categories = data.xCategories {
            plotWidth = min(plotWidth, Double(max(categories.count, 1)) * 110)
            plotHeight = PlotLayout.plotHeight(
                data, columns: columns, sideLabels: yCategoryLabels, plotWidth: plotWidth)
        }
        if figure.hasEqualUnits, case .linear = scales.x[0], case .linear = scales.y[0] {
            let measured = scales.x[0].unit / scales.y[0].unit
            let ratio = measured.isFinite && measured > 0 ? measured : 1
            plotHeight = min(max(plotWidth * ratio, 40), 460)
            plotWidth = min(plotWidth, max(40, plotHeight / ratio))
        }
        if case .bands(let labels) = scales.x[0] {
            xCategoryLabels = CategoryLabels(labels, length: plotWidth, leftRoom: leftRooms[0])
        }
        let top = placeHeadings(title: figure.title)
        placePanels(
            data, scales: scales, ticks: (xTicks(plotWidth), yTicks()), leftRooms: leftRooms, top: top,
            plotWidth: plotWidth, plotHeight: plotHeight)
    }

    /// Places what stands above the panels, and returns where these may begin.
    private mutating func placeHeadings(title: String?) -> Double {
        var top = 2.0
        if let title {
            titleLines = wrapped(title, width: width, size: TextSize.title * 1.05, limit: 3)
            top += Double(titleLines.count) * 20 + 4
        }
        legendTop = top
        top += legend?.height ?? 0
        fillLegendTop = top
        top += fillLegend?.height ?? 0
        yLabelBaseline = top + 13
        return top + (yLabel.isEmpty ? 6 : 30)
    }

    /// The room to the left of each column of the grid, for the labels of the panels in it.
    private func leftRooms(_ data: PlotData, columns: Int, yTicks: [[Tick]]) -> [Double] {
        (0..<columns).map { column in
            let labelled = data.panels.indices.filter {
                $0 % columns == column && PlotLayout.showsYLabels(data, panel: $0, columns: columns)
            }
            return labelled.map { index -> Double in
                if let yCategoryLabels { return yCategoryLabels.width + 10 }
                let widths = yTicks[data.panels[index].scaleGroup].compactMap {
                    $0.label?.width(size: TextSize.label)
                }
                return (widths.max() ?? 0) + 10
            }.max() ?? 0
        }
    }

    /// Whether a panel needs its own labels of y: the neighbour to its left doesn't show the same.
    private static func showsYLabels(_ data: PlotData, panel: Int, columns: Int) -> Bool {
        panel % columns == 0 || data.panels[panel].scaleGroup != data.panels[panel - 1].scaleGroup
    }

    /// Places the panels row by row, then what stands below them.
    private mutating func placePanels(
        _ data: PlotData, scales: PlotScales, ticks: (x: [[Tick]], y: [[Tick]]), leftRooms: [Double],
        top: Double, plotWidth: Double, plotHeight: Double
    ) {
        let columns = leftRooms.count
        let xLabelsHeight = xCategoryLabels?.height ?? 21
        // The words of a rule stand between a panel and its title.
        titleGap = data.hasRuleWordsAbove ? 24 : 8
        let titleHeight = (data.panels.contains { $0.title != nil } ? 14.0 : -8) + titleGap
        let lastRow = (data.panels.count - 1) / columns
        // Where the last row isn't full, the row before it has labels of x too, and they need room.
        let lastRowExtra = lastRow > 0 && data.panels.count % columns != 0 ? xLabelsHeight : 0
        // Panels with a scale of their own have labels of their own.
        let hasOwnX = scales.x.count > 1
        let rowExtra = hasOwnX ? xLabelsHeight : 0
        for (index, panel) in data.panels.enumerated() {
            let (row, column) = (index / columns, index % columns)
            let x = leftRooms[0...column].reduce(0, +) + Double(column) * (plotWidth + PlotLayout.gap)
            let y = top + Double(row) * (titleHeight + plotHeight + 18 + rowExtra) + titleHeight
            let frame = PanelFrame(
                x: x, y: y + (row == lastRow && !hasOwnX ? lastRowExtra : 0), width: plotWidth,
                height: plotHeight,
                xScale: scales.x[panel.xGroup], yScale: scales.y[panel.scaleGroup],
                isSideways: data.isSideways)
            panels.append(
                Panel(
                    frame: frame,
                    title: panel.title.map { fitted($0, width: plotWidth, size: TextSize.panelTitle * 1.06) },
                    xTicks: ticks.x[panel.xGroup], yTicks: ticks.y[panel.scaleGroup],
                    showsYLabels: PlotLayout.showsYLabels(data, panel: index, columns: columns),
                    // A panel with nothing below it has the labels of x, whatever row it is in.
                    showsXLabels: hasOwnX || index + columns >= data.panels.count))
        }
        // Below the panels of the last row: a row that isn't full leaves nothing to be named beside it.
        let lowest = panels.suffix(panels.count - lastRow * columns)
        let left = lowest.first?.frame.x ?? 0
        let right = lowest.map(\.frame.right).max() ?? width
        xLabelCenter = (left + right) / 2
        xLabelBaseline = (panels.map(\.frame.bottom).max() ?? top) + xLabelsHeight + 17
        height = (xLabelBaseline + 7).rounded(.up)
    }

    /// The words of an axis: its own, else the name of the first mark's column, or what is counted.
    static func axisLabel(_ scale: Scale, _ figure: Figure, isX: Bool) -> String {
        if let label = scale.label { return label }
        guard let channels = figure.marks.lazy.compactMap(\.channels).first else { return "" }
        return isX ? channels.x : channels.y ?? "count"
    }

    /// Two panels side by side, three where a grid has three columns; more stand below.
    private static func columns(_ data: PlotData) -> Int {
        if let grid = data.gridColumns, grid <= 3 { return grid }
        return min(2, data.panels.count)
    }

    private static func plotHeight(
        _ data: PlotData, columns: Int, sideLabels: SideLabels?, plotWidth: Double
    ) -> Double {
        if data.figure.hasCells, let rows = data.yCategories?.count, let across = data.xCategories?.count {
            // Cells are square where that is neither flat nor high.
            let side = min(max(plotWidth / Double(max(across, 1)), 18), 40)
            return min(max(Double(max(rows, 1)) * side, 40), 520)
        }
        if let categories = data.yCategories, let sideLabels {
            let isSwarm = data.figure.marks.contains { if case .swarm = $0 { true } else { false } }
            let each = isSwarm ? 52.0 : 15
            let perSeries = data.isShared ? Double(max(data.series.count, 1)) * each + 14 : each + 15
            return max(70, Double(categories.count) * max(perSeries, sideLabels.placeHeight))
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
