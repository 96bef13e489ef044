import Exhibits

/// A coordinate or length in an SVG attribute: at most two decimals, no trailing zeros, no `-0`, no exponent.
///
/// What isn't finite is an error of ours, since scales drop it; it is written as 0 so that the drawing stays valid.
func coordinate(_ value: Double, decimals: Int = 2) -> String {
    guard value.isFinite else { return "0" }
    return DecimalDigits(value).rounded(decimals: decimals).plain()
}

/// A number for a reader, in the format asked for or with up to six significant digits.
///
///     numberText(0.0213, .percent(decimals: 1))   // "2.1 %" (a narrow space that doesn't break)
///     numberText(-12345.678, .decimals(1))        // "−12,345.7"
///     numberText(2.4e-7, nil)                     // "2.4 × 10⁻⁷" (spaces that don't break)
///
/// The minus is U+2212. Outside 10⁻⁴ … 10⁹ a format of significant digits uses powers of ten.
func numberText(_ value: Double, _ format: NumberFormat?) -> String {
    if let special = specialText(value) { return special }
    let digits = DecimalDigits(value)
    switch format {
    case .decimals(let count):
        return readable(digits.rounded(decimals: limited(count)), decimals: limited(count))
    case .percent(let count):
        return readable(digits.shifted(by: 2).rounded(decimals: limited(count)), decimals: limited(count))
            + "\u{202F}%"
    case .significant(let count):
        return significantText(digits.rounded(significant: limited(count)), shown: limited(count))
    case nil: return significantText(digits.rounded(significant: 6), shown: 0)
    }
}

/// A number with what stands after ±, both with as many decimals: `0.021 ± 0.002`, `2.1 ± 0.2 %`.
func numberText(_ value: Double, spread: Double?, _ format: NumberFormat?) -> String {
    guard let spread else { return numberText(value, format) }
    switch format {
    case .percent:
        let both = [value, spread].map { numberText($0, format) }
        // One percent sign for the two, unless the first has none because it isn't a number.
        let first = both[0].hasSuffix("\u{202F}%") ? String(both[0].dropLast(2)) : both[0]
        return first + "\u{A0}±\u{A0}" + both[1]
    case .decimals: return numberText(value, format) + "\u{A0}±\u{A0}" + numberText(spread, format)
    case .significant, nil:
        return numberText(value, format) + "\u{A0}±\u{A0}" + spreadText(spread, besides: value, format)
    }
}

/// The spread with the last decimal place of its number, so that the two can be compared; at least one digit of it.
private func spreadText(_ spread: Double, besides value: Double, _ format: NumberFormat?) -> String {
    guard value.isFinite, spread.isFinite, spread != 0 else { return numberText(spread, format) }
    let places: Int
    if case .significant(let count) = format {
        places = limited(count) - DecimalDigits(value).rounded(significant: limited(count)).exponent
    } else {
        let rounded = DecimalDigits(value).rounded(significant: 6)
        places = rounded.digits.count - rounded.exponent
    }
    let digits = DecimalDigits(spread)
    let rounded = digits.rounded(decimals: max(places, 0))
    if isPlain(rounded), !rounded.digits.isEmpty { return readable(rounded, decimals: max(places, 0)) }
    return significantText(digits.rounded(significant: 2), shown: 0)
}

/// An interval for a reader: `0.009 to 0.017`, with one percent sign at the end.
func intervalText(_ lower: Double, _ upper: Double, _ format: NumberFormat?) -> String {
    numberText(lower, format) + " to " + numberText(upper, format)
}

/// The words for a value that has no digits.
private func specialText(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "\u{2212}∞" : "∞" }
    return nil
}

/// More digits than these say nothing about a `Double`, and a format is an author's text.
private func limited(_ count: Int) -> Int { min(max(count, 0), 20) }

/// Whether a number is shown without a power of ten.
private func isPlain(_ digits: DecimalDigits) -> Bool {
    digits.digits.isEmpty || (-3...9).contains(digits.exponent)
}

private func significantText(_ digits: DecimalDigits, shown: Int) -> String {
    if isPlain(digits) {
        let decimals = digits.digits.isEmpty ? 0 : max(0, shown - digits.exponent)
        return readable(digits, decimals: decimals)
    }
    let mantissa = digits.shifted(by: 1 - digits.exponent)
    return readable(mantissa, decimals: max(0, shown - 1)) + "\u{A0}×\u{A0}10"
        + superscript(digits.exponent - 1)
}

private func readable(_ digits: DecimalDigits, decimals: Int) -> String {
    digits.plain(decimals: decimals, minus: "\u{2212}", grouping: ",")
}

/// A whole number in raised digits, for text that can't be marked up.
func superscript(_ number: Int) -> String {
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (number < 0 ? "⁻" : "")
        + String(String(number.magnitude).utf8.map { raised[Int($0 - UInt8(ascii: "0"))] })
}
