import Lab
import SmallTrainings
import TestSupport
import Testing

/// Forward values and all gradients of the layers against PyTorch, in Double closely and in Float to what Float holds.
@Suite struct LayerPyTorchTests {
    @Test func rmsNormalization() throws {
        try forEachCase("rms_normalization", ["x", "gain"], RMSOperation())
    }

    @Test func weightNormalization() throws {
        try forEachCase("weight_normalization", ["x", "direction", "gain", "bias"], WeightOperation())
    }

    @Test func convolution() throws {
        try forEachCase("convolution", ["x", "weight", "bias"], ConvolutionOperation())
    }

    @Test func pooling() throws { try forEachCase("pooling", ["x"], PoolingOperation()) }

    @Test func embedding() throws { try forEachCase("embedding", ["weight"], EmbeddingOperation()) }

    @Test func attention() throws {
        try forEachCase("attention", ["scores", "states"], kind: "sequence", SequenceOperation())
        try forEachCase(
            "attention", ["queries", "keys", "values"], kind: "dot product", DotProductOperation())
    }

    @Test func imageNormalizations() throws {
        for test in try Fixture.named("image_normalization").cases {
            try images(test, as: Double.self, tolerance: 1e-9)
            // One pixel in a batch of 4 and the like cancel more.
            try images(test, as: Float.self, tolerance: 1e-4)
        }
    }

    private func images<Scalar: TensorScalar>(
        _ test: Fixture.Case, as type: Scalar.Type, tolerance: Scalar
    ) throws {
        let x = try #require(test.inputs["x"]).tensor(as: Scalar.self)
        let dy = try #require(test.inputs["dy"]).tensor(as: Scalar.self)
        let epsilon: Scalar = try test.epsilon()
        let channels = x.shape[1]
        var layer: AnyImageNormalization<Scalar>
        switch try test.word("kind") {
        case "group":
            layer = .group(
                GroupNormalization(
                    channels: channels, groups: Int(try test.number("groups")), epsilon: epsilon))
        case "instance": layer = .instance(InstanceNormalization(channels: channels, epsilon: epsilon))
        case "batch": layer = .batch(ImageBatchNormalization(channels: channels, epsilon: epsilon))
        case "layer per unit":
            layer = .layer(ImageLayerNormalization(Array(x.shape[1...]), .perUnit, epsilon: epsilon))
        case "layer per channel":
            layer = .layer(ImageLayerNormalization(Array(x.shape[1...]), .perChannel, epsilon: epsilon))
        case let kind: throw Fixture.Missing(description: "kind \(kind)")
        }
        var index = 0
        layer.forEachParameter { parameter in
            if index < 2, let numbers = test.inputs[["gain", "bias"][index]] {
                #expect(numbers.shape == parameter.value.shape)
                parameter.value = numbers.tensor(as: Scalar.self)
            }
            index += 1
        }
        var model = Pair(Parameter(x), layer)
        var y: Tensor<Scalar>?
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let result = model.second(model.first.variable)
            y = result.value
            return weighted(result, by: dy)
        }
        let what = "\(test.name) in \(Scalar.self)"
        func expected(_ name: String) throws -> Tensor<Scalar> {
            try #require(test.outputs[name]).tensor(as: Scalar.self)
        }
        expectClose(try #require(y), try expected("y"), tolerance: tolerance, what)
        for (name, g) in zip(["x", "gain", "bias"], gradient.tensors) {
            guard let numbers = test.gradients[name] else { continue }
            expectClose(
                g, numbers.tensor(as: Scalar.self), tolerance: tolerance, floor: 1,
                "\(what): gradient of \(name)")
        }
        #expect(test.gradients["x"] != nil && test.gradients.count == test.inputs.count - 1)
        if test.outputs["running_mean"] != nil, case .batch(let batch) = model.second {
            expectClose(
                batch.matrix.runningMean.value, try expected("running_mean"), tolerance: tolerance,
                "running mean")
            expectClose(
                batch.matrix.runningVariance.value, try expected("running_variance"), tolerance: tolerance,
                "running variance")
        }
    }

    @Test func rmsProp() throws {
        for test in try Fixture.named("rmsprop").cases {
            try steps(test, tolerance: 1e-12) {
                try RMSProp<Double>(
                    learningRate: test.number("learning_rate"), decay: test.number("decay"),
                    momentum: test.number("momentum"), epsilon: test.number("epsilon"))
            }
            try steps(test, tolerance: 2e-6) {
                try RMSProp<Float>(
                    learningRate: test.number("learning_rate"), decay: test.number("decay"),
                    momentum: test.number("momentum"), epsilon: test.number("epsilon"))
            }
        }
    }

    @Test func releasedAdam() throws {
        for test in try Fixture.named("released_adam").cases {
            try steps(test, tolerance: 1e-12) {
                try Adam<Double>(learningRate: test.number("learning_rate"), correction: .released)
            }
            try steps(test, tolerance: 1e-6) {
                try Adam<Float>(learningRate: test.number("learning_rate"), correction: .released)
            }
        }
    }

