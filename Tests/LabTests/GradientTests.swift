import Lab
import SmallTrainings
import Testing

/// Every operation's gradient against finite differences, in Double.
@Suite struct GradientTests {
    private static func parameters(_ shapes: [[Int]], key: UInt64) -> [Parameter<Double>] {
        var random = RandomStream(key: key)
        return shapes.map { shape in
            Parameter(Tensor(shape, (0..<shape.reduce(1, *)).map { _ in random.normal() }))
        }
    }

    @Test(arguments: [false, true], [false, true])
    func products(transposeA: Bool, transposeB: Bool) {
        let model = Self.parameters([transposeA ? [4, 3] : [3, 4], transposeB ? [5, 4] : [4, 5]], key: 1)
        var random = RandomStream(key: 2)
        let dc = random.tensor(3, 5)
        expectGradientMatchesDifferences(of: model) {
            weighted(
                product($0[0].variable, transposeA: transposeA, $0[1].variable, transposeB: transposeB),
                by: dc)
        }
    }

    @Test func elementwise() {
        let model = Self.parameters([[3, 5], [3, 5]], key: 3)
        var random = RandomStream(key: 4)
        let dy = random.tensor(3, 5)
        expectGradientMatchesDifferences(of: model) { weighted($0[0].variable + $0[1].variable, by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted($0[0].variable - $0[1].variable, by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted($0[0].variable * $0[1].variable, by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted(scale($0[0].variable, by: -1.5), by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted(relu($0[0].variable), by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted(exp($0[0].variable), by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted(tanh($0[0].variable), by: dy) }
        expectGradientMatchesDifferences(of: model) { weighted(sigmoid($0[0].variable), by: dy) }
        expectGradientMatchesDifferences(of: model) { mean($0[0].variable * $0[1].variable) }
    }

    @Test func rowAddition() {
        let model = Self.parameters([[3, 5], [5]], key: 5)
        var random = RandomStream(key: 6)
        let dy = random.tensor(3, 5)
        expectGradientMatchesDifferences(of: model) {
            weighted(addRow($0[0].variable, $0[1].variable), by: dy)
        }
    }

    @Test(arguments: [(1, 4), (3, 1), (4, 2), (3, 33)])
    func normalizations(rows: Int, columns: Int) {
        let model = Self.parameters([[rows, columns], [columns], [columns]], key: 7)
        var random = RandomStream(key: 8)
        let dy = random.tensor(rows, columns)
        // With one or two units, differences of 1e-6 are not small against √ε: a larger ε keeps the curvature down.
        expectGradientMatchesDifferences(of: model, tolerance: 1e-6) {
            weighted(
                layerNormalization(
                    $0[0].variable, gain: $0[1].variable, bias: $0[2].variable, epsilon: 1e-2), by: dy)
        }
        for variance in [.biased, .unbiased] as [BatchNormalization<Double>.Variance] {
            for phase in [Phase.training, .inference] {
                var batch = BatchNormalization<Double>(units: columns, epsilon: 1e-2, variance: variance)
                batch.gain.value = model[1].value
                batch.bias.value = model[2].value
                batch.runningMean.value = random.tensor(columns)
                expectGradientMatchesDifferences(of: Pair(model[0], batch), tolerance: 1e-6) {
                    weighted($0.second($0.first.variable, phase), by: dy)
                }
            }
        }
    }

    @Test func crossEntropy() {
        let model = Self.parameters([[4, 6]], key: 9)
        expectGradientMatchesDifferences(of: model) {
            scale(softmaxCrossEntropy($0[0].variable, [5, 0, 3, 3]), by: 1.7)
        }
    }

    @Test func dense() {
        var random = RandomStream(key: 10)
        let layers = [
            Dense<Double>(inputs: 4, outputs: 3, random: &random),
            Dense<Double>(inputs: 3, outputs: 5, bias: false, random: &random),
        ]
        let (x, dy) = (random.tensor(6, 4), random.tensor(6, 5))
        expectGradientMatchesDifferences(of: layers) { weighted($0[1](relu($0[0](Variable(x)))), by: dy) }
    }

    /// A weight used at every step of a recurrence: its gradient is the sum over the steps.
    @Test func aWeightUsedManyTimes() {
        var random = RandomStream(key: 11)
        let cell = Dense<Double>(inputs: 4, outputs: 4, random: &random)
        let (h, dy) = (random.tensor(3, 4), random.tensor(3, 4))
        expectGradientMatchesDifferences(of: cell) { cell in
            weighted((0..<5).reduce(Variable(h)) { h, _ in tanh(cell(h)) }, by: dy)
        }
    }

    /// A weight tied to its own transpose, and an input that is both factors of a product.
    @Test func oneVariableTwiceInAnOperation() {
        let model = Self.parameters([[3, 3]], key: 12)
        expectGradientMatchesDifferences(of: model) {
            let w = $0[0].variable
            return sum(product(w, w, transposeB: true)) + sum(w * w) + sum(w + w)
        }
    }

    @Test func whatIsDetachedGetsNoGradient() {
        var model = Self.parameters([[2]], key: 13)
        let (_, gradient) = valueAndGradient(of: &model) { sum($0[0].variable.detached * $0[0].variable) }
        #expect(gradient.tensors == [model[0].value])
    }

    @Test func aParameterWithoutAPartGetsZeros() {
        var model = Self.parameters([[2], [3]], key: 14)
        let (_, gradient) = valueAndGradient(of: &model) { sum($0[0].variable) }
        #expect(gradient.tensors == [Tensor([2], [1, 1]), Tensor([3], [0, 0, 0])])
        let (_, none) = valueAndGradient(of: &model) { _ in Variable(Tensor([], [3])) }
        #expect(none.tensors == [Tensor([2], [0, 0]), Tensor([3], [0, 0, 0])])
    }
}
