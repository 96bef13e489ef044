/// Something that moves a model's trained parameters along a gradient, and whose state a checkpoint can hold.
public protocol Optimizer<Scalar>: Sendable {
    /// The type of the parameters' numbers.
    associatedtype Scalar: TensorScalar
    /// The learning rate; may be changed between steps.
    var learningRate: Double { get set }
    /// Takes one step against the gradient. The first step decides for how many parameters the optimizer is.
    mutating func update<Model: Module>(
        _ model: inout Model, along gradient: Gradient<Scalar>, file: StaticString, line: UInt
    ) where Model.Scalar == Scalar
    /// All that the next steps depend on, besides the model and its gradients.
    var state: OptimizerState<Scalar> { get }
    /// Continues from a state of an optimizer of this type with the same settings.
    mutating func restore(_ state: OptimizerState<Scalar>) throws(CheckpointError)
}

/// What an optimizer keeps from step to step, as plain lists.
public struct OptimizerState<Scalar: TensorScalar>: Sendable, Equatable {
    /// Which optimizer it is of.
    public let name: String
    /// The numbers that do not change; a state fits only an optimizer with the same.
    public let settings: [Double]
    /// The numbers that change: the learning rate, counters.
    public let numbers: [Double]
    /// Nothing before the first step; then, one kind after the other, a tensor for each trained parameter.
    public let tensors: [Tensor<Scalar>]

    /// A state with the given parts.
    public init(name: String, settings: [Double], numbers: [Double], tensors: [Tensor<Scalar>]) {
        self.name = name
        self.settings = settings
        self.numbers = numbers
        self.tensors = tensors
    }

    /// The tensors by kind, after checking that the state fits an optimizer with the state `own`.
    func parts(
        _ kinds: Int, numbers count: Int, of own: OptimizerState
    ) throws(CheckpointError) -> [[Tensor<Scalar>]] {
        guard name == own.name else { throw .otherOptimizer(found: name, expected: own.name) }
        guard settings == own.settings else {
            throw .otherSettings(optimizer: name, found: settings, expected: own.settings)
        }
        guard numbers.count == count, tensors.count % kinds == 0 else { throw .malformed }
        let each = tensors.count / kinds
        return (0..<kinds).map { Array(tensors[$0 * each..<($0 + 1) * each]) }
    }
}
