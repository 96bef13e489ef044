import Exhibits

/// A table as HTML, in a container that scrolls sideways where the page is narrow.
///
/// Header cells carry their scope; the container can be reached by keyboard and says what it holds, since somebody
/// without a mouse must be able to scroll it.
func html(of table: Table, id: String) -> String {
    let id = identifier(id)
    let alignments = table.alignments

    var element = Element("table", ["class": "exhibit"])
    if let caption = table.caption {
        element.append(Element("caption", ["id": "\(id)-caption"], text: caption))
    }
    let header = table.columns.indices.map { column in
        let text = table.columns[column].header
        // A column without words has no header that a screen reader could say.
        return Element(
            text.isEmpty ? "td" : "th",
            [
                "scope": text.isEmpty ? nil : "col",
                "class": classes(alignments[column], isEmphasized: table.columns[column].isEmphasized),
            ],
            text: text)
    }
    element.append(Element("thead", elements: [Element("tr", elements: header)]))

    let body = table.rows.map { row in
        let cells = table.columns.indices.map { column -> Element in
            let cell = row.cells.indices.contains(column) ? row.cells[column] : .text("")
            let (text, stands) = content(cell, format: table.columns[column].format)
            let isHeader = table.hasRowHeaders && column == 0
            let names = classes(
                alignments[column], isEmphasized: stands || table.columns[column].isEmphasized)
            return Element(
                isHeader ? "th" : "td", ["scope": isHeader ? "row" : nil, "class": names], text: text)
        }
        return Element("tr", ["class": row.isEmphasized ? "emphasized" : nil], elements: cells)
    }
    element.append(Element("tbody", elements: body))

    let label = table.caption == nil ? "Table" : nil
    return Element(
        "div",
        [
            "class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": label,
            "aria-labelledby": label == nil ? "\(id)-caption" : nil,
        ], elements: [element]
    ).markup(.html)
}

/// The data behind a figure as a table of at most `limit` rows; the CSV file has all of them.
func html(ofData frame: DataFrame, id: String, limit: Int = 200) -> String {
    var table = Table(frame.selecting(rows: Array(0..<min(limit, frame.rowCount))))
    if frame.rowCount > limit {
        let count = numberText(Double(frame.rowCount), nil)
        table.caption = "The first \(limit) of \(count) rows; the rest is in the CSV"
    }
    return html(of: table, id: id)
}

extension Table {
    /// Where the cells of each column stand: numbers at the end of the line unless the column says otherwise.
    var alignments: [Alignment] {
        columns.indices.map { column in
            let isNumeric = rows.contains { row in
                guard row.cells.indices.contains(column), case .number = row.cells[column] else {
                    return false
                }
                return true
            }
            return columns[column].alignment ?? (isNumeric ? .trailing : .leading)
        }
    }
}

/// What a cell says, and whether it stands out by itself.
func content(_ cell: Table.Cell, format: NumberFormat?) -> (text: String, isEmphasized: Bool) {
    switch cell {
    case .text(let text): (text, false)
    case .number(let number):
        (numberText(number.value, spread: number.spread, number.format ?? format), number.isEmphasized)
    }
}

private func classes(_ alignment: Table.Alignment, isEmphasized: Bool) -> String? {
    var names: [String] = []
    switch alignment {
    case .leading: break
    case .center: names.append("center")
    case .trailing: names.append("number")
    }
    if isEmphasized { names.append("emphasized") }
    return names.isEmpty ? nil : names.joined(separator: " ")
}
