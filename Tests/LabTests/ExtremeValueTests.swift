import Lab
import SmallTrainings
import TestSupport
import Testing

/// Numbers at the ends of what Float holds, numbers without variance, and no numbers at all: what mathematics calls
/// finite is finite, and the same as in Double.
@Suite struct ExtremeValueTests {
    /// Without variance the result is the bias, exactly, and all gradients are finite: of one case, one unit, one pixel
    /// too.
    @Test(arguments: Normalizer.allCases.filter { $0 != .rms }, [0, 0.1, 1e-40, 1e30, -3e38] as [Float])
    func zeroVariance(_ normalizer: Normalizer, _ value: Float) throws {
        let shapes =
            normalizer.isOfImages
            ? [[2, 4, 3, 3], [1, 2, 1, 1], [1, 1, 1, 1]] : [[3, 37], [1, 5], [4, 1], [1, 1]]
        for shape in shapes {
            let results = normalizer.run(Tensor<Float>(repeating: value, shape))
            let period = shape.dropFirst().reduce(1, *)
            let biases = normalizer.bias(shape, as: Float.self).scalars
            let expected = (0..<results[0].count).map { biases[$0 % period * biases.count / period] }
            #expect(results[0].scalars == expected, "\(shape)")
            #expect(areFinite(results), "\(shape)")
        }
    }

    /// RMS normalization has no bias and subtracts nothing: what is 0 stays 0.
    @Test(arguments: [[3, 37], [1, 5], [4, 1]]) func zeroSquares(shape: [Int]) {
        let results = Normalizer.rms.run(Tensor<Float>(zeros: shape))
        #expect(results[0] == Tensor(zeros: shape))
        #expect(areFinite(results))
    }

    @Test(arguments: Normalizer.allCases, [1e-44, 1e-40, 1e-20, 1e18, 1e19, 1e20, 1e30, 1e36] as [Float])
    func normalizationsOfEverySize(_ normalizer: Normalizer, _ size: Float) {
        var random = RandomStream(key: 81)
        let shape = normalizer.isOfImages ? [3, 4, 3, 5] : [5, 37]
        let x = Tensor(
            shape, (0..<shape.reduce(1, *)).map { _ in size * Float(max(-3, min(3, random.normal()))) })
        expectAsInDouble(normalizer, x)
    }

    /// Rows that reach from one end to the other, where the difference of two numbers overflows, beside ordinary ones,
    /// which keep the bits they have alone.
    @Test(arguments: [Normalizer.layer, .rms, .group, .instance, .imagePerUnit, .imagePerChannel])
    func rowsOfTheWholeRange(_ normalizer: Normalizer) {
        var random = RandomStream(key: 82)
        let shape = normalizer.isOfImages ? [3, 2, 2, 3] : [3, 12]
        var scalars = random.tensor(3, 12, as: Float.self).scalars
        for j in 0..<12 { scalars[12 + j] = [3.4e38, -3.4e38, 1e38, 1, -2e30, 3e38][(j + j / 6) % 6] }
        let x = Tensor(shape, scalars)
        expectAsInDouble(normalizer, x)
        let alone = normalizer.run(Tensor([1] + shape.dropFirst(), Array(scalars[..<12])), of: shape)
        let together = normalizer.run(x)
        for part in 0..<2 {
            expectSameBits(Array(together[part].scalars[..<12]), alone[part].scalars, "\(normalizer)")
        }
    }

    /// A variance that Float cannot hold is infinite: in inference the result is the bias, and training goes on without it.
    @Test func aRunningVarianceThatOverflows() {
        var layer = BatchNormalization<Float>(units: 1)
        layer.bias.value = Tensor([1], [3])
        let x = Tensor<Float>([2, 1], [1e30, -1e30])
        _ = valueAndGradient(of: &layer) { layer in
            let y = layer(Variable(x), .training)
            expectClose(y.value, Tensor([2, 1], [4, 2]), tolerance: 1e-6)
            return sum(y)
        }
        #expect(layer.runningVariance.value.scalars == [.infinity])
        #expect(layer(Variable(Tensor([2, 1], [5, 1e30])), .inference).value.scalars == [3, 3])
    }

    private func expectAsInDouble(
        _ normalizer: Normalizer, _ x: Tensor<Float>, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let results = normalizer.run(x)
        let expected = normalizer.run(Tensor<Double>(x.shape, x.scalars.map { Double($0) }))
        #expect(results.count == expected.count, sourceLocation: sourceLocation)
        for (name, (a, b)) in zip(["y", "dx", "dgain", "dbias"], zip(results, expected)) {
            #expect(areFinite([a]), "\(name)", sourceLocation: sourceLocation)
            expectClose(
                // The floor: some of the smallest denormals.
                Tensor<Double>(a.shape, a.scalars.map { Double($0) }), b, tolerance: 1e-5, floor: 1e-36,
                "\(normalizer): \(name)", sourceLocation: sourceLocation)
        }
    }

