internal import Lab

/// Some steps with each normalization and batch size; the digest of all three models and their losses.
func denseTraining() -> String {
    let normalizations: [(Int) -> Normalization<Float>] = [
        { _ in .none }, { .layer(LayerNormalization(units: $0)) },
        { .batch(BatchNormalization(units: $0, variance: .unbiased)) },
    ]
    var digests: [Tensor<Float>] = []
    for (number, normalization) in normalizations.enumerated() {
        var random = RandomStream(key: 7, stream: UInt64(number))
        var model = Classifier<Float>([50, 67, 33, 10], normalizedBy: normalization, random: &random)
        let x: Tensor<Float> = random.tensor(90, 50, as: Float.self)
        let images = LabeledImages(images: x, labels: (0..<90).map { Int32($0 % 10) })
        var adam = Adam<Float>(learningRate: 1e-3)
        var descent = SGD<Float>(learningRate: 1e-2, momentum: 0.9)
        var losses: [Float] = []
        let batches =
            Array(images.batches(of: 37, random: &random)) + images.batches(of: 4, random: &random).prefix(5)
        for batch in batches {
            let (loss, gradient) = valueAndGradient(of: &model) {
                softmaxCrossEntropy($0(Variable(batch.images), .training), batch.labels)
            }
            losses.append(loss)
            adam.update(&model, along: gradient)
            descent.update(&model, along: gradient)
        }
        digests += model.parameters + [Tensor([losses.count], losses)]
        digests.append(model(Variable(x), .inference).value)
    }
    return Tensor([digests.reduce(0) { $0 + $1.count }], digests.flatMap(\.scalars)).digest()
}
