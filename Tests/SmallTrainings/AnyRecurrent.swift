package import Lab

/// A recurrent layer of any kind, for tests that ask the same of all.
package enum AnyRecurrent<Scalar: TensorScalar>: Module {
    case rnn(RNN<Scalar>)
    case lstm(LSTM<Scalar>)
    case gru(GRU<Scalar>)

    /// What a test is asked for; `batch` is the one kind whose cases depend on one another.
    package enum Kind: String, CaseIterable {
        case rnn, layerRNN, lstm, layerLSTM, cellLSTM, batchLSTM, gru, layerGRU

        package static var independent: [Kind] { allCases.filter { $0 != .batchLSTM } }
    }

    package init(
        _ kind: Kind, inputs: Int, units: Int, epsilon: Scalar = 1e-5, learnsInitialState: Bool = false,
        random: inout RandomStream
    ) {
        func lstm(_ form: LSTM<Scalar>.Form, _ random: inout RandomStream) -> Self {
            .lstm(
                LSTM(
                    inputs: inputs, units: units, form, epsilon: epsilon,
                    learnsInitialState: learnsInitialState, random: &random))
        }
        switch kind {
        case .rnn, .layerRNN:
            self = .rnn(
                RNN(
                    inputs: inputs, units: units, normalized: kind == .layerRNN, epsilon: epsilon,
                    learnsInitialState: learnsInitialState, random: &random))
        case .gru, .layerGRU:
            self = .gru(
                GRU(
                    inputs: inputs, units: units, normalized: kind == .layerGRU, epsilon: epsilon,
                    learnsInitialState: learnsInitialState, random: &random))
        case .lstm: self = lstm(.none, &random)
        case .layerLSTM: self = lstm(.layer(), &random)
        case .cellLSTM: self = lstm(.cell(), &random)
        case .batchLSTM: self = lstm(.batch(steps: 3), &random)
        }
    }

    package var layer: any RecurrentLayer<Scalar> {
        switch self {
        case .rnn(let layer): layer
        case .lstm(let layer): layer
        case .gru(let layer): layer
        }
    }

    package mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        switch self {
        case .rnn(var layer):
            layer.forEachParameter(body)
            self = .rnn(layer)
        case .lstm(var layer):
            layer.forEachParameter(body)
            self = .lstm(layer)
        case .gru(var layer):
            layer.forEachParameter(body)
            self = .gru(layer)
        }
    }
}
