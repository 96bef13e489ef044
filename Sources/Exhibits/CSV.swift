extension DataFrame {
    /// The frame as comma-separated values (RFC 4180): a header, then one line a row, each ended by CR LF.
    ///
    /// Fields with a comma, a quote or a line break are quoted, quotes inside doubled. Numbers are the shortest
    /// text that reads back as the same `Double`; `NaN`, `Infinity` and `-Infinity` are spelled so.
    public var csv: String {
        var text = names.map(csvField).joined(separator: ",") + "\r\n"
        for row in 0..<rowCount {
            text += columns.map { csvField($0.text(at: row)) }.joined(separator: ",") + "\r\n"
        }
        return text
    }
}

/// A field as RFC 4180 writes it. Looks at bytes because "\r\n" is one `Character`.
private func csvField(_ field: String) -> String {
    let mustQuote = field.utf8.contains { byte in
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
    guard mustQuote else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
}
