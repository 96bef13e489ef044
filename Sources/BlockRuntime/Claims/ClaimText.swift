import Exhibits

/// What a claim says and where it comes from; what it is about follows, and makes it a `Claim`.
struct ClaimText {
    let statement: String
    let source: String
    let published: Claim.Published?

    init(_ statement: String, _ source: String, _ published: Claim.Published? = nil) throws(ClaimMistake) {
        func isEmpty(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
        if isEmpty(statement) { throw .emptyStatement }
        if isEmpty(source) { throw .emptySource(statement: statement) }
        (self.statement, self.source, self.published) = (statement, source, published)
    }

    /// Each arm on the claimed side of the next.
    func ordered(
        _ outcomes: Outcomes, _ arms: [String], _ relation: Evidence.Relation, _ margin: Double?,
        _ effect: PairedEffect, by setting: String?, at settings: KeyValuePairs<String, Any>
    ) throws(ClaimMistake) -> Claim {
        let bound = try bound(margin, relation, effect)
        let runs = try ComparedRuns(outcomes, arms: arms, by: setting, at: named(settings))
        var evidence: [Evidence] = []
        for index in arms.indices.dropLast() {
            let samples = runs.pairs(index, index + 1)
            if effect == .ratio,
                let wrong = samples.flatMap({ [$0.first, $0.second] }).compactMap({ $0 }).first(where: {
                    $0 <= 0
                })
            {
                throw .notPositive(outcomes.quantity.name, wrong)
            }
            evidence.append(
                Evidence(
                    arms[index], arms[index + 1], relation: relation,
                    scale: effect == .ratio ? .ratio : .difference, bound: bound, samples: samples
                )
                .judged(better: outcomes.quantity.better))
        }
        return claim(outcomes.quantity, runs.settings, evidence)
    }

    /// Two arms with as good as no difference.
    func near(
        _ outcomes: Outcomes, _ arms: [String], _ bound: Double, _ tolerance: Double, by setting: String?,
        at settings: KeyValuePairs<String, Any>
    ) throws(ClaimMistake) -> Claim {
        try check(tolerance: tolerance)
        let runs = try ComparedRuns(outcomes, arms: arms, by: setting, at: named(settings))
        let evidence = Evidence(
            arms[0], arms[1], relation: .near, scale: .difference, bound: bound, tolerance: tolerance,
            samples: runs.pairs(0, 1))
        return claim(outcomes.quantity, runs.settings, [evidence.judged(better: outcomes.quantity.better)])
    }

    /// The runs against a number.
    func against(
        _ outcomes: Outcomes, _ relation: Evidence.Relation, _ bound: Double, _ tolerance: Double?,
        at settings: KeyValuePairs<String, Any>
    ) throws(ClaimMistake) -> Claim {
        try check(finite: bound, "the number to compare with")
        if let tolerance { try check(tolerance: tolerance) }
        let runs = try ComparedRuns(outcomes, arms: [], by: nil, at: named(settings))
        let evidence = Evidence(
            relation: relation, scale: .value, bound: bound, tolerance: tolerance, samples: runs.singles)
        return claim(outcomes.quantity, runs.settings, [evidence.judged(better: outcomes.quantity.better)])
    }

    /// Every draw against a number.
    func draws(
        _ quantity: String, _ values: [Double], _ relation: Evidence.Relation, _ bound: Double,
        _ tolerance: Double?, _ format: NumberFormat?
    ) throws(ClaimMistake) -> Claim {
        try check(finite: bound, relation == .everyNear ? "the prediction" : "the threshold")
        if let tolerance { try check(tolerance: tolerance) }
        if values.isEmpty { throw .noDraws }
        let samples = values.enumerated().map { index, value in
            Evidence.Sample(index, value, note: value.isFinite ? nil : "the number is \(shortest(value))")
        }
        let evidence = Evidence(
            relation: relation, scale: .value, bound: bound, tolerance: tolerance, samples: samples)
        // No draw is missing in the sense of a training, so no direction is better.
        return claim(Claim.Quantity(quantity, format: format), [], [evidence.judged(better: .lower)])
    }

    private func claim(_ quantity: Claim.Quantity, _ settings: [Run.Setting], _ evidence: [Evidence]) -> Claim
    {
        Claim(
            statement, source: source, quantity: quantity, settings: settings, evidence: evidence,
            published: published)
    }

    // MARK: Numbers

    /// The effect from which on a margin is kept: −margin or +margin, or as ratio 1/margin or margin.
    private func bound(_ margin: Double?, _ relation: Evidence.Relation, _ effect: PairedEffect)
        throws(ClaimMistake)
        -> Double
    {
        guard effect == .ratio else {
            let margin = margin ?? 0
            guard margin.isFinite, margin >= 0 else {
                throw .notUsable("byAtLeast:", margin, needed: "a finite number that is not negative")
            }
            return relation == .below ? 0 - margin : margin
        }
        let factor = margin ?? 1
        guard factor.isFinite, factor >= 1 else {
            throw .notUsable(
                "byAtLeast:", factor, needed: "a finite factor of at least 1, because ratios are compared")
        }
        return relation == .below ? 1 / factor : factor
    }

    private func check(finite number: Double, _ name: String) throws(ClaimMistake) {
        guard number.isFinite else { throw .notUsable(name, number, needed: "finite") }
    }

    private func check(tolerance: Double) throws(ClaimMistake) {
        guard tolerance.isFinite, tolerance >= 0 else {
            throw .notUsable("within:", tolerance, needed: "a finite number that is not negative")
        }
    }

    private func named(_ settings: KeyValuePairs<String, Any>) -> [(name: String, value: String)] {
        settings.map { (name: $0.key, value: "\($0.value)") }
    }
}
