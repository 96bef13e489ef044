import Exhibits

/// The verdict that an author expects of a claim in the `quick` profile, with its place in the file.
struct Expectation: Equatable, Sendable {
    var verdict: Claim.Verdict
    var position: SourcePosition

    /// The profile whose verdicts are expected: the one that the committed site shows. Others are bigger, and only report.
    static let profile = "quick"
}

extension ExperimentBlock {
    /// Whether the label says that the block states a claim.
    var isClaim: Bool { LabelKind(label: options.label ?? "") == LabelKind.claim }

    /// A claim that says what is expected of it can fail; and nothing else can.
    var expectationProblem: Problem? {
        if let expectation = options.expectation {
            return isClaim ? nil : Problem(.expectationWithoutClaim, at: expectation.position)
        }
        guard isClaim, options.isEvaluated else { return nil }
        return Problem(.claimWithoutExpectation(options.label ?? ""), at: position)
    }
}
