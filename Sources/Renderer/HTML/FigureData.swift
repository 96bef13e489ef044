import Exhibits

/// The data behind a numbered figure, folded away below it: links to the files with all rows, and a table.
///
/// Without a script this is where the values of a figure can be read. All panels together show at most `rowLimit` rows; panels that
/// are drawn from the same data share a table.
func figureDataHTML(number: Int, panels: [(data: DataFrame, file: FigureFile)]) -> String {
    let rowLimit = 200
    var distinct: [(data: DataFrame, file: FigureFile, numbers: [Int])] = []
    for (index, panel) in panels.enumerated() {
        if let place = distinct.firstIndex(where: { $0.data == panel.data }) {
            distinct[place].numbers.append(index + 1)
        } else {
            distinct.append((panel.data, panel.file, [index + 1]))
        }
    }
    let parts = distinct.map { data, file, numbers in
        let words = numbers.map(String.init).joined(separator: ", ")
        let of = panels.count == 1 ? "" : numbers.count == 1 ? " of panel \(words)" : " of panels \(words)"
        return
            "<p>All \(numberText(Double(data.rowCount), nil)) rows\(of): \(links(to: file)).</p>\n"
            + html(ofData: data, id: "\(file.id)-data", limit: max(1, rowLimit / distinct.count))
    }
    return "<details class=\"figure-data\"><summary>Data of figure \(number)</summary>\n"
        + parts.joined(separator: "\n") + "\n</details>"
}

/// The line below a table with links to its files: the table itself is the data that a reader sees, rounded.
func tableDataHTML(number: Int, file: FigureFile) -> String {
    "<p class=\"table-data\">Data of table \(number): \(links(to: file))</p>"
}

private func links(to file: FigureFile) -> String {
    [("CSV", file.csv), ("JSON", file.json)].map { name, path in
        "<a href=\"\(linkAddress(path))\">\(name)</a>"
    }.joined(separator: ", ")
}

/// The files of the site that hold the data of a figure's panel, of a table or of a claim.
struct FigureFile {
    /// The id of the panel, table or claim in its page.
    var id: String
    /// The paths, below the site's folder.
    var csv: String
    var json: String

    init(_ id: String, in notebook: String) {
        self.id = id
        csv = "data/\(notebook)/\(id).csv"
        json = "data/\(notebook)/\(id).json"
    }

    /// The files of a frame.
    func files(_ frame: DataFrame) -> [SiteFile] {
        [SiteFile(path: csv, text: frame.csv), SiteFile(path: json, text: frame.json)]
    }
}
