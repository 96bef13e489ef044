/// The gated recurrent unit, with layer normalization of its four terms or without.
///
///     [z̃; r̃] = N₁(W_h·hₜ₋₁) + N₂(W_x·xₜ + b_g)
///     ĥₜ = tanh(N₃(W·xₜ + b_c) + σ(r̃) ⊙ N₄(U·hₜ₋₁))
///     hₜ = (1 − σ(z̃)) ⊙ hₜ₋₁ + σ(z̃) ⊙ ĥₜ
///
/// x has shape [steps, batch, inputs], h [steps, batch, units = H], W_h [2H, H], W_x [2H, inputs], W [H, inputs],
/// U [H, H]; σ is the logistic function. The gates stand in the order z (update), r (reset). Without normalization all N
/// are the identity, and the biases b_g [2H] and b_c [H] start at 0. With it each N(a) = (a − μ) / √(s² + ε) ⊙ α + β has
/// statistics (s² biased) and parameters of its own and there is no b: N₁ and N₂ take them over the 2H numbers of both
/// gates together, N₃ and N₄ over the H of the candidate, for each case and step. α starts at 1, β at 0.
///
/// Ba, Kiros, Hinton 2016 (arXiv 1607.06450), equations 23–25 and 26–28, which have no biases in the plain form
/// and no ε (here inside the root). Usual confusions: the reset gate stands *after* the product with U, as in cuDNN and
/// PyTorch; many papers and skip_thoughts of tensorflow/models have U·(r ⊙ h). Where z is 1 the state is *replaced* here
/// and kept in PyTorch. The two gates share their statistics; TensorFlow's cells take them per gate. The paper's text
/// says that α starts at 0 and β at 1; its code and its Section 6 have them as here.
public struct GRU<Scalar: TensorScalar>: RecurrentLayer {
    /// The normalizations of the four terms.
    public struct Normalizations: Module {
        /// N₁, of W_h·h.
        public var hiddenGates: LayerNormalization<Scalar>
        /// N₂, of W_x·x.
        public var inputGates: LayerNormalization<Scalar>
        /// N₃, of W·x.
        public var inputCandidate: LayerNormalization<Scalar>
        /// N₄, of U·h.
        public var hiddenCandidate: LayerNormalization<Scalar>

        /// Visits N₁, N₂, N₃, N₄.
        public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
            hiddenGates.forEachParameter(body)
            inputGates.forEachParameter(body)
            inputCandidate.forEachParameter(body)
            hiddenCandidate.forEachParameter(body)
        }
    }

    /// W_x, of shape [2·units, inputs].
    public var inputGateWeight: Parameter<Scalar>
    /// W, of shape [units, inputs].
    public var inputCandidateWeight: Parameter<Scalar>
    /// W_h, of shape [2·units, units].
    public var hiddenGateWeight: Parameter<Scalar>
    /// U, of shape [units, units].
    public var hiddenCandidateWeight: Parameter<Scalar>
    /// b_g, of shape [2·units], where nothing is normalized; else nil.
    public var gateBias: Parameter<Scalar>?
    /// b_c, of shape [units], where nothing is normalized; else nil.
    public var candidateBias: Parameter<Scalar>?
    /// N₁ … N₄.
    public var normalizations: Normalizations?
    /// The learned h₀, of shape [units]; nil for zeros.
    public var initialOutput: Parameter<Scalar>?

    /// The number of features of the input.
    public var inputs: Int { inputCandidateWeight.value.columns }
    /// The number of features of the output.
    public var units: Int { hiddenCandidateWeight.value.rows }

    /// A layer with weights drawn gate by gate: W_x, W, W_h, U. A learned initial state starts at 0.
    public init(
        inputs: Int, units: Int, normalized: Bool = false, gain: Scalar = 1, epsilon: Scalar = 1e-5,
        learnsInitialState: Bool = false, inputWeights: InitialWeights<Scalar> = unitVarianceWeights,
        hiddenWeights: InitialWeights<Scalar> = unitVarianceWeights, random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        func weight(
            _ gates: Int, _ inputs: Int, _ draw: InitialWeights<Scalar>, _ random: inout RandomStream
        ) -> Parameter<Scalar> {
            Parameter(stackedWeights(gates: gates, units: units, inputs: inputs, draw, &random, file, line))
        }
        inputGateWeight = weight(2, inputs, inputWeights, &random)
        inputCandidateWeight = weight(1, inputs, inputWeights, &random)
        hiddenGateWeight = weight(2, units, hiddenWeights, &random)
        hiddenCandidateWeight = weight(1, units, hiddenWeights, &random)
        if normalized {
            let wide = LayerNormalization<Scalar>(units: 2 * units, epsilon: epsilon, gain: gain)
            let narrow = LayerNormalization<Scalar>(units: units, epsilon: epsilon, gain: gain)
            normalizations = Normalizations(
                hiddenGates: wide, inputGates: wide, inputCandidate: narrow, hiddenCandidate: narrow)
        } else {
            gateBias = Parameter(Tensor(zeros: [2 * units]))
            candidateBias = Parameter(Tensor(zeros: [units]))
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
        requireFit("GRU", x, state, mask, file, line)
        func term(
            _ weight: Parameter<Scalar>, _ bias: Parameter<Scalar>?,
            _ normalization: LayerNormalization<Scalar>?
        ) -> GRUOperation<Scalar>.Term {
            GRUOperation.Term(
                weight: weight.variable, bias: bias?.variable,
                normalization: normalization.flatMap {
                    RunningTerm(.layer($0), steps: x.steps, batch: x.batch, .inference, .running)
                })
        }
        var operation = GRUOperation(
            inputGates: term(inputGateWeight, gateBias, normalizations?.inputGates),
            inputCandidate: term(inputCandidateWeight, candidateBias, normalizations?.inputCandidate),
            hiddenGates: term(hiddenGateWeight, nil, normalizations?.hiddenGates),
            hiddenCandidate: term(hiddenCandidateWeight, nil, normalizations?.hiddenCandidate), mask: mask)
        let states = TimeSteps(rows: operation(x, state.output), steps: x.steps)
        return (states, RecurrentState(output: states[x.steps - 1]))
    }

    /// Visits W_x, W, W_h, U, the biases, the normalizations, then h₀.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&inputGateWeight)
        body(&inputCandidateWeight)
        body(&hiddenGateWeight)
        body(&hiddenCandidateWeight)
        gateBias.forEachParameter(body)
        candidateBias.forEachParameter(body)
        normalizations.forEachParameter(body)
        initialOutput.forEachParameter(body)
    }
}
