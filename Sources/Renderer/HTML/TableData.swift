import Exhibits

extension Table {
    /// The table as data: what its cells hold, not how they are shown.
    ///
    /// A column all of whose cells are numbers holds numbers, in full; another holds text, numbers among it in their shortest form. What
    /// stands after ± has a column of its own behind that of its numbers, with NaN where a number has none. Since every column of a frame
    /// needs a name of its own, one without words is called by its place, and a second one of a name gets a number.
    var data: DataFrame {
        var columns: [Exhibits.Column] = []
        func name(_ wanted: String) -> String {
            let taken = columns.map(\.name)
            if !taken.contains(wanted) { return wanted }
            return (2...).lazy.map { "\(wanted) (\($0))" }.first { !taken.contains($0) } ?? wanted
        }
        for (place, column) in self.columns.enumerated() {
            let cells = rows.map { $0.cells.indices.contains(place) ? $0.cells[place] : .text("") }
            let numbers = cells.compactMap { if case .number(let number) = $0 { number } else { nil } }
            let header = name(column.header.isEmpty ? "column \(place + 1)" : column.header)
            if !numbers.isEmpty, numbers.count == cells.count {
                columns.append(Exhibits.Column(header, numbers.map(\.value)))
            } else {
                columns.append(Exhibits.Column(header, cells.map(\.plainText)))
            }
            guard numbers.contains(where: { $0.spread != nil }) else { continue }
            let spreads = cells.map {
                if case .number(let number) = $0 { number.spread ?? .nan } else { Double.nan }
            }
            columns.append(Exhibits.Column(name("\(header) ±"), spreads))
        }
        return DataFrame(columns: columns)
    }
}

extension Table.Cell {
    /// The words, or the number in its shortest form.
    fileprivate var plainText: String {
        switch self {
        case .text(let text): text
        case .number(let number): Exhibits.Column("", [number.value]).text(at: 0)
        }
    }
}
