/// The long short-term memory without peepholes: plain, layer-normalized, with only its cell normalized, or
/// batch-normalized.
///
///     [f̃; ĩ; õ; g̃] = N₁(W_h·hₜ₋₁) + N₂(W_x·xₜ) + b
///     cₜ = σ(f̃) ⊙ cₜ₋₁ + σ(ĩ) ⊙ tanh(g̃)
///     hₜ = σ(õ) ⊙ tanh(N₃(cₜ))
///
/// x has shape [steps, batch, inputs], h and c [steps, batch, units = H], W_h [4H, H], W_x [4H, inputs], b [4H]; σ is the
/// logistic function. The gates stand in the order f (forget), i (input), o (output), g (candidate), in the weights and
/// everywhere. What N is depends on the form:
///
/// - `.none`: the identity (equations 17–19).
/// - `.layer`: N(a) = (a − μ) / √(s² + ε) ⊙ α + β for each case and step, s² biased; N₁ and N₂ take their statistics over
///   all 4H numbers together, N₃ over the H of the cell (equations 20–22). α and β of N₁, N₂ have shape [4H], of N₃ [H].
/// - `.cell`: only N₃ (equations 29–31, the form of DRAW).
/// - `.batch`: statistics over the batch, separate for each time step; see `StepBatchNormalization`. N₁ and N₂ have a
///   gain only, N₃ a gain and a bias (the BN-LSTM of Cooijmans et al. 2017, arXiv 1603.09025).
///
/// Ba, Kiros, Hinton 2016 (arXiv 1607.06450), supplement; ε, which it does not have, stands inside the root. Usual
/// confusions: the two products are normalized *one by one* and over all gates together, where TensorFlow's
/// LayerNormBasicLSTMCell normalizes their sum and each gate apart. The cell that is carried on is *not* normalized, only
/// its copy on the way to h; PyTorch's custom_lstms.py carries the normalized one. b comes after the normalizations. The
/// supplement's text says that α starts at 0 and β at 1; its code and Section 6 have α = 1, β = 0. PyTorch orders the
/// gates i, f, g, o and has two biases.
public struct LSTM<Scalar: TensorScalar>: RecurrentLayer {
    /// The forms of the layer.
    public enum Form: Sendable {
        /// Without normalization.
        case none
        /// The layer-normalized LSTM; all three gains start at `gain`.
        case layer(gain: Scalar = 1)
        /// Layer normalization of the cell on its way to the output only.
        case cell(gain: Scalar = 1)
        /// Recurrent batch normalization with running statistics for the first `steps` time steps.
        case batch(steps: Int, gain: Scalar = 0.1)
    }

    /// W_x, of shape [4·units, inputs].
    public var inputWeight: Parameter<Scalar>
    /// W_h, of shape [4·units, units].
    public var hiddenWeight: Parameter<Scalar>
    /// b, of shape [4·units].
    public var bias: Parameter<Scalar>
    /// N₁, of W_h·h.
    public var hiddenNormalization: TermNormalization<Scalar>
    /// N₂, of W_x·x.
    public var inputNormalization: TermNormalization<Scalar>
    /// N₃, of the cell.
    public var cellNormalization: TermNormalization<Scalar>
    /// The learned h₀, of shape [units]; nil for zeros.
    public var initialOutput: Parameter<Scalar>?
    /// The learned c₀, of shape [units]; nil for zeros.
    public var initialCell: Parameter<Scalar>?

    /// The number of features of the input.
    public var inputs: Int { inputWeight.value.columns }
    /// The number of features of the output.
    public var units: Int { hiddenWeight.value.columns }

