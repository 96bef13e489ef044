/// Adam: steps scaled by running averages of the gradient and of its square.
///
///     m ← β₁·m + (1 − β₁)·g,   v ← β₂·v + (1 − β₂)·g²
///     p ← p − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// t counts the steps from 1. Kingma and Ba 2014 (arXiv 1412.6980), algorithm 1: ε stands outside the root. The
/// code that was published with some of the paper's experiments corrects the bias differently; this is the
/// standard form.
public struct Adam<Scalar: TensorScalar>: Sendable {
    /// The learning rate; may be changed between steps.
    public var learningRate: Double
    /// β₁, the share of the gradient's average that a step keeps.
    public let decay1: Double
    /// β₂, the share of the square's average that a step keeps.
    public let decay2: Double
    /// ε, added to the root.
    public let epsilon: Double
    /// How many steps were taken.
    public private(set) var step = 0
    // β₁ᵗ and β₂ᵗ, multiplied up step by step.
    private var power1 = 1.0
    private var power2 = 1.0
    private var averages: [Tensor<Scalar>] = []
    private var squares: [Tensor<Scalar>] = []

    /// An optimizer at its start.
    public init(
        learningRate: Double = 1e-3, decay1: Double = 0.9, decay2: Double = 0.999, epsilon: Double = 1e-8
    ) {
        self.learningRate = learningRate
        self.decay1 = decay1
        self.decay2 = decay2
        self.epsilon = epsilon
    }

    /// Takes one step against the gradient.
    public mutating func update<Model: Module>(
        _ model: inout Model, along gradient: Gradient<Scalar>, file: StaticString = #fileID,
        line: UInt = #line
    ) where Model.Scalar == Scalar {
        if averages.isEmpty {
            averages = gradient.tensors.map { Tensor(zeros: $0.shape) }
            squares = averages
        }
        step += 1
        power1 *= decay1
        power2 *= decay2
        let stepSize = Scalar(learningRate / (1 - power1))
        let rootScale = Scalar(1 / (1 - power2).squareRoot())
        forEachTrained(&model, gradient, states: averages.count, file, line) { i, p, g, count in
            Scalar.adam(
                p, g, averages[i].mutableStart, squares[i].mutableStart, count, Scalar(decay1),
                Scalar(1 - decay1),
                Scalar(decay2), Scalar(1 - decay2), stepSize, rootScale, Scalar(epsilon))
        }
    }
}
