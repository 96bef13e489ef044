import Exhibits
import Testing

@testable import Renderer

/// The labels of ticks in order, small marks left out; a raised exponent after `^`.
private func labels(_ ticks: [Tick]) -> [String] {
    ticks.compactMap(\.label).map { label in label.text + (label.exponent.map { "^\($0)" } ?? "") }
}

@Suite struct SVGTickTests {
    @Test(
        arguments: [
            (0.0, 1.0, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (0, 1, 10, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]),
            (-1, 1, 4, ["\u{2212}1.0", "\u{2212}0.5", "0.0", "0.5", "1.0"]),
            (0.3, 0.7, 4, ["0.3", "0.4", "0.5", "0.6", "0.7"]),
            (1, 20, 4, ["5", "10", "15", "20"]),
            (0, 100_000, 4, ["0", "50,000", "100,000"]),
            (0, 60_000, 3, ["0", "20,000", "40,000", "60,000"]),
            (0, 4e9, 4, ["0", "1×10^9", "2×10^9", "3×10^9", "4×10^9"]),
            (0, 3e-7, 3, ["0", "1×10^-7", "2×10^-7", "3×10^-7"]),
            (0.0001, 0.0003, 2, ["0.0001", "0.0002", "0.0003"]),
            (1000.0, 1000.01, 2, ["1000.000", "1000.005", "1000.010"]),
            (
                1e15, 1e15 + 10, 2,
                ["1.000000000000000×10^15", "1.000000000000005×10^15", "1.000000000000010×10^15"]
            ),
        ] as [(Double, Double, Int, [String])])
    func linearTicksAreAtOneTwoFive(low: Double, high: Double, count: Int, expected: [String]) {
        let step = TickStep(span: high - low, count: count, wholeNumbers: false)
        #expect(labels(linearTicks(from: low, to: high, step: step)) == expected)
    }

    /// A step of 0.5 would leave only 0.0. On a very short axis nothing else fits.
    @Test(
        arguments: [
            (210, ["\u{2212}0.4", "\u{2212}0.2", "0.0", "0.2", "0.4"]), (20, ["0.0"]),
        ] as [(Double, [String])])
    func anAxisHasTwoTicksWhereTheyFit(length: Double, expected: [String]) {
        let found = ticks(
            of: .linear(low: -0.49, high: 0.49), length: length, isHorizontal: true, size: 13,
            wholeNumbers: false, most: 4)
        #expect(labels(found) == expected)
    }

    @Test func tickValuesAreTheNumbersOfTheirLabels() {
        let step = TickStep(span: 1, count: 10, wholeNumbers: false)
        #expect(
            linearTicks(from: 0, to: 1, step: step).map(\.value) == [
                0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1,
            ])
    }

    @Test func wholeNumbersHaveNoTicksBetween() {
        let step = TickStep(span: 2, count: 10, wholeNumbers: true)
        #expect(labels(linearTicks(from: 1, to: 3, step: step)) == ["1", "2", "3"])
    }

    @Test(
        arguments: [
            (0.001, 1.0, 5, ["0.001", "0.01", "0.1", "1"]),
            (0.01, 1, 7, ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
            (1, 1e4, 5, ["1", "10", "100", "1000", "10,000"]),
            (1e-6, 1, 8, ["10^-6", "10^-5", "10^-4", "10^-3", "10^-2", "10^-1", "10^0"]),
            (1e-6, 1, 4, ["10^-6", "10^-4", "10^-2", "10^0"]),
            (1e-300, 1e300, 7, ["10^-300", "10^-200", "10^-100", "10^0", "10^100", "10^200", "10^300"]),
            (20, 40, 4, ["20", "25", "30", "35", "40"]),
            (0.9, 1.2, 4, ["0.9", "1.0", "1.1", "1.2"]),
            (1e-5, 5e-5, 5, ["10^-5", "2×10^-5", "5×10^-5"]),
            (4, 128, 6, ["5", "10", "20", "50", "100"]),
        ] as [(Double, Double, Int, [String])])
    func logTicksAreDecadesOrDenser(low: Double, high: Double, count: Int, expected: [String]) {
        #expect(labels(logTicks(from: low, to: high, count: count)) == expected)
    }

    @Test func smallMarksStandBetweenDecades() {
        let ticks = logTicks(from: 1, to: 100, count: 3)
        #expect(ticks.map(\.value) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100])
        #expect(labels(ticks) == ["1", "10", "100"])
    }

    @Test(
        arguments: [
            ([0.13, 0.87], AxisScale.linear(low: 0, high: 1)),
            ([0.5, 0.5], .linear(low: 0.44, high: 0.56)),
            ([0, 0], .linear(low: -1, high: 1)),
            ([], .linear(low: 0, high: 1)),
            ([.nan, .infinity], .linear(low: 0, high: 1)),
            ([-1e308, 1e308], .linear(low: -1e308, high: 1e308)),
        ] as [([Double], AxisScale)])
    func linearDomainIsNice(values: [Double], expected: AxisScale) {
        let scale = axisScale(
            Scale(), values: values, isLog: false, style: .nice, includesZero: false, tickCount: 5,
            wholeNumbers: false)
        #expect(scale == expected)
    }

    @Test(
        arguments: [
            ([0.013, 0.87], AxisScale.log(low: 0.01, high: 1)),
            ([0.3, 3], .log(low: 0.2, high: 5)),
            ([1, 1], .log(low: 0.1, high: 10)),
            ([0, -1], .log(low: 1, high: 10)),
            ([0, 2, 7], .log(low: 2, high: 10)),
        ] as [([Double], AxisScale)])
    func logDomainIsNice(values: [Double], expected: AxisScale) {
        let scale = axisScale(
            Scale(), values: values, isLog: true, style: .nice, includesZero: false, tickCount: 5,
            wholeNumbers: false)
        #expect(scale == expected)
    }

    @Test(arguments: [40.0, 80, 150, 300, 700]) func labelsNeverTouch(length: Double) {
        let domains: [(Double, Double)] = [
            (0, 1), (-1e308, 1e308), (1e15, 1e15 + 10), (0, 123_456), (1e-9, 3e-9), (-5, 5),
        ]
        for (low, high) in domains {
            let scale = AxisScale.linear(low: low, high: high)
            let found = ticks(of: scale, length: length, isHorizontal: true, size: 13, wholeNumbers: false)
            let extents = found.compactMap { tick in
                tick.label.map { (scale.fraction(of: tick.value) * length, $0.width(size: 13) / 2) }
            }
            for (a, b) in zip(extents, extents.dropFirst()) {
                #expect(a.0 + a.1 < b.0 - b.1, "\(low)...\(high) on \(length)")
            }
        }
    }

    @Test func veryLongLinesAreThinnedToTheSamePixels() {
        let places = (0..<100_000).map { (x: Double($0) / 200, y: Double(($0 * 7919) % 1000)) }
        let kept = thinned(places)
        #expect(kept.count <= 4 * 500)
        for column in [0, 100, 499] {
            let all = places.filter { Int($0.x) == column }.map(\.y)
            let some = kept.filter { Int($0.x) == column }.map(\.y)
            #expect(all.min() == some.min() && all.max() == some.max())
            #expect(all.first == some.first && all.last == some.last)
        }
    }
}