    @Test func softmaxOfEverySize() {
        let rows: [[Float]] = [
            [3.4e38, -3.4e38, 0], [1e30, 1e30, -1e30], [-3.4e38, -3.4e38, -3.4e38], [1e-40, -1e-45, 0],
            [88, -104, 1e-30],
        ]
        let x = Tensor<Float>([5, 3], rows.flatMap { $0 })
        let wide = Tensor<Double>([5, 3], x.scalars.map { Double($0) })
        let expected = softmax(Variable(wide)).value.scalars.map { Float($0) }
        expectClose(softmax(Variable(x)).value.scalars, expected, tolerance: 1e-6, "softmax")
        var model = Parameter(x)
        let (loss, gradient) = valueAndGradient(of: &model) {
            softmaxCrossEntropy($0.variable, [0, 1, 2, 0, 0])
        }
        var reference = Parameter(wide)
        let (expectedLoss, expectedGradient) = valueAndGradient(of: &reference) {
            softmaxCrossEntropy($0.variable, [0, 1, 2, 0, 0])
        }
        expectClose(loss, Float(expectedLoss), tolerance: 1e-6, "loss")
        expectClose(
            gradient.tensors[0].scalars, expectedGradient.tensors[0].scalars.map { Float($0) },
            tolerance: 1e-6, "gradient")
    }

    /// A loss that is no number says so, and so do the gradients of the case it comes from, and of no other.
    @Test(arguments: [
        [Float.nan, 0], [0, .nan], [.infinity, 0], [0, .infinity], [-.infinity, -.infinity],
    ])
    func aLossThatIsNoNumber(_ logits: [Float]) {
        var model = Parameter(Tensor<Float>([2, 2], [1, 2] + logits))
        let (loss, gradient) = valueAndGradient(of: &model) { softmaxCrossEntropy($0.variable, [0, 0]) }
        #expect(loss.isNaN)
        let finite = gradient.tensors[0].scalars.map(\.isFinite)
        #expect(finite[..<2] == [true, true])
        #expect(finite[2...] != [true, true])
    }

    /// A label that cannot be has an infinite loss.
    @Test func anImpossibleLabel() {
        let loss = softmaxCrossEntropy(Variable(Tensor<Float>([1, 2], [-.infinity, 0])), [0])
        #expect(loss.value.scalars == [.infinity])
    }

    @Test(arguments: AnyRecurrent<Float>.Kind.allCases, [1e-39, 1e-30, 1e15, 1e30] as [Float])
    func sequencesOfEverySize(_ kind: AnyRecurrent<Float>.Kind, _ size: Float) {
        expectAsInDouble(kind, inputs: 4, size: size)
    }

    /// A sum that overflows is as good as its sign for a gate.
    @Test(arguments: [AnyRecurrent<Float>.Kind.rnn, .lstm, .cellLSTM, .gru])
    func sumsThatOverflow(_ kind: AnyRecurrent<Float>.Kind) {
        expectAsInDouble(kind, inputs: 1, size: 1.1e38)
    }

    private func expectAsInDouble(
        _ kind: AnyRecurrent<Float>.Kind, inputs: Int, size: Float,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var random = RandomStream(key: 83)
        let layer = AnyRecurrent<Float>(kind, inputs: inputs, units: 5, random: &random)
        var wide = AnyRecurrent<Double>(
            AnyRecurrent<Double>.Kind(rawValue: kind.rawValue)!, inputs: inputs, units: 5, random: &random)
        var values = layer.parameters.map { Tensor<Double>($0.shape, $0.scalars.map { Double($0) }) }
        wide.forEachParameter { $0.value = values.removeFirst() }
        let x = Tensor<Float>(
            [3, 6, inputs],
            (0..<18 * inputs).map { _ in size * Float(max(-3, min(3, random.normal()))) })
        let expected = wide.layer(
            TimeSteps(Tensor<Double>(x.shape, x.scalars.map { Double($0) })), phase: .training
        ).states.rows.value
        var model = Pair(Parameter(x.reshaped(to: [18, inputs])), layer)
        var states: [Float] = []
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let rows = model.second.layer(
                TimeSteps(rows: model.first.variable, steps: 3), phase: .training
            ).states.rows
            states = rows.value.scalars
            return sum(rows * rows)
        }
        expectClose(
            states, expected.scalars.map { Float($0) }, tolerance: 1e-4, "\(kind)",
            sourceLocation: sourceLocation)
        #expect(areFinite(gradient.tensors), sourceLocation: sourceLocation)
    }

    /// No cases are no mistake: the result has no rows, and every gradient is 0.
    @Test func noCases() {
        var random = RandomStream(key: 84)
        let none = Tensor<Float>(zeros: [0, 4])
        var model = Pair(
            Dense<Float>(inputs: 4, outputs: 4, random: &random),
            Pair(LayerNormalization<Float>(units: 4), RMSNormalization<Float>(units: 4)))
        let (loss, gradient) = valueAndGradient(of: &model) { model in
            let y = model.second.second(model.second.first(model.first(Variable(none))))
            #expect(y.shape == [0, 4])
            return sum(tanh(sigmoid(relu(exp(y + y) - y) * y)))
        }
        #expect(loss == 0)
        #expect(areZero(gradient.tensors))
        #expect(mean(Variable(none)).scalar().isNaN)
        #expect(softmax(Variable(none)).shape == [0, 4])
        #expect(Embedding<Float>(symbols: 3, features: 4, random: &random)([]).shape == [0, 4])
        #expect(BatchNormalization<Float>(units: 4)(Variable(none), .inference).shape == [0, 4])
        for kind in AnyRecurrent<Float>.Kind.independent {
            var layer = AnyRecurrent<Float>(kind, inputs: 4, units: 3, random: &random)
            let (loss, gradient) = valueAndGradient(of: &layer) { layer in
                let states = layer.layer(TimeSteps(Tensor(zeros: [2, 0, 4]))).states
                #expect(states.rows.shape == [0, 3])
                return sum(states.rows)
            }
            #expect(loss == 0, "\(kind)")
            #expect(areZero(gradient.tensors), "\(kind)")
        }
    }
}

