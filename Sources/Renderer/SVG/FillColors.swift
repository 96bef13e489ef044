import Elementary
import Exhibits

/// A colour as red, green and blue, 0 … 255.
struct RGB: Equatable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    init(_ hex: UInt32) {
        (red, green, blue) = (
            UInt8(truncatingIfNeeded: hex >> 16), UInt8(truncatingIfNeeded: hex >> 8),
            UInt8(truncatingIfNeeded: hex)
        )
    }

    /// A colour between two others, 0 being the first.
    init(between a: RGB, and b: RGB, _ share: Double) {
        func mixed(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8((Double(a) + (Double(b) - Double(a)) * share).rounded())
        }
        (red, green, blue) = (mixed(a.red, b.red), mixed(a.green, b.green), mixed(a.blue, b.blue))
    }

    /// `#0068a8`
    var hex: String {
        "#"
            + [red, green, blue].map { (byte: UInt8) in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined()
    }

    /// The relative luminance of WCAG 2.2: 0 for black, 1 for white.
    var luminance: Double {
        func linear(_ byte: UInt8) -> Double {
            let share = Double(byte) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}

/// A scale of colours with its ends settled: what colour each number of cells or pixels has.
///
/// The palettes are drawn through equal steps of lightness in OKLab (Ottosson 2020), with hues that the usual kinds of
/// colour blindness tell apart, and little enough chroma for a screen to show. A test holds them to steady luminance.
struct FillColors {
    /// The colours at equal distances from the low end to the high one; straight lines in sRGB between them.
    let stops: [RGB]
    let low: Double
    let high: Double
    /// The smallest and the largest number that has a colour; NaN where none has.
    let smallest: Double
    let largest: Double
    let isLog: Bool
    /// What the numbers are called.
    let title: String
    /// How many numbers have no colour.
    let missingCount: Int
    /// Whether the palette may be turned over, light for dark, on a dark page: its ends have no meaning of their own.
    let isReversible: Bool
    let format: NumberFormat?

    static let sequential: [UInt32] = [
        0xfff8d1, 0xd0e4a8, 0x92d196, 0x42bb97, 0x009d9a, 0x037d93, 0x015e89, 0x203d76, 0x272250,
    ]
    static let diverging: [UInt32] = [
        0x0a2f77, 0x2a477f, 0x485e85, 0x677389, 0x898989, 0xae9d87, 0xd2b286, 0xf6c683, 0xfee3c0,
    ]
    static let grey: [UInt32] = [0xffffff, 0x000000]

    /// The colours of a figure's cells and pixels; nil where it has neither.
    init?(_ figure: Figure) {
        let names = figure.marks.compactMap { $0.channels?.fill }
        guard let first = names.first else { return nil }
        let scale = figure.fill
        let values = names.flatMap { figure.data.numbers($0) ?? [] }
        let usable = values.filter { $0.isFinite && (!scale.isLog || $0 > 0) }
        missingCount = values.count - usable.count
        (smallest, largest) = (usable.min() ?? .nan, usable.max() ?? .nan)
        title = scale.label ?? first
        format = scale.format
        let palette = scale.palette == .automatic ? (figure.hasPixels ? .grey : .sequential) : scale.palette
        isReversible = palette != .diverging
        isLog = scale.isLog && palette != .diverging
        switch palette {
        case .automatic, .sequential: stops = FillColors.sequential.map(RGB.init)
        case .diverging: stops = FillColors.diverging.map(RGB.init)
        case .grey: stops = FillColors.grey.map(RGB.init)
        }
        (low, high) = FillColors.domain(scale, usable, isDiverging: palette == .diverging)
    }

    private static func domain(_ scale: FillScale, _ values: [Double], isDiverging: Bool) -> (Double, Double)
    {
        if let domain = scale.domain, domain.lowerBound < domain.upperBound, domain.lowerBound.isFinite,
            domain.upperBound.isFinite, !scale.isLog || domain.lowerBound > 0
        {
            return (domain.lowerBound, domain.upperBound)
        }
        guard let low = values.min(), let high = values.max() else { return scale.isLog ? (1, 10) : (0, 1) }
        if isDiverging {
            let middle = scale.middle.isFinite ? scale.middle : 0
            let reach = max((high - middle).magnitude, (middle - low).magnitude, .leastNormalMagnitude)
            let half = reach.isFinite ? reach : .greatestFiniteMagnitude / 4
            return (middle - half, middle + half)
        }
        if low < high { return (low, high) }
        if scale.isLog {
            return (max(low / 10, .leastNonzeroMagnitude), min(high * 10, .greatestFiniteMagnitude))
        }
        let room = low == 0 ? 1 : low.magnitude / 2
        return (low - room, high / 2 + room / 2 < .greatestFiniteMagnitude / 2 ? high + room : high)
    }

    var hasMissing: Bool { missingCount > 0 }

    /// The numbers of the two ends as an axis.
    var axis: AxisScale { isLog ? .log(low: low, high: high) : .linear(low: low, high: high) }

    /// How far a number is from the low end to the high one, 0 … 1; nil where it has no colour.
    func fraction(of value: Double) -> Double? {
        guard value.isFinite, !isLog || value > 0 else { return nil }
        let share = axis.fraction(of: value)
        // Between the smallest numbers of all there is no difference to be halved.
        return share.isNaN ? 0.5 : min(max(share, 0), 1)
    }

    /// The colour of a number; nil where it has none.
    func color(of value: Double) -> RGB? { fraction(of: value).map(color(at:)) }

    /// The colour at a fraction of the scale.
    func color(at fraction: Double) -> RGB {
        let place = fraction * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        return RGB(between: stops[index], and: stops[index + 1], place - Double(index))
    }

    /// A number as it is written into a cell.
    func text(of value: Double) -> String {
        if let format { return numberText(value, format) }
        return numberText(value, value == value.rounded() && value.magnitude < 10_000 ? nil : .significant(3))
    }
}
