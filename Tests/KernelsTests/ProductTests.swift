import KernelInterface
import Lab
import TestSupport
import Testing

@Suite struct ProductTests {
    /// Small shapes around the heights and widths of the tiles, drawn by a seeded stream, in every form.
    @Test func smallShapes() {
        var random = RandomStream(key: 11)
        let heights = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 16, 17, 25]
        let widths = [1, 2, 7, 8, 9, 10, 15, 16, 17, 31, 32, 33, 40, 65]
        let depths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 17]
        for _ in 0..<(slowTestsAreOn ? 3000 : 400) {
            check(
                heights[random.integer(below: heights.count)], widths[random.integer(below: widths.count)],
                depths[random.integer(below: depths.count)], &random)
        }
    }

    @Test func noRowsOrColumns() {
        var random = RandomStream(key: 12)
        check(0, 5, 3, &random)
        check(5, 0, 3, &random)
        check(0, 0, 0, &random)
    }

    /// The blocks end at 256 steps of k, 512 columns and 144 rows: past each of them once.
    @Test(arguments: [(3, 5, 600), (9, 3, 261), (9, 530, 2), (4, 1030, 3), (150, 9, 3), (290, 2, 2)])
    func beyondABlock(m: Int, n: Int, k: Int) {
        var random = RandomStream(key: 13)
        check(m, n, k, &random, forms: 3)
    }

    private func check(_ m: Int, _ n: Int, _ k: Int, _ random: inout RandomStream, forms: Int = 2) {
        let (a, b, c) = (random.floats(m * k), random.floats(k * n), random.floats(m * n))
        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: builds.map(\.table.scratchCount).max()!)
        scratch.initialize(repeating: .nan, count: builds.map(\.table.scratchCount).max()!)
        defer { scratch.deallocate() }
        // Two of the eight forms for each shape, so that all appear with shapes of all kinds.
        for _ in 0..<forms {
            let form = random.integer(below: 8)
            let (ta, tb, accumulate) = (form & 1 != 0, form & 2 != 0, form & 4 != 0)
            expectSame(
                "product \(m)×\(n)×\(k), A\(ta ? "ᵀ" : ""), B\(tb ? "ᵀ" : ""), accumulate \(accumulate)"
            ) {
                Plain.product(ta, tb, m, n, k, $0.input(a), $0.input(b), $0.output(c), accumulate)
            } kernels: {
                $0.product(ta, tb, m, n, k, $1.input(a), $1.input(b), $1.output(c), accumulate, scratch)
            }
        }
    }

    /// A 3 × 2 by 2 × 2 product worked out by hand.
    @Test func byHand() {
        let results = expectSameInAllBuilds("by hand") {
            let scratch = UnsafeMutablePointer<Float>.allocate(capacity: $0.scratchCount)
            defer { scratch.deallocate() }
            $0.product(
                false, false, 3, 2, 2, $1.input([1, 2, 3, 4, 5, 6]), $1.input([7, 8, 9, 10]), $1.output(6),
                false,
                scratch)
        }
        #expect(results == [[25, 28, 57, 64, 89, 100]])
    }

    /// One fused multiply-add per step: with products rounded first this would give 0.
    @Test func multiplyAndAddRoundOnce() {
        let x: Float = 1 + 0x1p-12
        let results = expectSameInAllBuilds("fused") {
            let scratch = UnsafeMutablePointer<Float>.allocate(capacity: $0.scratchCount)
            defer { scratch.deallocate() }
            $0.product(
                false, false, 1, 1, 1, $1.input([x]), $1.input([x]), $1.output([-(1 + 0x1p-11)]), true,
                scratch)
        }
        #expect(results == [[0x1p-24]])
    }
}
