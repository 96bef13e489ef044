import Exhibits

/// A claim's numbers as a reader reads them.
struct ClaimWords {
    let claim: Claim

    init(_ claim: Claim) { self.claim = claim }

    /// The whole result in a line: effect, interval and number of pairs of each comparison.
    var summary: String {
        claim.evidence.map { evidence in
            [subject(of: evidence), result(of: evidence)].compactMap { $0 }.joined(separator: " ")
        }.joined(separator: "; ")
    }

    /// `layer against batch:`, where the claim has several comparisons.
    private func subject(of evidence: Evidence) -> String? {
        guard claim.evidence.count > 1, let first = evidence.first, let second = evidence.second else {
            return nil
        }
        return "\(first) against \(second):"
    }

    /// `lower by a factor of 2.1 (95 % interval: lower by a factor of 1.7 to 2.6; 5 seeds)`
    func result(of evidence: Evidence) -> String {
        let details = [interval(of: evidence), count(of: evidence)].compactMap { $0 }
        return "\(effect(of: evidence)) (\(details.joined(separator: "; ")))"
    }

    /// `lower by a factor of 2.1`, `higher by 1.3 percentage points`, `largest 3 × 10⁻⁷`.
    func effect(of evidence: Evidence) -> String {
        guard let estimate = evidence.estimate else {
            return evidence.method == .everyDraw ? "not a number in every draw" : "no typical effect"
        }
        let words = evidence.scale == .value ? number(estimate) : change(estimate, evidence.scale)
        switch evidence.method {
        case .t, .bootstrap: return words
        case .signs: return "median: \(words)"
        case .everyDraw:
            switch evidence.relation {
            case .everyAtMost: return "largest: \(words)"
            case .everyAtLeast: return "smallest: \(words)"
            default: return "farthest: \(words)"
            }
        }
    }

    /// `95 % interval: lower by 0.4 to 2.1 percentage points`; nil where there is no interval.
    func interval(of evidence: Evidence) -> String? {
        guard let lower = evidence.lower, let upper = evidence.upper else { return nil }
        let level = numberText(evidence.level, .percent(decimals: 0))
        if evidence.scale == .value { return "\(level) interval: \(number(lower)) to \(number(upper))" }
        let (low, high) = (size(lower, evidence.scale), size(upper, evidence.scale))
        let none = evidence.scale == .ratio ? 1.0 : 0
        let words: String
        if upper < none {
            words = "lower by \(joined(high, low, evidence.scale))"
        } else if lower > none {
            words = "higher by \(joined(low, high, evidence.scale))"
        } else {
            words =
                "from lower by \(phrase(low, evidence.scale)) to higher by \(phrase(high, evidence.scale))"
        }
        return "\(level) interval: \(words)"
    }

    /// `5 pairs of seeds`, `5 seeds`, `1000 draws`.
    func count(of evidence: Evidence) -> String {
        let count = evidence.samples.count
        let noun: String
        if evidence.method == .everyDraw {
            noun = count == 1 ? "draw" : "draws"
        } else if evidence.second != nil {
            noun = count == 1 ? "pair of seeds" : "pairs of seeds"
        } else {
            noun = count == 1 ? "seed" : "seeds"
        }
        return "\(numberText(Double(count), nil)) \(noun)"
    }

    /// What the effect was compared with, where that is more than no difference: `at least 0.5 percentage points`.
    func demand(of evidence: Evidence) -> String? {
        let tolerance = evidence.tolerance ?? 0
        switch evidence.relation {
        case .below, .above:
            if evidence.scale == .value { return "\(evidence.relation.rawValue) \(number(evidence.bound))" }
            let isPlain = evidence.bound == (evidence.scale == .ratio ? 1 : 0)
            return isPlain
                ? nil
                : "\(evidence.relation == .below ? "lower" : "higher") by at least "
                    + phrase(size(evidence.bound, evidence.scale), evidence.scale)
        case .near where evidence.scale != .value:
            return "a difference of at most \(phrase(size(tolerance, evidence.scale), evidence.scale))"
        case .near, .everyNear: return "\(number(evidence.bound)) ± \(margin(tolerance))"
        case .everyAtMost: return "at most \(number(evidence.bound)) in every draw"
        case .everyAtLeast: return "at least \(number(evidence.bound)) in every draw"
        }
    }

