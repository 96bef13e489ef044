import Exhibits

/// A figure's data in the shape in which it is drawn: panels of layers of series of points, all numbers.
///
/// Categories have become indices, and each missing or unusable number NaN. What remains to be known for drawing is
/// where the axes end.
struct PlotData {
    /// One row of the data; NaN where there is nothing to draw.
    struct Point {
        var x: Double
        var y: Double
        var lower = Double.nan
        var upper = Double.nan
        /// Where the row stands in the data; that of a histogram's bar is unknown.
        var row = 0
        /// The right end of a histogram's bar, whose left end is `x`.
        var end = Double.nan

        var hasPlace: Bool { x.isFinite && y.isFinite }
        var hasInterval: Bool { lower.isFinite && upper.isFinite }
    }

    /// The points of one series (and one group of it), in the order of the data.
    struct SeriesPoints {
        /// The index of the series' colour.
        var series: Int
        var points: [Point]
    }

    /// What one mark draws in one panel.
    struct Layer {
        var mark: Mark
        var lines: [SeriesPoints]
    }

    /// One of the small multiples.
    struct Panel {
        var title: String?
        /// The same where there is little room.
        var shortTitle: String?
        /// In a grid the words for its column, and for its row.
        var columnTitle: String?
        var rowTitle: String?
        /// Panels of the same number share their vertical scale.
        var scaleGroup: Int
        /// Panels of the same number share their horizontal scale.
        var xGroup: Int
        var layers: [Layer]

        var points: [Point] { layers.flatMap { $0.lines.flatMap(\.points) } }
        var isEmpty: Bool { !points.contains(where: \.hasPlace) }
    }

    /// What a series is called, and the place in the palette that it keeps even where others are absent.
    struct SeriesKey: Equatable {
        var index: Int
        var text: String
    }

    var figure: Figure
    var panels: [Panel]
    /// The series that occur, in order; empty where no mark has a colour column.
    var series: [SeriesKey]
    var seriesTitle: String?
    /// The labels of categories; nil for an axis of numbers.
    var xCategories: [String]?
    var yCategories: [String]?
    /// The intervals of a histogram.
    var bins: HistogramBins?
    /// The colours of cells and pixels.
    var fill: FillColors?
    /// How many panels make a row of a grid of facets; nil where they are simply wrapped.
    var gridColumns: Int?
    /// Values that have no place because they aren't numbers (NaN, ∞).
    var notFinite = 0
    /// Values that have no place because a log axis has none for them.
    var notPositive = 0

    /// Whether values run sideways: categories stand on the vertical axis.
    var isSideways: Bool { yCategories != nil && xCategories == nil }

    /// Whether the words of a vertical rule stand above the panels: among categories they would hide data, and on bars or a
    /// histogram they could hardly be read.
    var hasRuleWordsAbove: Bool {
        (isSideways || growsFromZero)
            && figure.marks.contains { mark in
                if case .rule(let rule) = mark { rule.axis == .x && rule.label != nil } else { false }
            }
    }

    /// Whether some mark is bars.
    var hasBars: Bool { figure.marks.contains { if case .bars = $0 { true } else { false } } }

    /// Whether some mark counts or measures from zero.
    var growsFromZero: Bool {
        hasBars || figure.marks.contains { if case .histogram = $0 { true } else { false } }
    }

    init(_ figure: Figure) {
        self.figure = figure
        panels = []
        series = []
        let data = figure.data
        bins = HistogramBins(figure)
        fill = FillColors(figure)
        xCategories = PlotData.categoryLabels(figure, isX: true)
        yCategories = PlotData.categoryLabels(figure, isX: false)

        let colorColumns = figure.marks.compactMap { $0.channels?.color }
        var values: [String] = []
        for column in colorColumns { values += data.distinct(column).filter { !values.contains($0) } }
        let arranged = figure.color.arranged(values)
        series = arranged.enumerated().filter { values.contains($0.element) }
            .map { SeriesKey(index: $0.offset, text: figure.color.text(for: $0.element)) }
        seriesTitle = figure.color.title ?? colorColumns.first

        let facets = FacetCells(figure)
        gridColumns = facets.gridColumns
        for cell in facets.cells {
            var layers: [Layer] = []
            for mark in figure.marks { layers.append(layer(mark, rows: cell.rows, arranged: arranged)) }
            panels.append(
                Panel(
                    title: cell.title, shortTitle: cell.shortTitle, columnTitle: cell.columnTitle,
                    rowTitle: cell.rowTitle, scaleGroup: cell.yGroup, xGroup: cell.xGroup, layers: layers))
        }
    }

