/// A sentence that was checked: what was claimed, the numbers that decide it, and the verdict.
///
/// A claim is made by `claim(…)` of `BlockRuntime`, which does the statistics; here is only what comes out. Nothing in it is
/// infinite or NaN: a number that could not be had, because a training diverged for instance, is nil.
public struct Claim: Sendable, Equatable, Codable {
    /// The sentence that was checked.
    public var statement: String
    /// Where the sentence comes from, such as "Section 6.6".
    public var source: String
    /// What was measured.
    public var quantity: Quantity
    /// What was the same in all that was compared.
    public var settings: [Run.Setting]
    /// The comparisons that decide: one, or for an order of several arms one for each two neighbours.
    public var evidence: [Evidence]
    /// What became of the sentence.
    public var verdict: Verdict
    /// The number that the source itself gives.
    public var published: Published?

    /// A checked sentence. Its verdict is that of its evidence: contradicted where one comparison is, supported where all are.
    public init(
        _ statement: String, source: String, quantity: Quantity, settings: [Run.Setting] = [],
        evidence: [Evidence], published: Published? = nil
    ) {
        self.statement = statement
        self.source = source
        self.quantity = quantity
        self.settings = settings
        self.evidence = evidence
        self.published = published
        let verdicts = evidence.map(\.verdict)
        if verdicts.contains(.contradicted) {
            verdict = .contradicted
        } else {
            verdict = verdicts.allSatisfy { $0 == .supported } ? .supported : .inconclusive
        }
    }

    /// What became of a claim.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// The numbers say what the sentence says.
        case supported
        /// The numbers say the opposite.
        case contradicted
        /// The numbers don't decide.
        case inconclusive
    }

    /// What is measured: one number for each training, or for each draw.
    public struct Quantity: Sendable, Equatable, Codable {
        /// What it is called: "final test error".
        public var name: String
        /// What it is counted in, after a number; nil where it has no unit.
        public var unit: String?
        /// How its numbers are shown.
        public var format: NumberFormat?
        /// Which way is better: a training that gave no number is worse than every other.
        public var better: Better

        /// A quantity.
        public init(
            _ name: String, unit: String? = nil, format: NumberFormat? = nil, better: Better = .lower
        ) {
            self.name = name
            self.unit = unit
            self.format = format
            self.better = better
        }
    }

    /// Which way a quantity improves.
    public enum Better: String, Sendable, Codable {
        /// The less the better, as of errors, losses and steps.
        case lower
        /// The more the better, as of accuracies.
        case higher
    }

    /// What the source of a claim gives itself: in words, and as a number where it can be compared with the effect.
    ///
    /// A string literal is words alone: `paper: "1.3 % against 1.6 % (Table 2)"`.
    public struct Published: Sendable, Equatable, Codable, ExpressibleByStringInterpolation {
        /// What the source says, with its place.
        public var words: String
        /// The effect as the claim measures it, to be drawn beside ours.
        public var effect: Double?

        /// A number of the source, with the words that say where it stands.
        public init(_ effect: Double, _ words: String) { (self.effect, self.words) = (effect, words) }
        /// Words alone.
        public init(stringLiteral words: String) { self.words = words }
    }

    /// The largest p value of the claim's comparisons, because all of them must hold. Nil where nothing was tested.
    public var p: Double? {
        let values = evidence.compactMap(\.p)
        return values.count == evidence.count ? values.max() : nil
    }

    /// On how many pairs, trainings or draws the claim rests: the fewest of its comparisons.
    public var count: Int { evidence.map(\.samples.count).min() ?? 0 }
}

extension Claim {
    /// The effect of the claim's first comparison, for a sentence: a ratio, or a difference with the quantity's format and unit.
    public var effect: Value { value("effect", evidence.first?.estimate) }
    /// The lower end of the effect's interval, for a sentence; NaN where it has none.
    public var lower: Value { value("lower end", evidence.first?.lower) }
    /// The upper end of the effect's interval, for a sentence; NaN where it has none.
    public var upper: Value { value("upper end", evidence.first?.upper) }
    /// In how many pairs or draws the first comparison comes out as claimed.
    public var agreeing: Int {
        guard let comparison = evidence.first else { return 0 }
        return comparison.samples.compactMap { comparison.place(of: $0, better: quantity.better) }
            .count(where: comparison.agrees)
    }

    private func value(_ label: String, _ number: Double?) -> Value {
        let isRatio = evidence.first?.scale == .ratio
        return Value(
            label, number ?? .nan, unit: isRatio ? nil : quantity.unit,
            format: isRatio ? .significant(3) : quantity.format)
    }
}
