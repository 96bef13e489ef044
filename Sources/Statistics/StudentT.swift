import Elementary

/// Student's t distribution.
public struct StudentT: Sendable, Equatable {
    /// The degrees of freedom ν, positive.
    public var degreesOfFreedom: Double

    /// The distribution with ν degrees of freedom; what it answers is NaN unless ν > 0.
    public init(degreesOfFreedom: Double) { self.degreesOfFreedom = degreesOfFreedom }

    /// The probability of a value of at most `t`: ½ I_{ν/(ν+t²)}(ν/2, ½) for t ≤ 0, and 1 minus that of −t above.
    ///
    /// Relative error below 1e-12 for ν ≤ 1e4 and below 1e-9 for ν ≤ 1e6, in the lower tail too.
    public func cumulative(_ t: Double) -> Double {
        guard degreesOfFreedom > 0, !t.isNaN else { return .nan }
        return t <= 0 ? tail(-t) : 1 - tail(t)
    }

    /// The value below which a share `p` lies; ±∞ at 0 and 1, NaN outside.
    ///
    /// By bisection of the tail to neighbouring numbers, so its error is that of `cumulative`: relative below 1e-11
    /// for ν ≤ 1e4 and below 1e-9 for ν ≤ 1e6, where p is not within 1e-3 of ½.
    public func quantile(_ p: Double) -> Double {
        guard degreesOfFreedom > 0, p >= 0, p <= 1 else { return .nan }
        if p == 0.5 { return 0 }
        return p < 0.5 ? -upperQuantile(tail: p) : upperQuantile(tail: 1 - p)
    }

    /// The probability of a value above `t`, for t ≥ 0.
    private func tail(_ t: Double) -> Double {
        if t.isInfinite { return 0 }
        let nu = degreesOfFreedom
        // Divided by the larger of the two so that t² doesn't overflow.
        let ratio = t * t <= nu ? (t * t / nu) : (nu / t / t)
        let (small, large) = (ratio / (1 + ratio), 1 / (1 + ratio))
        let (x, complement) = t * t <= nu ? (large, small) : (small, large)
        return 0.5 * regularizedIncompleteBeta(x, complement: complement, nu / 2, 0.5)
    }

    /// The t ≥ 0 above which `probability` (at most ½) lies.
    private func upperQuantile(tail probability: Double) -> Double {
        if probability <= 0 { return .infinity }
        var (low, high) = (0.0, 1.0)
        while tail(high) > probability {
            (low, high) = (high, high * 2)
            if high.isInfinite { return high }
        }
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return middle }
            if tail(middle) > probability { low = middle } else { high = middle }
        }
    }
}
