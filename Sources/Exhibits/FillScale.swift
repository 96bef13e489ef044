/// How numbers become colours in heat maps and images, and what they are called.
public struct FillScale: Sendable, Equatable, Codable {
    /// The scales of colours. Each gets steadily lighter or steadily darker, so that it also reads in grey.
    public enum Palette: String, Sendable, Codable {
        /// Grey for pixels, else sequential.
        case automatic
        /// From pale yellow for the smallest number over green to dark violet for the largest.
        case sequential
        /// From dark blue over grey for the middle to pale orange: for numbers on two sides of something.
        case diverging
        /// From white for the smallest number to black for the largest.
        case grey
    }

    /// What the numbers are called; the column's name where nil, and nothing where empty.
    public var label: String?
    /// The scale of colours.
    public var palette: Palette
    /// The numbers at the two ends; chosen from the data where nil. Beyond them the colours stay the same.
    public var domain: ClosedRange<Double>?
    /// Whether equal ratios get equal steps; numbers of zero and below have no colour then.
    public var isLog: Bool
    /// The number in the middle of a diverging scale, which reaches equally far to both sides.
    public var middle: Double
    /// How numbers are written into cells; with up to three significant digits where nil.
    public var format: NumberFormat?

    /// A scale; every part has a sensible default.
    public init(
        _ label: String? = nil, palette: Palette = .automatic, domain: ClosedRange<Double>? = nil,
        isLog: Bool = false, middle: Double = 0, format: NumberFormat? = nil
    ) {
        self.label = label
        self.palette = palette
        self.domain = domain
        self.isLog = isLog
        self.middle = middle
        self.format = format
    }

    /// A scale from pale to dark.
    public static func sequential(
        _ label: String? = nil, domain: ClosedRange<Double>? = nil, format: NumberFormat? = nil
    ) -> FillScale {
        FillScale(label, palette: .sequential, domain: domain, format: format)
    }

    /// A scale from pale to dark, with equal steps for equal ratios.
    public static func log(
        _ label: String? = nil, domain: ClosedRange<Double>? = nil, format: NumberFormat? = nil
    ) -> FillScale {
        FillScale(label, palette: .sequential, domain: domain, isLog: true, format: format)
    }

    /// A scale with two sides, as far to the one as to the other.
    public static func diverging(
        _ label: String? = nil, middle: Double = 0, domain: ClosedRange<Double>? = nil,
        format: NumberFormat? = nil
    ) -> FillScale {
        FillScale(label, palette: .diverging, domain: domain, middle: middle, format: format)
    }

    /// A scale from white to black.
    public static func grey(
        _ label: String? = nil, domain: ClosedRange<Double>? = nil, format: NumberFormat? = nil
    ) -> FillScale {
        FillScale(label, palette: .grey, domain: domain, format: format)
    }
}
