import Exhibits

@testable import BlockRuntime

/// Runs of two settings, "norm" and "batch size", whose loss falls from 1 to the given final value in two steps; nil for a run that
/// diverged.
func sampleRuns(_ finals: KeyValuePairs<String, [Double?]>, batchSizes: [Int] = [4]) -> Runs {
    Runs(
        finals.flatMap { norm, values in
            batchSizes.flatMap { size in
                values.enumerated().map { seed, value in
                    var run = Run(
                        settings: [.init("norm", norm), .init("batch size", "\(size)")], seed: seed)
                    run.record("loss", at: 0, 1)
                    if let value {
                        run.record("loss", at: 1, (1 + value) / 2)
                        run.record("loss", at: 2, value)
                    } else {
                        run.divergence = "'loss' was NaN at 1"
                    }
                    return run
                }
            }
        })
}

/// The claim that the first arm's final loss is below the second's.
func isBelow(
    _ runs: Runs, _ a: String = "layer", _ b: String = "batch", margin: Double? = nil,
    as effect: PairedEffect = .difference, better: Claim.Better = .lower, relation: Evidence.Relation = .below
) throws -> Claim {
    try ClaimText("Layer is lower", "Section 1").ordered(
        runs.final("loss", better: better), [a, b], relation, margin, effect, by: nil, at: [:])
}
