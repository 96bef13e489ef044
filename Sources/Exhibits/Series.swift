/// The values of one metric along a run.
public struct Series: Sendable, Equatable {
    /// What was measured.
    public var metric: String
    /// Where: steps, epochs, seconds of data.
    public private(set) var x: [Double]
    /// The values, one for each of `x`.
    public private(set) var values: [Double]

    /// A series. `x` and `values` are equally long; what one has more than the other is left out.
    public init(_ metric: String, x: [Double] = [], values: [Double] = []) {
        let count = min(x.count, values.count)
        self.metric = metric
        self.x = Array(x.prefix(count))
        self.values = Array(values.prefix(count))
    }

    /// Adds a value.
    public mutating func append(x: Double, value: Double) {
        self.x.append(x)
        values.append(value)
    }

    /// Equal value by value; NaN equals NaN.
    public static func == (a: Series, b: Series) -> Bool {
        a.metric == b.metric && sameNumbers(a.x, b.x) && sameNumbers(a.values, b.values)
    }
}

extension Series: Codable {
    private enum Key: String, CodingKey { case metric, x, values }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            try container.decode(String.self, forKey: .metric), x: try container.decodeNumbers(forKey: .x),
            values: try container.decodeNumbers(forKey: .values))
    }

    /// Writes the metric, then x, then the values.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(metric, forKey: .metric)
        try container.encodeNumbers(x, forKey: .x)
        try container.encodeNumbers(values, forKey: .values)
    }
}
