import KernelInterface
import Lab
import TestSupport
import Testing

/// The kernels of `LayerKernelTable`: every build gives the bits of the plain ones.
@Suite struct LayerKernelTests {
    /// Channels, height, width, window, step, padding: odd sizes, windows as large as the image, padding beyond it,
    /// steps that leave rows over, rows longer than a vector.
    private static let windows = [
        [1, 1, 1, 1, 1, 1, 1, 0, 0], [2, 4, 5, 3, 2, 1, 1, 0, 0], [1, 5, 5, 3, 3, 1, 1, 1, 1],
        [3, 7, 6, 3, 3, 2, 2, 1, 1], [1, 2, 2, 4, 4, 1, 1, 1, 1], [2, 3, 4, 3, 4, 1, 1, 0, 0],
        [1, 6, 8, 2, 5, 3, 2, 2, 3], [1, 3, 70, 2, 3, 1, 1, 0, 1], [1, 3, 70, 2, 3, 1, 3, 0, 1],
        [2, 1, 1, 3, 3, 2, 2, 1, 1], [1, 1, 2, 1, 1, 1, 1, 3, 4], [0, 4, 4, 2, 2, 1, 1, 0, 0],
    ]

    /// With the size of the result, which follows.
    private static func complete(_ w: [Int]) -> [Int] {
        w + [(w[1] + 2 * w[7] - w[3]) / w[5] + 1, (w[2] + 2 * w[8] - w[4]) / w[6] + 1]
    }

    @Test func foldsAndUnfolds() {
        var random = RandomStream(key: 61)
        for window in Self.windows.map(Self.complete) {
            let image = window[0] * window[1] * window[2]
            let patches = window[0] * window[3] * window[4] * window[9] * window[10]
            let (x, dy) = (random.floats(image), random.floats(patches))
            expectSame("unfold \(window)") {
                Plain.unfold($0.input(x), $0.output(patches), window)
            } kernels: {
                $0.layers.unfold($1.input(x), $1.output(patches), window)
            }
            expectSame("fold \(window)") {
                Plain.fold($0.input(dy), $0.output(image), window)
            } kernels: {
                $0.layers.fold($1.input(dy), $1.output(image), window)
            }
        }
    }

    @Test func largest() {
        var random = RandomStream(key: 62)
        for window in Self.windows where window[7] == 0 && window[8] == 0 {
            let window = Self.complete(window)
            let (image, out) = (window[0] * window[1] * window[2], window[0] * window[9] * window[10])
            // Few values, so that there are ties; now and then a NaN.
            let x = (0..<image).map { _ in [Float(0), -0.0, 1, -1, 2, .nan, 2, 1][random.integer(below: 8)] }
            let dy = random.floats(out)
            expectSame("largest \(window)") {
                Plain.largest($0.input(x), $0.output(out), $0.integerOutput(out), window)
            } kernels: {
                $0.layers.largest($1.input(x), $1.output(out), $1.integerOutput(out), window)
            }
            let places = (0..<out).map { _ in Int32(random.integer(below: window[1] * window[2])) }
            expectSame("largestBackward \(window)") {
                Plain.largestBackward($0.input(dy), $0.integers(places), $0.output(image), window)
            } kernels: {
                $0.layers.largestBackward($1.input(dy), $1.integers(places), $1.output(image), window)
            }
        }
    }

    /// Of equal elements the first counts; a NaN counts as largest, and stays so.
    @Test func tiesAndNaN() {
        let window = Self.complete([1, 2, 4, 2, 2, 2, 2, 0, 0])
        let results = expectSameInAllBuilds("largest") {
            $0.layers.largest(
                $1.input([3, 3, 1, .nan, 3, 3, 9, 2]), $1.output(2), $1.integerOutput(2), window)
        }
        #expect(results[0][0] == 3 && results[0][1].isNaN)
        #expect(results[1] == [0, 3])
    }

    @Test func exchangedAxes() {
        var random = RandomStream(key: 63)
        for (blocks, rows, columns, run) in [
            (1, 1, 1, 1), (2, 3, 5, 1), (1, 17, 33, 1), (3, 2, 4, 7), (2, 1, 6, 3), (0, 2, 2, 2),
            (1, 4, 2, 40),
        ] {
            let n = blocks * rows * columns * run
            let x = random.floats(n)
            expectSame("exchangeAxes \(blocks) \(rows) \(columns) \(run)") {
                Plain.exchangeAxes($0.input(x), $0.output(n), blocks, rows, columns, run)
            } kernels: {
                $0.layers.exchangeAxes($1.input(x), $1.output(n), blocks, rows, columns, run)
            }
        }
    }

    @Test func clampAndDescent() {
        var random = RandomStream(key: 64)
        for n in lengths {
            let x = random.floats(n)
            expectSame("clamp \(n)") {
                Plain.clamp(0.7, $0.input(x), $0.output(n), n)
            } kernels: {
                $0.layers.clamp(0.7, $1.input(x), $1.output(n), n)
            }
            let (p, g, a, d) = (random.floats(n), random.floats(n), random.normals(n), random.normals(n))
            let squares = random.normals(n).map { $0 * $0 }
            expectSame("centredDescent \(n)") {
                Plain.centredDescent(
                    $0.output(p), $0.input(g), $0.output(squares), $0.output(a), $0.output(d), n, 0.95, 0.05,
                    1e-4,
                    0.9, 1e-4)
            } kernels: {
                $0.layers.centredDescent(
                    $1.output(p), $1.input(g), $1.output(squares), $1.output(a), $1.output(d), n, 0.95, 0.05,
                    1e-4,
                    0.9, 1e-4)
            }
        }
        let clamped = expectSameInAllBuilds("clamp") {
            $0.layers.clamp(1, $1.input([.nan, 5, -.infinity, 1, -0.0]), $1.output(5), 5)
        }[0]
        #expect(clamped[0].isNaN && Array(clamped[1...]) == [1, -1, 1, 0])
    }

    /// The same large gradient again and again: n − a² is 0 but for rounding, which must not make a NaN.
    @Test func aVarianceBelowZeroCountsAsZero() {
        let results = expectSameInAllBuilds("centredDescent") {
            let (p, squares, a, d) = ($1.output([0]), $1.output([0]), $1.output([0]), $1.output([0]))
            let g = $1.input([12345.678])
            for _ in 0..<2000 { $0.layers.centredDescent(p, g, squares, a, d, 1, 0.95, 0.05, 1e-4, 0, 1e-4) }
        }
        #expect(results[0][0].isFinite && results[0][0] < 0)
    }
}