    private mutating func layer(_ mark: Mark, rows: [Int], arranged: [String]) -> Layer {
        guard let channels = mark.channels else { return Layer(mark: mark, lines: []) }
        if case .histogram(let histogram) = mark {
            return countedLayer(histogram, mark, rows: rows, arranged: arranged)
        }
        let data = figure.data
        let color = channels.color.flatMap { data[$0] }
        let group = channels.group.flatMap { data[$0] }
        let x = positions(data[channels.x], isX: true)
        let y = positions(channels.y.flatMap { data[$0] }, isX: false)
        let isLog = (isSideways ? figure.x : figure.y).kind == .log
        func ends(_ name: String?) -> [Double] {
            guard let name, let column = data[name] else { return [] }
            return (0..<data.rowCount).map(column.number(at:))
        }
        let (lower, upper) = (ends(channels.lower), ends(channels.upper))

        var lines: [SeriesPoints] = []
        var places: [[String]: Int] = [:]
        for row in rows {
            var point = Point(x: x?[row] ?? .nan, y: y?[row] ?? .nan, row: row)
            if !point.hasPlace { notFinite += 1 }
            if (figure.x.kind == .log && point.x <= 0) || (figure.y.kind == .log && point.y <= 0) {
                notPositive += 1
                point.y = .nan
            }
            if !lower.isEmpty && !upper.isEmpty { (point.lower, point.upper) = (lower[row], upper[row]) }
            // A band that reaches below zero is drawn to the end of a log axis, unless nothing of it is above.
            if isLog && point.upper <= 0 { (point.lower, point.upper) = (.nan, .nan) }
            let key = [color?.text(at: row) ?? "", group?.text(at: row) ?? ""]
            if let place = places[key] {
                lines[place].points.append(point)
            } else {
                places[key] = lines.count
                let index = color == nil ? 0 : arranged.firstIndex(of: key[0]) ?? 0
                lines.append(SeriesPoints(series: index, points: [point]))
            }
        }
        // In the order of the series, so that what is drawn doesn't depend on which panel a row is in.
        let ordered = lines.enumerated().sorted {
            ($0.element.series, $0.offset) < ($1.element.series, $1.offset)
        }
        return Layer(mark: mark, lines: ordered.map(\.element))
    }

    /// The bars of a histogram, from the first to the last that has a height.
    private mutating func countedLayer(
        _ histogram: Mark.Histogram, _ mark: Mark, rows: [Int], arranged: [String]
    ) -> Layer {
        guard let bins, let x = figure.data[histogram.x] else { return Layer(mark: mark, lines: []) }
        let color = histogram.color.flatMap { figure.data[$0] }
        var counts: [Int: [Int]] = [:]
        for row in rows {
            let value = x.number(at: row)
            guard let bin = bins.index(of: value) else {
                if value.isFinite { notPositive += 1 } else { notFinite += 1 }
                continue
            }
            let series = color.map { arranged.firstIndex(of: $0.text(at: row)) ?? 0 } ?? 0
            counts[series, default: Array(repeating: 0, count: bins.count)][bin] += 1
        }
        let lines = counts.keys.sorted().map { series in
            let heights = counts[series] ?? []
            let (first, last) = (
                heights.firstIndex { $0 > 0 } ?? 0, heights.lastIndex { $0 > 0 } ?? 0
            )
            return SeriesPoints(
                series: series,
                points: (first...last).map { bin in
                    Point(x: bins.edges[bin], y: Double(heights[bin]), end: bins.edges[bin + 1])
                })
        }
        return Layer(mark: mark, lines: lines)
    }

    /// The numbers of a column, or where its axis is categorical the indices of its categories.
    private func positions(_ column: Column?, isX: Bool) -> [Double]? {
        guard let column else { return nil }
        let rows = 0..<figure.data.rowCount
        guard (isX ? xCategories : yCategories) != nil else { return rows.map { column.number(at: $0) } }
        var indices: [String: Double] = [:]
        for (index, value) in PlotData.categories(figure, isX: isX).enumerated() {
            indices[value] = Double(index)
        }
        return rows.map { indices[column.text(at: $0)] ?? .nan }
    }
}

extension PlotData {
    /// The labels of an axis's categories; nil where it is an axis of numbers.
    ///
    /// An automatic axis is categorical for text, and x is for bars unless their categories stand on y.
    private static func categoryLabels(_ figure: Figure, isX: Bool) -> [String]? {
        guard let first = figure.marks.lazy.compactMap(\.channels).first, !figure.isPicture else {
            return nil
        }
        let scale = isX ? figure.x : figure.y
        let isCategorical: Bool
        switch scale.kind {
        case .categorical: isCategorical = true
        case .automatic:
            let isText = (isX ? first.x : first.y).flatMap { figure.data[$0] }?.isNumeric == false
            let isBars = figure.marks.contains { if case .bars = $0 { true } else { false } }
            let standsOnY =
                figure.y.kind == .categorical || first.y.flatMap { figure.data[$0] }?.isNumeric == false
            isCategorical = isText || figure.hasCells || (isX && isBars && !standsOnY)
        case .linear, .log: isCategorical = false
        }
        guard isCategorical else { return nil }
        return categories(figure, isX: isX).map(scale.categories.text(for:))
    }

    /// The categories of an axis that occur in any mark's column, those that the scale orders first.
    fileprivate static func categories(_ figure: Figure, isX: Bool) -> [String] {
        var values: [String] = []
        for channels in figure.marks.compactMap(\.channels) {
            guard let name = isX ? channels.x : channels.y else { continue }
            var known = Set(values)
            var found = figure.data.distinct(name).filter { known.insert($0).inserted }
            // The rows and columns of a matrix are in the order of their numbers.
            if figure.hasCells, figure.data[name]?.isNumeric == true {
                found.sort { Double($0) ?? .nan < Double($1) ?? .nan }
            }
            values += found
        }
        let present = Set(values)
        return (isX ? figure.x : figure.y).categories.arranged(values).filter(present.contains)
    }
}

extension Figure {
    /// Whether some mark is cells.
    var hasCells: Bool { marks.contains { if case .cells = $0 { true } else { false } } }

    /// Whether some mark is pixels.
    var hasPixels: Bool { marks.contains { if case .pixels = $0 { true } else { false } } }

    /// Whether all marks draw pictures, which have no axes: pixels, strokes, and what is written on them.
    var isPicture: Bool {
        let drawn = marks.filter { $0.channels != nil }
        return !drawn.isEmpty
            && drawn.allSatisfy { mark in
                switch mark {
                case .pixels, .strokes: true
                default: false
                }
            }
    }
}
