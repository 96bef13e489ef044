/// Rows and columns for a reader.
///
///     Table(
///         ["normalization", .number("test error", .percent(decimals: 1)), "seeds"],
///         rows: [
///             ["layer", .number(0.021, spread: 0.002), 5],
///             ["batch", .number(0.034, spread: 0.004), 5],
///         ])
///
/// The first column names its row, for screen readers too, unless `hasRowHeaders` is false.
public struct Table: Sendable, Equatable, Codable {
    /// The columns, left to right.
    public var columns: [Column]
    /// The rows, top to bottom.
    public var rows: [Row]
    /// A sentence above the table.
    public var caption: String?
    /// Whether the first cell of a row names the row.
    public var hasRowHeaders: Bool

    /// A table of rows under columns.
    public init(_ columns: [Column], rows: [Row], caption: String? = nil, hasRowHeaders: Bool = true) {
        self.columns = columns
        self.rows = rows
        self.caption = caption
        self.hasRowHeaders = hasRowHeaders
    }

    /// A table of all rows of a data frame; `formats` says how the numbers of some columns are shown.
    public init(
        _ frame: DataFrame, formats: KeyValuePairs<String, NumberFormat> = [:], caption: String? = nil,
        hasRowHeaders: Bool = false
    ) {
        let columns = frame.columns.map { column in
            Column(column.name, format: formats.first { $0.key == column.name }?.value)
        }
        let rows = (0..<frame.rowCount).map { row in
            Row(frame.columns.map { $0.isNumeric ? .number($0.number(at: row)) : .text($0.text(at: row)) })
        }
        self.init(columns, rows: rows, caption: caption, hasRowHeaders: hasRowHeaders)
    }

    /// Where a column's cells stand.
    public enum Alignment: String, Sendable, Codable {
        /// At the start of the line.
        case leading
        /// In the middle.
        case center
        /// At the end of the line, as numbers do.
        case trailing
    }

    /// A column: its header and what all its cells have in common. A string literal is a header.
    public struct Column: Sendable, Equatable, Codable, ExpressibleByStringLiteral {
        /// The words at the top.
        public var header: String
        /// Where the cells stand; nil puts a column with numbers trailing and others leading.
        public var alignment: Alignment?
        /// How numbers are shown in cells that don't say so themselves.
        public var format: NumberFormat?
        /// Whether the column stands out.
        public var isEmphasized: Bool

        /// A column.
        public init(
            _ header: String, alignment: Alignment? = nil, format: NumberFormat? = nil,
            isEmphasized: Bool = false
        ) {
            self.header = header
            self.alignment = alignment
            self.format = format
            self.isEmphasized = isEmphasized
        }

        /// A column of a header.
        public init(stringLiteral header: String) { self.init(header) }

        /// A column of numbers shown in one format.
        public static func number(_ header: String, _ format: NumberFormat, isEmphasized: Bool = false)
            -> Column
        {
            Column(header, alignment: .trailing, format: format, isEmphasized: isEmphasized)
        }
    }

    /// A row of cells, one a column. An array literal is a row that doesn't stand out.
    public struct Row: Sendable, Equatable, Codable, ExpressibleByArrayLiteral {
        /// The cells, left to right.
        public var cells: [Cell]
        /// Whether the row stands out.
        public var isEmphasized: Bool

        /// A row.
        public init(_ cells: [Cell], isEmphasized: Bool = false) {
            self.cells = cells
            self.isEmphasized = isEmphasized
        }

        /// A row of cells.
        public init(arrayLiteral cells: Cell...) { self.init(cells) }
    }

    /// What keeps the table from being shown as meant, a sentence each; empty when all is well.
    public func problems() -> [String] {
        rows.enumerated().filter { $0.element.cells.count != columns.count }.map { position, row in
            "Row \(position + 1) of the table has \(row.cells.count) cells for \(columns.count) columns: "
                + "give each row one cell a column (\"\" for an empty one)."
        }
    }
}
