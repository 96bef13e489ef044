import KernelInterface
import Lab
import TestSupport
import Testing

@Suite struct NormalizationKernelTests {
    @Test func rows() {
        var random = RandomStream(key: 31)
        for columns in lengths.dropFirst() {
            for rows in [1, 3] {
                let size = rows * columns
                let (x, dy, gain, bias) = (
                    random.normals(size), random.floats(size), random.floats(columns), random.floats(columns)
                )
                expectSame("layerNormalization \(rows)×\(columns)") {
                    Plain.layerNormalization(
                        $0.input(x), $0.input(gain), $0.input(bias), 1e-5, $0.output(size), $0.output(rows),
                        $0.output(rows), rows, columns)
                } kernels: {
                    $0.layerNormalization(
                        $1.input(x), $1.input(gain), $1.input(bias), 1e-5, $1.output(size), $1.output(rows),
                        $1.output(rows), rows, columns)
                }
                let (mean, rstd) = (random.normals(rows), random.normals(rows))
                expectSame("layerNormalizationBackward \(rows)×\(columns)") {
                    Plain.layerNormalizationBackward(
                        $0.input(dy), $0.input(x), $0.input(gain), $0.input(mean), $0.input(rstd),
                        $0.output(size),
                        $0.output(columns), $0.output(columns), rows, columns)
                } kernels: {
                    $0.layerNormalizationBackward(
                        $1.input(dy), $1.input(x), $1.input(gain), $1.input(mean), $1.input(rstd),
                        $1.output(size),
                        $1.output(columns), $1.output(columns), rows, columns)
                }
                expectInPlace("layerNormalizationBackward \(rows)×\(columns)", dy, x) { bench, dy, x, dx in
                    Plain.layerNormalizationBackward(
                        dy, x, bench.input(gain), bench.input(mean), bench.input(rstd), dx,
                        bench.output(columns), bench.output(columns), rows, columns)
                } kernels: { table, bench, dy, x, dx in
                    table.layerNormalizationBackward(
                        dy, x, bench.input(gain), bench.input(mean), bench.input(rstd), dx,
                        bench.output(columns), bench.output(columns), rows, columns)
                }
            }
        }
    }

    /// The gradient dx may take the memory of dy or of x.
    private func expectInPlace(
        _ what: String, _ dy: [Float], _ x: [Float],
        plain:
            @escaping (
                Bench, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>
            ) -> Void,
        kernels: (
            KernelTable, Bench, UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>
        ) -> Void
    ) {
        func apart(_ bench: Bench) {
            plain(bench, bench.input(dy), bench.input(x), bench.output(dy.count))
        }
        for isOfX in [false, true] {
            func shared(_ bench: Bench) -> (
                UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>
            ) {
                let dx = bench.output(isOfX ? x : dy)
                return isOfX
                    ? (bench.input(dy), UnsafePointer(dx), dx) : (UnsafePointer(dx), bench.input(x), dx)
            }
            expectSame("\(what) in place", plain: apart) { table, bench in
                let (dy, x, dx) = shared(bench)
                kernels(table, bench, dy, x, dx)
            }
            expectSame("plain \(what) in place", plain: apart) { _, bench in
                let (dy, x, dx) = shared(bench)
                plain(bench, dy, x, dx)
            }
        }
    }

