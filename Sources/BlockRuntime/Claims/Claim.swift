import Exhibits

// A claim is checked by one of these functions and shown as the value of its block's last expression. The verdict that its author
// expects is an option of the block, so that a new expectation runs nothing again.

/// Checks that one arm of a sweep ends below another, over pairs of runs with the same seed.
///
///     claim(
///         "At batch size 4 layer normalization ends with a lower test error than batch normalization",
///         source: "Section 6.6", runs.final("test error"), Condition.layer, isBelow: .batch, at: ["batch size": 4])
///
/// Supported when the whole 95 % interval of the mean paired difference lies below zero, contradicted when it lies above,
/// else inconclusive; see `Evidence.judged` for runs that diverged. The interval covers the choice of seeds, not that of the
/// data.
///
/// - Parameters:
///   - statement: the sentence, as a reader should read it.
///   - source: where it comes from.
///   - outcomes: one number for each run, such as `runs.final("test error")`.
///   - arm: the value, of the setting that is compared, that is claimed about.
///   - other: the value that it is compared with.
///   - margin: how far below it must be: by at least so much, or with `as: .ratio` by at least this factor above 1.
///   - effect: whether a pair is compared by its difference or by its ratio.
///   - settings: the values of the sweep's other settings.
///   - setting: the setting that is compared, where both values are values of several.
///   - paper: what the source itself gives.
public func claim<Arm>(
    _ statement: String, source: String, _ outcomes: Outcomes, _ arm: Arm, isBelow other: Arm,
    byAtLeast margin: Double? = nil, as effect: PairedEffect = .difference,
    at settings: KeyValuePairs<String, Any> = [:], by setting: String? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).ordered(
            outcomes, ["\(arm)", "\(other)"], .below, margin, effect, by: setting, at: settings)
    }
}

/// Checks that one arm of a sweep ends above another; see `claim(_:source:_:_:isBelow:…)`.
public func claim<Arm>(
    _ statement: String, source: String, _ outcomes: Outcomes, _ arm: Arm, isAbove other: Arm,
    byAtLeast margin: Double? = nil, as effect: PairedEffect = .difference,
    at settings: KeyValuePairs<String, Any> = [:], by setting: String? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).ordered(
            outcomes, ["\(arm)", "\(other)"], .above, margin, effect, by: setting, at: settings)
    }
}

/// Checks that two arms of a sweep are as good as equal: that the mean paired difference is at most `tolerance` in either direction.
///
/// Supported when the whole interval lies within, contradicted when it lies outside, else inconclusive: too few seeds to tell.
public func claim<Arm>(
    _ statement: String, source: String, _ outcomes: Outcomes, _ arm: Arm, isNear other: Arm,
    within tolerance: Double, at settings: KeyValuePairs<String, Any> = [:], by setting: String? = nil,
    paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).near(
            outcomes, ["\(arm)", "\(other)"], 0, tolerance, by: setting, at: settings)
    }
}

/// Checks that several arms come in an order, the lowest first: that each ends below the next.
///
/// Supported when each two neighbours are, contradicted when two are the other way round, else inconclusive.
public func claim<Arm>(
    _ statement: String, source: String, _ outcomes: Outcomes, ascending arms: [Arm],
    as effect: PairedEffect = .difference, at settings: KeyValuePairs<String, Any> = [:],
    by setting: String? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        if arms.count < 3 { throw ClaimMistake.fewArms(arms.count) }
        return try ClaimText(statement, source, paper).ordered(
            outcomes, arms.map { "\($0)" }, .below, nil, effect, by: setting, at: settings)
    }
}

/// Checks that a number of the runs, in the mean over seeds, is below a given one.
public func claim(
    _ statement: String, source: String, _ outcomes: Outcomes, isBelow bound: Double,
    at settings: KeyValuePairs<String, Any> = [:], paper: Claim.Published? = nil
) -> Claim {
    checked { try ClaimText(statement, source, paper).against(outcomes, .below, bound, nil, at: settings) }
}

/// Checks that a number of the runs, in the mean over seeds, is above a given one, such as chance.
public func claim(
    _ statement: String, source: String, _ outcomes: Outcomes, isAbove bound: Double,
    at settings: KeyValuePairs<String, Any> = [:], paper: Claim.Published? = nil
) -> Claim {
    checked { try ClaimText(statement, source, paper).against(outcomes, .above, bound, nil, at: settings) }
}

/// Checks that a number of the runs, in the mean over seeds, is the predicted one, up to `tolerance`.
public func claim(
    _ statement: String, source: String, _ outcomes: Outcomes, isNear bound: Double, within tolerance: Double,
    at settings: KeyValuePairs<String, Any> = [:], paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).against(outcomes, .near, bound, tolerance, at: settings)
    }
}

/// Checks that a number is at most a threshold in every draw: that a deviation is rounding, so that something is invariant.
///
///     claim(
///         "Layer normalization is invariant to re-scaling the weight matrix", source: "Section 5.1, Table 1",
///         "largest deviation", of: deviations, isAtMost: 1e-5)
///
/// One draw above the threshold, or one without a finite number, contradicts. There is no interval and no p value: what is
/// invariant is so every time.
///
/// - Parameters:
///   - quantity: what the numbers are.
///   - draws: one number for each draw.
///   - threshold: the most that counts as nothing.
///   - format: how the numbers are shown.
public func claim(
    _ statement: String, source: String, _ quantity: String, of draws: [Double], isAtMost threshold: Double,
    format: NumberFormat? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).draws(
            quantity, draws, .everyAtMost, threshold, nil, format)
    }
}

/// Checks that a number is at least a threshold in every draw: that something does change.
///
/// Contradicted when no draw reaches the threshold, inconclusive when only some do.
public func claim(
    _ statement: String, source: String, _ quantity: String, of draws: [Double], isAtLeast threshold: Double,
    format: NumberFormat? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).draws(
            quantity, draws, .everyAtLeast, threshold, nil, format)
    }
}

/// Checks that a number is the predicted one in every draw, up to `tolerance`.
public func claim(
    _ statement: String, source: String, _ quantity: String, of draws: [Double], isNear prediction: Double,
    within tolerance: Double, format: NumberFormat? = nil, paper: Claim.Published? = nil
) -> Claim {
    checked {
        try ClaimText(statement, source, paper).draws(
            quantity, draws, .everyNear, prediction, tolerance, format)
    }
}

/// How the two runs of a pair are compared.
public enum PairedEffect: Sendable {
    /// By the first number minus the second.
    case difference
    /// By the first number divided by the second, whose mean is geometric: for positive numbers that differ by factors.
    case ratio
}

/// The claim, or the end of the block with the author's mistake.
private func checked(_ claim: () throws -> Claim) -> Claim {
    do { return try claim() } catch { session.fail("\(error)") }
}