private func areFinite<Scalar>(_ tensors: [Tensor<Scalar>]) -> Bool {
    tensors.allSatisfy { tensor in tensor.scalars.allSatisfy { $0.isFinite } }
}

private func areZero<Scalar>(_ tensors: [Tensor<Scalar>]) -> Bool {
    tensors.allSatisfy { tensor in tensor.scalars.allSatisfy { $0 == 0 } }
}

/// Every normalization outside of recurrent layers, with a gain and a bias that tell places apart.
enum Normalizer: CaseIterable {
    case layer, rms, batch, unbiasedBatch, group, instance, imagePerUnit, imagePerChannel, imageBatch

    var isOfImages: Bool {
        switch self {
        case .layer, .rms, .batch, .unbiasedBatch: false
        default: true
        }
    }

    /// A bias for each unit or channel.
    func bias<Scalar: TensorScalar>(_ shape: [Int], as type: Scalar.Type) -> Tensor<Scalar> {
        let own = self == .imagePerUnit ? Array(shape.dropFirst()) : [shape[1]]
        return Tensor(own, (0..<own.reduce(1, *)).map { Scalar($0 % 7) - 2.5 })
    }

    /// The result, then the gradients of x, the gain and the bias (where there is one) for a loss Σ y·dy.
    ///
    /// - Parameter whole: the shape that x is the beginning of; what belongs to a place is the same as in it.
    func run<Scalar: TensorScalar>(_ x: Tensor<Scalar>, of whole: [Int]? = nil) -> [Tensor<Scalar>] {
        let shape = whole ?? x.shape
        let channels = shape[1]
        switch self {
        case .layer: return run(x, LayerNormalization(units: channels)) { $0($1) }
        case .rms: return run(x, RMSNormalization(units: channels)) { $0($1) }
        case .batch: return run(x, BatchNormalization(units: channels)) { $0($1, .training) }
        case .unbiasedBatch:
            return run(x, BatchNormalization(units: channels, variance: .unbiased)) { $0($1, .training) }
        case .group:
            return run(x, GroupNormalization(channels: channels, groups: channels % 2 == 0 ? 2 : 1)) {
                $0($1)
            }
        case .instance: return run(x, InstanceNormalization(channels: channels)) { $0($1) }
        case .imagePerUnit:
            return run(x, ImageLayerNormalization(Array(shape.dropFirst()), .perUnit)) { $0($1) }
        case .imagePerChannel:
            return run(x, ImageLayerNormalization(Array(shape.dropFirst()), .perChannel)) { $0($1) }
        case .imageBatch: return run(x, ImageBatchNormalization(channels: channels)) { $0($1, .training) }
        }
    }

    private func run<Layer: Module>(
        _ x: Tensor<Layer.Scalar>, _ layer: Layer,
        _ call: (Layer, Variable<Layer.Scalar>) -> Variable<Layer.Scalar>
    ) -> [Tensor<Layer.Scalar>] {
        typealias Scalar = Layer.Scalar
        var model = Pair(Parameter(x), layer)
        var index = 0
        model.second.forEachParameter { parameter in
            let count = parameter.value.count
            if index == 0 {
                parameter.value = Tensor(
                    parameter.value.shape, (0..<count).map { 1 + Scalar($0 % 5) / 4 })
            } else if index == 1 {
                parameter.value = bias(x.shape, as: Scalar.self)
            }
            index += 1
        }
        let dy = Tensor<Scalar>(x.shape, (0..<x.count).map { Scalar($0 % 11) / 8 - 0.5 })
        var y: [Tensor<Scalar>] = []
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let result = call(model.second, model.first.variable)
            y = [result.value]
            return weighted(result, by: dy)
        }
        return y + gradient.tensors
    }
}
