/// How an axis turns values into positions, and what it is called.
public struct Scale: Sendable, Equatable, Codable {
    /// The kinds of scale.
    public enum Kind: String, Sendable, Codable {
        /// Categorical for a column of text and for the positions of bars, else linear.
        case automatic
        /// Equal distances for equal differences.
        case linear
        /// Equal distances for equal ratios; only positive values have a place.
        case log
        /// A place for each different value, in order.
        case categorical
    }

    /// The axis label; the column's name where nil, and none where empty.
    public var label: String?
    /// The kind of scale.
    public var kind: Kind
    /// The values at the two ends; chosen from the data where nil.
    public var domain: ClosedRange<Double>?
    /// Whether a linear axis chosen from the data reaches to zero.
    public var includesZero: Bool
    /// Whether an axis of numbers begins with the largest: at the left, or at the bottom.
    public var isReversed: Bool
    /// The order and the labels of a categorical axis.
    public var categories: Categories

    /// A scale; every part has a sensible default.
    public init(
        _ label: String? = nil, kind: Kind = .automatic, domain: ClosedRange<Double>? = nil,
        includesZero: Bool = false, isReversed: Bool = false, categories: Categories = Categories()
    ) {
        self.label = label
        self.kind = kind
        self.domain = domain
        self.includesZero = includesZero
        self.isReversed = isReversed
        self.categories = categories
    }

    /// A linear scale.
    public static func linear(
        _ label: String? = nil, domain: ClosedRange<Double>? = nil, includesZero: Bool = false,
        isReversed: Bool = false
    ) -> Scale {
        Scale(
            label, kind: .linear, domain: domain, includesZero: includesZero, isReversed: isReversed)
    }

    /// A logarithmic scale.
    public static func log(_ label: String? = nil, domain: ClosedRange<Double>? = nil) -> Scale {
        Scale(label, kind: .log, domain: domain)
    }

    /// A scale with a place for each value, in the order of `order`, then of first appearance.
    public static func categorical(
        _ label: String? = nil, order: [String] = [], labels: KeyValuePairs<String, String> = [:]
    ) -> Scale {
        Scale(label, kind: .categorical, categories: Categories(order: order, labels: labels))
    }
}
