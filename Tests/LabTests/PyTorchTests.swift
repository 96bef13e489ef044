import Lab
import SmallTrainings
import TestSupport
import Testing

/// Forward values and gradients against PyTorch, in Double to 1e-10 and in Float to what Float holds.
@Suite struct PyTorchTests {
    /// Cases in which digits cancel, so that Float keeps only some: a mean of 1000 deviations; two values, which
    /// normalize to ±1 whatever they are and leave a gradient of almost 0.
    private static let cancels = ["large offset", "two features", "batch 2", "unbiased, batch 2"]

    @Test func layerNormalization() throws {
        for test in try Fixture.named("layer_normalization").cases {
            try compare(test, ["x", "gain", "bias"], as: Double.self, tolerance: 1e-9) { p, settings in
                try Lab.layerNormalization(p[0], gain: p[1], bias: p[2], epsilon: settings.number("epsilon"))
            }
            let tolerance: Float = Self.cancels.contains(test.name) ? 5e-3 : 2e-6
            try compare(test, ["x", "gain", "bias"], as: Float.self, tolerance: tolerance) { p, settings in
                try Lab.layerNormalization(
                    p[0], gain: p[1], bias: p[2], epsilon: Float(settings.number("epsilon")))
            }
        }
    }

    @Test func dense() throws {
        for test in try Fixture.named("dense").cases {
            func y<Scalar>(_ p: [Variable<Scalar>]) -> Variable<Scalar> {
                let y = product(p[0], p[1], transposeB: true)
                return test.inputs["bias"] == nil ? y : addRow(y, p[2])
            }
            try compare(test, ["x", "weight", "bias"], as: Double.self, tolerance: 1e-12) { p, _ in y(p) }
            try compare(test, ["x", "weight", "bias"], as: Float.self, tolerance: 1e-6) { p, _ in y(p) }
        }
    }

    @Test func relu() throws {
        for test in try Fixture.named("relu").cases {
            try compare(test, ["x"], as: Double.self, tolerance: 0) { p, _ in Lab.relu(p[0]) }
            try compare(test, ["x"], as: Float.self, tolerance: 0) { p, _ in Lab.relu(p[0]) }
        }
    }

    @Test func softmaxCrossEntropy() throws {
        for test in try Fixture.named("softmax_cross_entropy").cases {
            let labels = try #require(test.inputs["labels"]).values.map { Int32($0) }
            try compare(test, ["logits"], output: "loss", as: Double.self, tolerance: 1e-12) { p, _ in
                Lab.softmaxCrossEntropy(p[0], labels)
            }
            try compare(test, ["logits"], output: "loss", as: Float.self, tolerance: 2e-6) { p, _ in
                Lab.softmaxCrossEntropy(p[0], labels)
            }
        }
    }

    @Test func batchNormalization() throws {
        for test in try Fixture.named("batch_normalization").cases {
            try batchNormalization(test, as: Double.self, tolerance: 1e-9)
            try batchNormalization(
                test, as: Float.self, tolerance: Self.cancels.contains(test.name) ? 5e-3 : 5e-6)
        }
    }

    private func batchNormalization<Scalar: TensorScalar>(
        _ test: Fixture.Case, as type: Scalar.Type, tolerance: Scalar
    ) throws {
        let x = try #require(test.inputs["x"]).tensor(as: Scalar.self)
        let mode = try test.word("mode")
        let variance = try test.word("normalizing_variance")
        try #require(["training", "inference"].contains(mode) && ["biased", "unbiased"].contains(variance))
        var layer = BatchNormalization<Scalar>(
            units: x.shape[1], epsilon: Scalar(try test.number("epsilon")),
            momentum: Scalar(try test.number("momentum")),
            variance: variance == "biased" ? .biased : .unbiased)
        if let gain = test.inputs["gain"] { layer.gain.value = gain.tensor(as: Scalar.self) }
        if let bias = test.inputs["bias"] { layer.bias.value = bias.tensor(as: Scalar.self) }
        layer.runningMean.value = try #require(test.inputs["running_mean"]).tensor(as: Scalar.self)
        layer.runningVariance.value = try #require(test.inputs["running_variance"]).tensor(as: Scalar.self)
        let dy = try #require(test.inputs["dy"]).tensor(as: Scalar.self)

        var model = Pair(Parameter(x), layer)
        var y: Tensor<Scalar>?
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let result = model.second(model.first.variable, mode == "training" ? .training : .inference)
            y = result.value
            return weighted(result, by: dy)
        }
        let what = "\(test.name) in \(Scalar.self)"
        let actual = [
            "y": try #require(y), "running_mean": model.second.runningMean.value,
            "running_variance": model.second.runningVariance.value,
        ]
        #expect(Set(actual.keys) == Set(test.outputs.keys))
        for (name, numbers) in test.outputs {
            expectClose(
                try #require(actual[name]), numbers.tensor(as: Scalar.self), tolerance: tolerance,
                "\(what): \(name)")
        }
        for (name, g) in zip(["x", "gain", "bias"], gradient.tensors) {
            guard let numbers = test.gradients[name] else { continue }
            expectClose(
                g, numbers.tensor(as: Scalar.self), tolerance: tolerance, floor: 1e-4,
                "\(what): gradient of \(name)")
        }
        #expect(test.gradients["x"] != nil)
    }

    /// Computes an output from the named inputs, where they exist (others are ones for a gain and zeros for a bias), and
    /// compares it and the gradients of all of them.
    private func compare<Scalar: TensorScalar>(
        _ test: Fixture.Case, _ names: [String], output: String = "y", as type: Scalar.Type,
        tolerance: Scalar,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ operation: ([Variable<Scalar>], Fixture.Case) throws -> Variable<Scalar>
    ) throws {
        let units = test.inputs[names[0]]?.shape.last ?? 0
        var model = names.map { name in
            Parameter(
                test.inputs[name]?.tensor(as: Scalar.self)
                    ?? Tensor(repeating: name == "gain" ? 1 : 0, [units]))
        }
        let dy = test.inputs["dy"]?.tensor(as: Scalar.self)
        var y: Tensor<Scalar>?
        let (_, gradient) = try valueAndGradient(of: &model) { model in
            let result = try operation(model.map(\.variable), test)
            y = result.value
            guard let dy else { return result }
            return weighted(result, by: dy)
        }
        let what = "\(test.name) in \(Scalar.self)"
        expectClose(
            try #require(y), try #require(test.outputs[output]).tensor(as: Scalar.self), tolerance: tolerance,
            "\(what): \(output)", sourceLocation: sourceLocation)
        var compared = 0
        for (name, g) in zip(names, gradient.tensors) {
            guard let numbers = test.gradients[name] else { continue }
            compared += 1
            expectClose(
                g, numbers.tensor(as: Scalar.self), tolerance: tolerance, floor: 1e-4,
                "\(what): gradient of \(name)",
                sourceLocation: sourceLocation)
        }
        #expect(compared == test.gradients.count, sourceLocation: sourceLocation)
    }
}
