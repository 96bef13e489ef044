/// One comparison behind a claim: what was compared with what, every number, and what follows.
public struct Evidence: Sendable, Equatable, Codable {
    /// What is claimed of the effect, besides the bound.
    public enum Relation: String, Sendable, Codable {
        /// The mean effect is below the bound.
        case below
        /// The mean effect is above the bound.
        case above
        /// The mean effect is within the tolerance of the bound.
        case near
        /// Every draw is at most the bound.
        case everyAtMost
        /// Every draw is at least the bound; one may fail without the opposite being true.
        case everyAtLeast
        /// Every draw is within the tolerance of the bound.
        case everyNear
    }

    /// What the effect of a sample is.
    public enum Scale: String, Sendable, Codable {
        /// The first number minus the second.
        case difference
        /// The first number divided by the second; means are geometric.
        case ratio
        /// The number itself.
        case value
    }

    /// How the verdict was found.
    public enum Method: String, Sendable, Codable {
        /// By the t interval of the mean effect.
        case t
        /// By the bootstrap interval of the mean effect.
        case bootstrap
        /// By the sign test, because there is no mean or no spread. The estimate is the median.
        case signs
        /// By looking at every draw. The estimate is the draw that decides.
        case everyDraw
    }

    /// A pair of trainings with the same seed, one training, or one draw.
    public struct Sample: Sendable, Equatable, Codable {
        /// The seed, or the number of the draw.
        public var number: Int
        /// The number of the arm that is claimed about, or of the draw; nil where there was none.
        public var first: Double?
        /// The number of the arm that it is compared with; nil where there was none, or nothing is compared.
        public var second: Double?
        /// Why a number is missing.
        public var note: String?

        /// A sample. A number that isn't finite counts as missing.
        public init(_ number: Int, _ first: Double?, _ second: Double? = nil, note: String? = nil) {
            self.number = number
            self.first = first.flatMap { $0.isFinite ? $0 : nil }
            self.second = second.flatMap { $0.isFinite ? $0 : nil }
            self.note = note
        }
    }

    /// The arm that is claimed about; nil where there is none.
    public var first: String?
    /// The arm that it is compared with; nil where it is a number.
    public var second: String?
    /// What is claimed.
    public var relation: Relation
    /// What the effect of a sample is.
    public var scale: Scale
    /// What the effect is compared with: 0 for a difference and 1 for a ratio unless the claim names more.
    public var bound: Double
    /// How far from the bound counts as near.
    public var tolerance: Double?
    /// Every number.
    public var samples: [Sample]
    /// The effect; nil where it cannot be had, as with half of the trainings diverged.
    public var estimate: Double?
    /// The lower end of the effect's interval.
    public var lower: Double?
    /// The upper end of the effect's interval.
    public var upper: Double?
    /// The level of the interval, and the confidence that a verdict needs.
    public var level: Double
    /// The p value of the hypothesis that the effect is at the bound (outside of the tolerance, where the claim is that it is near).
    public var p: Double?
    /// Hedges' g: the mean effect, from the bound, in units of its deviation.
    public var effectSize: Double?
    /// How the verdict was found.
    public var method: Method
    /// What follows.
    public var verdict: Claim.Verdict

    /// A comparison before anything was computed: inconclusive.
    public init(
        _ first: String? = nil, _ second: String? = nil, relation: Relation, scale: Scale, bound: Double,
        tolerance: Double? = nil, samples: [Sample], level: Double = 0.95
    ) {
        self.first = first
        self.second = second
        self.relation = relation
        self.scale = scale
        self.bound = bound
        self.tolerance = tolerance
        self.samples = samples
        self.level = level
        method = .signs
        verdict = .inconclusive
    }

    /// The effect of a sample; nil where a number is missing, or a ratio has no logarithm.
    public func effect(of sample: Sample) -> Double? {
        guard let first = sample.first else { return nil }
        if scale == .value { return first }
        guard let second = sample.second else { return nil }
        if scale == .difference { return first - second }
        return first > 0 && second > 0 ? first / second : nil
    }

    /// The effect of a sample where a missing number is worse than every other: infinite then, and nil where both arms have none.
    public func place(of sample: Sample, better: Claim.Better) -> Double? {
        let worst = better == .lower ? Double.infinity : -.infinity
        if sample.first == nil {
            let isAlone = scale == .value || sample.second != nil
            return isAlone ? worst : nil
        }
        if scale != .value, sample.second == nil { return scale == .ratio && better == .lower ? 0 : -worst }
        return effect(of: sample)
    }

    /// Whether an effect is as claimed.
    public func agrees(_ effect: Double) -> Bool {
        switch relation {
        case .below: effect < bound
        case .above: effect > bound
        case .everyAtMost: effect <= bound
        case .everyAtLeast: effect >= bound
        case .near, .everyNear: (effect - bound).magnitude <= tolerance ?? 0
        }
    }
}
