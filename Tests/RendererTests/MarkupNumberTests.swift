import Exhibits
import Testing

@testable import Renderer

@Suite struct MarkupNumberTests {
    @Test(
        arguments: [
            (0.0, "0"), (-0.0, "0"), (-0.001, "0"), (1, "1"), (1.5, "1.5"), (-1.25, "-1.25"), (1.005, "1.01"),
            (2.995, "3"), (99.996, "100"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (123456.789, "123456.79"),
            (1e21, "1000000000000000000000"),
            (.nan, "0"), (.infinity, "0"),
        ] as [(Double, String)])
    func coordinatesAreShort(value: Double, expected: String) {
        #expect(coordinate(value) == expected)
    }

    @Test(
        arguments: [
            (0.02134, NumberFormat.decimals(3), "0.021"), (0.0, .decimals(2), "0.00"),
            (-0.001, .decimals(2), "0.00"),
            (-12345.678, .decimals(1), "−12,345.7"), (1234, .decimals(0), "1234"), (0.5, .decimals(0), "1"),
            (1e22, .decimals(0), "10,000,000,000,000,000,000,000"),
            (0.25, .significant(3), "0.250"), (1234.5, .significant(2), "1200"),
            (0.000012345, .significant(2), "1.2\u{A0}×\u{A0}10⁻⁵"),
            (1e-5, .significant(3), "1.00\u{A0}×\u{A0}10⁻⁵"), (999.9, .significant(3), "1000"),
            (5e9, .significant(2), "5.0\u{A0}×\u{A0}10⁹"),
            (0, .significant(2), "0"),
            (0.0213, .percent(decimals: 1), "2.1\u{202F}%"), (1, .percent(decimals: 0), "100\u{202F}%"),
            (0.29, .percent(decimals: 0), "29\u{202F}%"), (-0.004, .percent(decimals: 1), "−0.4\u{202F}%"),
            (.nan, .decimals(2), "NaN"), (.infinity, .percent(decimals: 1), "∞"),
            (-.infinity, .significant(2), "−∞"),
            (0.1, .decimals(-3), "0"),
        ] as [(Double, NumberFormat, String)])
    func formatsAreKept(value: Double, format: NumberFormat, expected: String) {
        #expect(numberText(value, format) == expected)
    }

    @Test(
        arguments: [
            (1.0, "1"), (0.1 + 0.2, "0.3"), (1.0 / 3, "0.333333"), (60000, "60,000"),
            (2.4e-7, "2.4\u{A0}×\u{A0}10⁻⁷"), (0.0001, "0.0001"),
            (-1e300, "−1\u{A0}×\u{A0}10³⁰⁰"), (Double.leastNonzeroMagnitude, "5\u{A0}×\u{A0}10⁻³²⁴"),
        ] as [(Double, String)])
    func withoutFormatSixDigitsAreShown(value: Double, expected: String) {
        #expect(numberText(value, nil) == expected)
    }

    @Test(
        arguments: [
            (0.0213, 0.0018, NumberFormat.percent(decimals: 1), "2.1\u{A0}±\u{A0}0.2\u{202F}%"),
            (0.0213, 0.0018, .decimals(3), "0.021\u{A0}±\u{A0}0.002"),
            (0.0213, 0.0018, .significant(3), "0.0213\u{A0}±\u{A0}0.0018"),
            (12.3, 0.456, .significant(3), "12.3\u{A0}±\u{A0}0.5"),
            (12.3, 0.001, .significant(3), "12.3\u{A0}±\u{A0}0.001"),
            (.nan, 0.1, .percent(decimals: 0), "NaN\u{A0}±\u{A0}10\u{202F}%"),
        ] as [(Double, Double, NumberFormat, String)])
    func spreadsHaveTheirNumbersDecimals(
        value: Double, spread: Double, format: NumberFormat, expected: String
    ) {
        #expect(numberText(value, spread: spread, format) == expected)
    }

    @Test func aMissingSpreadIsNotShown() {
        #expect(numberText(0.5, spread: nil, .decimals(1)) == "0.5")
    }

    @Test func digitsRoundTripManyNumbers() throws {
        // A counter-based walk through many magnitudes: a law beside the table of cases.
        var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<2000 {
            bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let value = Double(bitPattern: bits)
            guard value.isFinite else { continue }
            #expect(Double(DecimalDigits(value).plain()) == value)
        }
    }
}
