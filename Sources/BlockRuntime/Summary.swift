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
    /// From where one of the runs diverged on there is no mean: the others' alone would flatter the settings. "diverged"
    /// says of how many runs that is so.
    ///
    /// - Parameters:
    ///   - metric: the name under which runs recorded it.
    ///   - x: the name of the column that says when it was recorded.
    ///   - level: the level of the interval over seeds. The interval covers the choice of seeds (initial weights
    ///     and order of examples), not the choice of the data.
    /// - Returns: a row for each combination of settings and each `x`: the settings, `x`, "mean", "lower", "upper"
    ///   (NaN where there is one seed only, and all three where a run diverged), "seeds" (how many runs have a value), and
    ///   "diverged".
    public func summary(
        of metric: String, x: String = "step", scale: SummaryScale = .linear, level: Double = 0.95
    ) -> DataFrame {
        summarize(frame(of: metric, x: x), metric, by: settingNames + [x], scale, level) { $0.isFinite }
    }

    /// The mean over the seeds of the metric's last value in each run, with its interval: a row for each
    /// combination of settings, with "mean", "lower", "upper", "seeds" and "diverged" as in `summary`.
    ///
    /// A run that diverged has no last value, whatever it had recorded of the metric before.
    public func finalSummary(
        of metric: String, scale: SummaryScale = .linear, level: Double = 0.95
    ) -> DataFrame {
        summarize(finals(of: metric), metric, by: settingNames, scale, level) { _ in false }
    }

    /// - Parameter survives: whether what a diverged run recorded is one of its values before it diverged.
    private func summarize(
        _ frame: DataFrame, _ metric: String, by names: [String], _ scale: SummaryScale, _ level: Double,
        _ survives: (Double) -> Bool
    ) -> DataFrame {
        let settings = settingNames
        let diverged = Dictionary(grouping: runs.filter { $0.divergence != nil }) { run in
            settings.map { inFrames(run[$0] ?? "") }
        }.mapValues { Set($0.map { Double($0.seed) }) }
        let groups = frame.groups(by: names)
        let summaries = groups.map { group in
            let diverged = diverged[group.key.prefix(settings.count).map(inFrames)] ?? []
            let rows = group.frame.rows.filter {
                !diverged.contains($0.number("seed")) || survives($0.number(metric))
            }
            let values = rows.map { $0.number(metric) }
            let lost = diverged.subtracting(rows.map { $0.number("seed") }).count
            return (interval: interval(values, complete: lost == 0, scale, level), lost: lost)
        }
        let first = frame.selecting(rows: groups.map { $0.rows[0] })
        return DataFrame(
            columns: names.compactMap { first[$0] } + [
                Column("mean", summaries.map(\.interval.estimate)),
                Column("lower", summaries.map { $0.interval.lower ?? .nan }),
                Column("upper", summaries.map { $0.interval.upper ?? .nan }),
                Column("seeds", summaries.map { Double($0.interval.count) }),
                Column("diverged", summaries.map(\.lost)),
            ])
    }
}

/// A setting's value as a frame's column of numbers has it, which writes `1` for a run's `1.0`.
private func inFrames(_ value: String) -> String { Column("", reading: [value]).text(at: 0) }

private func interval(
    _ values: [Double], complete: Bool, _ scale: SummaryScale, _ level: Double
) -> Interval {
    guard complete else {
        return Interval(estimate: .nan, lower: nil, upper: nil, count: values.count, level: level)
    }
    return switch scale {
    case .linear: meanInterval(values, level: level)
    case .logarithmic: geometricMeanInterval(values, level: level)
    }
}
