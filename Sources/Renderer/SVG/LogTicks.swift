import Elementary

/// Ticks of a logarithmic axis from `low` to `high`, both positive, with at most `count` labels.
///
/// The densest that fits of: 1, 2 and 5 times each power of ten; each power; every second, fifth … power. Where not
/// even two of those lie within, the axis spans less than a decade and has the ticks of a linear one. Small marks
/// stand at 2 … 9 times the powers as long as the powers are all labelled.
func logTicks(from low: Double, to high: Double, count: Int) -> [Tick] {
    let first = Int((log10(low) - 1e-9).rounded(.down))
    let last = Int((log10(high) + 1e-9).rounded(.up))
    func isWithin(_ value: Double) -> Bool { value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) }
    func places(_ mantissas: [Int], every: Int) -> [(mantissa: Int, exponent: Int)] {
        (first...last).filter { $0 % every == 0 }
            .flatMap { exponent in mantissas.map { ($0, exponent) } }
            .filter { isWithin(power($0.0, $0.1)) }
    }
    var chosen = places([1, 2, 5], every: 1)
    if chosen.count < 2 || high / low < 3 {
        return linearTicks(
            from: low, to: high, step: TickStep(span: high - low, count: count, wholeNumbers: false))
    }
    var every = 1
    if chosen.count > count { chosen = places([1], every: 1) }
    if chosen.count < 2 { chosen = places([1, 3], every: 1) }
    var longer = [2, 5, 10, 20, 50, 100, 200].makeIterator()
    while chosen.count > count, let next = longer.next() {
        every = next
        chosen = places([1], every: every)
    }
    // Plain decimals as long as all of them are short.
    let isPlain = chosen.allSatisfy { (-3...4).contains($0.exponent) }
    var ticks = chosen.map { mantissa, exponent in
        Tick(value: power(mantissa, exponent), label: logLabel(mantissa, exponent, isPlain: isPlain))
    }
    if every == 1 && last - first <= 8 {
        let labelled = ticks.map(\.value)
        ticks += places(Array(1...9), every: 1).map { power($0.mantissa, $0.exponent) }
            .filter { !labelled.contains($0) }.map { Tick(value: $0, label: nil) }
    } else if every > 1 && last - first <= 40 {
        let labelled = ticks.map(\.value)
        ticks += places([1], every: 1).map { power($0.mantissa, $0.exponent) }
            .filter { !labelled.contains($0) }.map { Tick(value: $0, label: nil) }
    }
    return ticks.sorted { $0.value < $1.value }
}

/// Mantissa × 10^exponent, correctly rounded because it is read from its decimal digits.
private func power(_ mantissa: Int, _ exponent: Int) -> Double { Double("\(mantissa)e\(exponent)") ?? .nan }

private func logLabel(_ mantissa: Int, _ exponent: Int, isPlain: Bool) -> TickLabel {
    if isPlain {
        let digits = DecimalDigits(Double(mantissa)).shifted(by: exponent)
        return TickLabel(text: digits.plain(grouping: ","))
    }
    return TickLabel(text: mantissa == 1 ? "10" : "\(mantissa)×10", exponent: exponent)
}

/// The domain of a log axis: both ends moved outwards to 1, 2 or 5 times a power of ten.
func niceLogDomain(_ low: Double, _ high: Double) -> (low: Double, high: Double) {
    let first = Int(log10(low).rounded(.down)) - 1
    let last = Int(log10(high).rounded(.up)) + 1
    func candidates(_ exponents: ClosedRange<Int>) -> [Double] {
        exponents.flatMap { exponent in [1, 2, 5].map { power($0, exponent) } }.filter {
            $0 > 0 && $0.isFinite
        }
    }
    let below = candidates(first...(first + 2)).last { $0 <= low }
    let above = candidates((last - 2)...last).first { $0 >= high }
    return (below ?? low, above ?? high)
}
