import Lab
import Testing

/// The optimizers against PyTorch, given the gradients.
@Suite struct OptimizerTests {
    @Test func adam() throws {
        for test in try Fixture.named("adam").cases {
            var optimizer = try Adam<Double>(
                learningRate: test.number("learning_rate"), decay1: test.number("beta1"),
                decay2: test.number("beta2"), epsilon: test.number("epsilon"))
            try follow(test) { optimizer.update(&$0, along: $1) }
            #expect(optimizer.step == 5)
        }
    }

    @Test func gradientDescent() throws {
        for test in try Fixture.named("sgd").cases {
            var optimizer = try SGD<Double>(
                learningRate: test.number("learning_rate"), momentum: test.number("momentum"))
            try follow(test) { optimizer.update(&$0, along: $1) }
        }
    }

    private func follow(
        _ test: Fixture.Case, _ step: (inout Parameter<Double>, Gradient<Double>) -> Void
    ) throws {
        var parameter = Parameter(try test.input("parameter"))
        let gradients = try test.input("gradients")
        let expected = try #require(test.outputs["parameter_after"]).tensor
        let (steps, n) = (gradients.shape[0], gradients.shape[1])
        for t in 0..<steps {
            func row(_ x: Tensor<Double>) -> Tensor<Double> {
                Tensor([n], Array(x.scalars[t * n..<(t + 1) * n]))
            }
            step(&parameter, Gradient(tensors: [row(gradients)]))
            expectClose(parameter.value, row(expected), tolerance: 1e-12, "\(test.name), step \(t)")
        }
    }

    @Test func statisticsAreLeftAlone() {
        var layer = BatchNormalization<Double>(units: 2)
        var optimizer = SGD<Double>(learningRate: 1)
        optimizer.update(&layer, along: Gradient(tensors: [Tensor([2], [1, 2]), Tensor([2], [3, 4])]))
        #expect(layer.gain.value == Tensor([2], [0, -1]))
        #expect(layer.bias.value == Tensor([2], [-3, -4]))
        #expect(layer.runningMean.value == Tensor([2], [0, 0]))
        #expect(layer.runningVariance.value == Tensor([2], [1, 1]))
    }
}
