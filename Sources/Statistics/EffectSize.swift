import Elementary

/// The mean of paired differences in units of their deviation, corrected for few pairs: Hedges' g of one sample.
///
///     g = J(n − 1) · x̄ / s,   J(m) = Γ(m/2) / (√(m/2) · Γ((m − 1)/2))
///
/// x̄ / s is Cohen's d for pairs (d_z), which is too large on average; J is the exact correction (Hedges, *Distribution Theory for
/// Glass's Estimator of Effect Size and Related Estimators*, 1981, eq. 6e). NaN for fewer than three values, where J has no
/// value, and where a value isn't finite; ±∞ where the values are all equal and not 0, NaN where all are 0.
public func standardizedMean(_ differences: [Double]) -> Double {
    guard differences.count > 2 else { return .nan }
    let freedom = Double(differences.count - 1)
    let correction = exp(logGamma(freedom / 2) - logGamma((freedom - 1) / 2)) / (freedom / 2).squareRoot()
    return correction * mean(differences) / standardDeviation(differences)
}