    @Test func columns() {
        var random = RandomStream(key: 32)
        for columns in lengths {
            for rows in [1, 2, 5] {
                let size = rows * columns
                let (x, dy) = (random.normals(size), random.floats(size))
                let (mean, rstd) = (random.normals(columns), random.normals(columns))
                let (gain, bias) = (random.floats(columns), random.floats(columns))
                let n = Float(rows)
                expectSame("columnMoments \(rows)×\(columns)") {
                    Plain.columnMoments($0.input(x), $0.output(columns), $0.output(columns), rows, columns)
                } kernels: {
                    $0.columnMoments($1.input(x), $1.output(columns), $1.output(columns), rows, columns)
                }
                expectSame("normalizeColumns \(rows)×\(columns)") {
                    Plain.normalizeColumns(
                        $0.input(x), $0.input(mean), $0.input(rstd), $0.input(gain), $0.input(bias),
                        $0.output(size), rows, columns)
                } kernels: {
                    $0.normalizeColumns(
                        $1.input(x), $1.input(mean), $1.input(rstd), $1.input(gain), $1.input(bias),
                        $1.output(size), rows, columns)
                }
                for divisor in [n + 1, .infinity] {
                    expectSame("normalizeColumnsBackward \(rows)×\(columns)") {
                        Plain.normalizeColumnsBackward(
                            $0.input(dy), $0.input(x), $0.input(mean), $0.input(rstd), $0.input(gain), n,
                            divisor,
                            $0.output(size), $0.output(columns), $0.output(columns), rows, columns)
                    } kernels: {
                        $0.normalizeColumnsBackward(
                            $1.input(dy), $1.input(x), $1.input(mean), $1.input(rstd), $1.input(gain), n,
                            divisor,
                            $1.output(size), $1.output(columns), $1.output(columns), rows, columns)
                    }
                    expectInPlace("normalizeColumnsBackward \(rows)×\(columns)", dy, x) { bench, dy, x, dx in
                        Plain.normalizeColumnsBackward(
                            dy, x, bench.input(mean), bench.input(rstd), bench.input(gain), n, divisor, dx,
                            bench.output(columns), bench.output(columns), rows, columns)
                    } kernels: { table, bench, dy, x, dx in
                        table.normalizeColumnsBackward(
                            dy, x, bench.input(mean), bench.input(rstd), bench.input(gain), n, divisor, dx,
                            bench.output(columns), bench.output(columns), rows, columns)
                    }
                }
            }
        }
    }

    @Test func statistics() {
        var random = RandomStream(key: 33)
        for n in lengths {
            let (x, r) = (random.normals(n).map { $0 * $0 }, random.normals(n))
            expectSame("inverseDeviation \(n)") {
                Plain.inverseDeviation($0.input(x), 3, 1e-5, $0.output(n), n)
            } kernels: {
                $0.inverseDeviation($1.input(x), 3, 1e-5, $1.output(n), n)
            }
            expectSame("approach \(n)") {
                Plain.approach($0.input(x), 3, 0.1, $0.output(r), n)
            } kernels: {
                $0.approach($1.input(x), 3, 0.1, $1.output(r), n)
            }
        }
    }

    /// 64 values 1000 ± 0.01: the mean of the squares minus the square of the mean would give a variance of 0.
    @Test func varianceSurvivesALargeMean() {
        let x = (0..<64).map { Float(1000) + ($0 % 2 == 0 ? 0.01 : -0.01) }
        let (ones, zeros) = ([Float](repeating: 1, count: 64), [Float](repeating: 0, count: 64))
        let results = expectSameInAllBuilds("layerNormalization") {
            $0.layerNormalization(
                $1.input(x), $1.input(ones), $1.input(zeros), 0, $1.output(64), $1.output(1), $1.output(1), 1,
                64)
        }
        #expect(results[1] == [1000])
        expectClose(results[2], [1 / Float(0.01)], tolerance: 0.01)
    }

    @Test func aConstantRowGivesTheBiasExactly() {
        for value in [0.1, 1e30, -3e-39] as [Float] {
            let n = 37
            let x = [Float](repeating: value, count: n)
            let bias = (0..<n).map { Float($0) }
            let results = expectSameInAllBuilds("layerNormalization") {
                $0.layerNormalization(
                    $1.input(x), $1.input(x), $1.input(bias), 1e-5, $1.output(n), $1.output(1), $1.output(1),
                    1, n)
            }
            expectSameBits(results[0], bias)
        }
    }
}
