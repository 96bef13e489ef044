/// Draws the weights that one gate has for one of its inputs, of shape [outputs, inputs].
public typealias InitialWeights<Scalar: TensorScalar> =
    (_ outputs: Int, _ inputs: Int, _ random: inout RandomStream) -> Tensor<Scalar>

/// A layer that goes through a sequence step by step: `RNN`, `LSTM`, `GRU`.
///
///     let (states, last) = encoder(TimeSteps(x), mask: StepMask(lengths: lengths, steps: 40))
///     let logits = output(states.rows)                          // all steps at once
///
///     var state = decoder.initialState(batch: 8)                // or step by step,
///     state = decoder.step(read, state)                         // when the input depends on the last output
///
/// A sequence and the same steps one by one give the same bits; the sequence is faster, because the input's part of all
/// steps is one matrix product and the recurrent weights are arranged for the processor once.
public protocol RecurrentLayer<Scalar>: Module {
    /// The number of features of the input.
    var inputs: Int { get }
    /// The number of features of the output.
    var units: Int { get }
    /// The state before the first step: zeros, or learned.
    func initialState(batch: Int) -> RecurrentState<Scalar>
    /// The outputs of all steps and the state after the last one.
    ///
    /// `state` is nil for the initial state. Where `mask` leaves a case out of a step, its state and output stay those
    /// of the step before. Only a batch-normalized layer needs to be told the phase.
    func callAsFunction(
        _ x: TimeSteps<Scalar>, from state: RecurrentState<Scalar>?, mask: StepMask?, _ phase: Phase?,
        file: StaticString, line: UInt
    ) -> (states: TimeSteps<Scalar>, last: RecurrentState<Scalar>)
}

extension RecurrentLayer {
    /// The outputs of all steps and the state after the last one.
    public func callAsFunction(
        _ x: TimeSteps<Scalar>, from state: RecurrentState<Scalar>? = nil, mask: StepMask? = nil,
        phase: Phase? = nil, file: StaticString = #fileID, line: UInt = #line
    ) -> (states: TimeSteps<Scalar>, last: RecurrentState<Scalar>) {
        self(x, from: state, mask: mask, phase, file: file, line: line)
    }

    /// One step: the state after the input x, of shape [batch, inputs]. Not for batch normalization, whose statistics
    /// are those of a certain step.
    ///
    /// `present` says which cases take part; the state of the others stays as it is. All do where it is nil.
    public func step(
        _ x: Variable<Scalar>, _ state: RecurrentState<Scalar>, present: [Bool]? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) -> RecurrentState<Scalar> {
        let x = TimeSteps(rows: x, steps: 1, file: file, line: line)
        let mask = present.map { StepMask([$0], file: file, line: line) }
        return self(x, from: state, mask: mask, nil, file: file, line: line).last
    }

    /// Stops unless input, state and mask fit the layer.
    func requireFit(
        _ name: String, _ x: TimeSteps<Scalar>, _ state: RecurrentState<Scalar>, _ mask: StepMask?,
        _ file: StaticString, _ line: UInt
    ) {
        require(
            x.features == inputs,
            "this \(name) takes steps of shape [batch, \(inputs)], but x has the shape "
                + "\([x.steps, x.batch, x.features])", file, line)
        let shape = [x.batch, units]
        require(
            state.output.shape == shape && (state.cell == nil || state.cell!.shape == shape),
            "the state of this \(name) for \(x.batch) cases has the shape \(shape), but it is \(state.output.shape)"
                + (state.cell.map { " with a cell of shape \($0.shape)" } ?? ""), file, line)
        if let mask {
            require(
                mask.steps == x.steps && mask.batch == x.batch,
                "the mask is for \(mask.steps) steps of \(mask.batch) cases, but x has \(x.steps) steps of "
                    + "\(x.batch)", file, line)
        }
    }

    /// A learned row, or zeros, for every case of a batch.
    func initial(_ learned: Parameter<Scalar>?, _ batch: Int) -> Variable<Scalar> {
        let zeros = Variable(Tensor<Scalar>(zeros: [batch, units]))
        guard let learned else { return zeros }
        return addRow(zeros, learned.variable)
    }
}

/// The weights of several gates, one below the other: [gates·units, inputs].
func stackedWeights<Scalar: TensorScalar>(
    gates: Int, units: Int, inputs: Int, _ draw: InitialWeights<Scalar>, _ random: inout RandomStream,
    _ file: StaticString, _ line: UInt
) -> Tensor<Scalar> {
    require(
        units > 0 && inputs > 0,
        "a recurrent layer has at least one input and one unit, not \(inputs) and \(units)", file, line)
    var weight = Tensor<Scalar>(uninitialized: [gates * units, inputs])
    for gate in 0..<gates {
        let part = draw(units, inputs, &random)
        require(
            part.shape == [units, inputs],
            "the initial weights of a gate have the shape \([units, inputs]), but \(part.shape) were drawn",
            file,
            line)
        (weight.mutableStart + gate * units * inputs).update(from: part.start, count: part.count)
    }
    return weight
}

/// Independent normal numbers with deviation √(1 / inputs): sums of inputs of size 1 have size 1.
public func unitVarianceWeights<Scalar: TensorScalar>(
    _ outputs: Int, _ inputs: Int, _ random: inout RandomStream
) -> Tensor<Scalar> {
    var weight = Tensor<Scalar>(uninitialized: [outputs, inputs])
    Scalar.fillNormal(
        weight.mutableStart, weight.count, deviation: (1 / Double(inputs)).squareRoot(), &random)
    return weight
}

/// Two layers of one kind that read a sequence from its beginning and from its end.
///
/// The output at each step is [forward, backward], of shape [batch, 2·units]: what the first layer made of the steps up
/// to this one beside what the second made of the steps from this one on. The last state of `forward` is that after
/// the last step, the one of `backward` that after the first. With a mask, which must put the absent steps of a case
/// at its end, the second layer begins at each case's own last step.
public struct Bidirectional<Layer: RecurrentLayer>: Module {
    /// The type of the parameters' numbers.
    public typealias Scalar = Layer.Scalar
    /// Reads from the beginning.
    public var forward: Layer
    /// Reads from the end.
    public var backward: Layer

    /// Two layers with the same number of inputs.
    public init(
        forward: Layer, backward: Layer, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            forward.inputs == backward.inputs,
            "the two layers read the same input, but one takes \(forward.inputs) features and the other "
                + "\(backward.inputs)", file, line)
        self.forward = forward
        self.backward = backward
    }

    /// The outputs of both layers at all steps, and their last states.
    public func callAsFunction(
        _ x: TimeSteps<Scalar>, mask: StepMask? = nil, phase: Phase? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) -> (
        states: TimeSteps<Scalar>, forward: RecurrentState<Scalar>, backward: RecurrentState<Scalar>
    ) {
        let (there, end) = forward(x, from: nil, mask: mask, phase, file: file, line: line)
        let (back, beginning) = backward(
            x.reversed(), from: nil, mask: mask?.reversed(), phase, file: file, line: line)
        let both = joinedColumns(there.rows, back.reversed().rows)
        return (TimeSteps(rows: both, steps: x.steps), end, beginning)
    }

    /// Visits the parameters of the forward layer, then those of the backward layer.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        forward.forEachParameter(body)
        backward.forEachParameter(body)
    }
}
