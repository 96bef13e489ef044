import Exhibits
import Statistics

/// Which mean a summary over seeds takes.
public enum SummaryScale: Sendable {
    /// The arithmetic mean with its t interval.
    case linear
    /// The geometric mean, with the t interval of the logarithms: for positive values that a logarithmic axis shows.
    case logarithmic
}

extension Runs {
    /// A metric's mean over the seeds, with its interval, at each `x` of each combination of settings.
    ///
    /// - Parameters:
    ///   - metric: the name under which runs recorded it.
    ///   - x: the name of the column that says when it was recorded.
    ///   - level: the level of the interval over seeds. The interval covers the choice of seeds (initial weights
    ///     and order of examples), not the choice of the data.
    /// - Returns: a row for each combination of settings and each `x`: the settings, `x`, "mean", "lower", "upper"
    ///   (NaN where there is one seed only) and "seeds".
    public func summary(
        of metric: String, x: String = "step", scale: SummaryScale = .linear, level: Double = 0.95
    ) -> DataFrame {
        summarize(frame(of: metric, x: x), metric, by: settingNames + [x], scale, level)
    }

    /// The mean over the seeds of the metric's last value in each run, with its interval: a row for each
    /// combination of settings.
    public func finalSummary(
        of metric: String, scale: SummaryScale = .linear, level: Double = 0.95
    ) -> DataFrame {
        summarize(finals(of: metric), metric, by: settingNames, scale, level)
    }

    private func summarize(
        _ frame: DataFrame, _ metric: String, by names: [String], _ scale: SummaryScale, _ level: Double
    ) -> DataFrame {
        let groups = frame.groups(by: names)
        let intervals = groups.map { group in
            let values = group.frame.numbers(metric) ?? []
            return switch scale {
            case .linear: meanInterval(values, level: level)
            case .logarithmic: geometricMeanInterval(values, level: level)
            }
        }
        let first = frame.selecting(rows: groups.map { $0.rows[0] })
        return DataFrame(
            columns: names.compactMap { first[$0] } + [
                Column("mean", intervals.map(\.estimate)),
                Column("lower", intervals.map { $0.lower ?? .nan }),
                Column("upper", intervals.map { $0.upper ?? .nan }),
                Column("seeds", intervals.map { Double($0.count) }),
            ])
    }
}
