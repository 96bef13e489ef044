import Exhibits

/// A table as a pipe table, with its columns aligned so that it can be read as plain text too. The caption is left out.
func markdown(of table: Table) -> String {
    let alignments = table.alignments
    var rows = [table.columns.map { cellMarkdown($0.header) }]
    rows += table.rows.map { row in
        table.columns.indices.map { column in
            guard row.cells.indices.contains(column) else { return "" }
            let (text, isEmphasized) = content(row.cells[column], format: table.columns[column].format)
            let stands = isEmphasized || row.isEmphasized || table.columns[column].isEmphasized
            return stands && !text.isEmpty ? "**\(cellMarkdown(text))**" : cellMarkdown(text)
        }
    }
    let widths = table.columns.indices.map { column in rows.map { $0[column].count }.reduce(3, max) }
    let lines = rows.map { cells in
        cells.indices.map { padded(cells[$0], to: widths[$0], alignments[$0]) }
    }
    let rule = widths.indices.map { column in
        let dashes = String(repeating: "-", count: widths[column] - 1)
        return switch alignments[column] {
        case .leading: dashes + "-"
        case .center: ":" + dashes.dropLast() + ":"
        case .trailing: dashes + ":"
        }
    }
    return ([lines[0], rule] + lines.dropFirst()).map { "| " + $0.joined(separator: " | ") + " |" }
        .joined(separator: "\n")
}

private func padded(_ text: String, to width: Int, _ alignment: Table.Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return alignment == .trailing ? space + text : text + space
}

/// A cell is one line, and a bar would end it.
private func cellMarkdown(_ text: String) -> String {
    escapedMarkdown(text.split(whereSeparator: \.isNewline).joined(separator: " "))
}
