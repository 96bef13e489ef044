/// The plain recurrent layer, with layer normalization of the summed inputs or without.
///
///     aₜ = W_h·hₜ₋₁ + W_x·xₜ
///     hₜ = tanh(aₜ + b)                                        without normalization
///     hₜ = tanh((aₜ − μₜ) / √(σₜ² + ε) ⊙ g + b)                 with layer normalization
///
/// x has shape [steps, batch, inputs], h [steps, batch, units], W_h [units, units], W_x [units, inputs], g and b
/// [units]. μₜ and σₜ² (biased) run over the units of aₜ: one pair for each case and step. g and b start at 1 and 0 and
/// serve all steps.
///
/// Ba, Kiros, Hinton 2016 (arXiv 1607.06450), equation 4, which has no ε; here it stands inside the root. Usual
/// confusion: here the *sum* of the two terms is normalized, with no bias in it; in the LSTM and the GRU the terms are
/// normalized one by one. The states do not change where all summed inputs are multiplied by a positive number.
public struct RNN<Scalar: TensorScalar>: RecurrentLayer {
    /// W_x, of shape [units, inputs].
    public var inputWeight: Parameter<Scalar>
    /// W_h, of shape [units, units].
    public var hiddenWeight: Parameter<Scalar>
    /// b, of shape [units], where nothing is normalized; else nil: the normalization has it.
    public var bias: Parameter<Scalar>?
    /// The normalization of aₜ.
    public var normalization: LayerNormalization<Scalar>?
    /// The learned h₀, of shape [units]; nil for zeros.
    public var initialOutput: Parameter<Scalar>?

    /// The number of features of the input.
    public var inputs: Int { inputWeight.value.columns }
    /// The number of features of the output.
    public var units: Int { hiddenWeight.value.rows }

    /// A layer with drawn weights: W_x, then W_h. A learned initial state starts at 0.
    public init(
        inputs: Int, units: Int, normalized: Bool = false, gain: Scalar = 1, epsilon: Scalar = 1e-5,
        learnsInitialState: Bool = false, inputWeights: InitialWeights<Scalar> = unitVarianceWeights,
        hiddenWeights: InitialWeights<Scalar> = unitVarianceWeights, random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        inputWeight = Parameter(
            stackedWeights(gates: 1, units: units, inputs: inputs, inputWeights, &random, file, line))
        hiddenWeight = Parameter(
            stackedWeights(gates: 1, units: units, inputs: units, hiddenWeights, &random, file, line))
        if normalized {
            normalization = LayerNormalization(units: units, epsilon: epsilon, gain: gain)
        } else {
            bias = Parameter(Tensor(zeros: [units]))
        }
        if learnsInitialState { initialOutput = Parameter(Tensor(zeros: [units])) }
    }

    /// h₀ for every case.
    public func initialState(batch: Int) -> RecurrentState<Scalar> {
        RecurrentState(output: initial(initialOutput, batch))
    }

    /// The outputs of all steps and the state after the last one.
    public func callAsFunction(
        _ x: TimeSteps<Scalar>, from state: RecurrentState<Scalar>?, mask: StepMask?, _ phase: Phase?,
        file: StaticString = #fileID, line: UInt = #line
    ) -> (states: TimeSteps<Scalar>, last: RecurrentState<Scalar>) {
        let state = state ?? initialState(batch: x.batch)
        requireFit("RNN", x, state, mask, file, line)
        var operation = RNNOperation(
            inputWeight: inputWeight.variable, hiddenWeight: hiddenWeight.variable, bias: bias?.variable,
            mask: mask,
            sum: normalization.flatMap {
                RunningTerm(.layer($0), steps: x.steps, batch: x.batch, .inference, .running)
            })
        let states = TimeSteps(rows: operation(x, state.output), steps: x.steps)
        return (states, RecurrentState(output: states[x.steps - 1]))
    }

    /// Visits W_x, W_h, b or the normalization, then h₀.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&inputWeight)
        body(&hiddenWeight)
        bias.forEachParameter(body)
        normalization.forEachParameter(body)
        initialOutput.forEachParameter(body)
    }
}
