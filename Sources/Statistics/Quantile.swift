/// The value below which a share `p` of the values lies, linear between neighbours.
///
/// With the values sorted as x₀ … xₙ₋₁ and h = (n − 1) p: x⌊h⌋ + (h − ⌊h⌋) (x⌊h⌋₊₁ − x⌊h⌋). This is type 7 of Hyndman
/// and Fan, *Sample Quantiles in Statistical Packages* (1996), NumPy's default. NaN for no values, where a value is
/// NaN, and for `p` outside 0 … 1.
public func quantile(_ values: [Double], _ p: Double) -> Double {
    guard !values.isEmpty, p >= 0, p <= 1, !values.contains(where: \.isNaN) else { return .nan }
    let sorted = values.sorted()
    let position = Double(sorted.count - 1) * p
    let below = Int(position)
    let share = position - Double(below)
    // Without this an infinite neighbour with share 0 would give NaN.
    guard share > 0 else { return sorted[below] }
    let (a, b) = (sorted[below], sorted[below + 1])
    return a == b ? a : a + share * (b - a)
}

/// The middle value, or the mean of the two middle ones: `quantile(values, 0.5)`.
public func median(_ values: [Double]) -> Double { quantile(values, 0.5) }
