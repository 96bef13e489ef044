/// The arithmetic mean: Σ xᵢ / n.
///
/// Summed in order, then corrected by the mean of the residuals, which takes away the rounding error of the first
/// pass but for an ulp or two. NaN for no values; infinite values give what a sum of them gives.
public func mean(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let first = values.reduce(0, +) / count
    guard first.isFinite else { return first }
    return first + values.reduce(0) { $0 + ($1 - first) } / count
}

/// The sample standard deviation: √(Σ (xᵢ − x̄)² / (n − 1)).
///
/// In two passes, never as E[x²] − E[x]², which loses everything when the mean is large beside the spread.
/// NaN for fewer than two values and where a value isn't finite.
public func standardDeviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .nan }
    let center = mean(values)
    return (values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / Double(values.count - 1)).squareRoot()
}
