import Elementary

/// The bootstrap distribution of a mean, read by the BCa method: bias-corrected and accelerated.
///
/// The values are drawn again with replacement, `resamples` times, and the mean of each resample is kept. The limit that has
/// a share α below it is the quantile of those means at
///
///     Φ(z₀ + (z₀ + z_α) / (1 − a (z₀ + z_α))),   z_α = Φ⁻¹(α)
///
/// where z₀ = Φ⁻¹ of the share of means below the estimate (ties count half) and a = Σ dᵢ³ / (6 (Σ dᵢ²)^{3/2}) with the jackknife's
/// dᵢ, here proportional to xᵢ − x̄. Unlike the plain percentile interval it is right to second order for skewed values. Efron, *Better
/// Bootstrap Confidence Intervals* (1987).
///
/// The draws are those of Philox4x32-10 under a fixed key, so the same values always give the same interval.
struct BootstrapMean: Sendable {
    let estimate: Double
    /// The means of the resamples, sorted.
    let means: [Double]
    private let bias: Double
    private let acceleration: Double

    /// - Parameter values: at least two that are finite and not all equal.
    init(_ values: [Double], resamples: Int = 9999) {
        let count = values.count
        let center = mean(values)
        var means: [Double] = []
        means.reserveCapacity(resamples)
        for resample in 0..<resamples {
            var sum = 0.0
            for index in resampledIndices(count, resample: resample) { sum += values[index] }
            means.append(sum / Double(count))
        }
        means.sort()
        let below = Double(means.count { $0 < center } + means.count { $0 <= center }) / 2
        bias = StandardNormal.quantile(below / Double(resamples))
        let (squares, cubes) = values.reduce((0.0, 0.0)) { sums, value in
            let difference = value - center
            return (sums.0 + difference * difference, sums.1 + difference * difference * difference)
        }
        acceleration = cubes / (6 * squares * squares.squareRoot())
        (estimate, self.means) = (center, means)
    }

    /// The limit with a share `alpha` below it.
    func limit(_ alpha: Double) -> Double {
        let z = bias + StandardNormal.quantile(alpha)
        return quantile(means, StandardNormal.cumulative(bias + z / (1 - acceleration * z)))
    }

    /// The share α whose limit is `value`: the inverse of `limit`. The p value of the hypothesis that the mean is at most
    /// `value`, against it being larger.
    ///
    /// Where all resamples lie on one side, no smaller than 1/(B + 1) and no larger than B/(B + 1).
    func share(below value: Double) -> Double {
        let edge = 1 / Double(means.count + 1)
        let share = min(max(position(of: value), edge), 1 - edge)
        let z = StandardNormal.quantile(share) - bias
        return StandardNormal.cumulative(z / (1 + acceleration * z) - bias)
    }

    /// The p whose quantile of the means is `value`, linear between neighbours as `quantile` is; the middle of equal ones.
    private func position(of value: Double) -> Double {
        let below = means.count { $0 < value }
        let last = Double(means.count - 1)
        guard below > 0 else { return means[0] == value ? 0 : -1 }
        guard below < means.count else { return 2 }
        let equal = means[below...].prefix { $0 == value }.count
        if equal > 0 { return (Double(below) + Double(equal - 1) / 2) / last }
        let (low, high) = (means[below - 1], means[below])
        return (Double(below - 1) + (value - low) / (high - low)) / last
    }
}

/// Which of `count` values a resample draws: each the upper 32 bits of a word of Philox times `count`. Some values are
/// favoured by less than `count` in 2³², which no interval shows.
func resampledIndices(_ count: Int, resample: Int) -> [Int] {
    var indices: [Int] = []
    indices.reserveCapacity(count + 3)
    for block in 0..<((count + 3) / 4) {
        // The key spells "Labbook!".
        let words = philox4x32(
            counter: (UInt32(block), UInt32(resample), 0, 0), key: (0x4C61_6262, 0x6F6F_6B21))
        for word in [words.0, words.1, words.2, words.3] where indices.count < count {
            indices.append(Int((UInt64(word) * UInt64(count)) >> 32))
        }
    }
    return indices
}
