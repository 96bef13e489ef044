/// RMSProp as Graves uses it: centred, with momentum.
///
///     n ← ℵ·n + (1 − ℵ)·g²,   a ← ℵ·a + (1 − ℵ)·g
///     Δ ← ℶ·Δ − ℷ·g / √(n − a² + ℸ),   p ← p + Δ
///
/// Graves 2013 (arXiv 1308.0850), equations 38–41, and the defaults are his: decay ℵ = 0.95, momentum ℶ = 0.9, rate
/// ℷ = 0.0001, ℸ = 0.0001. All of n, a, Δ start at 0. ℸ stands **inside** the root. n − a² is a variance; where rounding
/// leaves it below 0, it counts as 0.
///
/// Usual confusions: PyTorch's `RMSprop(centered=True, momentum=…)` adds its ε outside of the root and multiplies the
/// rate in after the momentum; Hinton's RMSProp has neither a nor Δ.
public struct RMSProp<Scalar: TensorScalar>: Optimizer {
    /// The learning rate ℷ; may be changed between steps.
    public var learningRate: Double
    /// ℵ, the share of the averages that a step keeps.
    public let decay: Double
    /// ℶ, the share of the last step that a step repeats.
    public let momentum: Double
    /// ℸ, added inside the root.
    public let epsilon: Double
    private var squares: [Tensor<Scalar>] = []
    private var averages: [Tensor<Scalar>] = []
    private var steps: [Tensor<Scalar>] = []

    /// An optimizer at its start.
    public init(
        learningRate: Double = 1e-4, decay: Double = 0.95, momentum: Double = 0.9, epsilon: Double = 1e-4
    ) {
        self.learningRate = learningRate
        self.decay = decay
        self.momentum = momentum
        self.epsilon = epsilon
    }

    /// Takes one step against the gradient.
    public mutating func update<Model: Module>(
        _ model: inout Model, along gradient: Gradient<Scalar>, file: StaticString = #fileID,
        line: UInt = #line
    ) where Model.Scalar == Scalar {
        if squares.isEmpty {
            squares = gradient.tensors.map { Tensor(zeros: $0.shape) }
            averages = squares
            steps = squares
        }
        forEachTrained(&model, gradient, states: squares.count, file, line) { i, p, g, count in
            Scalar.centredDescent(
                p, g, squares[i].mutableStart, averages[i].mutableStart, steps[i].mutableStart, count,
                Scalar(decay), Scalar(1 - decay), Scalar(learningRate), Scalar(momentum), Scalar(epsilon))
        }
    }

    /// The averages, the last step and the settings.
    public var state: OptimizerState<Scalar> {
        OptimizerState(
            name: "RMSProp", settings: [decay, momentum, epsilon], numbers: [learningRate],
            tensors: squares + averages + steps)
    }

    /// Continues from a state.
    public mutating func restore(_ state: OptimizerState<Scalar>) throws(CheckpointError) {
        let parts = try state.parts(3, numbers: 1, of: self.state)
        learningRate = state.numbers[0]
        (squares, averages, steps) = (parts[0], parts[1], parts[2])
    }
}
