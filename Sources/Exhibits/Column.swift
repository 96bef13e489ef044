/// A named column of a `DataFrame`.
///
/// As JSON: `{"name": "error", "numbers": [0.3, "NaN"]}` or `{"name": "norm", "strings": ["layer", "batch"]}`.
public struct Column: Sendable, Equatable {
    /// What a column holds: all numbers or all text.
    public enum Values: Sendable, Equatable {
        /// Numbers; NaN and the infinities are allowed.
        case numbers([Double])
        /// Text.
        case strings([String])

        /// Equal element by element, where NaN equals NaN.
        public static func == (a: Values, b: Values) -> Bool {
            switch (a, b) {
            case (.numbers(let a), .numbers(let b)): sameNumbers(a, b)
            case (.strings(let a), .strings(let b)): a == b
            default: false
            }
        }
    }

    /// The name by which channels and readers of the CSV file know the column.
    public var name: String
    /// The values, one a row.
    public var values: Values

    /// A column of numbers.
    public init(_ name: String, _ numbers: [Double]) { (self.name, values) = (name, .numbers(numbers)) }

    /// A column of whole numbers.
    public init(_ name: String, _ numbers: [Int]) {
        (self.name, values) = (name, .numbers(numbers.map(Double.init)))
    }

    /// A column of text.
    public init(_ name: String, _ strings: [String]) { (self.name, values) = (name, .strings(strings)) }

    /// A column of numbers where all texts are numbers as Swift prints them (`4`, `0.1`, `1.0`), else of text (`007`).
    public init(_ name: String, reading texts: [String]) {
        let numbers = texts.compactMap { text in
            Double(text).flatMap { number in
                [shortestText(number), shortestText(number) + ".0"].contains(text) ? number : nil
            }
        }
        self.name = name
        values = numbers.count == texts.count && !texts.isEmpty ? .numbers(numbers) : .strings(texts)
    }

    /// How many values there are.
    public var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .strings(let strings): strings.count
        }
    }

    /// Whether the column holds numbers.
    public var isNumeric: Bool {
        if case .numbers = values { true } else { false }
    }

    /// The number of a row; NaN in a column of text.
    public func number(at row: Int) -> Double {
        if case .numbers(let numbers) = values { numbers[row] } else { .nan }
    }

    /// The value of a row as text, numbers in their shortest form that reads back as the same number.
    public func text(at row: Int) -> String {
        switch values {
        case .numbers(let numbers): shortestText(numbers[row])
        case .strings(let strings): strings[row]
        }
    }

    func selecting(rows: [Int]) -> Column {
        switch values {
        case .numbers(let numbers): Column(name, rows.map { numbers[$0] })
        case .strings(let strings): Column(name, rows.map { strings[$0] })
        }
    }
}

extension Column: Codable {
    private enum Key: String, CodingKey { case name, numbers, strings }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        if container.contains(.numbers) {
            values = .numbers(try container.decodeNumbers(forKey: .numbers))
        } else {
            values = .strings(try container.decode([String].self, forKey: .strings))
        }
    }

    /// Writes the name and the values under a key that says what they are.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        switch values {
        case .numbers(let numbers): try container.encodeNumbers(numbers, forKey: .numbers)
        case .strings(let strings): try container.encode(strings, forKey: .strings)
        }
    }
}
