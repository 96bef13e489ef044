import Lab
import SmallTrainings
import Testing

/// Four steps of a small network with each normalization: losses, first gradients, parameters and statistics.
@Suite struct PyTorchTrainingTests {
    @Test func smallNetworks() throws {
        for test in try Fixture.named("mlp_training").cases { try train(test) }
    }

    private func train(_ test: Fixture.Case) throws {
        let layers = ["hidden1", "hidden2", "output"]
        var names: [String] = []
        var model = Classifier<Double>(layers: [], normalizations: [])
        for layer in layers {
            let kind = try test.word(layer == "output" ? "output_normalization" : "hidden_normalization")
            let weight = try test.input("\(layer).weight")
            names.append("\(layer).weight")
            let bias = try test.input("\(layer).bias")
            model.layers.append(Dense(weight: weight, bias: kind == "none" ? bias : nil))
            switch kind {
            case "none":
                names.append("\(layer).bias")
                model.normalizations.append(.none)
            case "layer":
                names += ["\(layer).gain", "\(layer).bias"]
                var normalization = try LayerNormalization<Double>(
                    units: weight.shape[0], epsilon: test.number("epsilon"))
                normalization.gain.value = try test.input("\(layer).gain")
                normalization.bias.value = bias
                model.normalizations.append(.layer(normalization))
            default:
                try #require(kind == "batch")
                names += [
                    "\(layer).gain", "\(layer).bias", "\(layer).running_mean", "\(layer).running_variance",
                ]
                var normalization = try BatchNormalization<Double>(
                    units: weight.shape[0], epsilon: test.number("epsilon"), momentum: test.number("momentum")
                )
                normalization.gain.value = try test.input("\(layer).gain")
                normalization.bias.value = bias
                normalization.runningMean.value = try test.input("\(layer).running_mean")
                normalization.runningVariance.value = try test.input("\(layer).running_variance")
                model.normalizations.append(.batch(normalization))
            }
        }
        let x = try test.input("x")
        let labels = try #require(test.inputs["labels"]).values.map { Int32($0) }
        let (steps, cases, features) = (x.shape[0], x.shape[1], x.shape[2])
        var optimizer = try Adam<Double>(
            learningRate: test.number("learning_rate"), decay1: test.number("beta1"),
            decay2: test.number("beta2"),
            epsilon: test.number("adam_epsilon"))
        var losses: [Double] = []
        for t in 0..<steps {
            let size = cases * features
            let batch = Tensor([cases, features], Array(x.scalars[t * size..<(t + 1) * size]))
            let (loss, gradient) = valueAndGradient(of: &model) { model in
                softmaxCrossEntropy(
                    model(Variable(batch), .training), Array(labels[t * cases..<(t + 1) * cases]))
            }
            losses.append(loss)
            if t == 0 {
                let trained = names.filter { !$0.contains("running") }
                #expect(gradient.tensors.count == trained.count && trained.count == test.gradients.count)
                for (name, g) in zip(trained, gradient.tensors) {
                    expectClose(
                        g, try #require(test.gradients[name]).tensor, tolerance: 1e-9,
                        "\(test.name): gradient of \(name)")
                }
            }
            optimizer.update(&model, along: gradient)
        }
        expectClose(
            Tensor([steps], losses), try #require(test.outputs["losses"]).tensor, tolerance: 1e-9, test.name)
        #expect(model.parameters.count == names.count && names.count == test.outputs.count - 1)
        for (name, value) in zip(names, model.parameters) {
            expectClose(
                value, try #require(test.outputs[name]).tensor, tolerance: 1e-8, "\(test.name): \(name)")
        }
    }
}
