/// What some values say about the mean of what they were drawn from: an interval, and p values against any number.
///
/// Below 20 values by Student's t, from 20 on by the bootstrap (BCa, 9999 resamples). The t interval is exact for normally
/// distributed values and good for few of nearly any kind; a bootstrap of few values is too narrow (with three, a percentile
/// interval misses in a quarter of cases). With many, the bootstrap follows skewness, which t can't.
///
/// Differences of pairs are such values too: then this is the paired t test, or the bootstrap over pairs.
public struct MeanEstimate: Sendable {
    /// The mean with its interval; without one where there are fewer than two values, or one that isn't finite.
    public let interval: Interval
    /// How the interval was found.
    public let method: Method
    private let distribution: Distribution

    /// A way to an interval of a mean.
    public enum Method: Sendable {
        /// Student's t.
        case t
        /// The BCa bootstrap.
        case bootstrap
    }

    private enum Distribution: Sendable {
        case unknown
        /// All values are equal.
        case point
        case t(StudentT, error: Double)
        case bootstrap(BootstrapMean)
    }

    /// From how many values on the bootstrap is used.
    public static let fewestForBootstrap = 20

    /// The mean of some values, with its interval at `level`.
    public init(_ values: [Double], level: Double = 0.95) {
        let t = meanInterval(values, level: level)
        guard let lower = t.lower, let upper = t.upper, lower < upper else {
            (interval, method) = (t, .t)
            distribution = t.lower == nil ? .unknown : .point
            return
        }
        guard values.count >= Self.fewestForBootstrap else {
            (interval, method) = (t, .t)
            distribution = .t(
                StudentT(degreesOfFreedom: Double(values.count - 1)),
                error: standardDeviation(values) / Double(values.count).squareRoot())
            return
        }
        let bootstrap = BootstrapMean(values)
        interval = Interval(
            estimate: t.estimate, lower: bootstrap.limit((1 - level) / 2),
            upper: bootstrap.limit((1 + level) / 2), count: values.count, level: level)
        (method, distribution) = (.bootstrap, .bootstrap(bootstrap))
    }

    /// The two-sided p value of the hypothesis that the mean is `value`: below 1 − level exactly where the interval leaves it
    /// out.
    ///
    /// With t it is that of the t test. With the bootstrap it is twice the smaller α of the one-sided limits that meet
    /// `value`, so it fits the interval; it never falls much below 2/10000. Equal values have 1 for their own number and 0 for every other.
    /// NaN where there is no interval.
    public func p(against value: Double) -> Double {
        let (above, below) = (pAbove(value), pBelow(value))
        return above.isNaN ? .nan : min(1, 2 * min(above, below))
    }

    /// The p value of the hypothesis that the mean lies outside `range`: below 1 − level exactly where the interval lies
    /// inside. Twice the larger of the two one-sided p values (two one-sided tests), so that it fits the two-sided interval.
    public func p(within range: ClosedRange<Double>) -> Double {
        let (above, below) = (pAbove(range.lowerBound), pBelow(range.upperBound))
        return above.isNaN ? .nan : min(1, 2 * max(above, below))
    }

    /// The p value of the hypothesis that the mean is at most `value`.
    private func pAbove(_ value: Double) -> Double {
        switch distribution {
        case .unknown: .nan
        case .point: interval.estimate > value ? 0 : 1
        case .t(let t, let error): t.cumulative((value - interval.estimate) / error)
        case .bootstrap(let bootstrap): bootstrap.share(below: value)
        }
    }

    /// The p value of the hypothesis that the mean is at least `value`.
    private func pBelow(_ value: Double) -> Double {
        switch distribution {
        case .unknown: .nan
        case .point: interval.estimate < value ? 0 : 1
        case .t(let t, let error): t.cumulative((interval.estimate - value) / error)
        case .bootstrap(let bootstrap): 1 - bootstrap.share(below: value)
        }
    }
}
