import Lab
import Testing

/// ONNX stacks the gates in W [1, gates·H, inputs], R [1, gates·H, H] and B [1, 2·gates·H], first those of W, then those of R.
extension ONNXCase {
    func rnn() throws -> [String: Tensor<Scalar>] {
        let (w, r, b) = (try gates("W", of: 1), try gates("R", of: 1), try biases(gates: 1))
        var random = RandomStream(key: 0)
        var layer = RNN<Scalar>(inputs: w.inputs, units: w.units, random: &random)
        layer.inputWeight.value = w.stacked([0])
        layer.hiddenWeight.value = r.stacked([0])
        layer.bias?.value = b.stacked([0]).reshaped(to: [w.units])
        return try outputs(of: layer)
    }

    /// The gates stand in the order i, o, f, c there, and f, i, o, g here.
    func lstm() throws -> [String: Tensor<Scalar>] {
        let (w, r, b) = (try gates("W", of: 4), try gates("R", of: 4), try biases(gates: 4))
        var random = RandomStream(key: 0)
        var layer = LSTM<Scalar>(inputs: w.inputs, units: w.units, random: &random)
        let order = [2, 0, 1, 3]
        layer.inputWeight.value = w.stacked(order)
        layer.hiddenWeight.value = r.stacked(order)
        layer.bias.value = b.stacked(order).reshaped(to: [4 * w.units])
        return try outputs(of: layer)
    }

    /// The update gate says there how much of the state stays, and here how much is replaced: σ(−a) = 1 − σ(a).
    func gru() throws -> [String: Tensor<Scalar>] {
        let (w, r, b) = (try gates("W", of: 3), try gates("R", of: 3), try biases(gates: 3))
        var random = RandomStream(key: 0)
        var layer = GRU<Scalar>(inputs: w.inputs, units: w.units, random: &random)
        layer.inputGateWeight.value = w.stacked([0, 1], negated: 0)
        layer.hiddenGateWeight.value = r.stacked([0, 1], negated: 0)
        layer.gateBias?.value = b.stacked([0, 1], negated: 0).reshaped(to: [2 * w.units])
        layer.inputCandidateWeight.value = w.stacked([2])
        layer.hiddenCandidateWeight.value = r.stacked([2])
        layer.candidateBias?.value = b.stacked([2]).reshaped(to: [w.units])
        return try outputs(of: layer)
    }

    /// The weights of several gates, a matrix [units, inputs] each.
    private struct Gates {
        let units, inputs: Int
        let parts: [[Scalar]]

        func stacked(_ order: [Int], negated: Int? = nil) -> Tensor<Scalar> {
            let scalars = order.flatMap { gate in
                gate == negated ? parts[gate].map { -$0 } : parts[gate]
            }
            return Tensor([order.count * units, inputs], scalars)
        }
    }

    private func gates(_ name: String, of count: Int) throws -> Gates {
        let weight = try tensor(name)
        try #require(weight.shape.count == 3 && weight.shape[0] == 1 && weight.shape[1] % count == 0)
        let (units, inputs) = (weight.shape[1] / count, weight.shape[2])
        let parts = (0..<count).map { gate in
            Array(weight.scalars[gate * units * inputs..<(gate + 1) * units * inputs])
        }
        return Gates(units: units, inputs: inputs, parts: parts)
    }

    /// The two biases of each gate added up; zeros where the test has none.
    private func biases(gates count: Int) throws -> Gates {
        let units = try tensor("R").shape[2]
        guard test.inputs["B"] != nil else {
            let zeros = [Scalar](repeating: 0, count: units)
            return Gates(units: units, inputs: 1, parts: Array(repeating: zeros, count: count))
        }
        let both = try tensor("B")
        try #require(both.shape == [1, 2 * count * units])
        let parts = (0..<count).map { gate in
            (0..<units).map { both[0, gate * units + $0] + both[0, (count + gate) * units + $0] }
        }
        return Gates(units: units, inputs: 1, parts: parts)
    }

    /// Y [steps, 1, batch, H] and Y_h [1, batch, H]; with the batch first [batch, steps, 1, H] and [batch, 1, H].
    private func outputs<Layer: RecurrentLayer<Scalar>>(of layer: Layer) throws -> [String: Tensor<Scalar>] {
        let batchFirst = try flag("batch_first")
        let x = try batchFirst ? exchangeAxes(variable("X"), 0).value : tensor("X")
        let (states, last) = layer(TimeSteps(x))
        let (steps, batch, units) = (states.steps, states.batch, layer.units)
        let y = states.rows.reshaped(to: [steps, batch, units])
        let all = [
            "Y": batchFirst
                ? exchangeAxes(y, 0).value.reshaped(to: [batch, steps, 1, units])
                : y.value.reshaped(to: [steps, 1, batch, units]),
            "Y_h": last.output.value.reshaped(to: batchFirst ? [batch, 1, units] : [1, batch, units]),
        ]
        return all.filter { test.outputs[$0.key] != nil }
    }
}
