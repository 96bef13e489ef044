import Exhibits
import Testing

@testable import Renderer

/// Claims with given numbers, one for each way in which a card can look.
struct ClaimCase: Sendable, CustomTestStringConvertible {
    var name: String
    var claim: Claim
    var testDescription: String { name }

    static let all = [
        ClaimCase(name: "supported-difference", claim: claim(difference(-0.013, -0.021, -0.005, .supported))),
        ClaimCase(
            name: "contradicted-ratio",
            claim: claim(
                ratio(2.1, 1.7, 2.6, .contradicted),
                published: Claim.Published(0.6, "about 60 % of the steps (Figure 1)"))),
        ClaimCase(name: "inconclusive-margin", claim: claim(margin)),
        ClaimCase(name: "near", claim: claim(near)),
        ClaimCase(name: "diverged", claim: claim(diverged)),
        ClaimCase(name: "order", claim: claim(difference(-0.013, -0.021, -0.005, .supported), order)),
        ClaimCase(name: "draws-at-most", claim: claim(draws, quantity: Claim.Quantity("largest deviation"))),
        ClaimCase(
            name: "many-draws", claim: claim(manyDraws, quantity: Claim.Quantity("turned angle", unit: "rad"))
        ),
        ClaimCase(
            name: "narrow-tolerance", claim: claim(narrow, quantity: Claim.Quantity("relative metric"))),
        ClaimCase(name: "hostile", claim: hostile),
    ]

    static func claim(
        _ evidence: Evidence..., quantity: Claim.Quantity? = nil, published: Claim.Published? = nil
    ) -> Claim {
        Claim(
            "At batch size 4 layer normalization ends lower", source: "Section 6.6",
            quantity: quantity ?? Claim.Quantity("final test error", format: .percent(decimals: 1)),
            settings: [Run.Setting("batch size", "4")], evidence: evidence, published: published)
    }

    static func samples(_ pairs: [(Double?, Double?)]) -> [Evidence.Sample] {
        pairs.enumerated().map { seed, pair in
            let isMissing = pair.0 == nil || pair.1 == nil
            return Evidence.Sample(
                seed, pair.0, pair.1, note: isMissing ? "batch: diverged: 'loss' was NaN at 3" : nil)
        }
    }

    static func difference(_ mean: Double, _ low: Double, _ high: Double, _ verdict: Claim.Verdict)
        -> Evidence
    {
        var evidence = Evidence(
            "layer", "batch", relation: .below, scale: .difference, bound: 0,
            samples: samples([(0.031, 0.045), (0.028, 0.046), (0.035, 0.04), (0.03, 0.047), (0.029, 0.04)]))
        (evidence.estimate, evidence.lower, evidence.upper) = (mean, low, high)
        (evidence.p, evidence.effectSize, evidence.method, evidence.verdict) = (0.0123, -1.87, .t, verdict)
        return evidence
    }

    private static func ratio(_ mean: Double, _ low: Double, _ high: Double, _ verdict: Claim.Verdict)
        -> Evidence
    {
        var evidence = difference(mean, low, high, verdict)
        evidence.scale = .ratio
        evidence.bound = 1
        evidence.samples = samples([(0.4, 0.2), (0.5, 0.2), (0.3, 0.16), (0.44, 0.2), (0.4, 0.21)])
        (evidence.p, evidence.method) = (0.00001, .bootstrap)
        return evidence
    }

    private static var margin: Evidence {
        var evidence = difference(-0.013, -0.021, 0.005, .inconclusive)
        evidence.bound = -0.01
        evidence.p = 1
        return evidence
    }

    private static var near: Evidence {
        var evidence = difference(0.0, -0.004, 0.004, .supported)
        (evidence.relation, evidence.tolerance) = (.near, 0.01)
        return evidence
    }

    private static var diverged: Evidence {
        var evidence = Evidence(
            "layer", "batch", relation: .below, scale: .difference, bound: 0,
            samples: samples([(0.031, nil), (0.028, nil), (nil, 0.04), (nil, nil), (0.029, 0.04)]))
        (evidence.p, evidence.method) = (1, .signs)
        return evidence
    }

    private static var order: Evidence {
        var evidence = difference(0.001, -0.004, 0.006, .inconclusive)
        (evidence.first, evidence.second, evidence.p) = ("batch", "none", 0.61)
        return evidence
    }

    private static var draws: Evidence {
        var evidence = Evidence(
            relation: .everyAtMost, scale: .value, bound: 1e-5,
            samples: [0, 1.2e-7, 3.1e-7, 8.8e-8].enumerated().map { Evidence.Sample($0, $1) })
        (evidence.estimate, evidence.method, evidence.verdict) = (3.1e-7, .everyDraw, .supported)
        return evidence
    }

    private static var manyDraws: Evidence {
        var evidence = Evidence(
            relation: .everyNear, scale: .value, bound: 0.25, tolerance: 0.01,
            samples: (0..<1000).map { Evidence.Sample($0, 0.25 + Double($0 * 37 % 1000 - 500) / 20_000) })
        (evidence.estimate, evidence.method, evidence.verdict) = (0.225, .everyDraw, .contradicted)
        return evidence
    }

    /// A tolerance far below what the digits of a tick can say.
    private static var narrow: Evidence {
        var evidence = Evidence(
            relation: .everyNear, scale: .value, bound: 100, tolerance: 1e-7,
            samples: [100, 100 - 3e-8, 100 + 2e-8].enumerated().map { Evidence.Sample($0, $1) })
        (evidence.estimate, evidence.method, evidence.verdict) = (100 - 3e-8, .everyDraw, .supported)
        return evidence
    }

    /// Words that would be markup, would end an attribute, or would turn the text around.
    private static var hostile: Claim {
        let words = "<script>alert('x')</script> \"]]>\u{202E}\u{1}&amp;"
        var evidence = difference(-0.013, -0.021, -0.005, .supported)
        (evidence.first, evidence.second) = (words, "b\(words)")
        evidence.samples[0].note = words
        return Claim(
            words, source: words, quantity: Claim.Quantity(words, unit: words),
            settings: [Run.Setting(words, words)], evidence: [evidence],
            published: Claim.Published(stringLiteral: words))
    }
}

/// A notebook as it is when its blocks have run: each with its label, the expectation given, and what it showed.
func claimResult(
    _ name: String, _ blocks: [(label: String, expect: String?, shown: [Exhibit])]
) -> NotebookResult {
    let text = blocks.map { block in
        "```swift\n//| label: \(block.label)\n" + (block.expect.map { "//| expect: \($0)\n" } ?? "")
            + "1\n```\n"
    }.joined(separator: "\n")
    let (notebook, problems) = Notebook.parse(
        file: "notebooks/\(name).md", bytes: Array("---\ntitle: \(name) & co\n---\n\(text)".utf8))
    return NotebookResult(
        notebook: notebook, record: NotebookRecord(blocks: blocks.map(\.shown)),
        blocks: notebook.experiments,
        problems: problems, contentKey: nil)
}
