import Elementary
import Exhibits
import Statistics

/// One number for each run of a sweep: what a claim compares.
///
///     runs.final("test error", format: .percent(decimals: 1))
///     runs.geometricMean("training loss", from: 1)
///     runs.firstStep(of: "training loss", atMost: 0.1)
///     runs.outcomes("largest weight") { run in … }
///
/// A run that diverged has no number, whatever it recorded before; nor has one that never reached a level. Such a run is worse than
/// every other and is never left out.
public struct Outcomes: Sendable {
    /// What the numbers are.
    public var quantity: Claim.Quantity
    /// The runs that they are of.
    public var runs: [Run]
    /// For each run its number, or why it has none.
    public var values: [Result]
    /// What keeps the numbers from being had at all, in words for the author.
    var mistake: ClaimMistake?

    /// A run's number, or why it has none.
    public enum Result: Sendable, Equatable {
        /// The number.
        case number(Double)
        /// There is none, and why.
        case missing(String)
    }
}

extension Runs {
    /// The last record of a metric in each run.
    ///
    /// - Parameters:
    ///   - metric: the name under which runs recorded it.
    ///   - better: which way the metric improves, which says what a diverged run is worse than.
    ///   - format: how its numbers are shown.
    ///   - unit: what stands after them.
    public func final(
        _ metric: String, better: Claim.Better = .lower, format: NumberFormat? = nil, unit: String? = nil
    ) -> Outcomes {
        let quantity = Claim.Quantity("final \(metric)", unit: unit, format: format, better: better)
        return outcomes(quantity, reading: metric) { $0.values.last }
    }

    /// The mean of a metric over the records of each run, those before `start` left out.
    public func mean(
        _ metric: String, from start: Double = -.infinity, better: Claim.Better = .lower,
        format: NumberFormat? = nil, unit: String? = nil
    ) -> Outcomes {
        let quantity = Claim.Quantity("mean \(metric)", unit: unit, format: format, better: better)
        return outcomes(quantity, reading: metric) { series in
            let values = series.values(from: start)
            return values.isEmpty ? nil : Statistics.mean(values)
        }
    }

    /// The geometric mean of a metric over the records of each run, those before `start` left out: for positive numbers that
    /// fall by factors, such as losses.
    public func geometricMean(
        _ metric: String, from start: Double = -.infinity, better: Claim.Better = .lower,
        format: NumberFormat? = nil, unit: String? = nil
    ) -> Outcomes {
        let quantity = Claim.Quantity(
            "geometric mean of the \(metric)", unit: unit, format: format, better: better)
        var wrong: Double?
        var outcomes = outcomes(quantity, reading: metric) { series in
            let values = series.values(from: start)
            wrong = wrong ?? values.first { $0 <= 0 }
            return values.isEmpty ? nil : exp(Statistics.mean(values.map { log($0) }))
        }
        if let wrong { outcomes.mistake = outcomes.mistake ?? .notPositive(quantity.name, wrong) }
        return outcomes
    }

    /// The first step (or epoch, or time) at which a metric is at most a level. The fewer the better; a run that never is has none.
    public func firstStep(of metric: String, atMost level: Double, unit: String = "steps") -> Outcomes {
        firstStep(of: metric, "\(metric) of at most \(shortest(level))", unit) { $0 <= level }
    }

    /// The first step at which a metric is at least a level; see `firstStep(of:atMost:unit:)`.
    public func firstStep(of metric: String, atLeast level: Double, unit: String = "steps") -> Outcomes {
        firstStep(of: metric, "\(metric) of at least \(shortest(level))", unit) { $0 >= level }
    }

    /// Any other number of each run; nil where a run has none.
    public func outcomes(
        _ name: String, better: Claim.Better = .lower, format: NumberFormat? = nil, unit: String? = nil,
        of number: (Run) throws -> Double?
    ) rethrows -> Outcomes {
        let quantity = Claim.Quantity(name, unit: unit, format: format, better: better)
        return Outcomes(
            quantity: quantity, runs: runs,
            values: try runs.map { run in
                if let divergence = run.divergence { return .missing("diverged: \(divergence)") }
                return Outcomes.Result(try number(run), otherwise: "there is no number")
            })
    }

    private func firstStep(
        of metric: String, _ words: String, _ unit: String, where isReached: (Double) -> Bool
    ) -> Outcomes {
        let quantity = Claim.Quantity("first step with a \(words)", unit: unit)
        return outcomes(quantity, reading: metric, otherwise: "never reached") { series in
            series.values.firstIndex(where: isReached).map { series.x[$0] }
        }
    }

    private func outcomes(
        _ quantity: Claim.Quantity, reading metric: String,
        otherwise why: String = "there is no record from there on", _ number: (Series) -> Double?
    ) -> Outcomes {
        var mistake: ClaimMistake?
        let values = runs.map { run -> Outcomes.Result in
            if let divergence = run.divergence { return .missing("diverged: \(divergence)") }
            guard let series = run.series.first(where: { $0.metric == metric }) else {
                mistake = mistake ?? .unknownMetric(metric, known: metrics)
                return .missing("nothing was recorded")
            }
            return Outcomes.Result(number(series), otherwise: why)
        }
        return Outcomes(quantity: quantity, runs: runs, values: values, mistake: mistake)
    }
}

extension Outcomes.Result {
    fileprivate init(_ number: Double?, otherwise why: String) {
        guard let number else {
            self = .missing(why)
            return
        }
        self = number.isFinite ? .number(number) : .missing("the number is not finite")
    }
}

extension Series {
    fileprivate func values(from start: Double) -> [Double] {
        x.indices.filter { x[$0] >= start }.map { values[$0] }
    }
}

/// A number in the shortest form that reads back as the same.
func shortest(_ number: Double) -> String { Column("", [number]).text(at: 0) }
