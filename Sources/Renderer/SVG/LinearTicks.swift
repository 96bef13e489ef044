import Elementary

/// A place on an axis that has a line or a label.
struct Tick: Equatable {
    /// Where, in the values of the axis.
    var value: Double
    /// What stands there; nil for a small mark between two labels.
    var label: TickLabel?
}

/// The words at a tick: `0.5`, or with a power of ten `2 × 10⁶`, whose exponent is drawn raised.
struct TickLabel: Equatable {
    /// The words before the raised part.
    var text: String
    /// The raised part.
    var exponent: Int?

    /// How wide it is drawn.
    func width(size: Double) -> Double {
        let raised = exponent.map { textWidth(minusSigned("\($0)"), size: size * TickLabel.raisedScale) } ?? 0
        return textWidth(text, size: size) + raised
    }

    /// The size of a raised exponent beside the text's.
    static let raisedScale = 0.75
}

/// The distance of neighbouring ticks: 1, 2 or 5 times a power of ten.
struct TickStep: Equatable {
    /// 1, 2 or 5.
    var mantissa: Int
    /// The power of ten.
    var exponent: Int

    /// The number, correctly rounded because it is read from its decimal digits.
    var value: Double { multiple(1) }

    /// A multiple of the step, correctly rounded: 3 steps of 0.1 are 0.3 and not 0.30000000000000004.
    func multiple(_ count: Int) -> Double { Double("\(count * mantissa)e\(exponent)") ?? .nan }

    /// The next longer step.
    var longer: TickStep {
        switch mantissa {
        case 1: TickStep(mantissa: 2, exponent: exponent)
        case 2: TickStep(mantissa: 5, exponent: exponent)
        default: TickStep(mantissa: 1, exponent: exponent + 1)
        }
    }

    /// The smallest step of which at most `count` fit into `span`; at least 1 where only whole numbers make sense.
    init(span: Double, count: Int, wholeNumbers: Bool) {
        let smallest = span / Double(max(count, 1))
        // At the limits of Double nothing can be divided into steps; one that is too long leaves an axis without ticks.
        guard smallest.isFinite, smallest > 1e-290 else {
            self.init(mantissa: 1, exponent: smallest.isFinite ? -290 : 308)
            return
        }
        // A power too low costs at most three rounds and makes rounding errors of log10 harmless.
        self.init(mantissa: 1, exponent: Int(log10(smallest).rounded(.down)) - 1)
        while value < smallest * (1 - 1e-12) { self = longer }
        if wholeNumbers && exponent < 0 { (mantissa, exponent) = (1, 0) }
    }

    init(mantissa: Int, exponent: Int) {
        self.mantissa = mantissa
        self.exponent = exponent
    }

    /// The multiples within `low … high`, as counts of steps; a hair outside counts as within.
    func counts(from low: Double, to high: Double) -> ClosedRange<Int>? {
        let first = (low / value - 1e-9).rounded(.up)
        let last = (high / value + 1e-9).rounded(.down)
        // Beyond 2⁵³ neighbouring counts are the same number: the span is below the resolution of a Double.
        guard first <= last, first.magnitude < 9e15, last.magnitude < 9e15 else { return nil }
        return Int(first)...Int(last)
    }
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten within `low … high`, at most `count` steps apart.
func linearTicks(from low: Double, to high: Double, step: TickStep) -> [Tick] {
    guard let counts = step.counts(from: low, to: high), counts.count <= 1000 else { return [] }
    let largest = max(abs(counts.lowerBound), abs(counts.upperBound)) * step.mantissa
    return counts.map { count in
        Tick(
            value: step.multiple(count),
            label: linearLabel(count * step.mantissa, step.exponent, largest: largest))
    }
}

/// The label of `number` × 10^exponent beside others up to `largest` × 10^exponent: plain decimals, or all with the
/// same power of ten where those would be long.
private func linearLabel(_ number: Int, _ exponent: Int, largest: Int) -> TickLabel {
    let top = String(largest).count - 1 + exponent
    let digits = DecimalDigits(Double(number))
    func text(shift: Int) -> String {
        digits.shifted(by: exponent - shift).plain(
            decimals: max(0, shift - exponent), minus: "\u{2212}", grouping: ",")
    }
    if (-4...6).contains(top) && exponent >= -6 { return TickLabel(text: text(shift: 0)) }
    if number == 0 { return TickLabel(text: "0") }
    return TickLabel(text: text(shift: top) + "×10", exponent: top)
}

/// A number's digits with a typographic minus.
func minusSigned(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
}