    /// A layer with weights drawn gate by gate: W_x, then W_h. The part of b for the forget gate starts at `forgetBias`,
    /// the rest and a learned initial state at 0.
    public init(
        inputs: Int, units: Int, _ form: Form = .none, epsilon: Scalar = 1e-5, forgetBias: Scalar = 0,
        learnsInitialState: Bool = false, inputWeights: InitialWeights<Scalar> = unitVarianceWeights,
        hiddenWeights: InitialWeights<Scalar> = unitVarianceWeights, random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        inputWeight = Parameter(
            stackedWeights(gates: 4, units: units, inputs: inputs, inputWeights, &random, file, line))
        hiddenWeight = Parameter(
            stackedWeights(gates: 4, units: units, inputs: units, hiddenWeights, &random, file, line))
        var bias = Tensor<Scalar>(zeros: [4 * units])
        bias.mutableStart.update(repeating: forgetBias, count: units)
        self.bias = Parameter(bias)
        hiddenNormalization = .none
        inputNormalization = .none
        cellNormalization = .none
        switch form {
        case .none: break
        case .layer(let gain):
            let wide = LayerNormalization<Scalar>(units: 4 * units, epsilon: epsilon, gain: gain)
            hiddenNormalization = .layer(wide)
            inputNormalization = .layer(wide)
            cellNormalization = .layer(LayerNormalization(units: units, epsilon: epsilon, gain: gain))
        case .cell(let gain):
            cellNormalization = .layer(LayerNormalization(units: units, epsilon: epsilon, gain: gain))
        case .batch(let steps, let gain):
            let wide = StepBatchNormalization<Scalar>(
                units: 4 * units, steps: steps, gain: gain, bias: false, epsilon: epsilon, file: file,
                line: line)
            hiddenNormalization = .batch(wide)
            inputNormalization = .batch(wide)
            cellNormalization = .batch(
                StepBatchNormalization(units: units, steps: steps, gain: gain, epsilon: epsilon))
        }
        if learnsInitialState {
            initialOutput = Parameter(Tensor(zeros: [units]))
            initialCell = Parameter(Tensor(zeros: [units]))
        }
    }

    /// h₀ and c₀ for every case.
    public func initialState(batch: Int) -> RecurrentState<Scalar> {
        RecurrentState(output: initial(initialOutput, batch), cell: initial(initialCell, batch))
    }

    /// The outputs of all steps and the state after the last one.
    public func callAsFunction(
        _ x: TimeSteps<Scalar>, from state: RecurrentState<Scalar>?, mask: StepMask?, _ phase: Phase?,
        file: StaticString = #fileID, line: UInt = #line
    ) -> (states: TimeSteps<Scalar>, last: RecurrentState<Scalar>) {
        let normalizations = [hiddenNormalization, inputNormalization, cellNormalization]
        require(
            phase != nil || !normalizations.contains { if case .batch = $0 { true } else { false } },
            "a batch-normalized LSTM runs over whole sequences and must be told the phase, .training or .inference",
            file, line)
        return self(
            x, from: state, mask: mask, phase ?? .inference, statistics: .running, file: file, line: line)
    }

    /// The same, with a choice of the statistics that batch normalization uses in inference. With a mask, its statistics
    /// include what is computed for the absent cases.
    public func callAsFunction(
        _ x: TimeSteps<Scalar>, from state: RecurrentState<Scalar>? = nil, mask: StepMask? = nil,
        _ phase: Phase,
        statistics: BatchStatistics, file: StaticString = #fileID, line: UInt = #line
    ) -> (states: TimeSteps<Scalar>, last: RecurrentState<Scalar>) {
        let state = state ?? initialState(batch: x.batch)
        requireFit("LSTM", x, state, mask, file, line)
        guard let cell = state.cell else {
            fail(
                "the state of an LSTM has a cell, but there is none; was it made by another layer?", file,
                line)
        }
        func running(
            _ normalization: TermNormalization<Scalar>, addedBias: Tensor<Scalar>? = nil
        ) -> RunningTerm<Scalar>? {
            RunningTerm(
                normalization, steps: x.steps, batch: x.batch, addedBias: addedBias, phase, statistics)
        }
        var operation = LSTMOperation(
            inputWeight: inputWeight.variable, hiddenWeight: hiddenWeight.variable, bias: bias.variable,
            mask: mask, input: running(inputNormalization, addedBias: bias.value),
            hidden: running(hiddenNormalization), cell: running(cellNormalization))
        let results = operation(x, state.output, cell)
        operation.input?.finish(inputNormalization, phase)
        operation.hidden?.finish(hiddenNormalization, phase)
        operation.cell?.finish(cellNormalization, phase)
        let states = TimeSteps(rows: results[0], steps: x.steps)
        return (states, RecurrentState(output: states[x.steps - 1], cell: results[1]))
    }

    /// Visits W_x, W_h, b, N₁, N₂, N₃, h₀, then c₀.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&inputWeight)
        body(&hiddenWeight)
        body(&bias)
        hiddenNormalization.forEachParameter(body)
        inputNormalization.forEachParameter(body)
        cellNormalization.forEachParameter(body)
        initialOutput.forEachParameter(body)
        initialCell.forEachParameter(body)
    }
}
