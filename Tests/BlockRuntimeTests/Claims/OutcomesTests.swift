import Exhibits
import TestSupport
import Testing

@testable import BlockRuntime

@Suite struct OutcomesTests {
    private let runs = sampleRuns(["layer": [0.25, nil]])

    @Test func everyNumberOfARun() {
        let diverged = Outcomes.Result.missing("diverged: 'loss' was NaN at 1")
        #expect(runs.final("loss").values == [.number(0.25), diverged])
        #expect(runs.final("loss").quantity == Claim.Quantity("final loss"))
        #expect(runs.mean("loss").values == [.number(1.875 / 3), diverged])
        #expect(runs.mean("loss", from: 1).values == [.number(0.4375), diverged])
        #expect(runs.firstStep(of: "loss", atMost: 0.625).values == [.number(1), diverged])
        #expect(runs.firstStep(of: "loss", atMost: 0.1).values == [.missing("never reached"), diverged])
        #expect(runs.firstStep(of: "loss", atLeast: 1).values == [.number(0), diverged])
        #expect(
            runs.firstStep(of: "loss", atMost: 0.1).quantity
                == Claim.Quantity("first step with a loss of at most 0.1", unit: "steps"))
        #expect(runs.mean("loss", from: 9).values[0] == .missing("there is no record from there on"))
        #expect(runs.outcomes("seeds") { Double($0.seed) }.values == [.number(0), diverged])
        #expect(runs.outcomes("none") { _ in nil }.values[0] == .missing("there is no number"))
        #expect(runs.outcomes("odd") { _ in .infinity }.values[0] == .missing("the number is not finite"))
        guard case .number(let mean) = runs.geometricMean("loss", from: 1).values[0] else {
            Issue.record("no geometric mean")
            return
        }
        expectClose(mean, 0.39528470752104744, tolerance: 1e-14)
    }

    @Test func quantitiesKeepTheirFormat() {
        let quantity = runs.final("loss", better: .higher, format: .percent(decimals: 1), unit: "x").quantity
        #expect(
            quantity
                == Claim.Quantity("final loss", unit: "x", format: .percent(decimals: 1), better: .higher))
    }
}
