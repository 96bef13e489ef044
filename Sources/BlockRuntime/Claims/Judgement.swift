import Elementary
import Exhibits
import Statistics

extension Evidence {
    /// The comparison with what its samples say: estimate, interval, p value and verdict.
    ///
    /// Where every sample has an effect and the effects differ, their mean is judged by its interval (`MeanEstimate`). Where a
    /// training gave no number, or all effects are equal so that their spread says nothing, the sign test judges how
    /// many samples are as claimed; a training without a number is worse than every other, and two such are a tie.
    func judged(better: Claim.Better) -> Evidence {
        switch relation {
        case .everyAtMost, .everyAtLeast, .everyNear: judgedByEveryDraw()
        case .below, .above, .near:
            judgedByMean() ?? judgedBySigns(better)
        }
    }

    // MARK: Means

    /// Nil where there is no mean, or no spread.
    private func judgedByMean() -> Evidence? {
        let effects = samples.compactMap { effect(of: $0) }
        guard effects.count == samples.count, hasSpread(effects) else { return nil }
        // Ratios are compared as their logarithms, whose mean is that of the geometric mean.
        let isRatio = scale == .ratio
        func inward(_ number: Double) -> Double { isRatio ? log(number) : number }
        func outward(_ number: Double?) -> Double? { number.map { isRatio ? exp($0) : $0 } }
        let values = effects.map(inward)
        let mean = MeanEstimate(values, level: level)
        guard let lowest = mean.interval.lower, let highest = mean.interval.upper else { return nil }
        var result = self
        result.method = mean.method == .t ? .t : .bootstrap
        result.estimate = outward(mean.interval.estimate)
        (result.lower, result.upper) = (outward(lowest), outward(highest))
        let size = standardizedMean(values.map { $0 - inward(bound) })
        result.effectSize = size.isFinite ? size : nil
        if relation == .near {
            let range = (bound - (tolerance ?? 0))...(bound + (tolerance ?? 0))
            result.p = mean.p(within: range)
            if range.contains(lowest), range.contains(highest) {
                result.verdict = .supported
            } else if highest < range.lowerBound || lowest > range.upperBound {
                result.verdict = .contradicted
            }
        } else {
            result.p = mean.p(against: inward(bound))
            if highest < inward(bound) {
                result.verdict = relation == .below ? .supported : .contradicted
            } else if lowest > inward(bound) {
                result.verdict = relation == .above ? .supported : .contradicted
            }
        }
        return result
    }

    /// Whether the effects differ by more than rounding of the numbers that they are made of.
    private func hasSpread(_ effects: [Double]) -> Bool {
        guard let smallest = effects.min(), let largest = effects.max() else { return false }
        let magnitudes = scale == .ratio ? effects : samples.flatMap { [$0.first ?? 0, $0.second ?? 0] }
        let size = magnitudes.map(\.magnitude).max() ?? 0
        return largest - smallest > 1e-12 * size
    }

    // MARK: Signs

    private func judgedBySigns(_ better: Claim.Better) -> Evidence {
        var result = self
        result.method = .signs
        let places = samples.map { place(of: $0, better: better) }
        let agreeing = places.count { $0.map(agrees) ?? false }
        // A tie is on no side: both arms without a number, or an effect exactly at the bound.
        let against = places.count { place in
            guard let place else { return false }
            return !agrees(place) && (relation == .near || place != bound)
        }
        let p = signTest(agreeing: max(agreeing, against), of: samples.count)
        result.p = p
        if p < 1 - level { result.verdict = agreeing > against ? .supported : .contradicted }
        let middle = median(places.map { $0 ?? (scale == .ratio ? 1 : 0) })
        result.estimate = middle.isFinite && (scale != .ratio || middle > 0) ? middle : nil
        return result
    }

    // MARK: Draws

    /// Looks at every draw. One above the bound is enough to contradict that every draw is at most that; that every draw
    /// is at least the bound is contradicted only by none being so, since something may change a lot and once by
    /// chance hardly. A draw without a number is as claimed in neither case.
    private func judgedByEveryDraw() -> Evidence {
        var result = self
        result.method = .everyDraw
        let values = samples.map(\.first)
        let agreeing = values.count { $0.map(agrees) ?? false }
        if agreeing == samples.count {
            result.verdict = .supported
        } else if relation != .everyAtLeast {
            result.verdict = .contradicted
        } else {
            let hasNone = agreeing == 0 && !values.contains(nil)
            result.verdict = hasNone ? .contradicted : .inconclusive
        }
        guard !values.contains(nil) else { return result }
        let numbers = values.compactMap { $0 }
        switch relation {
        case .everyAtMost: result.estimate = numbers.max()
        case .everyAtLeast: result.estimate = numbers.min()
        default: result.estimate = numbers.max { ($0 - bound).magnitude < ($1 - bound).magnitude }
        }
        return result
    }
}
