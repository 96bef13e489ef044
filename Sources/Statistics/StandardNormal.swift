import Elementary

/// The normal distribution with mean 0 and deviation 1.
enum StandardNormal {
    /// The probability of a value of at most `z`: ½ erfc(−z/√2), without cancellation in the lower tail. Relative error below
    /// 1e-12 for z ≥ −30; it grows with z².
    static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// The value below which a share `p` lies; ±∞ at 0 and 1, NaN outside.
    ///
    /// By bisection of the lower tail to neighbouring numbers, so its error is that of `cumulative`.
    static func quantile(_ p: Double) -> Double {
        guard p >= 0, p <= 1 else { return .nan }
        if p == 0 || p == 1 { return p == 0 ? -.infinity : .infinity }
        if p > 0.5 { return -quantile(1 - p) }
        // Below −40 the probability is 0 as a Double.
        var (low, high) = (-40.0, 0.0)
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return middle }
            if cumulative(middle) < p { low = middle } else { high = middle }
        }
    }
}
