/// The order of a column's values and how each is shown: for series, facets and categorical axes alike.
///
///     Categories("normalization", order: ["layer", "batch"], labels: ["layer": "layer normalization"])
public struct Categories: Sendable, Equatable, Codable {
    /// How one value is shown.
    public struct Label: Sendable, Equatable, Codable {
        /// The value as the data has it.
        public var value: String
        /// The words to show for it.
        public var text: String
    }

    /// What the values are called together; the column's name where nil.
    public var title: String?
    /// The values that come first, in this order; all others follow in the order of first appearance.
    public var order: [String]
    /// The words for some values; the others are shown as they are.
    public var labels: [Label]

    /// An order and labels; both may be partial.
    public init(_ title: String? = nil, order: [String] = [], labels: KeyValuePairs<String, String> = [:]) {
        self.title = title
        self.order = order
        self.labels = labels.map { Label(value: $0.key, text: $0.value) }
    }

    /// The words for a value.
    public func text(for value: String) -> String { labels.first { $0.value == value }?.text ?? value }

    /// The values in order: of those that `order` names all, then those of `values` it doesn't name.
    ///
    /// A value that `order` names keeps its place even where the data lacks it, so that a series has the same
    /// colour in every figure that states the same order.
    public func arranged(_ values: [String]) -> [String] { order + values.filter { !order.contains($0) } }
}