    private func steps<Stepper: Optimizer>(
        _ test: Fixture.Case, tolerance: Stepper.Scalar, _ make: () throws -> Stepper
    ) throws {
        typealias Scalar = Stepper.Scalar
        var optimizer = try make()
        var model = Parameter(try #require(test.inputs["parameter"]).tensor(as: Scalar.self))
        let gradients = try #require(test.inputs["gradients"])
        let expected = try #require(test.outputs["parameter_after"])
        let (count, size) = (gradients.shape[0], gradients.shape[1])
        try #require(expected.shape == gradients.shape && count > 1)
        for step in 0..<count {
            let row = step * size..<(step + 1) * size
            let g = Tensor([size], gradients.values[row].map { Scalar($0) })
            optimizer.update(&model, along: Gradient(tensors: [g]), file: #fileID, line: #line)
            expectClose(
                model.value.scalars, expected.values[row].map { Scalar($0) }, tolerance: tolerance,
                "\(test.name), step \(step)")
        }
    }

    private func forEachCase(
        _ file: String, _ names: [String], kind: String? = nil,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ operation: some TestedOperation
    ) throws {
        var cases = try Fixture.named(file).cases
        if let kind { cases = try cases.filter { try $0.word("kind") == kind } }
        try #require(!cases.isEmpty)
        for test in cases {
            try compare(test, names, as: Double.self, tolerance: 1e-11, operation, sourceLocation)
            try compare(test, names, as: Float.self, tolerance: 5e-6, operation, sourceLocation)
        }
    }

    /// Computes y from the named inputs, where they exist (a missing gain is 1), and compares it and all gradients.
    private func compare<Scalar: TensorScalar>(
        _ test: Fixture.Case, _ names: [String], as type: Scalar.Type, tolerance: Scalar,
        _ operation: some TestedOperation, _ sourceLocation: SourceLocation
    ) throws {
        let units = test.inputs[names[0]]?.shape.last ?? 0
        var model = names.map { name in
            Parameter(test.inputs[name]?.tensor(as: Scalar.self) ?? Tensor(repeating: 1, [units]))
        }
        let dy = try #require(test.inputs["dy"]).tensor(as: Scalar.self)
        var y: Tensor<Scalar>?
        let (_, gradient) = try valueAndGradient(of: &model) { model in
            let result = try operation(model.map(\.variable), test)
            y = result.value
            return weighted(result, by: dy)
        }
        let what = "\(test.name) in \(Scalar.self)"
        expectClose(
            try #require(y), try #require(test.outputs["y"]).tensor(as: Scalar.self), tolerance: tolerance,
            what,
            sourceLocation: sourceLocation)
        var compared = 0
        for (name, g) in zip(names, gradient.tensors) {
            guard let numbers = test.gradients[name] else { continue }
            compared += 1
            expectClose(
                g, numbers.tensor(as: Scalar.self), tolerance: tolerance, floor: 1,
                "\(what): gradient of \(name)",
                sourceLocation: sourceLocation)
        }
        #expect(compared == test.gradients.count && compared > 0, sourceLocation: sourceLocation)
    }
}

/// An operation for both types: a closure could not be generic.
private protocol TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar>
}

private struct RMSOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        try rmsNormalization(p[0], gain: p[1], epsilon: test.epsilon())
    }
}

private struct WeightOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        let y = product(p[0], normalizedRows(p[1], gain: p[2]), transposeB: true)
        return test.inputs["bias"] == nil ? y : addRow(y, p[3])
    }
}

private struct ConvolutionOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        try convolution(
            p[0], p[1], bias: test.inputs["bias"] == nil ? nil : p[2], stride: Int(test.number("stride")),
            padding: Int(test.number("padding")))
    }
}

private struct PoolingOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        let (window, stride) = (Int(try test.number("window")), Int(try test.number("stride")))
        return try test.word("kind") == "max"
            ? maxPool(p[0], window: window, stride: stride)
            : averagePool(p[0], window: window, stride: stride)
    }
}

private struct EmbeddingOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        gatherRows(p[0], try #require(test.inputs["symbols"]).values.map { Int32($0) })
    }
}

private struct SequenceOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        attend(scores: p[0], over: p[1], mask: test.inputs["running_mask"]?.tensor(as: Scalar.self))
    }
}

private struct DotProductOperation: TestedOperation {
    func callAsFunction<Scalar: TensorScalar>(
        _ p: [Variable<Scalar>], _ test: Fixture.Case
    ) throws -> Variable<Scalar> {
        try scaledDotProductAttention(
            p[0], p[1], p[2], heads: Int(test.number("heads")),
            mask: test.inputs["running_mask"]?.tensor(as: Scalar.self))
    }
}

extension Fixture.Case {
    func epsilon<Scalar: TensorScalar>() throws -> Scalar { Scalar(try number("epsilon")) }
}

/// Any of the normalizations of images.
enum AnyImageNormalization<Scalar: TensorScalar>: Module {
    case group(GroupNormalization<Scalar>)
    case instance(InstanceNormalization<Scalar>)
    case batch(ImageBatchNormalization<Scalar>)
    case layer(ImageLayerNormalization<Scalar>)

    func callAsFunction(_ x: Variable<Scalar>) -> Variable<Scalar> {
        switch self {
        case .group(let group): group(x)
        case .instance(let instance): instance(x)
        case .batch(let batch): batch(x, .training)
        case .layer(let layer): layer(x)
        }
    }

    mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        switch self {
        case .group(var group):
            group.forEachParameter(body)
            self = .group(group)
        case .instance(var instance):
            instance.forEachParameter(body)
            self = .instance(instance)
        case .batch(var batch):
            batch.forEachParameter(body)
            self = .batch(batch)
        case .layer(var layer):
            layer.forEachParameter(body)
            self = .layer(layer)
        }
    }
}
