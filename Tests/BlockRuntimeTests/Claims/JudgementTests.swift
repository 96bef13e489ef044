import Exhibits
import TestSupport
import Testing

@testable import BlockRuntime

/// Each kind of claim comes out as each verdict that it can have.
@Suite struct JudgementTests {
    private let low = [0.10, 0.11, 0.12, 0.10, 0.11]
    private let high = [0.20, 0.22, 0.21, 0.23, 0.20]
    private let wide = [0.05, 0.30, 0.12, 0.02, 0.22]

    @Test func belowAndAbove() throws {
        #expect(try isBelow(sampleRuns(["layer": low, "batch": high])).verdict == .supported)
        #expect(try isBelow(sampleRuns(["layer": high, "batch": low])).verdict == .contradicted)
        #expect(try isBelow(sampleRuns(["layer": wide, "batch": low])).verdict == .inconclusive)
        #expect(try isBelow(sampleRuns(["layer": high, "batch": low]), .above).verdict == .supported)
        #expect(try isBelow(sampleRuns(["layer": low, "batch": high]), .above).verdict == .contradicted)
        #expect(try isBelow(sampleRuns(["layer": wide, "batch": low]), .above).verdict == .inconclusive)
    }

    private func isBelow(_ runs: Runs, _ relation: Evidence.Relation) throws -> Claim {
        try BlockRuntimeTests.isBelow(runs, "layer", "batch", relation: relation)
    }

