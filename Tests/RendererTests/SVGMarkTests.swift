import Exhibits
import Foundation
import Statistics
import Testing

@testable import Renderer

@Suite struct SVGMarkTests {
    @Test(
        arguments: [
            ([0, 1, 2, 3, 10], 5, [0, 2, 4, 6, 8, 10]),
            ([0.1, 0.2, 0.3, 0.35], 3, [0.1, 0.2, 0.3, 0.4]),
            ([1, 2, 2, 3], 3, [0.5, 1.5, 2.5, 3.5]),
            ([-0.25, 0.25], 1, [-0.5, 0, 0.5]),
            ([5], 9, [4.5, 5.5]),
            ([0.2], 9, [0.19, 0.21]),
            ([], 9, [0, 1]),
            ([-1e308, 1e308], 9, [-1e308, 1e308]),
            ([0, 5e-324], 9, [0, 5e-324]),
        ] as [([Double], Int, [Double])])
    func binsBeginAtMultiplesOfTheirLength(values: [Double], most: Int, expected: [Double]) {
        let bins = HistogramBins(values, most: most, isLog: false)
        #expect(bins.edges.count == expected.count)
        #expect(zip(bins.edges, expected).allSatisfy { ($0 - $1).magnitude <= 1e-12 * $1.magnitude })
        #expect(values.allSatisfy { bins.index(of: $0) != nil })
    }

