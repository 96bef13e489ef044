import Elementary

/// The regularized incomplete beta function Iₓ(a, b) for a, b > 0 and 0 ≤ x ≤ 1.
///
///     Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 − t)ᵇ⁻¹ dt
///
/// By the continued fraction of DLMF 8.17.22 (Lentz's method), on the side of the mean where it converges fast,
/// else by 1 − I₁₋ₓ(b, a). `complement` is 1 − x, passed along because it may be known better than the difference.
/// Relative error below 1e-12 for b = ½ and a ≤ 5000, below 1e-9 for a ≤ 5e5 (tests compare with SciPy).
func regularizedIncompleteBeta(_ x: Double, complement: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if complement <= 0 { return 1 }
    // Near 1 the logarithm is that of the complement: times a large a, half an ulp of x would be felt.
    let logX = complement < 0.5 ? log1p(-complement) : log(x)
    let logComplement = x < 0.5 ? log1p(-x) : log(complement)
    let front = exp(a * logX + b * logComplement - logBeta(a, b))
    if x < (a + 1) / (a + b + 2) { return front * betaFraction(x, a, b) / a }
    return 1 - front * betaFraction(complement, b, a) / b
}

/// The continued fraction 1/(1 + d₁/(1 + d₂/(1 + …))) of DLMF 8.17.22.
private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    // Keeps Lentz's divisors away from zero without changing a result.
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var fraction = d
    // Far more steps than the side chosen above ever takes: about √max(a, b).
    for step in 1...10_000 {
        let m = Double(step)
        let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / nonzero(1 + even * d)
        c = nonzero(1 + even / c)
        fraction *= d * c
        let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / nonzero(1 + odd * d)
        c = nonzero(1 + odd / c)
        fraction *= d * c
        if (d * c - 1).magnitude < 1e-16 { break }
    }
    return fraction
}

/// ln B(a, b). Where one argument is ½ and the other large, the difference of two large logarithms of Γ would lose
/// digits, so its asymptotic series is used (from Stirling's series, DLMF 5.11.1; error below 1e-16 from 20 on).
private func logBeta(_ a: Double, _ b: Double) -> Double {
    if b == 0.5 && a >= 20 {
        let r = 1 / a
        let series = r * (1.0 / 8 - r * r * (1.0 / 192 - r * r * (1.0 / 640 - r * r * 17.0 / 14336)))
        return logGamma(0.5) - (0.5 * log(a) - series)
    }
    if a == 0.5 && b >= 20 { return logBeta(b, a) }
    return logGamma(a) + logGamma(b) - logGamma(a + b)
}
