import Exhibits

/// The panels of a figure: which rows each has, what it is called, and with which others it shares its scales.
struct FacetCells {
    struct Cell {
        var title: String?
        /// The facet's value without the column's name, for where there is little room.
        var shortTitle: String?
        var columnTitle: String?
        var rowTitle: String?
        var xGroup = 0
        var yGroup = 0
        var rows: [Int]
    }

    var cells: [Cell]
    /// How many panels make a row of a grid of facets; nil where they are simply wrapped.
    var gridColumns: Int?

    init(_ figure: Figure) {
        let data = figure.data
        guard let facet = figure.facet, data[facet.column] != nil, data.rowCount > 0 else {
            cells = [Cell(rows: Array(0..<data.rowCount))]
            return
        }
        let row = facet.row.flatMap { data[$0] == nil ? nil : $0 }
        let groups = data.groups(by: [facet.column] + (row.map { [$0] } ?? []))
        let rowsByKey = Dictionary(uniqueKeysWithValues: groups.map { ($0.key, $0.rows) })
        let columns = FacetCells.values(facet.column, facet.columns, data)
        guard let row else {
            cells = columns.enumerated().map { index, value in
                let rows = rowsByKey[[value]] ?? []
                let title = facet.title.flatMap { name in rows.first.flatMap { data[name]?.text(at: $0) } }
                return Cell(
                    title: title ?? FacetCells.words(facet.columns, facet.column, value, data),
                    shortTitle: title ?? facet.columns.text(for: value),
                    xGroup: facet.freeX ? index : 0, yGroup: facet.freeY ? index : 0, rows: rows)
            }
            return
        }
        cells = FacetCells.values(row, facet.rows, data).enumerated().flatMap { rowIndex, rowValue in
            columns.enumerated().map { columnIndex, value in
                let rowTitle = FacetCells.words(facet.rows, row, rowValue, data)
                let columnTitle = FacetCells.words(facet.columns, facet.column, value, data)
                let rows = rowsByKey[[value, rowValue]] ?? []
                let title = facet.title.flatMap { name in rows.first.flatMap { data[name]?.text(at: $0) } }
                return Cell(
                    title: title ?? rowTitle + ", " + columnTitle,
                    shortTitle: facet.columns.text(for: value), columnTitle: columnTitle,
                    rowTitle: rowTitle, xGroup: facet.freeX ? columnIndex : 0,
                    yGroup: facet.freeY ? rowIndex : 0, rows: rows)
            }
        }
        gridColumns = columns.count
    }

    private static func values(_ name: String, _ categories: Categories, _ data: DataFrame) -> [String] {
        let present = data.distinct(name)
        let known = Set(present)
        return categories.arranged(present).filter(known.contains)
    }

    private static func words(
        _ categories: Categories, _ name: String, _ value: String, _ data: DataFrame
    ) -> String {
        let text = categories.text(for: value)
        // A bare number needs its name: "batch size 4".
        let isBareNumber = text == value && (data[name]?.isNumeric == true || Double(value) != nil)
        return isBareNumber ? "\(categories.title ?? name) \(text)" : text
    }
}
