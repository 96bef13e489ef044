/// Adam: steps scaled by running averages of the gradient and of its square.
///
///     m ← β₁·m + (1 − β₁)·g,   v ← β₂·v + (1 − β₂)·g²
///     p ← p − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
///
/// t counts the steps from 1. Kingma and Ba 2014 (arXiv 1412.6980), algorithm 1: ε stands outside the root.
///
/// The code that was published for Sections 6.1 and 6.3 of Ba et al. 2016 corrects the bias differently, which
/// makes early steps up to 6.6 times as long; `correction: .released` does the same.
public struct Adam<Scalar: TensorScalar>: Optimizer {
    /// How the averages' start at 0 is made up for.
    public enum Correction: Sendable {
        /// 1 − β₁ᵗ and 1 − β₂ᵗ, as in the paper by Kingma and Ba.
        case standard
        /// p ← p − rate · √(1 − (1 − β₂)ᵗ) / (1 − (1 − β₁)ᵗ) · m / (√v + ε): the published code takes the powers
        /// of 0.1 and 0.001 in place of those of 0.9 and 0.999, so that almost nothing is corrected.
        case released
    }

    /// The learning rate; may be changed between steps.
    public var learningRate: Double
    /// β₁, the share of the gradient's average that a step keeps.
    public let decay1: Double
    /// β₂, the share of the square's average that a step keeps.
    public let decay2: Double
    /// ε, added to the root.
    public let epsilon: Double
    /// How the averages' start at 0 is made up for.
    public let correction: Correction
    /// How many steps were taken.
    public private(set) var step = 0
    // β₁ᵗ and β₂ᵗ, or (1 − β₁)ᵗ and (1 − β₂)ᵗ in the released form, multiplied up step by step.
    private var power1 = 1.0
    private var power2 = 1.0
    private var averages: [Tensor<Scalar>] = []
    private var squares: [Tensor<Scalar>] = []

    /// An optimizer at its start.
    public init(
        learningRate: Double = 1e-3, decay1: Double = 0.9, decay2: Double = 0.999, epsilon: Double = 1e-8,
        correction: Correction = .standard
    ) {
        self.learningRate = learningRate
        self.decay1 = decay1
        self.decay2 = decay2
        self.epsilon = epsilon
        self.correction = correction
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
        let stepSize: Scalar
        let rootScale: Scalar
        switch correction {
        case .standard:
            power1 *= decay1
            power2 *= decay2
            stepSize = Scalar(learningRate / (1 - power1))
            rootScale = Scalar(1 / (1 - power2).squareRoot())
        case .released:
            power1 *= 1 - decay1
            power2 *= 1 - decay2
            stepSize = Scalar(learningRate * (1 - power2).squareRoot() / (1 - power1))
            rootScale = 1
        }
        forEachTrained(&model, gradient, states: averages.count, file, line) { i, p, g, count in
            Scalar.adam(
                p, g, averages[i].mutableStart, squares[i].mutableStart, count, Scalar(decay1),
                Scalar(1 - decay1),
                Scalar(decay2), Scalar(1 - decay2), stepSize, rootScale, Scalar(epsilon))
        }
    }

    /// The averages, the counters and the settings.
    public var state: OptimizerState<Scalar> {
        OptimizerState(
            name: correction == .standard ? "Adam" : "Adam as released", settings: [decay1, decay2, epsilon],
            numbers: [learningRate, Double(step), power1, power2], tensors: averages + squares)
    }

    /// Continues from a state.
    public mutating func restore(_ state: OptimizerState<Scalar>) throws(CheckpointError) {
        let parts = try state.parts(2, numbers: 4, of: self.state)
        guard let step = Int(exactly: state.numbers[1]), step >= 0 else { throw .malformed }
        learningRate = state.numbers[0]
        self.step = step
        (power1, power2) = (state.numbers[2], state.numbers[3])
        (averages, squares) = (parts[0], parts[1])
    }
}
