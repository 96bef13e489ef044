import KernelInterface
import Lab
import TestSupport
import Testing

@Suite struct LossAndDescentTests {
    @Test func softmaxCrossEntropy() {
        var random = RandomStream(key: 41)
        for columns in lengths.dropFirst() {
            let rows = 3
            let size = rows * columns
            let x = random.normals(size).map { 3 * $0 }
            let labels = (0..<rows).map { _ in Int32(random.integer(below: columns)) }
            let results = expectSameInAllBuilds("softmaxCrossEntropy \(columns)") {
                $0.softmaxCrossEntropy(
                    $1.input(x), $1.integers(labels), $1.output(size), $1.output(rows), rows, columns)
            }
            var p = [Double](repeating: 0, count: size)
            var loss = [Double](repeating: 0, count: rows)
            Plain.softmaxCrossEntropy(x.map(Double.init), labels, &p, &loss, rows, columns)
            expectClose(results[0].map(Double.init), p, tolerance: 1e-6, "p")
            expectClose(results[1].map(Double.init), loss, tolerance: 1e-6, "loss")
            expectSame("softmaxCrossEntropyBackward \(columns)") {
                Plain.softmaxCrossEntropyBackward(
                    $0.input(results[0]), $0.integers(labels), 0.3, $0.output(size), rows, columns)
            } kernels: {
                $0.softmaxCrossEntropyBackward(
                    $1.input(results[0]), $1.integers(labels), 0.3, $1.output(size), rows, columns)
            }
        }
    }

    @Test func extremeLogits() {
        let inf = Float.infinity
        let x: [Float] = [1e38, -1e38, 0, -inf, 0, 0, inf, 0, 0, .nan, 0, 0, 0, .nan, 0]
        let results = expectSameInAllBuilds("softmaxCrossEntropy") {
            $0.softmaxCrossEntropy(
                $1.input(x), $1.integers([0, 1, 1, 1, 0]), $1.output(15), $1.output(5), 5, 3)
        }
        #expect(Array(results[0][..<3]) == [1, 0, 0])
        #expect(Array(results[0][3..<6]) == [0, 0.5, 0.5])
        #expect(results[1][0] == 0)
        // An infinite or NaN logit is an error further up, and must show.
        #expect(results[1][2].isNaN && results[1][3].isNaN && results[1][4].isNaN)
    }

    @Test func largestColumn() {
        var random = RandomStream(key: 42)
        for columns in lengths.dropFirst() {
            var x = random.floats(4 * columns)
            x[random.integer(below: columns)] = .nan
            x[columns] = x[2 * columns - 1]
            expectSame("largestColumn \(columns)") {
                Plain.largestColumn($0.input(x), $0.integerOutput(4), 4, columns)
            } kernels: {
                $0.largestColumn($1.input(x), $1.integerOutput(4), 4, columns)
            }
        }
    }

    @Test func adam() {
        var random = RandomStream(key: 43)
        for n in lengths {
            let (p, g, m) = (random.floats(n), random.floats(n), random.floats(n))
            let v = random.floats(n).map { $0 * $0 }
            expectSame("adam \(n)") {
                Plain.adam(
                    $0.output(p), $0.input(g), $0.output(m), $0.output(v), n, 0.9, 0.1, 0.999, 0.001, 0.01,
                    1.3,
                    1e-8)
            } kernels: {
                $0.adam(
                    $1.output(p), $1.input(g), $1.output(m), $1.output(v), n, 0.9, 0.1, 0.999, 0.001, 0.01,
                    1.3,
                    1e-8)
            }
        }
    }

    @Test func momentumDescent() {
        var random = RandomStream(key: 44)
        for n in lengths {
            let (p, g, v) = (random.floats(n), random.floats(n), random.floats(n))
            expectSame("momentumDescent \(n)") {
                Plain.momentumDescent($0.output(p), $0.input(g), $0.output(v), n, 0.1, 0.9)
            } kernels: {
                $0.momentumDescent($1.output(p), $1.input(g), $1.output(v), n, 0.1, 0.9)
            }
        }
    }
}
