import Lab

/// Forward and backward over whole sequences, with the sum of all outputs as the loss.
func recurrentRows(_ peers: Peers) -> [Row] {
    // The attentive reader's sizes (Section 6.2) and the skip-thought encoder's (Section 6.3), shortened.
    let lstm = sequence(
        { LSTM(inputs: 400, units: 400, .layer(gain: 1), random: &$0) }, inputs: 400, batch: 8, steps: 100)
    let gru = sequence(
        { GRU(inputs: 300, units: 1024, normalized: true, random: &$0) }, inputs: 300, batch: 128, steps: 30)
    func row(_ name: String, _ peerName: String, _ ours: @escaping Row.Side) -> Row {
        Row(
            name: name, unit: .milliseconds, peerName: peerName, ours: ours,
            peer: peers.pyTorch.map { torch in { torch.time(name) } })
    }
    return [
        row("lnlstm", "PyTorch eager, the same equations", lstm),
        row("lstm-plain-peer", "PyTorch nn.LSTM, without normalization", lstm),
        row("lngru", "PyTorch eager, the same equations", gru),
    ]
}

/// How the time of an LN-LSTM grows with the number of steps and with the batch. The peer is the linear prediction from
/// the smallest size, measured in turn with the others: a ratio of 1 is linear growth, more is less time than that.
func growthRows() -> [Row] {
    func lstm(batch: Int, steps: Int) -> Row.Side {
        sequence(
            { LSTM(inputs: 400, units: 400, .layer(gain: 1), random: &$0) }, inputs: 400, batch: batch,
            steps: steps)
    }
    let smallest = lstm(batch: 8, steps: 50)
    func row(_ name: String, times factor: Int, _ ours: @escaping Row.Side) -> Row {
        Row(
            name: name, unit: .milliseconds, peerName: "\(factor) times that of 50 steps, batch 8",
            ours: ours,
            peer: { smallest() * Double(factor) })
    }
    return [2, 4].map { row("lnlstm-steps-\(50 * $0)", times: $0, lstm(batch: 8, steps: 50 * $0)) }
        + [2, 4, 8].map { row("lnlstm-batch-\(8 * $0)", times: $0, lstm(batch: 8 * $0, steps: 50)) }
}

private func sequence<Layer: RecurrentLayer<Float>>(
    _ make: (inout RandomStream) -> Layer, inputs: Int, batch: Int, steps: Int
) -> Row.Side {
    var random = RandomStream(key: 2)
    var layer = make(&random)
    let numbers = (0..<steps * batch * inputs).map { _ in Float(random.normal()) }
    let x = TimeSteps(Tensor<Float>([steps, batch, inputs], numbers))
    return {
        seconds { _ = valueAndGradient(of: &layer) { sum($0(x).states.rows) } }
    }
}
