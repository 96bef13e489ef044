import Testing

@testable import Statistics

@Suite struct StudentTTests {
    @Test func quantilesAreSciPys() {
        for (degreesOfFreedom, p, t) in SciPyStudentT.quantiles {
            let ours = StudentT(degreesOfFreedom: degreesOfFreedom).quantile(p)
            let error = degreesOfFreedom > 1e4 ? 1e-9 : 1e-11
            #expect(isClose(ours, t, within: error), "ν = \(degreesOfFreedom), p = \(p): \(ours), SciPy \(t)")
        }
    }

    @Test func probabilitiesAreSciPys() {
        for (degreesOfFreedom, t, p) in SciPyStudentT.probabilities {
            let ours = StudentT(degreesOfFreedom: degreesOfFreedom).cumulative(t)
            let error = degreesOfFreedom > 1e4 ? 1e-9 : 1e-12
            #expect(isClose(ours, p, within: error), "ν = \(degreesOfFreedom), t = \(t): \(ours), SciPy \(p)")
        }
    }

    @Test(arguments: [0.5, 1, 2, 3.7, 10, 100, 1e5]) func quantileUndoesProbability(degreesOfFreedom: Double)
    {
        let distribution = StudentT(degreesOfFreedom: degreesOfFreedom)
        for p in [1e-10, 0.001, 0.2, 0.4, 0.6, 0.99] {
            #expect(isClose(distribution.cumulative(distribution.quantile(p)), p, within: 1e-11))
        }
    }

    @Test func oneDegreeOfFreedomIsCauchys() {
        // tan(π (p − ½)) at p = ¾ is 1.
        #expect(isClose(StudentT(degreesOfFreedom: 1).quantile(0.75), 1, within: 1e-14))
    }

    @Test func edges() {
        let distribution = StudentT(degreesOfFreedom: 4)
        #expect(distribution.quantile(0.5) == 0)
        #expect(distribution.quantile(0) == -.infinity)
        #expect(distribution.quantile(1) == .infinity)
        #expect(distribution.quantile(1.5).isNaN)
        #expect(distribution.quantile(.nan).isNaN)
        #expect(distribution.cumulative(0) == 0.5)
        #expect(distribution.cumulative(-.infinity) == 0)
        #expect(distribution.cumulative(.infinity) == 1)
        #expect(distribution.cumulative(.nan).isNaN)
        #expect(StudentT(degreesOfFreedom: 0).quantile(0.9).isNaN)
        #expect(StudentT(degreesOfFreedom: -1).cumulative(0).isNaN)
    }

    @Test func incompleteBetaHasItsClosedForms() {
        for x in [0.01, 0.3, 0.5, 0.9] {
            #expect(isClose(regularizedIncompleteBeta(x, complement: 1 - x, 1, 1), x, within: 1e-14))
            #expect(isClose(regularizedIncompleteBeta(x, complement: 1 - x, 3, 1), x * x * x, within: 1e-13))
            let both =
                regularizedIncompleteBeta(x, complement: 1 - x, 2.5, 4)
                + regularizedIncompleteBeta(1 - x, complement: x, 4, 2.5)
            #expect(isClose(both, 1, within: 1e-14))
        }
    }
}

/// Whether two numbers differ by at most a share of the second; both zero is close.
func isClose(_ a: Double, _ b: Double, within error: Double) -> Bool {
    a == b || (a - b).magnitude <= error * b.magnitude
}

@Test func closenessCanFail() {
    #expect(!isClose(1 + 1e-9, 1, within: 1e-10))
    #expect(!isClose(.nan, 1, within: 1))
    #expect(!isClose(1e-20, 0, within: 1))
}
