import Lab
import SmallTrainings
import Testing

@Suite struct ValueSemanticsTests {
    @Test func aCopyOfATensorIsItsOwn() {
        let a = Tensor<Float>([2, 2], [1, 2, 3, 4])
        var b = a
        b[0, 1] = 9
        #expect(a.scalars == [1, 2, 3, 4])
        #expect(b.scalars == [1, 9, 3, 4])
        var c = a.reshaped(to: [4])
        c[0] = 7
        #expect(a[0, 0] == 1 && c.scalars == [7, 2, 3, 4])
    }

    @Test func tensors() {
        let x = Tensor<Double>([2, 3], [1, 2, 3, 4, 5, 6])
        #expect(x[1, 0] == 4 && x.count == 6 && x.shape == [2, 3])
        #expect(Tensor<Double>(zeros: []).scalars == [0])
        #expect(Tensor<Float>(zeros: [0, 3]).scalars == [])
        #expect(Tensor<Double>([2], [1, 2]) != Tensor<Double>([1, 2], [1, 2]))
        #expect(Tensor<Double>([1], [.nan]) != Tensor<Double>([1], [.nan]))
        #expect(x.description == "Tensor<Double>[2, 3] 1.0 2.0 3.0 4.0 5.0 6.0")
        #expect(Tensor<Float>(zeros: [9]).description == "Tensor<Float>[9] 0.0 0.0 0.0 0.0 0.0 0.0 0.0 0.0 …")
        #expect(Tensor<Float>([2], [1, -0.0]).bytes == [0, 0, 128, 63, 0, 0, 0, 128])
    }

    @Test func aCopyOfAModelIsItsOwn() {
        var random = RandomStream(key: 61)
        var model = Classifier<Float>(
            [4, 6, 3], normalizedBy: { .batch(BatchNormalization(units: $0)) }, random: &random)
        let copy = model
        let before = copy.digest()
        train(&model, &random)
        #expect(copy.digest() == before)
        #expect(model.digest() != before)
        // A copy of an optimizer and a model continues as the original does.
        var (otherModel, otherRandom) = (model, random)
        train(&model, &random)
        train(&otherModel, &otherRandom)
        #expect(model.digest() == otherModel.digest())
    }

    private func train(_ model: inout Classifier<Float>, _ random: inout RandomStream) {
        var optimizer = Adam<Float>(learningRate: 0.01)
        let x: Tensor<Float> = random.tensor(5, 4, as: Float.self)
        for _ in 0..<3 {
            let (_, gradient) = valueAndGradient(of: &model) {
                softmaxCrossEntropy($0(Variable(x), .training), [0, 1, 2, 0, 1])
            }
            optimizer.update(&model, along: gradient)
        }
    }

    /// Two layers that begin as one value have gradients of their own, because a parameter is known by its place.
    @Test func repeatedLayersGetSeparateGradients() {
        var random = RandomStream(key: 62)
        let layer = Dense<Double>(inputs: 3, outputs: 3, random: &random)
        var model = Array(repeating: layer, count: 2)
        let x = random.tensor(2, 3)
        let (_, gradient) = valueAndGradient(of: &model) { sum($0[1](relu($0[0](Variable(x))))) }
        #expect(gradient.tensors.count == 4)
        #expect(gradient.tensors[0] != gradient.tensors[2])
        SGD<Double>(learningRate: 0.1).stepping(&model, gradient)
        #expect(model[0].weight.value != model[1].weight.value)
        #expect(layer.weight.value != model[0].weight.value)
    }

    /// The closure's model, kept beyond the call, is only a value: it records nothing more and changes nothing.
    @Test func aModelThatEscapesIsOnlyAValue() {
        var model = BatchNormalization<Double>(units: 2)
        var escaped = model
        _ = valueAndGradient(of: &model) { model in
            escaped = model
            return sum(model(Variable(Tensor([2, 2], [1, 2, 3, 5])), .training))
        }
        let before = escaped.digest()
        let y = escaped(Variable(Tensor([2, 2], [9, 9, 8, 8])), .training)
        #expect(escaped.digest() == before)
        var x = Parameter(Tensor<Double>([1, 2], [1, 2]))
        // A tape of its own, although the escaped layer was once on another.
        let (_, g) = valueAndGradient(of: &x) { sum(escaped($0.variable, .inference)) }
        #expect(g.tensors.count == 1 && y.shape == [2, 2])
    }

    @Test func statisticsMoveInTrainingOnly() {
        var model = BatchNormalization<Double>(units: 1, momentum: 0.5)
        let x = Variable(Tensor<Double>([2, 1], [2, 4]))
        _ = model(x, .inference)
        _ = valueAndGradient(of: &model) { sum($0(x, .inference)) }
        #expect(model.runningMean.value == Tensor([1], [0]))
        _ = valueAndGradient(of: &model) { sum($0(x, .training)) }
        // Mean 3, unbiased variance 2: half way from 0 and from 1.
        #expect(model.runningMean.value == Tensor([1], [1.5]))
        #expect(model.runningVariance.value == Tensor([1], [1.5]))
        // Used twice in one pass, the statistics take two steps.
        _ = valueAndGradient(of: &model) { sum($0(x, .training)) + sum($0(x, .training)) }
        #expect(model.runningMean.value == Tensor([1], [2.625]))
    }

    @Test func aThrowingLossLeavesTheModelAsItWas() {
        struct Stop: Error {}
        var model = BatchNormalization<Double>(units: 1)
        let before = model.digest()
        #expect(throws: Stop.self) {
            _ = try valueAndGradient(of: &model) { model in
                _ = model(Variable(Tensor([2, 1], [2, 4])), .training)
                throw Stop()
            }
        }
        #expect(model.digest() == before)
    }

    @Test func whatAModelHolds() {
        var random = RandomStream(key: 63)
        let model = Classifier<Float>(
            [784, 1000, 1000, 10], normalizedBy: { .layer(LayerNormalization(units: $0)) }, random: &random)
        #expect(model.trainedCount == 784 * 1000 + 1000 * 1000 + 10 * 1000 + 2010 + 4000)
        #expect(model.parameters.count == 10)
        let absent: [Dense<Float>?] = [nil]
        #expect(absent.parameters.isEmpty)
    }
}

extension SGD {
    fileprivate func stepping<Model: Module>(_ model: inout Model, _ gradient: Gradient<Scalar>)
    where Model.Scalar == Scalar {
        var copy = self
        copy.update(&model, along: gradient)
    }
}
