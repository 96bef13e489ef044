internal import Lab

/// A convnet that looks at an embedded text too: nothing that anyone would want, with a bit of everything.
private struct Everything: Module {
    var first: Convolution<Float>
    var firstNorm: ImageBatchNormalization<Float>
    var second: Convolution<Float>
    var secondNorm: ImageLayerNormalization<Float>
    var group: GroupNormalization<Float>
    var words: Embedding<Float>
    var rms: RMSNormalization<Float>
    var scores: Dense<Float>
    var output: WeightNormalizedDense<Float>

    init(random: inout RandomStream) {
        first = Convolution(inputs: 1, outputs: 6, window: 3, padding: 1, weights: .glorot, random: &random)
        firstNorm = ImageBatchNormalization(channels: 6)
        second = Convolution(inputs: 6, outputs: 4, window: 3, stride: 2, bias: false, random: &random)
        secondNorm = ImageLayerNormalization([4, 3, 3], .perUnit)
        group = GroupNormalization(channels: 4, groups: 2)
        words = Embedding(symbols: 9, features: 6, random: &random)
        rms = RMSNormalization(units: 6)
        scores = Dense(inputs: 6, outputs: 1, weights: .orthogonal(), random: &random)
        output = WeightNormalizedDense(inputs: 16, outputs: 5, random: &random)
    }

    func callAsFunction(
        _ images: Tensor<Float>, _ text: [Int32], random: inout RandomStream
    ) -> Variable<Float> {
        let batch = images.shape[0]
        let time = text.count / batch
        var x = maxPool(relu(firstNorm(first(Variable(images)), .training)), window: 2)
        x = averagePool(group(relu(secondNorm(second(x)))), window: 2, stride: 1)
        let pooled = dropout(x.flattened(), rate: 0.2, random: &random, .training)
        let states = rms(words(text)).reshaped(to: [batch, time, 6])
        let looked = scaledDotProductAttention(states, states, states, heads: 2)
        let weights = scores(tanh(looked.reshaped(to: [batch * time, 6]))).reshaped(to: [batch, time])
        let context = attend(scores: weights, over: looked)
        let mixed = product(context, Variable(Tensor(repeating: 0.3, [6, 5])))
        return output(pooled) + mixed
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        first.forEachParameter(body)
        firstNorm.forEachParameter(body)
        second.forEachParameter(body)
        secondNorm.forEachParameter(body)
        group.forEachParameter(body)
        words.forEachParameter(body)
        rms.forEachParameter(body)
        scores.forEachParameter(body)
        output.forEachParameter(body)
    }
}

/// Six steps with clipping, a schedule and RMSProp; the digest of the model and its losses.
func layerTraining() -> String {
    var random = RandomStream(key: 161)
    var model = Everything(random: &random)
    var optimizer = RMSProp<Float>(learningRate: 1e-3)
    let schedule = LearningRateSchedule.linearWarmUp(steps: 2, then: .cosine(from: 1e-3, to: 0, steps: 10))
    var digests: [Tensor<Float>] = []
    for step in 0..<6 {
        let images = random.tensor(3, 1, 14, 14, as: Float.self)
        let text = (0..<12).map { _ in Int32(random.integer(below: 9)) }
        let labels = (0..<3).map { _ in Int32(random.integer(below: 5)) }
        var (loss, gradient) = valueAndGradient(of: &model) {
            softmaxCrossEntropy($0(images, text, random: &random), labels)
        }
        let norm = gradient.clip(toNorm: 1)
        gradient.clip(toMagnitude: 0.5)
        optimizer.learningRate = schedule.rate(at: step)
        optimizer.update(&model, along: gradient)
        digests.append(Tensor([2], [loss, norm]))
    }
    digests += model.parameters
    return Tensor([digests.reduce(0) { $0 + $1.count }], digests.flatMap(\.scalars)).digest()
}