    /// With quartiles 249.75 and 749.25, 2 · 499.5 / 1000^(1/3) = 99.9, and 50 is the longest length that isn't longer.
    @Test func withoutANumberBinsAreThoseOfFreedmanAndDiaconis() {
        let values = (0..<1000).map { Double($0) }
        #expect(HistogramBins(values, most: nil, isLog: false).edges == (0...20).map { Double($0) * 50 })
        // More than half of the values are the same: Sturges, log₂ 8 + 1 = 4 intervals, but at least 5 in the span of 8.
        let same = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 8]
        #expect(HistogramBins(same, most: nil, isLog: false).edges.prefix(3) == [0, 1, 2])
    }

    @Test func aValueBelongsToTheBinWhoseLowerEndItHas() {
        let bins = HistogramBins([0, 0.3, 1], most: 10, isLog: false)
        #expect(bins.count == 10 && bins.index(of: 1) == 9)
        #expect(bins.index(of: 0.3) == bins.edges.firstIndex(of: 0.3))
        #expect(bins.index(of: 0.3.nextDown) == bins.edges.firstIndex(of: 0.2))
        #expect(bins.index(of: -0.1) == nil && bins.index(of: .nan) == nil)
    }

    @Test func binsOfALogAxisHaveEqualRatios() {
        let edges = HistogramBins([1, 10, 1000], most: 3, isLog: true).edges
        #expect(edges.count == 4)
        #expect(zip(edges, [1.0, 10, 100, 1000]).allSatisfy { ($0 - $1).magnitude < 1e-9 * $1 })
    }

    @Test func aHistogramCountsEveryValueOnce() {
        let values = (0..<500).map { Double(($0 * 7919) % 1009) / 100 }
        let data = PlotData(
            Figure(
                DataFrame(Column("v", values + [.nan]), Column("s", (0..<501).map { "\($0 % 2)" })),
                .histogram(x: "v", color: "s")))
        #expect(data.panels[0].layers[0].lines.map { $0.points.reduce(0) { $0 + $1.y } } == [250, 250])
        #expect(data.notFinite == 1)
    }

    // MARK: Colours

    @Test(arguments: [FillColors.sequential, FillColors.diverging, FillColors.grey])
    func palettesChangeSteadilyInLuminance(stops: [UInt32]) {
        let luminances = stops.map { RGB($0).luminance }
        let steps = zip(luminances, luminances.dropFirst()).map { $1 - $0 }
        #expect(steps.allSatisfy { $0 < 0 } || steps.allSatisfy { $0 > 0 })
        // Far enough apart for an eye that sees no hue: the lightness L* of CIELAB, in steps of at least 4.
        let lightness = luminances.map { $0 > 0.008856 ? 116 * pow($0, 1.0 / 3) - 16 : 903.3 * $0 }
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { ($0 - $1).magnitude >= 4 })
    }

    /// `figures.css` turns these palettes over with `invert(1) hue-rotate(180deg)`, whose matrix the Filter Effects Module has.
    @Test(arguments: [FillColors.sequential, FillColors.grey])
    func palettesStaySteadyOnADarkPage(stops: [UInt32]) {
        let luminances = (0...32).map { step -> Double in
            let place = Double(step) / 32 * Double(stops.count - 1)
            let index = min(Int(place), stops.count - 2)
            let color = RGB(between: RGB(stops[index]), and: RGB(stops[index + 1]), place - Double(index))
            let (r, g, b) = (255 - Double(color.red), 255 - Double(color.green), 255 - Double(color.blue))
            func byte(_ x: Double) -> UInt32 { UInt32(min(max(x, 0), 255).rounded()) }
            let red = byte(-0.574 * r + 1.430 * g + 0.144 * b)
            let green = byte(0.426 * r + 0.430 * g + 0.144 * b)
            let blue = byte(0.426 * r + 1.430 * g - 0.856 * b)
            return RGB(red << 16 | green << 8 | blue).luminance
        }
        #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 + 0.004 })
        #expect(luminances[0] < 0.05 && luminances[32] > 0.6)
    }

    @Test func numbersInCellsCanBeRead() {
        for stops in [FillColors.sequential, FillColors.diverging, FillColors.grey] {
            for (a, b) in zip(stops, stops.dropFirst()) {
                for step in 0...10 {
                    let back = RGB(between: RGB(a), and: RGB(b), Double(step) / 10).luminance
                    let contrast = back < 0.18 ? 1.05 / (back + 0.05) : (back + 0.05) / 0.05
                    #expect(contrast >= 4.5)
                }
            }
        }
    }

    @Test func colorsReachTheEndsOfTheirDomain() throws {
        func colors(_ values: [Double], _ fill: FillScale) throws -> FillColors {
            let frame = DataFrame(
                Column("x", values.indices.map { "\($0)" }), Column("y", values.map { _ in "y" }),
                Column("v", values))
            return try #require(FillColors(Figure(frame, .cells(x: "x", y: "y", fill: "v"), fill: fill)))
        }
        let plain = try colors([2, 4, .nan], FillScale())
        #expect(plain.color(of: 2) == RGB(0xfff8d1) && plain.color(of: 4) == RGB(0x272250))
        #expect(plain.color(of: .nan) == nil && plain.missingCount == 1)
        let diverging = try colors([-1, 4], .diverging(middle: 1))
        #expect(diverging.low == -2 && diverging.high == 4 && diverging.color(of: 1) == RGB(0x898989))
        let log = try colors([0, 1, 100], .log())
        #expect(log.fraction(of: 10).map { ($0 - 0.5).magnitude < 1e-12 } == true && log.missingCount == 1)
        let clamped = try colors([0, 9], .sequential(domain: 2...3))
        #expect(clamped.fraction(of: 0) == 0 && clamped.fraction(of: 9) == 1)
    }

    // MARK: Images

    /// Known answers: the check value of CRC-32 (ISO 3309), the example of RFC 1950's checksum on Wikipedia, and RFC 4648, section 10.
    @Test func imagesHaveTheChecksumsOfTheirFormat() {
        #expect(PNG.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(PNG.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
        #expect(
            ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { PNG.base64(Array($0.utf8)) } == [
                "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy",
            ])
    }

    @Test func imagesHoldTheirPixels() {
        let bytes = PNG.bytes([1, 2, 3, 0, 1, 1], width: 3, palette: [RGB(0x112233), RGB(0), RGB(0xffffff)])
        #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let text = bytes.map { String($0, radix: 16) }.joined(separator: " ")
        #expect(text.contains("0 0 0 3 0 0 0 2 8 3 0 0 0"), "width, height, depth, palette")
        #expect(text.contains("0 0 0 11 22 33 0 0 0 ff ff ff"), "the palette")
        #expect(text.contains("78 1 1 8 0 f7 ff 0 1 2 3 0 0 1 1"), "two rows, each behind its filter")
    }

    // MARK: Swarms

    @Test func dotsOfASwarmDoNotOverlap() {
        let places = (0..<60).map { Double(($0 * 37) % 50) }
        let offsets = SwarmPlaces.offsets(places, radius: 3, reach: 200)
        for a in places.indices {
            for b in places.indices where b > a {
                let (dx, dy) = (offsets[a] - offsets[b], places[a] - places[b])
                #expect(dx * dx + dy * dy >= 36)
            }
        }
        #expect(SwarmPlaces.offsets([1, 50, 99], radius: 3, reach: 20) == [0, 0, 0])
        #expect(
            SwarmPlaces.offsets(Array(repeating: 1, count: 90), radius: 3, reach: 20).allSatisfy {
                $0.magnitude <= 20
            })
    }

    @Test func aSwarmSaysWhatItsValuesComeTo() {
        let values = [0.019, 0.021, 0.023]
        let interval = meanInterval(values)
        #expect((interval.estimate - 0.021).magnitude < 1e-15)
        // Student's t of two degrees of freedom at 97.5 % is 4.302653; the standard error 0.002 / √3.
        let half = 4.302653 * 0.002 / 3.0.squareRoot()
        #expect(((interval.upper ?? 0) - 0.021 - half).magnitude < 1e-8)
        #expect(
            SwarmSummary(values).words
                == "mean 0.0210 (95\u{202F}% interval 0.0160 to 0.0260, n = 3)")
        #expect(SwarmSummary([0.5, .nan]).words == "mean 0.500 (n = 1)")
    }

    // MARK: Hover values

    @Test func pointsCarryTheirPlaceAndTheirValues() {
        let frame = DataFrame(
            Column("epoch", [0, 10]), Column("loss", [1, 0.25]), Column("low", [0.5, 0.125]),
            Column("high", [2, 0.5]), Column("norm", ["a\tb", "a\tb"]))
        let drawn = svg(
            of: Figure(
                frame, .lines(x: "epoch", y: "loss", lower: "low", upper: "high", color: "norm"),
                y: Scale("test loss")), id: "f", hasHoverValues: true)
        #expect(drawn.contains("data-x=\"epoch\" data-y=\"test loss\""))
        #expect(drawn.contains("\t0\t1 (0.5000 to 2.000)\n"))
        #expect(drawn.contains("\t10\t0.25 (0.1250 to 0.5000)\""))
        #expect(!svg(of: Figure(frame, .lines(x: "epoch", y: "loss")), id: "f").contains("data-points"))
    }

    @Test func aSeriesOfManyPointsCarriesSome() {
        let frame = DataFrame(Column("x", Array(0..<1000)), Column("y", Array(0..<1000)))
        let drawn = svg(of: Figure(frame, .lines(x: "x", y: "y")), id: "f", hasHoverValues: true)
        #expect(drawn.count { $0 == "\t" } == 400)
    }
}
