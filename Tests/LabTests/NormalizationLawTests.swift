import Lab
import SmallTrainings
import TestSupport
import Testing

/// What the paper's Table 1 says of layer and batch normalization, in Double and with ε = 0, where it holds exactly.
@Suite struct NormalizationLawTests {
    private func ones(_ n: Int) -> Variable<Double> { Variable(Tensor(repeating: 1, [n])) }
    private func zeros(_ n: Int) -> Variable<Double> { Variable(Tensor(zeros: [n])) }

    private func layerNorm(_ x: Tensor<Double>) -> Tensor<Double> {
        layerNormalization(
            Variable(x), gain: ones(x.shape[1]), bias: zeros(x.shape[1]), epsilon: 0
        ).value
    }

    private func batchNorm(_ x: Tensor<Double>) -> Tensor<Double> {
        BatchNormalization(units: x.shape[1], epsilon: 0)(Variable(x), .training).value
    }

    private func map(_ x: Tensor<Double>, _ f: (_ row: Int, _ column: Int, _ x: Double) -> Double) -> Tensor<
        Double
    > {
        Tensor(
            x.shape,
            x.scalars.enumerated().map { f($0.offset / x.shape[1], $0.offset % x.shape[1], $0.element) })
    }

    @Test func rowsHaveMeanZeroAndVarianceOne() {
        var random = RandomStream(key: 51)
        let y = layerNorm(random.tensor(3, 100)).scalars
        for row in 0..<3 {
            let row = y[row * 100..<(row + 1) * 100]
            let mean = row.reduce(0, +) / 100
            expectClose(row.reduce(0) { $0 + $1 * $1 } / 100, 1, tolerance: 1e-12, "variance")
            #expect(mean.magnitude < 1e-14)
        }
    }

    /// A row's summed inputs times a positive number plus any number: the same result. Batch normalization has the law for
    /// columns.
    @Test func invariances() {
        var random = RandomStream(key: 52)
        let x = random.tensor(5, 7)
        let scales = [0.001, 3, 70, 1e5, 0.2, 1, 12]
        let shifts = [5, -3, 0.1, 20, 0, 7, 1]
        expectClose(
            layerNorm(map(x) { i, _, x in scales[i] * x + shifts[i] }), layerNorm(x), tolerance: 1e-9, "rows")
        expectClose(
            batchNorm(map(x) { _, j, x in scales[j] * x + shifts[j] }), batchNorm(x), tolerance: 1e-9,
            "columns")
        // And neither has the other's law.
        withKnownIssue {
            expectClose(layerNorm(map(x) { _, j, x in scales[j] * x }), layerNorm(x), tolerance: 0.1)
        }
        withKnownIssue {
            expectClose(batchNorm(map(x) { i, _, x in scales[i] * x }), batchNorm(x), tolerance: 0.1)
        }
    }

    /// A row's result does not depend on the rest of the batch, to the last bit.
    @Test func aRowStandsAlone() {
        var random = RandomStream(key: 53)
        let x: Tensor<Float> = random.tensor(5, 33, as: Float.self)
        let layer = LayerNormalization<Float>(units: 33)
        let all = layer(Variable(x)).value.scalars
        for i in 0..<5 {
            let row = Tensor([1, 33], Array(x.scalars[i * 33..<(i + 1) * 33]))
            expectSameBits(layer(Variable(row)).value.scalars, Array(all[i * 33..<(i + 1) * 33]))
        }
    }

