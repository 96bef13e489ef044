extension Table {
    /// A cell. String and number literals are cells.
    ///
    /// As JSON text is a string and a number an object: `{"number": 0.02, "spread": 0.001}`.
    public enum Cell: Sendable, Equatable {
        /// Words.
        case text(String)
        /// A number, perhaps with its spread.
        case number(Number)

        /// A number to be shown.
        public struct Number: Sendable, Equatable {
            /// The number.
            public var value: Double
            /// What stands after ±, in the same format.
            public var spread: Double?
            /// How it is shown; nil for the column's way.
            public var format: NumberFormat?
            /// Whether the number stands out, as the best of its column.
            public var isEmphasized: Bool

            /// Equal in all parts; NaN equals NaN.
            public static func == (a: Number, b: Number) -> Bool {
                sameNumber(a.value, b.value) && sameNumber(a.spread, b.spread) && a.format == b.format
                    && a.isEmphasized == b.isEmphasized
            }
        }

        /// A number, shown in the column's format unless it has its own.
        public static func number(
            _ value: Double, spread: Double? = nil, format: NumberFormat? = nil, isEmphasized: Bool = false
        ) -> Cell {
            .number(Number(value: value, spread: spread, format: format, isEmphasized: isEmphasized))
        }
    }
}

extension Table.Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral
{
    /// A cell of words.
    public init(stringLiteral text: String) { self = .text(text) }
    /// A cell of a number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A cell of a whole number.
    public init(integerLiteral value: Int) { self = .number(Double(value)) }
}

extension Table.Cell: Codable {
    /// Reads a string as text and an object as a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .number(try container.decode(Number.self))
        }
    }

    /// Writes text as a string and a number as an object.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}

extension Table.Cell.Number: Codable {
    private enum Key: String, CodingKey { case number, spread, format, emphasized }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        value = try container.decodeNumber(forKey: .number)
        spread = try container.decodeNumberIfPresent(forKey: .spread)
        format = try container.decodeIfPresent(NumberFormat.self, forKey: .format)
        isEmphasized = try container.decodeIfPresent(Bool.self, forKey: .emphasized) ?? false
    }

    /// Writes the parts that are there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeNumber(value, forKey: .number)
        try container.encodeNumberIfPresent(spread, forKey: .spread)
        try container.encodeIfPresent(format, forKey: .format)
        if isEmphasized { try container.encode(true, forKey: .emphasized) }
    }
}
