import TestSupport
import Testing

@testable import Statistics

@Suite struct AdjustmentTests {
    @Test func holmIsStatsmodels() throws {
        let cases = try SciPyFixture.read().holm
        #expect(cases.count == 5)
        for example in cases { expectClose(holmAdjusted(example.p), example.adjusted, tolerance: 1e-14) }
    }

    @Test func holmLeavesOutWhatWasNotTested() {
        let adjusted = holmAdjusted([0.01, .nan, 0.04])
        #expect(adjusted[0] == 0.02 && adjusted[1].isNaN && adjusted[2] == 0.04)
        #expect(holmAdjusted([]) == [])
        #expect(holmAdjusted([.nan]).count == 1)
    }

    @Test func signsAreSciPys() throws {
        let cases = try SciPyFixture.read().signs
        #expect(cases.count == 8)
        for example in cases {
            expectClose(signTest(agreeing: example.agreeing, of: example.count), example.p, tolerance: 1e-12)
        }
    }

    @Test func signEdges() {
        #expect(signTest(agreeing: 0, of: 0) == 1)
        #expect(signTest(agreeing: 3, of: 6) == 1 && signTest(agreeing: 2, of: 6) == 1)
        #expect(signTest(agreeing: 5, of: 5) == 0.0625 && signTest(agreeing: 6, of: 6) == 0.03125)
        #expect(signTest(agreeing: 2000, of: 2000) == 0)
    }

    @Test func normalIsSciPys() throws {
        let cases = try SciPyFixture.read().normal
        #expect(cases.count == 10)
        for example in cases {
            expectClose(StandardNormal.cumulative(example.z), example.p, tolerance: 1e-12)
            // Above the mean, what a Double keeps of 1 − p limits the inverse.
            if example.z < 4 { #expect((StandardNormal.quantile(example.p) - example.z).magnitude < 1e-11) }
        }
    }

    @Test func normalEdges() {
        #expect(StandardNormal.quantile(0) == -.infinity && StandardNormal.quantile(1) == .infinity)
        #expect(StandardNormal.quantile(-0.1).isNaN && StandardNormal.quantile(.nan).isNaN)
        #expect(StandardNormal.quantile(0.5) == 0 || StandardNormal.quantile(0.5).magnitude < 1e-15)
        #expect(StandardNormal.quantile(0.25) == -StandardNormal.quantile(0.75))
    }
}
