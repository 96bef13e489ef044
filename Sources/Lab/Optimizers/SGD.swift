/// Gradient descent, with momentum if asked for.
///
///     v ← momentum·v + g,   p ← p − rate·v
///
/// Without momentum v is the gradient g itself. Polyak's momentum as PyTorch's `SGD` has it (no dampening, not
/// Nesterov's).
public struct SGD<Scalar: TensorScalar>: Optimizer {
    /// The learning rate; may be changed between steps.
    public var learningRate: Double
    /// The share of the velocity that a step keeps.
    public let momentum: Double
    private var velocities: [Tensor<Scalar>] = []

    /// An optimizer at its start.
    public init(learningRate: Double, momentum: Double = 0) {
        self.learningRate = learningRate
        self.momentum = momentum
    }

    /// Takes one step against the gradient.
    public mutating func update<Model: Module>(
        _ model: inout Model, along gradient: Gradient<Scalar>, file: StaticString = #fileID,
        line: UInt = #line
    ) where Model.Scalar == Scalar {
        if velocities.isEmpty { velocities = gradient.tensors.map { Tensor(zeros: $0.shape) } }
        forEachTrained(&model, gradient, states: velocities.count, file, line) { i, p, g, count in
            Scalar.momentumDescent(
                p, g, velocities[i].mutableStart, count, Scalar(learningRate), Scalar(momentum))
        }
    }

    /// The velocities and the settings.
    public var state: OptimizerState<Scalar> {
        OptimizerState(name: "SGD", settings: [momentum], numbers: [learningRate], tensors: velocities)
    }

    /// Continues from a state.
    public mutating func restore(_ state: OptimizerState<Scalar>) throws(CheckpointError) {
        let parts = try state.parts(1, numbers: 1, of: self.state)
        learningRate = state.numbers[0]
        velocities = parts[0]
    }
}

/// Visits the trained parameters with their gradients, after checking that they belong together.
func forEachTrained<Model: Module>(
    _ model: inout Model, _ gradient: Gradient<Model.Scalar>, states: Int, _ file: StaticString, _ line: UInt,
    _ body: (
        _ index: Int, _ p: UnsafeMutablePointer<Model.Scalar>, _ g: UnsafePointer<Model.Scalar>, _ count: Int
    ) -> Void
) {
    require(
        states == gradient.tensors.count,
        "this optimizer has stepped a model with \(states) trained parameters, but the gradient has "
            + "\(gradient.tensors.count); make an optimizer for each model", file, line)
    var index = 0
    model.forEachParameter { parameter in
        guard parameter.kind == .trained else { return }
        if index < states {
            let g = gradient.tensors[index]
            require(
                g.shape == parameter.value.shape,
                "the gradient of trained parameter \(index) has the shape \(g.shape), but the parameter has "
                    + "\(parameter.value.shape); was it computed with another model?", file, line)
            body(index, parameter.value.mutableStart, g.start, g.count)
        }
        index += 1
    }
    require(
        index == states,
        "the model has \(index) trained parameters, but the gradient has \(states); was it computed with another "
            + "model?", file, line)
}
