/// What a figure draws for its rows.
///
/// As JSON an object with one key, the kind: `{"lines": {"x": "epoch", "y": "mean"}}`.
public enum Mark: Sendable, Equatable {
    /// A line a series through its rows in order, with a band from `lower` to `upper`.
    case lines(Channels)
    /// A dot a row, with a whisker from `lower` to `upper`.
    case dots(Channels)
    /// A bar a row from zero, with a whisker from `lower` to `upper`.
    case bars(Channels)
    /// A straight line across every panel.
    case rule(Rule)

    /// The columns that a mark reads.
    public struct Channels: Sendable, Equatable, Codable {
        /// The column of horizontal positions.
        public var x: String
        /// The column of vertical positions.
        public var y: String
        /// The column of the intervals' lower ends, on the axis of the values.
        public var lower: String?
        /// The column of the intervals' upper ends.
        public var upper: String?
        /// The column whose values are the series.
        public var color: String?
        /// A column that splits a series into several lines of one colour, such as the seed.
        public var group: String?
    }

    /// A constant that a figure shows as a straight line: chance level, a published number.
    public struct Rule: Sendable, Equatable {
        /// Which axis the constant belongs to.
        public enum Axis: String, Sendable, Codable {
            /// A vertical line at a value of x.
            case x
            /// A horizontal line at a value of y.
            case y
        }

        /// The axis of `value`.
        public var axis: Axis
        /// Where the line stands.
        public var value: Double
        /// A few words beside the line.
        public var label: String?

        /// Equal in all three; NaN equals NaN.
        public static func == (a: Rule, b: Rule) -> Bool {
            a.axis == b.axis && sameNumber(a.value, b.value) && a.label == b.label
        }
    }

    /// Lines through the rows of each series in the order of the data, with an interval band.
    ///
    /// A NaN is a gap; a point between two gaps is drawn as a dot.
    public static func lines(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil,
        group: String? = nil
    ) -> Mark {
        .lines(Channels(x: x, y: y, lower: lower, upper: upper, color: color, group: group))
    }

    /// A dot for each row, with whiskers.
    public static func dots(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil
    ) -> Mark {
        .dots(Channels(x: x, y: y, lower: lower, upper: upper, color: color))
    }

    /// A bar for each row, with whiskers. The positions are categories; series stand side by side.
    ///
    /// Bars are horizontal where the y scale is categorical or the y column holds text.
    public static func bars(
        x: String, y: String, lower: String? = nil, upper: String? = nil, color: String? = nil
    ) -> Mark {
        .bars(Channels(x: x, y: y, lower: lower, upper: upper, color: color))
    }

    /// A horizontal line at `y`.
    public static func rule(y value: Double, label: String? = nil) -> Mark {
        .rule(Rule(axis: .y, value: value, label: label))
    }

    /// A vertical line at `x`.
    public static func rule(x value: Double, label: String? = nil) -> Mark {
        .rule(Rule(axis: .x, value: value, label: label))
    }

    /// The columns that the mark reads; nil for a rule.
    public var channels: Channels? {
        switch self {
        case .lines(let channels), .dots(let channels), .bars(let channels): channels
        case .rule: nil
        }
    }

    /// The mark's name as an author writes it.
    public var name: String {
        switch self {
        case .lines: "lines"
        case .dots: "dots"
        case .bars: "bars"
        case .rule: "rule"
        }
    }
}

extension Mark: Codable {
    private enum Key: String, CodingKey { case lines, dots, bars, rule }

    /// Reads the object with one key that `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.onlyKey(in: decoder) {
        case .lines: self = .lines(try container.decode(Channels.self, forKey: .lines))
        case .dots: self = .dots(try container.decode(Channels.self, forKey: .dots))
        case .bars: self = .bars(try container.decode(Channels.self, forKey: .bars))
        case .rule: self = .rule(try container.decode(Rule.self, forKey: .rule))
        }
    }

    /// Writes an object with one key, the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .lines(let channels): try container.encode(channels, forKey: .lines)
        case .dots(let channels): try container.encode(channels, forKey: .dots)
        case .bars(let channels): try container.encode(channels, forKey: .bars)
        case .rule(let rule): try container.encode(rule, forKey: .rule)
        }
    }
}

extension Mark.Rule: Codable {
    private enum Key: String, CodingKey { case axis, value, label }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        axis = try container.decode(Axis.self, forKey: .axis)
        value = try container.decodeNumber(forKey: .value)
        label = try container.decodeIfPresent(String.self, forKey: .label)
    }

    /// Writes the three parts; a value that JSON has no number for as its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(axis, forKey: .axis)
        try container.encodeNumber(value, forKey: .value)
        try container.encodeIfPresent(label, forKey: .label)
    }
}