    /// SciPy: ttest_rel(low, high).confidence_interval() and its p value.
    @Test func theNumbersAreThoseOfTheTTest() throws {
        let claim = try isBelow(sampleRuns(["layer": low, "batch": high]))
        let evidence = try #require(claim.evidence.first)
        #expect(evidence.method == .t && evidence.level == 0.95)
        expectClose(
            try [#require(evidence.estimate), #require(evidence.lower), #require(evidence.upper)],
            [-0.10400000000000001, -0.12477701267367136, -0.08322298732632866],
            tolerance: 1e-9)
        expectClose(try #require(claim.p), 0.00015543552359874094, tolerance: 1e-9)
        #expect(claim.count == 5 && claim.agreeing == 5)
        #expect(evidence.samples.map(\.number) == [0, 1, 2, 3, 4])
        #expect(evidence.samples[1] == Evidence.Sample(1, 0.11, 0.22))
        #expect(claim.settings == [Run.Setting("batch size", "4")])
    }

    @Test func margins() throws {
        let runs = sampleRuns(["layer": low, "batch": high])
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 0.08).verdict == .supported)
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 0.104).verdict == .inconclusive)
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 0.2).verdict == .contradicted)
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 1.7, as: .ratio).verdict == .supported)
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 1.98, as: .ratio).verdict == .inconclusive)
        #expect(try BlockRuntimeTests.isBelow(runs, margin: 3, as: .ratio).verdict == .contradicted)
    }

    @Test func ratiosAreGeometric() throws {
        let halves = sampleRuns([
            "layer": [0.1, 0.2, 0.3, 0.11, 0.21], "batch": [0.2, 0.4, 0.6, 0.22, 0.43],
        ])
        let evidence = try #require(try BlockRuntimeTests.isBelow(halves, as: .ratio).evidence.first)
        #expect(evidence.verdict == .supported)
        #expect((try #require(evidence.estimate) - 0.4977).magnitude < 0.001)
        #expect(try #require(evidence.lower) > 0 && evidence.bound == 1)
    }

    @Test func near() throws {
        func near(_ a: [Double], _ b: [Double], _ tolerance: Double) throws -> Claim {
            try ClaimText("Equal", "here").near(
                sampleRuns(["layer": a, "batch": b]).final("loss"), ["layer", "batch"], 0, tolerance, by: nil,
                at: [:])
        }
        let similar = [0.11, 0.10, 0.13, 0.11, 0.10]
        #expect(try near(low, similar, 0.05).verdict == .supported)
        #expect(try near(low, similar, 0.005).verdict == .inconclusive)
        #expect(try near(low, high, 0.05).verdict == .contradicted)
        #expect(try #require(near(low, similar, 0.05).p) < 0.05)
        #expect(try #require(near(low, high, 0.05).p) > 0.05)
    }

    @Test func orders() throws {
        func order(_ values: [[Double]]) throws -> Claim {
            let runs = sampleRuns(["a": values[0], "b": values[1], "c": values[2]])
            return try ClaimText("In order", "here").ordered(
                runs.final("loss"), ["a", "b", "c"], .below, nil, .difference, by: nil, at: [:])
        }
        let highest = high.map { $0 * 2 + $0 * $0 }
        let claim = try order([low, high, highest])
        #expect(claim.verdict == .supported && claim.evidence.count == 2)
        #expect(claim.p == claim.evidence.compactMap(\.p).max())
        #expect(try order([low, highest, high]).verdict == .contradicted)
        #expect(try order([low, wide, highest]).verdict == .inconclusive)
    }

    @Test func againstANumber() throws {
        func claim(_ relation: Evidence.Relation, _ bound: Double, _ tolerance: Double? = nil) throws -> Claim
        {
            try ClaimText("A number", "here").against(
                sampleRuns(["layer": low]).final("loss"), relation, bound, tolerance, at: [:])
        }
        #expect(try claim(.below, 0.2).verdict == .supported)
        #expect(try claim(.below, 0.05).verdict == .contradicted)
        #expect(try claim(.below, 0.109).verdict == .inconclusive)
        #expect(try claim(.above, 0.05).verdict == .supported)
        #expect(try claim(.above, 0.2).verdict == .contradicted)
        #expect(try claim(.near, 0.108, 0.02).verdict == .supported)
        #expect(try claim(.near, 0.3, 0.02).verdict == .contradicted)
        #expect(try claim(.near, 0.108, 0.001).verdict == .inconclusive)
        #expect(try claim(.near, 0.108, 0.02).evidence[0].scale == .value)
    }

    // MARK: Draws

    private func draws(
        _ values: [Double], _ relation: Evidence.Relation, _ bound: Double, _ tolerance: Double? = nil
    ) throws -> Claim {
        try ClaimText("Invariant", "Table 1").draws("deviation", values, relation, bound, tolerance, nil)
    }

    @Test func everyDrawAtMost() throws {
        let claim = try draws([0, 1e-7, 3e-7], .everyAtMost, 1e-6)
        #expect(claim.verdict == .supported && claim.evidence[0].estimate == 3e-7)
        #expect(claim.p == nil && claim.evidence[0].lower == nil && claim.evidence[0].method == .everyDraw)
        #expect(try draws([0, 1e-7, 3e-3], .everyAtMost, 1e-6).verdict == .contradicted)
        #expect(try draws([0, .nan], .everyAtMost, 1e-6).verdict == .contradicted)
        #expect(try draws([0, .infinity], .everyAtMost, 1e-6).verdict == .contradicted)
        #expect(try draws([1e-6], .everyAtMost, 1e-6).verdict == .supported)
    }

    @Test func everyDrawAtLeast() throws {
        #expect(try draws([0.1, 0.3], .everyAtLeast, 0.01).verdict == .supported)
        #expect(try draws([0.001, 0.002], .everyAtLeast, 0.01).verdict == .contradicted)
        #expect(try draws([0.001, 0.3], .everyAtLeast, 0.01).verdict == .inconclusive)
        #expect(try draws([0.1, .nan], .everyAtLeast, 0.01).verdict == .inconclusive)
        #expect(try draws([.nan], .everyAtLeast, 0.01).verdict == .inconclusive)
    }

    @Test func everyDrawNear() throws {
        let claim = try draws([0.2501, 0.2499], .everyNear, 0.25, 0.001)
        #expect(claim.verdict == .supported)
        #expect(try draws([0.25, 0.26], .everyNear, 0.25, 0.001).verdict == .contradicted)
        #expect(try draws([0.25, 0.26], .everyNear, 0.25, 0.001).evidence[0].estimate == 0.26)
        #expect(try draws([0.25, .nan], .everyNear, 0.25, 0.001).verdict == .contradicted)
    }

    // MARK: Where there is no mean

    @Test func aDivergedRunIsWorseThanEveryOther() throws {
        let six = [0.10, 0.11, 0.12, 0.10, 0.11, 0.12]
        let broken: [Double?] = [nil, nil, nil, nil, nil, nil]
        let wins = try isBelow(sampleRuns(["layer": six, "batch": broken]))
        #expect(wins.verdict == .supported && wins.evidence[0].method == .signs)
        #expect(wins.p == 0.03125 && wins.agreeing == 6 && wins.evidence[0].estimate == nil)
        #expect(wins.evidence[0].lower == nil)
        #expect(try isBelow(sampleRuns(["layer": broken, "batch": six])).verdict == .contradicted)
        // Five pairs, even all of them, are not enough; nor does one diverged run vanish from five.
        let five = Array(broken.dropLast())
        #expect(try isBelow(sampleRuns(["layer": low, "batch": five])).verdict == .inconclusive)
        #expect(
            try isBelow(sampleRuns(["layer": low, "batch": [0.20, 0.22, 0.21, 0.23, nil]])).verdict
                == .inconclusive
        )
        #expect(
            try isBelow(sampleRuns(["layer": [0.10, 0.11, 0.12, 0.10, nil], "batch": high])).verdict
                == .inconclusive
        )
    }

    @Test func whatIsWorseIsTheQuantitys() throws {
        let six = [0.90, 0.91, 0.92, 0.90, 0.91, 0.92]
        let broken: [Double?] = [nil, nil, nil, nil, nil, nil]
        let runs = sampleRuns(["layer": six, "batch": broken])
        #expect(try BlockRuntimeTests.isBelow(runs, better: .higher, relation: .above).verdict == .supported)
        #expect(
            try BlockRuntimeTests.isBelow(runs, better: .higher, relation: .below).verdict == .contradicted)
        #expect(try BlockRuntimeTests.isBelow(runs, as: .ratio).verdict == .supported)
    }

    @Test func twoDivergedRunsAreATie() throws {
        let seven: [Double?] = [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, nil]
        let others: [Double?] = [nil, nil, nil, nil, nil, nil, nil]
        let claim = try isBelow(sampleRuns(["layer": seven, "batch": others]))
        // Six of seven: p = 2 · 8 / 128.
        #expect(claim.p == 0.125 && claim.verdict == .inconclusive)
        #expect(claim.evidence[0].samples.count == 7)
        #expect(
            claim.evidence[0].samples[6].note
                == "layer: diverged: 'loss' was NaN at 1; batch: diverged: 'loss' was NaN at 1")
    }

    @Test func equalDifferencesHaveNoInterval() throws {
        let six = [0.10, 0.11, 0.12, 0.10, 0.11, 0.12]
        let claim = try isBelow(sampleRuns(["layer": six, "batch": six.map { $0 + 0.1 }]))
        #expect(claim.evidence[0].method == .signs && claim.verdict == .supported)
        #expect(claim.evidence[0].lower == nil)
        #expect((try #require(claim.evidence[0].estimate) + 0.1).magnitude < 1e-12)
        #expect(
            try isBelow(sampleRuns(["layer": low, "batch": low.map { $0 + 0.1 }])).verdict == .inconclusive)
        let same = try isBelow(sampleRuns(["layer": six, "batch": six]))
        #expect(same.verdict == .inconclusive && same.p == 1 && same.evidence[0].estimate == 0)
    }

    @Test func theBootstrapDecidesFromTwentyPairs() throws {
        let a = (0..<20).map { 0.1 + 0.001 * Double($0 * 7 % 20) }
        let b = (0..<20).map { 0.12 + 0.001 * Double($0 * 3 % 20) }
        let claim = try isBelow(sampleRuns(["layer": a, "batch": b]))
        #expect(claim.evidence[0].method == .bootstrap && claim.verdict == .supported)
        #expect(try isBelow(sampleRuns(["layer": b, "batch": a])).verdict == .contradicted)
        #expect(try isBelow(sampleRuns(["layer": a, "batch": a.reversed()])).verdict == .inconclusive)
    }

    /// The sabotage of a comparison: the arm that is claimed about is the other one under its name.
    @Test func anArmAgainstItsCopyIsNotSupported() throws {
        let claim = try isBelow(sampleRuns(["layer": high, "batch": high]))
        #expect(claim.verdict == .inconclusive)
    }

    private func isBelow(_ runs: Runs) throws -> Claim { try BlockRuntimeTests.isBelow(runs) }
}