    /// How the verdict was found, in a sentence.
    func method(of evidence: Evidence) -> String {
        switch evidence.method {
        case .t:
            "The interval is Student’s t interval of the mean\(evidence.scale == .ratio ? " logarithm" : "")"
                + (evidence.second == nil ? "." : " over pairs of trainings that share a seed.")
        case .bootstrap:
            "The interval is a bias-corrected, accelerated bootstrap"
                + (evidence.second == nil ? " over seeds." : " over pairs of trainings that share a seed.")
        case .signs:
            "There is no mean to give an interval, or no spread, so the sign test decides. A training without a number "
                + "counts as worse than every other."
        case .everyDraw: "The verdict needs no statistics: every draw was looked at."
        }
    }

    /// `p = 0.012`, `p < 0.0001`; nil where nothing was tested.
    static func p(_ value: Double?) -> String? {
        value.map { $0 < 0.0001 ? "p < 0.0001" : "p = \(pNumber($0))" }
    }

    /// A p value alone, for a column.
    static func pNumber(_ value: Double) -> String {
        value < 0.0001 ? "< 0.0001" : numberText(value, value < 0.995 ? .significant(2) : .decimals(0))
    }

    // MARK: Parts

    /// A number of the quantity with its unit.
    func number(_ value: Double) -> String {
        numberText(value, claim.quantity.format ?? .significant(3))
            + (claim.quantity.unit.map { "\u{A0}\($0)" } ?? "")
    }

    /// A tolerance like a number of the quantity, or with one digit where the quantity's decimals would show it as 0.
    private func margin(_ tolerance: Double) -> String {
        guard case .decimals(let count)? = claim.quantity.format, tolerance > 0,
            DecimalDigits(tolerance).rounded(decimals: count).digits.isEmpty
        else { return number(tolerance) }
        return numberText(tolerance, .significant(1)) + (claim.quantity.unit.map { "\u{A0}\($0)" } ?? "")
    }

    private func change(_ effect: Double, _ scale: Evidence.Scale) -> String {
        let none = scale == .ratio ? 1.0 : 0
        if effect == none { return "no difference" }
        return "\(effect < none ? "lower" : "higher") by \(phrase(size(effect, scale), scale))"
    }

    /// How far an effect is from none: the magnitude of a difference, the factor above 1 of a ratio.
    private func size(_ effect: Double, _ scale: Evidence.Scale) -> Double {
        guard scale == .ratio else { return effect.magnitude }
        return effect < 1 ? 1 / effect : effect
    }

    private func phrase(_ size: Double, _ scale: Evidence.Scale) -> String {
        if scale == .ratio { return "a factor of \(numberText(size, .significant(3)))" }
        return plain(size) + unit(of: size)
    }

    private func joined(_ low: Double, _ high: Double, _ scale: Evidence.Scale) -> String {
        if scale == .ratio {
            return "a factor of \(numberText(low, .significant(3))) to \(numberText(high, .significant(3)))"
        }
        return "\(plain(low)) to \(plain(high))\(unit(of: high))"
    }

    /// A difference without its unit. That of two percentages is counted in percentage points.
    private func plain(_ size: Double) -> String {
        let text = numberText(size, claim.quantity.format ?? .significant(2))
        return isPercent && text.hasSuffix("\u{202F}%") ? String(text.dropLast(2)) : text
    }

    private func unit(of size: Double) -> String {
        if isPercent { return "\u{A0}percentage points" }
        return claim.quantity.unit.map { "\u{A0}\($0)" } ?? ""
    }

    private var isPercent: Bool {
        if case .percent = claim.quantity.format { true } else { false }
    }
}
