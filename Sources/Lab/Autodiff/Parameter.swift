/// A tensor that belongs to a model.
public struct Parameter<Scalar: TensorScalar>: Sendable {
    /// Who changes a parameter.
    public enum Kind: Sendable {
        /// An optimizer does, along the gradient.
        case trained
        /// The forward pass does, in training: a running mean or variance.
        case statistic
    }

    /// The numbers.
    public var value: Tensor<Scalar>
    /// Who changes them.
    public let kind: Kind
    /// Where the parameter stands on the tape while `valueAndGradient` runs.
    var binding: (tape: Tape<Scalar>, slot: Int)?

    /// A parameter with its first value.
    public init(_ value: Tensor<Scalar>, _ kind: Kind = .trained) {
        self.value = value
        self.kind = kind
    }

    /// The parameter in a computation: recorded while `valueAndGradient` runs, else a constant.
    public var variable: Variable<Scalar> {
        guard kind == .trained, let (tape, slot) = binding else { return Variable(value) }
        return Variable(value, on: tape, slot: slot)
    }

    /// A statistic's value as of now: what was last assigned in this pass, if anything was.
    var current: Tensor<Scalar> {
        if let (tape, slot) = binding, let assigned = tape.assignments[slot] { return assigned }
        return value
    }

    /// Gives a statistic a new value, which `valueAndGradient` writes into the model when the pass is over. Outside of
    /// it, where the model is not to be changed, nothing happens.
    func assign(_ new: Tensor<Scalar>) {
        if let (tape, slot) = binding { tape.assign(new, to: slot) }
    }
}
