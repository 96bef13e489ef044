import Elementary

/// An estimate with the interval that covers what it estimates in a share `level` of repetitions.
public struct Interval: Sendable, Equatable, Codable {
    /// The best single number.
    public var estimate: Double
    /// The lower end; nil where the values don't tell, as a single one doesn't.
    public var lower: Double?
    /// The upper end; nil where `lower` is.
    public var upper: Double?
    /// The number of values behind the estimate.
    public var count: Int
    /// The share of repetitions in which such an interval covers the truth.
    public var level: Double

    /// An estimate with its interval.
    public init(estimate: Double, lower: Double?, upper: Double?, count: Int, level: Double) {
        self.estimate = estimate
        self.lower = lower
        self.upper = upper
        self.count = count
        self.level = level
    }
}

/// The mean with its t interval: x̄ ± t_{n−1, (1+level)/2} · s / √n.
///
/// Exact for normally distributed values; for seeds of a training the usual reading. One value gives an estimate
/// without an interval, no values the estimate NaN; a value that isn't finite takes the interval away too.
public func meanInterval(_ values: [Double], level: Double = 0.95) -> Interval {
    let estimate = mean(values)
    let deviation = standardDeviation(values)
    guard values.count > 1, deviation.isFinite else {
        return Interval(estimate: estimate, lower: nil, upper: nil, count: values.count, level: level)
    }
    let t = StudentT(degreesOfFreedom: Double(values.count - 1)).quantile((1 + level) / 2)
    // Equal values have no spread, whatever t is.
    let half = deviation == 0 ? 0 : t * deviation / Double(values.count).squareRoot()
    return Interval(
        estimate: estimate, lower: estimate - half, upper: estimate + half, count: values.count, level: level)
}

/// The geometric mean with its interval: `exp` of the mean and the t interval of the logarithms.
///
/// For positive numbers that differ by factors, such as losses on a log axis. A zero makes the estimate 0 and a
/// negative value makes it NaN, both without an interval.
public func geometricMeanInterval(_ values: [Double], level: Double = 0.95) -> Interval {
    let logs = meanInterval(values.map { log($0) }, level: level)
    return Interval(
        estimate: exp(logs.estimate), lower: logs.lower.map { exp($0) }, upper: logs.upper.map { exp($0) },
        count: logs.count, level: level)
}
