import KernelInterface
import Lab
import TestSupport
import Testing

@Suite struct RecurrentKernelTests {
    /// Every length of a row with few rows, and some rows with few lengths.
    private var shapes: [(rows: Int, units: Int)] { lengths.map { (2, $0) } + [(0, 3), (1, 40), (5, 17)] }

    @Test func packedProducts() {
        var random = RandomStream(key: 71)
        let sizes = [
            (1, 1, 1), (3, 33, 5), (8, 64, 40), (8, 48, 40), (24, 16, 5), (8, 31, 7), (13, 65, 9), (2, 5, 0),
            (1, 97, 1100),
            (150, 3, 4),
        ]
        for (m, n, k) in sizes {
            for transposed in [false, true] {
                for accumulate in [false, true] {
                    let (a, b) = (random.floats(m * k), random.floats(k * n))
                    let c = random.floats(m * n)
                    expectSame("productPacked \(m)×\(n)×\(k)") {
                        Plain.product(
                            false, transposed, m, n, k, $0.input(a), $0.input(b), $0.output(c), accumulate)
                    } kernels: { table, bench in
                        let packed = UnsafeMutablePointer<Float>.allocate(capacity: k * (n + 31) + 1)
                        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: table.scratchCount)
                        table.pack(transposed, n, k, bench.input(b), packed)
                        table.productPacked(
                            m, n, k, bench.input(a), packed, bench.output(c), accumulate, scratch)
                        packed.deallocate()
                        scratch.deallocate()
                    }
                }
            }
        }
    }

    @Test func tanhBackward() {
        var random = RandomStream(key: 72)
        for n in lengths {
            let (dy, y) = (random.floats(n), random.floats(n))
            expectSame("tanhBackward \(n)") {
                Plain.tanhBackward($0.input(dy), $0.input(y), $0.output(n), n)
            } kernels: {
                $0.tanhBackward($1.input(dy), $1.input(y), $1.output(n), n)
            }
        }
    }

    /// Forward, all builds have the bits of one another; they differ from the plain ones by the errors of the functions.
    @Test func lstm() {
        var random = RandomStream(key: 73)
        for (rows, units) in shapes {
            let size = rows * units
            let (x, r, c0) = (random.normals(4 * size), random.normals(4 * size), random.normals(size))
            let cell = expectSameInAllBuilds("lstmCell \(rows)×\(units)") {
                $0.lstmCell(
                    $1.input(x), $1.input(r), $1.input(c0), $1.output(4 * size), $1.output(size), rows, units)
            }
            let plain = Bench(misalignment: 0)
            Plain.lstmCell(
                plain.input(x), plain.input(r), plain.input(c0), plain.output(4 * size), plain.output(size),
                rows, units)
            expectClose(cell, plain.results("lstmCell", sourceLocation: #_sourceLocation))
            // Its place of the sums may take the gates.
            let inPlace = expectSameInAllBuilds("lstmCell in place \(rows)×\(units)") {
                let gates = $1.output(x)
                $0.lstmCell(gates, $1.input(r), $1.input(c0), gates, $1.output(size), rows, units)
            }
            for (a, b) in zip(inPlace, cell) { expectSameBits(a, b, "in place \(rows)×\(units)") }

            let gates = random.floats(4 * size)
            let output = expectSameInAllBuilds("lstmOutput \(rows)×\(units)") {
                $0.lstmOutput($1.input(gates), $1.input(c0), $1.output(size), $1.output(size), rows, units)
            }
            let plainOutput = Bench(misalignment: 0)
            Plain.lstmOutput(
                plainOutput.input(gates), plainOutput.input(c0), plainOutput.output(size),
                plainOutput.output(size), rows, units)
            expectClose(output, plainOutput.results("lstmOutput", sourceLocation: #_sourceLocation))
        }
    }

    @Test func lstmBackward() {
        var random = RandomStream(key: 74)
        for (rows, units) in shapes {
            let size = rows * units
            let (d, gates, c0) = (random.floats(size), random.floats(4 * size), random.floats(size))
            let start = random.floats(4 * size)
            expectSame("lstmCellBackward \(rows)×\(units)") {
                Plain.lstmCellBackward(
                    $0.input(d), $0.input(gates), $0.input(c0), $0.output(start), $0.output(size), rows, units
                )
            } kernels: {
                $0.lstmCellBackward(
                    $1.input(d), $1.input(gates), $1.input(c0), $1.output(start), $1.output(size), rows, units
                )
            }
            // The gradients may take the memory of the gates, and what is carried its own.
            expectSame("lstmCellBackward in place \(rows)×\(units)") {
                Plain.lstmCellBackward(
                    $0.input(d), $0.input(gates), $0.input(c0), $0.output(gates), $0.output(size), rows, units
                )
            } kernels: {
                let (dgates, dc) = ($1.output(gates), $1.output(d))
                $0.lstmCellBackward(dc, dgates, $1.input(c0), dgates, dc, rows, units)
            }
            expectSame("lstmOutputBackward in place \(rows)×\(units)") {
                Plain.lstmOutputBackward(
                    $0.input(d), $0.input(gates), $0.input(c0), $0.output(gates), $0.output(size), rows, units
                )
            } kernels: {
                let dgates = $1.output(gates)
                $0.lstmOutputBackward(
                    $1.input(d), dgates, $1.input(c0), dgates, $1.output(size), rows, units)
            }
            expectSame("lstmOutputBackward \(rows)×\(units)") {
                Plain.lstmOutputBackward(
                    $0.input(d), $0.input(gates), $0.input(c0), $0.output(start), $0.output(size), rows, units
                )
            } kernels: {
                $0.lstmOutputBackward(
                    $1.input(d), $1.input(gates), $1.input(c0), $1.output(start), $1.output(size), rows, units
                )
            }
        }
    }

    @Test func gru() {
        var random = RandomStream(key: 75)
        for (rows, units) in shapes {
            let size = rows * units
            let (xGates, rGates) = (random.normals(2 * size), random.normals(2 * size))
            let (x, r, h0) = (random.normals(size), random.normals(size), random.normals(size))
            let step = expectSameInAllBuilds("gruCell \(rows)×\(units)") {
                $0.gruCell(
                    $1.input(xGates), $1.input(x), $1.input(rGates), $1.input(r), $1.input(h0),
                    $1.output(2 * size), $1.output(size), $1.output(size), rows, units)
            }
            let plain = Bench(misalignment: 0)
            Plain.gruCell(
                plain.input(xGates), plain.input(x), plain.input(rGates), plain.input(r), plain.input(h0),
                plain.output(2 * size), plain.output(size), plain.output(size), rows, units)
            expectClose(step, plain.results("gruCell", sourceLocation: #_sourceLocation))

            let (d, gates, n) = (random.floats(size), random.floats(2 * size), random.floats(size))
            expectSame("gruCellBackward \(rows)×\(units)") {
                Plain.gruCellBackward(
                    $0.input(d), $0.input(gates), $0.input(n), $0.input(r), $0.input(h0),
                    $0.output(2 * size), $0.output(size), $0.output(size), $0.output(size), rows, units)
            } kernels: {
                $0.gruCellBackward(
                    $1.input(d), $1.input(gates), $1.input(n), $1.input(r), $1.input(h0),
                    $1.output(2 * size), $1.output(size), $1.output(size), $1.output(size), rows, units)
            }
            expectSame("gruCellBackward in place \(rows)×\(units)") {
                Plain.gruCellBackward(
                    $0.input(d), $0.input(gates), $0.input(n), $0.input(r), $0.input(h0),
                    $0.output(2 * size), $0.output(size), $0.output(size), $0.output(size), rows, units)
            } kernels: {
                let (dgates, dx, dr) = ($1.output(gates), $1.output(n), $1.output(r))
                let dh = $1.output(d)
                $0.gruCellBackward(dh, dgates, dx, dr, $1.input(h0), dgates, dx, dr, dh, rows, units)
            }
        }
    }

    private func expectClose(
        _ actual: [[Float]], _ expected: [[Float]], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(actual.count == expected.count, sourceLocation: sourceLocation)
        for (a, b) in zip(actual, expected) {
            TestSupport.expectClose(a, b, tolerance: 1e-6, sourceLocation: sourceLocation)
        }
    }
}
