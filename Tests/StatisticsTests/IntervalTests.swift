import Testing

@testable import Statistics

/// Test errors of five imaginary seeds. SciPy's and NumPy's numbers for them:
///
///     python3 -c "
///     import numpy as np; from scipy import stats; v = [0.021, 0.024, 0.019, 0.034, 0.029]
///     print(stats.t.interval(0.95, 4, loc=np.mean(v), scale=stats.sem(v)), np.std(v, ddof=1))
///     g = np.log(v); print(np.exp(stats.t.interval(0.95, 4, loc=g.mean(), scale=stats.sem(g))), stats.gmean(v))
///     print(np.quantile(v, [0, .1, .25, .5, .75, .9, 1]))"
private let errors = [0.021, 0.024, 0.019, 0.034, 0.029]

@Suite struct IntervalTests {
    @Test(arguments: [
        (0.95, 0.0178166953266113, 0.0329833046733887), (0.99, 0.012824835416601532, 0.03797516458339847),
        (0.5, 0.023376934012128814, 0.027423065987871184),
    ])
    func meanIntervalIsSciPys(level: Double, lower: Double, upper: Double) throws {
        let interval = meanInterval(errors, level: level)
        #expect(isClose(interval.estimate, 0.0254, within: 1e-15))
        #expect(isClose(try #require(interval.lower), lower, within: 1e-12))
        #expect(isClose(try #require(interval.upper), upper, within: 1e-12))
        #expect(interval.count == 5)
        #expect(interval.level == level)
    }

    @Test func geometricIntervalIsSciPys() throws {
        let interval = geometricMeanInterval(errors)
        #expect(isClose(interval.estimate, 0.024832029211569497, within: 1e-14))
        #expect(isClose(try #require(interval.lower), 0.018513137964386195, within: 1e-12))
        #expect(isClose(try #require(interval.upper), 0.03330767998112767, within: 1e-12))
    }

    @Test func oneValueHasNoInterval() {
        #expect(meanInterval([3]) == Interval(estimate: 3, lower: nil, upper: nil, count: 1, level: 0.95))
        #expect(
            geometricMeanInterval([1]) == Interval(estimate: 1, lower: nil, upper: nil, count: 1, level: 0.95)
        )
    }

    @Test func noValuesHaveNoEstimate() {
        let interval = meanInterval([])
        #expect(
            interval.estimate.isNaN && interval.lower == nil && interval.upper == nil && interval.count == 0)
    }

    @Test func equalValuesHaveAnIntervalOfNoWidth() {
        let interval = meanInterval([0.1, 0.1, 0.1])
        #expect(interval.lower == interval.estimate && interval.upper == interval.estimate)
        #expect(interval.estimate == 0.1)
    }

    @Test(arguments: [[1.0, .nan], [1, .infinity]]) func notFiniteTakesTheIntervalAway(values: [Double]) {
        let interval = meanInterval(values)
        #expect(!interval.estimate.isFinite && interval.lower == nil && interval.upper == nil)
    }

    @Test func geometricMeanOfZeroAndBelow() {
        #expect(geometricMeanInterval([0, 1]).estimate == 0)
        #expect(geometricMeanInterval([0, 1]).lower == nil)
        #expect(geometricMeanInterval([-1, 1]).estimate.isNaN)
    }
}

@Suite struct MomentTests {
    @Test func meanAndDeviation() {
        #expect(mean([1, 2, 3, 4]) == 2.5)
        #expect(mean([]).isNaN)
        #expect(mean([1, .infinity]) == .infinity)
        #expect(isClose(standardDeviation(errors), 0.006107372593840989, within: 1e-14))
        #expect(standardDeviation([5]).isNaN)
    }

    @Test func smallSpreadAroundALargeMeanSurvives() {
        // E[x²] − E[x]² in Double gives 0 or noise here; the true deviation is √(2/3) × 1e-4 × √1.5 = 1e-4.
        let values = [1e8 - 1e-4, 1e8, 1e8 + 1e-4]
        #expect(isClose(standardDeviation(values), 1e-4, within: 1e-3))
    }

    @Test(arguments: [
        (0.0, 0.019), (0.1, 0.0198), (0.25, 0.021), (0.5, 0.024), (0.75, 0.029), (0.9, 0.032), (1, 0.034),
    ])
    func quantileIsNumPys(p: Double, expected: Double) {
        #expect(isClose(quantile(errors, p), expected, within: 1e-14))
    }

    @Test func quantileEdges() {
        #expect(median([3, 1, 2]) == 2)
        #expect(median([4, 1, 2, 3]) == 2.5)
        #expect(median([7]) == 7)
        #expect(median([]).isNaN)
        #expect(median([1, .nan]).isNaN)
        #expect(median([1, 2, .infinity]) == 2)
        #expect(quantile([1, 2], -0.1).isNaN)
        #expect(quantile([1, 2], .nan).isNaN)
    }
}
