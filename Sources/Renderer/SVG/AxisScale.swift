import Elementary
import Exhibits

/// A scale with its domain settled: where each value stands between the two ends of an axis. The low end of a reversed
/// axis has the larger number.
enum AxisScale: Equatable {
    case linear(low: Double, high: Double)
    case log(low: Double, high: Double)
    /// Equal places for categories; a value is the category's index.
    case bands([String])

    /// Where a value stands: 0 at the low end, 1 at the high end, beyond outside the domain.
    func fraction(of value: Double) -> Double {
        switch self {
        case .linear(let low, let high):
            // Halves, because the difference of the largest numbers is infinite.
            return (value / 2 - low / 2) / (high / 2 - low / 2)
        case .log(let low, let high):
            return (Elementary.log10(value) - Elementary.log10(low))
                / (Elementary.log10(high) - Elementary.log10(low))
        case .bands(let labels): return (value + 0.5) / Double(max(labels.count, 1))
        }
    }

    /// Where an interval's end is drawn: on a log axis what isn't positive is at the low end.
    func fraction(ofEnd value: Double) -> Double {
        if case .log(let low, let high) = self, value <= 0 { return fraction(of: min(low, high)) }
        return fraction(of: value)
    }

    /// Whether a value has a place on the axis at all.
    func hasPlace(for value: Double) -> Bool {
        if case .log = self { return value > 0 && value.isFinite }
        return value.isFinite
    }

    /// The fraction of the axis that one unit of its numbers takes; of a log axis there is none.
    var unit: Double {
        if case .linear(let low, let high) = self { return 1 / (high - low).magnitude }
        return 0
    }

    /// The axis from the other end.
    var reversed: AxisScale {
        switch self {
        case .linear(let low, let high): .linear(low: high, high: low)
        case .log(let low, let high): .log(low: high, high: low)
        case .bands: self
        }
    }

    /// Where bars begin: zero, or the end of the axis nearest to it.
    var baseline: Double {
        switch self {
        case .linear(let low, let high): min(max(0, min(low, high)), max(low, high))
        case .log(let low, let high): min(low, high)
        case .bands: 0
        }
    }
}

/// How the ends of an axis are chosen from the data.
enum DomainStyle {
    /// Outwards to the next tick: for the axis of the values.
    case nice
    /// From the first to the last value: for the positions of lines.
    case tight
    /// With a little room at both ends: for the positions of dots.
    case padded
}

/// A linear or log scale for some values; those without a place on it are left out of account.
///
/// Equal values get room around them; no values get 0 … 1, or 1 … 10 on a log axis.
func axisScale(
    _ scale: Scale, values: [Double], isLog: Bool, style: DomainStyle, includesZero: Bool, tickCount: Int,
    wholeNumbers: Bool
) -> AxisScale {
    if let domain = scale.domain, domain.lowerBound.isFinite, domain.upperBound.isFinite,
        domain.lowerBound < domain.upperBound, !isLog || domain.lowerBound > 0
    {
        return isLog
            ? .log(low: domain.lowerBound, high: domain.upperBound)
            : .linear(low: domain.lowerBound, high: domain.upperBound)
    }
    let usable = values.filter { $0.isFinite && (!isLog || $0 > 0) }
    guard var low = usable.min(), var high = usable.max() else {
        return isLog ? .log(low: 1, high: 10) : .linear(low: 0, high: 1)
    }
    if isLog {
        if style == .padded, low < high {
            let room = exp((log(high) - log(low)) * 0.04)
            (low, high) = (
                max(low / room, .leastNonzeroMagnitude), min(high * room, .greatestFiniteMagnitude)
            )
        }
        if style == .nice || low == high { (low, high) = niceLogDomain(low, high) }
        if low == high {
            (low, high) = (max(low / 10, .leastNonzeroMagnitude), min(high * 10, .greatestFiniteMagnitude))
        }
        return .log(low: low, high: high)
    }
    if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high {
        let room = low == 0 || wholeNumbers ? 1 : low.magnitude / 10
        (low, high) = (low - room, high + room)
        if includesZero { low = 0 }
    }
    // Nothing nice can be found where the span itself overflows.
    guard (high - low).isFinite, style != .tight else { return .linear(low: low, high: high) }
    if style == .padded {
        let room = (high - low) * 0.04
        return .linear(low: low - room, high: high + room)
    }
    let step = TickStep(span: high - low, count: tickCount, wholeNumbers: wholeNumbers)
    let (first, last) = ((low / step.value + 1e-9).rounded(.down), (high / step.value - 1e-9).rounded(.up))
    if first.magnitude < 9e15, last.magnitude < 9e15 {
        let (start, end) = (step.multiple(Int(first)), step.multiple(Int(last)))
        if start.isFinite, end.isFinite, start < end { (low, high) = (min(low, start), max(high, end)) }
    }
    return .linear(low: low, high: high)
}
