/// One number with its name.
///
///     Value("gap at batch size 4", 0.013, format: .percent(decimals: 1), interval: 0.009...0.017)
public struct Value: Sendable, Equatable {
    /// What the number is.
    public var label: String
    /// The number.
    public var number: Double
    /// What it is counted in, shown after it.
    public var unit: String?
    /// How it is shown.
    public var format: NumberFormat?
    /// The lower end of its interval.
    public var lower: Double?
    /// The upper end of its interval.
    public var upper: Double?

    /// A number with its name, and perhaps its interval.
    public init(
        _ label: String, _ number: Double, unit: String? = nil, format: NumberFormat? = nil,
        lower: Double? = nil, upper: Double? = nil
    ) {
        self.label = label
        self.number = number
        self.unit = unit
        self.format = format
        self.lower = lower
        self.upper = upper
    }

    /// A number with its name and its interval.
    public init(
        _ label: String, _ number: Double, unit: String? = nil, format: NumberFormat? = nil,
        interval: ClosedRange<Double>
    ) {
        self.init(
            label, number, unit: unit, format: format, lower: interval.lowerBound, upper: interval.upperBound)
    }

    /// Equal in all parts; NaN equals NaN.
    public static func == (a: Value, b: Value) -> Bool {
        a.label == b.label && sameNumber(a.number, b.number) && a.unit == b.unit && a.format == b.format
            && sameNumber(a.lower, b.lower) && sameNumber(a.upper, b.upper)
    }
}

extension Value: Codable {
    private enum Key: String, CodingKey { case label, number, unit, format, lower, upper }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        label = try container.decode(String.self, forKey: .label)
        number = try container.decodeNumber(forKey: .number)
        unit = try container.decodeIfPresent(String.self, forKey: .unit)
        format = try container.decodeIfPresent(NumberFormat.self, forKey: .format)
        lower = try container.decodeNumberIfPresent(forKey: .lower)
        upper = try container.decodeNumberIfPresent(forKey: .upper)
    }

    /// Writes the parts that are there.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(label, forKey: .label)
        try container.encodeNumber(number, forKey: .number)
        try container.encodeIfPresent(unit, forKey: .unit)
        try container.encodeIfPresent(format, forKey: .format)
        try container.encodeNumberIfPresent(lower, forKey: .lower)
        try container.encodeNumberIfPresent(upper, forKey: .upper)
    }
}
