extension DataFrame {
    /// The frame as JSON (RFC 8259), column by column, for programs:
    ///
    ///     {"rows": 2, "columns": [
    ///       {"name": "epoch", "type": "number", "values": [1, 2]},
    ///       {"name": "norm", "type": "text", "values": ["layer", "batch"]}
    ///     ]}
    ///
    /// A number is the shortest text that reads back as the same `Double`. What JSON has no number for is a string in its place:
    /// `"NaN"`, `"Infinity"`, `"-Infinity"`. Each column has a line, which ends with a line feed.
    public var json: String {
        let lines = columns.map { column in
            let values = (0..<rowCount).map { row -> String in
                let text = column.text(at: row)
                return column.isNumeric && column.number(at: row).isFinite ? text : jsonString(text)
            }
            let type = column.isNumeric ? "number" : "text"
            return "  {\"name\": \(jsonString(column.name)), \"type\": \"\(type)\", "
                + "\"values\": [\(values.joined(separator: ", "))]}"
        }
        return "{\"rows\": \(rowCount), \"columns\": [\n\(lines.joined(separator: ",\n"))\n]}\n"
    }
}

/// A string as JSON writes it: quotes, backslashes and control characters escaped.
private func jsonString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\r": result += "\\r"
        case "\t": result += "\\t"
        case "\u{0}"..."\u{1F}":
            let digits = String(scalar.value, radix: 16)
            result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}
