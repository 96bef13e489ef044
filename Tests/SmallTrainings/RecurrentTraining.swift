internal import Lab

/// A few steps of Adam for each kind of layer, with a mask, a batch of five and a batch of nine; the digest of all models.
func recurrentTraining() -> String {
    var digests: [Float] = []
    for (number, kind) in AnyRecurrent<Float>.Kind.allCases.enumerated() {
        var random = RandomStream(key: 17, stream: UInt64(number))
        var model = Pair(
            AnyRecurrent<Float>(kind, inputs: 6, units: 35, learnsInitialState: true, random: &random),
            Dense<Float>(inputs: 35, outputs: 3, random: &random))
        var adam = Adam<Float>(learningRate: 1e-2)
        for batch in [5, 9, 5] {
            let x = random.tensor(7, batch, 6, as: Float.self)
            let mask = StepMask(lengths: (0..<batch).map { 7 - $0 % 3 }, steps: 7)
            let (_, gradient) = valueAndGradient(of: &model) { model in
                let states = model.first.layer(TimeSteps(x), mask: mask, phase: .training).states
                return softmaxCrossEntropy(model.second(states.rows), (0..<7 * batch).map { Int32($0 % 3) })
            }
            adam.update(&model, along: gradient)
        }
        digests += model.parameters.flatMap(\.scalars)
    }
    return Tensor([digests.count], digests).digest()
}
