import TestSupport
import Testing

@testable import Statistics

@Suite struct MeanEstimateTests {
    @Test func pairedDifferencesAreSciPys() throws {
        let cases = try SciPyFixture.read().paired
        #expect(cases.count == 10)
        for example in cases {
            let estimate = MeanEstimate(example.differences, level: example.level)
            #expect(estimate.method == .t)
            let ends = try [#require(estimate.interval.lower), #require(estimate.interval.upper)]
            expectClose(ends, example.interval, tolerance: 1e-10)
            expectClose(estimate.p(against: 0), example.p, tolerance: 1e-10)
            if let g = example.g { expectClose(standardizedMean(example.differences), g, tolerance: 1e-11) }
        }
    }

    @Test func oneSampleIsSciPys() throws {
        for example in try SciPyFixture.read().single {
            expectClose(
                MeanEstimate(example.values).p(against: example.against), example.p, tolerance: 1e-10)
        }
    }

    /// SciPy made its BCa intervals of the means of the same resamples.
    @Test func bootstrapIsSciPys() throws {
        let cases = try SciPyFixture.read().bootstrap
        #expect(cases.count == 9)
        for example in cases {
            let estimate = MeanEstimate(example.values, level: example.level)
            #expect(estimate.method == .bootstrap)
            let ends = try [#require(estimate.interval.lower), #require(estimate.interval.upper)]
            expectClose(ends, example.interval, tolerance: 1e-9)
        }
    }

    /// An interval at level 1 − p has its end at the number that p is for.
    @Test func pValuesFitTheIntervals() throws {
        let fixture = try SciPyFixture.read()
        let lists = fixture.paired.map(\.differences) + fixture.bootstrap.map(\.values)
        for values in lists {
            for number in [0.0, -0.02, 0.1] {
                let p = MeanEstimate(values).p(against: number)
                guard p > 0.002, p < 0.999 else { continue }
                let interval = MeanEstimate(values, level: 1 - p).interval
                let end = number < interval.estimate ? interval.lower : interval.upper
                let size = values.map(\.magnitude).max() ?? 0
                #expect(
                    (try #require(end) - number).magnitude < 1e-6 * size, "\(values.count) values, p \(p)")
            }
        }
    }

    @Test func nearnessFitsTheInterval() throws {
        for values in try SciPyFixture.read().paired.map(\.differences) {
            let estimate = MeanEstimate(values)
            let (lower, upper) = try (#require(estimate.interval.lower), #require(estimate.interval.upper))
            let width = upper - lower
            #expect(estimate.p(within: (lower - 0.01 * width)...(upper + 0.01 * width)) < 0.05)
            #expect(estimate.p(within: (lower + 0.01 * width)...(upper + width)) > 0.05)
            #expect(estimate.p(within: (lower - width)...(upper - 0.01 * width)) > 0.05)
        }
    }

    @Test func bootstrapIsUsedFromTwenty() {
        let values = (0..<20).map { Double($0 * $0 % 7) }
        #expect(MeanEstimate(Array(values.dropLast())).method == .t)
        #expect(MeanEstimate(values).method == .bootstrap)
        #expect(MeanEstimate(values).interval == MeanEstimate(values).interval)
    }

    /// Far from everything, a bootstrap says only that no resample was there.
    @Test func bootstrapHasASmallestP() {
        let values = (0..<25).map { 10 + Double($0 % 5) }
        let p = MeanEstimate(values).p(against: 0)
        #expect(p > 0 && p < 0.001)
        #expect(MeanEstimate(values).p(against: 1000) > 0)
        #expect(MeanEstimate(values).p(against: 1000) < 0.001)
    }

    @Test(arguments: [[], [1.0], [1, .nan], [1, .infinity], [Double](repeating: 1, count: 30) + [.nan]])
    func withoutAnIntervalThereIsNoP(values: [Double]) {
        let estimate = MeanEstimate(values)
        #expect(estimate.interval.lower == nil && estimate.interval.upper == nil)
        #expect(estimate.p(against: 0).isNaN)
        #expect(estimate.p(within: -1...1).isNaN)
    }

    @Test(arguments: [5, 25]) func equalValuesAreAPoint(count: Int) {
        let estimate = MeanEstimate([Double](repeating: 0.5, count: count))
        #expect(estimate.interval.lower == 0.5 && estimate.interval.upper == 0.5)
        #expect(estimate.p(against: 0.5) == 1 && estimate.p(against: 0) == 0)
        #expect(estimate.p(within: 0...1) == 0 && estimate.p(within: 1...2) == 1)
    }

    @Test func standardizedMeanEdges() {
        #expect(standardizedMean([]).isNaN && standardizedMean([1, 2]).isNaN)
        #expect(standardizedMean([1, 1, 1]) == .infinity && standardizedMean([0, 0, 0]).isNaN)
        #expect(standardizedMean([1, 2, .nan]).isNaN)
    }
}

@Suite struct BootstrapMeanTests {
    /// Both drawn with an own Philox in Python; see the fixture's script.
    @Test func resamplesAreFixed() {
        #expect(resampledIndices(5, resample: 0) == [4, 0, 2, 0, 2])
        #expect(
            resampledIndices(20, resample: 7) == [
                6, 15, 2, 4, 14, 11, 11, 8, 3, 3, 6, 17, 18, 16, 11, 3, 3, 5, 16, 13,
            ])
        #expect(resampledIndices(1, resample: 3) == [0])
        #expect(resampledIndices(0, resample: 0) == [])
    }

    @Test func everyValueIsDrawnAboutEquallyOften() {
        var counts = [Int](repeating: 0, count: 20)
        for resample in 0..<9999 {
            for index in resampledIndices(20, resample: resample) { counts[index] += 1 }
        }
        #expect(counts.reduce(0, +) == 20 * 9999)
        // Each count is binomial with deviation 97; five deviations.
        #expect(counts.allSatisfy { ($0 - 9999).magnitude < 490 })
    }

    @Test func sharesAreTheInverseOfLimits() {
        let differences = (0..<30).map { (index: Int) -> Double in
            let (large, small) = (Double(index * index % 11), Double(index * 7 % 13))
            return large + 0.0137 * small
        }
        let bootstrap = BootstrapMean(differences)
        for alpha in [0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999] {
            expectClose(bootstrap.share(below: bootstrap.limit(alpha)), alpha, tolerance: 0.02)
        }
    }
}
