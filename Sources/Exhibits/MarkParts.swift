extension Mark {
    /// What a histogram counts.
    public struct Histogram: Sendable, Equatable, Codable {
        /// The column of the numbers that are counted.
        public var x: String
        /// The column whose values are the series.
        public var color: String?
        /// How many intervals there may be at most; chosen by the data where nil.
        public var bins: Int?
    }

    /// The values of categories, each drawn, and what they come to.
    public struct Swarm: Sendable, Equatable, Codable {
        /// What stands beside the dots of a category.
        public enum Summary: String, Sendable, Codable {
            /// The mean, and its 95 % interval by Student's t.
            case interval
            /// The quartiles as a box, with a line at the median.
            case box
            /// Nothing.
            case none
        }

        /// The column of horizontal positions.
        public var x: String
        /// The column of vertical positions.
        public var y: String
        /// The column whose values are the series.
        public var color: String?
        /// What stands beside the dots.
        public var summary: Summary
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

    /// A few words at a place.
    public struct Note: Sendable, Equatable {
        /// The words.
        public var text: String
        /// The place on the horizontal axis.
        public var x: Double
        /// The place on the vertical axis.
        public var y: Double

        /// Equal in all three; NaN equals NaN.
        public static func == (a: Note, b: Note) -> Bool {
            a.text == b.text && sameNumber(a.x, b.x) && sameNumber(a.y, b.y)
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

extension Mark.Note: Codable {
    private enum Key: String, CodingKey { case text, x, y }

    /// Reads what `encode` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        text = try container.decode(String.self, forKey: .text)
        x = try container.decodeNumber(forKey: .x)
        y = try container.decodeNumber(forKey: .y)
    }

    /// Writes the three parts; a place that JSON has no number for as its name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encodeNumber(x, forKey: .x)
        try container.encodeNumber(y, forKey: .y)
    }
}