    /// Gradients flow through the statistics: dx of a normalized row is orthogonal to the row and to (1, …, 1). With the
    /// statistics detached dx would be dy / σ and neither product 0.
    @Test func gradientsFlowThroughTheStatistics() {
        var random = RandomStream(key: 54)
        let dy = random.tensor(4, 9)
        var x = Parameter(random.tensor(4, 9))
        let (_, g) = valueAndGradient(of: &x) {
            weighted(layerNormalization($0.variable, gain: ones(9), bias: zeros(9), epsilon: 0), by: dy)
        }
        let dx = g.tensors[0].scalars
        for i in 0..<4 {
            let row = i * 9..<(i + 1) * 9
            #expect(dx[row].reduce(0, +).magnitude < 1e-13)
            #expect(zip(dx[row], x.value.scalars[row]).reduce(0) { $0 + $1.0 * $1.1 }.magnitude < 1e-12)
            #expect(dx[row].contains { $0.magnitude > 0.01 })
        }
        let (_, h) = valueAndGradient(of: &x) {
            weighted(BatchNormalization(units: 9, epsilon: 0)($0.variable, .training), by: dy)
        }
        let columns = h.tensors[0].scalars
        for j in 0..<9 {
            let column = stride(from: j, to: 36, by: 9)
            #expect(column.reduce(0) { $0 + columns[$1] }.magnitude < 1e-13)
            #expect(column.reduce(0) { $0 + columns[$1] * x.value.scalars[$1] }.magnitude < 1e-12)
            #expect(column.contains { columns[$0].magnitude > 0.01 })
        }
    }

    /// Weights twice as large give half the gradient; and the gradient is orthogonal to the whole weight matrix.
    @Test func gradientOfScaledWeights() {
        var random = RandomStream(key: 55)
        let (x, dy) = (random.tensor(6, 4), random.tensor(6, 5))
        let weight = random.tensor(5, 4)
        func gradient(_ factor: Double) -> Tensor<Double> {
            var dense = Dense(weight: map(weight) { _, _, w in factor * w })
            return valueAndGradient(of: &dense) {
                weighted(
                    layerNormalization($0(Variable(x)), gain: ones(5), bias: zeros(5), epsilon: 0), by: dy)
            }.gradient.tensors[0]
        }
        let (g, half) = (gradient(1), gradient(2))
        expectClose(half, map(g) { _, _, g in g / 2 }, tolerance: 1e-12)
        #expect(zip(g.scalars, weight.scalars).reduce(0) { $0 + $1.0 * $1.1 }.magnitude < 1e-12)
        for j in 0..<4 { #expect((0..<5).reduce(0) { $0 + g[$1, j] }.magnitude < 1e-13) }
    }

    /// Without variance the result is the bias, exactly, and all gradients are finite.
    @Test func zeroVariance() {
        let x = Tensor<Float>(repeating: 0.1, [3, 37])
        let bias = (0..<37).map { Float($0) }
        var layer = Pair(Parameter(x), LayerNormalization<Float>(units: 37))
        layer.second.bias.value = Tensor([37], bias)
        var batch = Pair(Parameter(x), BatchNormalization<Float>(units: 37))
        batch.second.bias.value = Tensor([37], bias)
        let expected = bias + bias + bias
        var y: [Float] = []
        var (_, g) = valueAndGradient(of: &layer) {
            let result = $0.second($0.first.variable)
            y = result.value.scalars
            return sum(result * result)
        }
        #expect(y == expected)
        #expect(g.tensors.allSatisfy { $0.scalars.allSatisfy(\.isFinite) })
        (_, g) = valueAndGradient(of: &batch) {
            let result = $0.second($0.first.variable, .training)
            y = result.value.scalars
            return sum(result * result)
        }
        #expect(y == expected)
        #expect(g.tensors.allSatisfy { $0.scalars.allSatisfy(\.isFinite) })
    }

    /// One case is no batch: its variance is 0, for either divisor.
    @Test(arguments: [BatchNormalization<Double>.Variance.biased, .unbiased])
    func aBatchOfOne(variance: BatchNormalization<Double>.Variance) {
        var layer = BatchNormalization<Double>(units: 2, variance: variance)
        layer.bias.value = Tensor([2], [4, 5])
        var model = Pair(Parameter(Tensor([1, 2], [7, 8])), layer)
        let (_, g) = valueAndGradient(of: &model) {
            let y = $0.second($0.first.variable, .training)
            #expect(y.value == Tensor([1, 2], [4, 5]))
            return sum(y)
        }
        #expect(g.tensors[0] == Tensor([1, 2], [0, 0]))
    }
}
