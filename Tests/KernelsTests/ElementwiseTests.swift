import KernelInterface
import Lab
import TestSupport
import Testing

@Suite struct ElementwiseTests {
    @Test func combinations() {
        var random = RandomStream(key: 21)
        for n in lengths {
            let (x, y) = (random.floats(n), random.floats(n))
            expectSame("add \(n)") {
                Plain.add($0.input(x), $0.input(y), $0.output(n), n)
            } kernels: {
                $0.add($1.input(x), $1.input(y), $1.output(n), n)
            }
            expectSame("subtract \(n)") {
                Plain.subtract($0.input(x), $0.input(y), $0.output(n), n)
            } kernels: {
                $0.subtract($1.input(x), $1.input(y), $1.output(n), n)
            }
            expectSame("multiply \(n)") {
                Plain.multiply($0.input(x), $0.input(y), $0.output(n), n)
            } kernels: {
                $0.multiply($1.input(x), $1.input(y), $1.output(n), n)
            }
            expectSame("scale \(n)") {
                Plain.scale(1.7, $0.input(x), $0.output(n), n)
            } kernels: {
                $0.scale(1.7, $1.input(x), $1.output(n), n)
            }
            expectSame("addScaled \(n)") {
                Plain.addScaled(1.7, $0.input(x), $0.output(y), n)
            } kernels: {
                $0.addScaled(1.7, $1.input(x), $1.output(y), n)
            }
            expectSame("relu \(n)") {
                Plain.relu($0.input(x), $0.output(n), n)
            } kernels: {
                $0.relu($1.input(x), $1.output(n), n)
            }
            expectSame("reluBackward \(n)") {
                Plain.reluBackward($0.input(x), $0.input(y), $0.output(n), n)
            } kernels: {
                $0.reluBackward($1.input(x), $1.input(y), $1.output(n), n)
            }
        }
    }

    @Test func inPlace() {
        var random = RandomStream(key: 22)
        for n in lengths {
            let (x, y) = (random.floats(n), random.floats(n))
            expectSame("add \(n)") {
                Plain.add($0.input(x), $0.input(y), $0.output(n), n)
            } kernels: {
                let z = $1.output(x)
                $0.add(z, $1.input(y), z, n)
            }
            expectSame("exp \(n)") { b in
                builds[0].table.exp(b.input(x), b.output(n), n)
            } kernels: {
                let z = $1.output(x)
                $0.exp(z, z, n)
            }
        }
    }

    @Test func aNaNStaysVisible() {
        let x: [Float] = [.nan, -1, -0.0, 0, 2, .infinity, -.infinity]
        let results = expectSameInAllBuilds("relu") { $0.relu($1.input(x), $1.output(7), 7) }
        #expect(results[0][0].isNaN)
        #expect(Array(results[0][1...]) == [0, 0, 0, 2, .infinity, 0])
    }

    @Test func sums() {
        var random = RandomStream(key: 23)
        for n in lengths {
            let (x, y) = (random.floats(n), random.floats(n))
            expectSame("sum \(n)") {
                $0.output(1)[0] = Plain.sum($0.input(x), n)
            } kernels: {
                $1.output(1)[0] = $0.sum($1.input(x), n)
            }
            expectSame("dot \(n)") {
                $0.output(1)[0] = Plain.dot($0.input(x), $0.input(y), n)
            } kernels: {
                $1.output(1)[0] = $0.dot($1.input(x), $1.input(y), n)
            }
        }
    }

    /// The order of a lane sum, spelled out for 33 elements: element 32 joins element 0 in lane 0.
    @Test func theOrderOfALaneSum() {
        var x = [Float](repeating: 0, count: 33)
        (x[0], x[32], x[1]) = (1e8, -1e8, 1)
        let results = expectSameInAllBuilds("sum") { $1.output(1)[0] = $0.sum($1.input(x), 33) }
        // In the order of the elements 1e8 + 1 would lose the 1.
        #expect(results == [[1]])
    }

    @Test func rowsAndColumns() {
        var random = RandomStream(key: 24)
        for columns in lengths + [130] {
            for rows in [0, 1, 2, 5] {
                let (x, b) = (random.floats(rows * columns), random.floats(columns))
                expectSame("addRow \(rows)×\(columns)") {
                    Plain.addRow($0.input(x), $0.input(b), $0.output(rows * columns), rows, columns)
                } kernels: {
                    $0.addRow($1.input(x), $1.input(b), $1.output(rows * columns), rows, columns)
                }
                for accumulate in [false, true] {
                    expectSame("sumRows \(rows)×\(columns)") {
                        Plain.sumRows($0.input(x), $0.output(b), rows, columns, accumulate)
                    } kernels: {
                        $0.sumRows($1.input(x), $1.output(b), rows, columns, accumulate)
                    }
                }
            }
        }
    }
}
