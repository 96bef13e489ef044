/// A tidy table of data: named columns of numbers or of text, one observation a row.
///
///     let frame = DataFrame(
///         Column("epoch", [1, 2, 1, 2]), Column("norm", ["layer", "layer", "batch", "batch"]),
///         Column("error", [0.31, 0.22, 0.40, 0.25]))
///     frame.rowCount                             // 4
///     frame.filter { $0.text("norm") == "batch" }.numbers("error")   // [0.40, 0.25]
///
/// Columns of different length are an author's mistake: `problems()` says so, and only the rows that all
/// columns have are counted.
public struct DataFrame: Sendable, Equatable {
    /// The columns, in the order in which they were given.
    public var columns: [Column]

    /// A frame of the columns given.
    public init(_ columns: Column...) { self.columns = columns }

    /// A frame of an array of columns.
    public init(columns: [Column]) { self.columns = columns }

    /// The number of complete rows.
    public var rowCount: Int { columns.map(\.count).min() ?? 0 }

    /// The rows, first to last.
    public var rows: [Row] { (0..<rowCount).map { Row(frame: self, index: $0) } }

    /// The names of the columns in order.
    public var names: [String] { columns.map(\.name) }

    /// The first column of that name.
    public subscript(name: String) -> Column? { columns.first { $0.name == name } }

    /// The numbers of a column; nil where there is no such column or it holds text.
    public func numbers(_ name: String) -> [Double]? {
        guard case .numbers(let numbers)? = self[name]?.values else { return nil }
        return Array(numbers.prefix(rowCount))
    }

    /// A column's values as text (numbers in their shortest form); nil where there is no such column.
    public func texts(_ name: String) -> [String]? {
        guard let column = self[name] else { return nil }
        return (0..<rowCount).map(column.text(at:))
    }

    /// The frame with one more column.
    public func adding(_ column: Column) -> DataFrame { DataFrame(columns: columns + [column]) }

    /// The rows for which `isIncluded` holds, in the same order.
    public func filter(_ isIncluded: (Row) throws -> Bool) rethrows -> DataFrame {
        selecting(rows: try (0..<rowCount).filter { try isIncluded(Row(frame: self, index: $0)) })
    }

    /// The rows at the indices given, in the order given.
    public func selecting(rows indices: [Int]) -> DataFrame {
        DataFrame(columns: columns.map { $0.selecting(rows: indices) })
    }

    /// One row of a frame.
    public struct Row: Sendable {
        let frame: DataFrame
        /// Where the row stands in its frame, from 0.
        public let index: Int

        /// The number in a column; NaN where the column is missing or holds text.
        public func number(_ name: String) -> Double { frame[name]?.number(at: index) ?? .nan }

        /// The value in a column as text; empty where the column is missing.
        public func text(_ name: String) -> String { frame[name]?.text(at: index) ?? "" }
    }

    /// What is wrong with the columns, a sentence each.
    public func problems() -> [String] {
        var sentences: [String] = []
        for (position, name) in names.enumerated() where names[..<position].contains(name) {
            sentences.append("The data has two columns named '\(name)': give each column its own name.")
        }
        let counts = columns.map(\.count)
        if let shortest = counts.min(), let longest = counts.max(), shortest != longest {
            let each = columns.map { "'\($0.name)' \($0.count)" }.joined(separator: ", ")
            sentences.append(
                "The data's columns differ in length (\(each)): every column needs one value a row.")
        }
        return sentences
    }
}

extension DataFrame: Codable {}
