import Elementary
import KernelInterface
import Lab
import TestSupport
import Testing

/// exp, log, tanh and sigmoid on lanes: the stated bounds against Elementary's Double, and the edges.
@Suite struct LaneFunctionTests {
    @Test func exp() {
        check(\.exp, { Elementary.exp($0) }, bound: 1, grid(from: -105, to: 90))
    }

    @Test func log() {
        // Every exponent, the denormals' too, and mantissas all over; then closely around 1.
        var xs: [Float] = []
        for exponent in -149...127 {
            for mantissa in [1, 1.1, 1.3, 1.4142135, 1.4142137, 1.7, 1.99999] as [Float] {
                xs.append(mantissa * Float(sign: .plus, exponent: exponent, significand: 1))
            }
        }
        xs += grid(from: 0.5, to: 2) + (0..<300).map { 1 + Float($0 - 150) * Float.ulpOfOne }
        check(\.log, { Elementary.log($0) }, bound: 1, xs)
    }

    @Test func tanh() {
        check(\.tanh, { Elementary.tanh($0) }, bound: 1.5, grid(from: -10, to: 10) + small)
    }

    @Test func sigmoid() {
        check(\.sigmoid, { 1 / (1 + Elementary.exp(-$0)) }, bound: 2.5, grid(from: -105, to: 105) + small)
    }

    @Test func edges() {
        let x: [Float] = [.infinity, -.infinity, .nan, 0, -0.0, 1000, -1000]
        func values(_ map: KeyPath<KernelTable, KernelTable.Map>) -> [Float] {
            expectSameInAllBuilds("edges") { $0[keyPath: map]($1.input(x), $1.output(x.count), x.count) }[0]
        }
        expectSameBits(values(\.exp), [.infinity, 0, .nan, 1, 1, .infinity, 0])
        expectSameBits(values(\.tanh), [1, -1, .nan, 0, -0.0, 1, -1])
        expectSameBits(values(\.sigmoid), [1, 0, .nan, 0.5, 0.5, 1, 0])
        expectSameBits(Array(values(\.log).prefix(5)), [.infinity, .nan, .nan, -.infinity, -.infinity])
    }

    /// The results near the ends of the range: denormals are kept.
    @Test func underflow() {
        let x: [Float] = [-87.4, -100, -103.5, -103.98]
        let y = expectSameInAllBuilds("exp") { $0.exp($1.input(x), $1.output(4), 4) }[0]
        #expect(y[0] < .leastNormalMagnitude && y[0] > 0)
        #expect(y[3] == 0 && y[2] == .leastNonzeroMagnitude)
    }

    private var small: [Float] { (0..<60).map { Float(sign: .plus, exponent: -$0, significand: 1.37) } }

    private func grid(from low: Float, to high: Float) -> [Float] {
        let steps = slowTestsAreOn ? 200_000 : 4_001
        return (0..<steps).map { low + (high - low) * Float($0) / Float(steps - 1) }
    }

    private func check(
        _ map: KeyPath<KernelTable, KernelTable.Map>, _ exact: (Double) -> Double, bound: Double,
        _ x: [Float],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let y = expectSameInAllBuilds("lanes", sourceLocation: sourceLocation) {
            $0[keyPath: map]($1.input(x), $1.output(x.count), x.count)
        }[0]
        var worst = (error: 0.0, x: Float(0))
        for (x, y) in zip(x, y) {
            let error = ulps(y, from: exact(Double(x)))
            if error > worst.error { worst = (error, x) }
        }
        #expect(worst.error <= bound, "worst at \(worst.x)", sourceLocation: sourceLocation)
        print("largest error \(worst.error) ulp at \(worst.x)")
    }
}
