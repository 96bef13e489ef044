/// A tensor in a computation that may be differentiated.
///
/// `Variable(tensor)` is a constant. A parameter's variable is recorded on the tape of `valueAndGradient`, and so is
/// the result of every operation that has a recorded input. Without a tape the same operations only compute.
public struct Variable<Scalar: TensorScalar> {
    /// The numbers.
    public let value: Tensor<Scalar>
    let tape: Tape<Scalar>?
    let slot: Int?

    /// A constant.
    public init(_ value: Tensor<Scalar>) {
        self.value = value
        tape = nil
        slot = nil
    }

    init(_ value: Tensor<Scalar>, on tape: Tape<Scalar>, slot: Int) {
        self.value = value
        self.tape = tape
        self.slot = slot
    }

    /// The sizes of the axes.
    public var shape: [Int] { value.shape }

    /// The same numbers as a constant: no gradient flows back through it.
    public var detached: Variable { Variable(value) }

    /// The one number of a tensor with one element.
    public func scalar(file: StaticString = #fileID, line: UInt = #line) -> Scalar {
        require(value.count == 1, "one number was asked for, but the shape is \(shape)", file, line)
        return value.start[0]
    }
}

/// The result of an operation: recorded if any of the inputs is.
func result<Scalar>(
    _ value: Tensor<Scalar>, of x: Variable<Scalar>, backward: @escaping Tape<Scalar>.Backward
) -> Variable<Scalar> {
    guard let tape = x.tape else { return Variable(value) }
    return Variable(value, on: tape, slot: tape.record(backward))
}

/// The result of an operation with two inputs.
func result<Scalar>(
    _ value: Tensor<Scalar>, of x: Variable<Scalar>, _ y: Variable<Scalar>,
    backward: @escaping Tape<Scalar>.Backward
) -> Variable<Scalar> {
    guard let tape = common(x.tape, y.tape) else { return Variable(value) }
    return Variable(value, on: tape, slot: tape.record(backward))
}

/// The result of an operation with three inputs.
func result<Scalar>(
    _ value: Tensor<Scalar>, of x: Variable<Scalar>, _ y: Variable<Scalar>, _ z: Variable<Scalar>,
    backward: @escaping Tape<Scalar>.Backward
) -> Variable<Scalar> {
    guard let tape = common(common(x.tape, y.tape), z.tape) else { return Variable(value) }
    return Variable(value, on: tape, slot: tape.record(backward))
}

/// The results of an operation with any number of inputs and several results.
func results<Scalar>(
    _ values: [Tensor<Scalar>], of inputs: [Variable<Scalar>], backward: @escaping Tape<Scalar>.JointBackward
) -> [Variable<Scalar>] {
    guard let tape = inputs.reduce(nil, { common($0, $1.tape) }) else { return values.map { Variable($0) } }
    return zip(values, tape.record(results: values.count, backward)).map { Variable($0, on: tape, slot: $1) }
}

/// The tape that recorded inputs are on.
private func common<Scalar>(_ a: Tape<Scalar>?, _ b: Tape<Scalar>?) -> Tape<Scalar>? {
    if let a, let b, a !== b {
        fatalError("an operation has inputs from two calls of valueAndGradient; detach the one from outside")
    }
    return a ?? b
}
