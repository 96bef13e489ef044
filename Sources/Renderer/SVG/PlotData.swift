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
        /// Panels of the same number share their vertical scale.
        var scaleGroup: Int
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
    /// How many panels make a row of a grid of facets; nil where they are simply wrapped.
    var gridColumns: Int?
    /// Values that have no place because they aren't numbers (NaN, ∞).
    var notFinite = 0
    /// Values that have no place because a log axis has none for them.
    var notPositive = 0

    /// Whether values run sideways: categories stand on the vertical axis.
    var isSideways: Bool { yCategories != nil && xCategories == nil }

    /// Whether the words of a vertical rule stand above the panels: among categories they would hide data.
    var hasRuleWordsAbove: Bool {
        isSideways
            && figure.marks.contains { mark in
                if case .rule(let rule) = mark { rule.axis == .x && rule.label != nil } else { false }
            }
    }

    /// Whether some mark is bars.
    var hasBars: Bool { figure.marks.contains { if case .bars = $0 { true } else { false } } }

    init(_ figure: Figure) {
        self.figure = figure
        panels = []
        series = []
        let data = figure.data
        xCategories = PlotData.categoryLabels(figure, isX: true)
        yCategories = PlotData.categoryLabels(figure, isX: false)

        let colorColumns = figure.marks.compactMap { $0.channels?.color }
        var values: [String] = []
        for column in colorColumns { values += data.distinct(column).filter { !values.contains($0) } }
        let arranged = figure.color.arranged(values)
        series = arranged.enumerated().filter { values.contains($0.element) }
            .map { SeriesKey(index: $0.offset, text: figure.color.text(for: $0.element)) }
        seriesTitle = figure.color.title ?? colorColumns.first

        let cells = PlotData.facetCells(figure)
        gridColumns = cells.gridColumns
        for cell in cells.cells {
            var layers: [Layer] = []
            for mark in figure.marks { layers.append(layer(mark, rows: cell.rows, arranged: arranged)) }
            panels.append(Panel(title: cell.title, scaleGroup: cell.scaleGroup, layers: layers))
        }
    }

    private mutating func layer(_ mark: Mark, rows: [Int], arranged: [String]) -> Layer {
        guard let channels = mark.channels else { return Layer(mark: mark, lines: []) }
        let data = figure.data
        let color = channels.color.flatMap { data[$0] }
        let group = channels.group.flatMap { data[$0] }
        let x = positions(data[channels.x], isX: true)
        let y = positions(data[channels.y], isX: false)
        let isLog = (isSideways ? figure.x : figure.y).kind == .log
        func ends(_ name: String?) -> [Double] {
            guard let name, let column = data[name] else { return [] }
            return (0..<data.rowCount).map(column.number(at:))
        }
        let (lower, upper) = (ends(channels.lower), ends(channels.upper))

        var lines: [SeriesPoints] = []
        var places: [[String]: Int] = [:]
        for row in rows {
            var point = Point(x: x?[row] ?? .nan, y: y?[row] ?? .nan)
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
        guard let first = figure.marks.lazy.compactMap(\.channels).first else { return nil }
        let scale = isX ? figure.x : figure.y
        let isCategorical: Bool
        switch scale.kind {
        case .categorical: isCategorical = true
        case .automatic:
            let isText = figure.data[isX ? first.x : first.y]?.isNumeric == false
            let isBars = figure.marks.contains { if case .bars = $0 { true } else { false } }
            let standsOnY = figure.y.kind == .categorical || figure.data[first.y]?.isNumeric == false
            isCategorical = isText || (isX && isBars && !standsOnY)
        case .linear, .log: isCategorical = false
        }
        guard isCategorical else { return nil }
        return categories(figure, isX: isX).map(scale.categories.text(for:))
    }

    /// The categories of an axis that occur in any mark's column, those that the scale orders first.
    fileprivate static func categories(_ figure: Figure, isX: Bool) -> [String] {
        var values: [String] = []
        for channels in figure.marks.compactMap(\.channels) {
            values += figure.data.distinct(isX ? channels.x : channels.y).filter { !values.contains($0) }
        }
        return (isX ? figure.x : figure.y).categories.arranged(values).filter { values.contains($0) }
    }

    /// The panels: which rows each has, and what it is called.
    fileprivate static func facetCells(
        _ figure: Figure
    ) -> (cells: [(title: String?, scaleGroup: Int, rows: [Int])], gridColumns: Int?) {
        let data = figure.data
        let all = Array(0..<data.rowCount)
        guard let facet = figure.facet, let column = data.texts(facet.column) else {
            return ([(nil, 0, all)], nil)
        }
        func words(_ categories: Categories, _ name: String, _ value: String) -> String {
            let text = categories.text(for: value)
            // A bare number needs its name: "batch size 4".
            return text == value && data[name]?.isNumeric == true || Double(value) != nil && text == value
                ? "\(categories.title ?? name) \(text)" : text
        }
        let present = data.distinct(facet.column)
        let columnValues = facet.columns.arranged(present).filter(present.contains)
        if columnValues.isEmpty { return ([(nil, 0, all)], nil) }
        guard let rowName = facet.row, let row = data.texts(rowName) else {
            let cells = columnValues.enumerated().map { index, value in
                (
                    Optional(words(facet.columns, facet.column, value)), facet.freeY ? index : 0,
                    all.filter { column[$0] == value }
                )
            }
            return (cells, nil)
        }
        let rowPresent = data.distinct(rowName)
        let rowValues = facet.rows.arranged(rowPresent).filter(rowPresent.contains)
        var cells: [(title: String?, scaleGroup: Int, rows: [Int])] = []
        for (index, rowValue) in rowValues.enumerated() {
            for value in columnValues {
                let title =
                    words(facet.rows, rowName, rowValue) + ", " + words(facet.columns, facet.column, value)
                let rows = all.filter { column[$0] == value && row[$0] == rowValue }
                cells.append((title, facet.freeY ? index : 0, rows))
            }
        }
        return (cells, columnValues.count)
    }
}
