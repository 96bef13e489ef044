import Lab
import SmallTrainings
import TestSupport
import Testing

/// The recurrent layers against PyTorch: all outputs and all gradients, in Double to 1e-9 and in Float to what it holds.
@Suite struct RecurrentPyTorchTests {
    @Test func rnn() throws {
        for test in try Fixture.named("recurrent_rnn").cases {
            let normalized = try test.word("form") == "layer"
            let names =
                ["input_weight", "hidden_weight"] + (normalized ? ["sum.gain", "sum.bias"] : ["bias"])
            try compareBoth(
                test, names,
                { RNN<Double>(inputs: $0, units: $1, normalized: normalized, random: &$2) },
                { RNN<Float>(inputs: $0, units: $1, normalized: normalized, random: &$2) })
        }
    }

    @Test func gru() throws {
        for test in try Fixture.named("recurrent_gru").cases {
            let normalized = try test.word("form") == "layer"
            let names =
                [
                    "input_gate_weight", "input_candidate_weight", "hidden_gate_weight",
                    "hidden_candidate_weight",
                ]
                + (normalized
                    ? ["hidden_gates", "input_gates", "input_candidate", "hidden_candidate"].flatMap(affine)
                    : ["gate_bias", "candidate_bias"])
            try compareBoth(
                test, names,
                { GRU<Double>(inputs: $0, units: $1, normalized: normalized, random: &$2) },
                { GRU<Float>(inputs: $0, units: $1, normalized: normalized, random: &$2) })
        }
    }

    @Test func lstm() throws {
        for test in try Fixture.named("recurrent_lstm").cases {
            let form = try test.word("form")
            let steps = form == "batch, inference" ? 2 : Int(try test.number("steps"))
            var names = ["input_weight", "hidden_weight", "bias"]
            switch form {
            case "none": break
            case "cell": names += affine("cell")
            case "layer": names += ["hidden", "input", "cell"].flatMap(affine)
            default:
                names += ["hidden", "input", "cell"].flatMap { name in
                    (name == "cell" ? affine(name) : ["\(name).gain"])
                        + ["\(name).running_mean", "\(name).running_variance", "trained steps"]
                }
            }
            try compareBoth(
                test, names,
                { LSTM<Double>(inputs: $0, units: $1, lstmForm(form, steps), random: &$2) },
                { LSTM<Float>(inputs: $0, units: $1, lstmForm(form, steps), random: &$2) })
        }
    }

    private func affine(_ name: String) -> [String] { ["\(name).gain", "\(name).bias"] }

    private func lstmForm<Scalar>(_ form: String, _ steps: Int) -> LSTM<Scalar>.Form {
        switch form {
        case "none": .none
        case "cell": .cell()
        case "layer": .layer()
        default: .batch(steps: steps)
        }
    }

    private typealias Make<Layer> = (_ inputs: Int, _ units: Int, _ random: inout RandomStream) -> Layer

    private func compareBoth<First: RecurrentLayer, Second: RecurrentLayer>(
        _ test: Fixture.Case, _ names: [String], _ double: Make<First>, _ float: Make<Second>
    ) throws where First.Scalar == Double, Second.Scalar == Float {
        try compare(test, names, double, tolerance: 1e-9)
        // One or two units normalize to nearly constant numbers: digits cancel.
        try compare(test, names, float, tolerance: test.name.contains("batch") ? 1e-3 : 1e-4)
    }

    private func compare<Layer: RecurrentLayer>(
        _ test: Fixture.Case, _ names: [String], _ make: Make<Layer>, tolerance: Layer.Scalar
    ) throws {
        typealias Scalar = Layer.Scalar
        let inference = try test.word("form") == "batch, inference"
        let steps = Int(try test.number("steps"))
        let (x, h0) = (try #require(test.inputs["x"]), try #require(test.inputs["h0"]))
        var random = RandomStream(key: 1)
        var layer = make(x.shape[1], h0.shape[1], &random)
        var place = 0
        var unset: [String] = []
        layer.forEachParameter { parameter in
            guard place < names.count else { return place += 1 }
            if let numbers = test.inputs[names[place]] {
                if parameter.value.shape != numbers.shape { unset.append(names[place]) }
                parameter.value = numbers.tensor(as: Scalar.self)
            } else if names[place] == "trained steps" {
                parameter.value = Tensor([], [inference ? 2 : 0])
            } else if parameter.kind == .trained {
                unset.append(names[place])
            }
            place += 1
        }
        #expect(unset.isEmpty, "\(test.name): parameters that the fixture does not fit")
        #expect(place == names.count, "\(test.name): number of parameters")

        let mask = test.inputs["mask"].map { numbers in
            StepMask(
                (0..<numbers.shape[0]).map { t in
                    (0..<numbers.shape[1]).map { numbers.values[t * numbers.shape[1] + $0] > 0 }
                })
        }
        let cell = test.inputs["c0"]
        let before =
            [x, h0].map { Parameter($0.tensor(as: Scalar.self)) }
            + (cell.map { [Parameter($0.tensor(as: Scalar.self))] } ?? [])
        var model = Pair(before, layer)
        let dy = try #require(test.inputs["dy"]).tensor(as: Scalar.self)
        var outputs: [String: Tensor<Scalar>] = [:]
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let state = RecurrentState(
                output: model.first[1].variable, cell: cell == nil ? nil : model.first[2].variable)
            let (states, last) = model.second(
                TimeSteps(rows: model.first[0].variable, steps: steps), from: state, mask: mask,
                phase: inference ? .inference : .training)
            outputs["y"] = states.rows.value
            outputs["cell"] = last.cell?.value
            let loss = weighted(states.rows, by: dy)
            guard let lastCell = last.cell, let dcell = test.inputs["dcell"] else { return loss }
            return loss + weighted(lastCell, by: dcell.tensor(as: Scalar.self))
        }
        let what = "\(test.name) in \(Scalar.self)"
        // What the pass assigned: running statistics.
        var index = 0
        model.second.forEachParameter { parameter in
            if parameter.kind == .statistic { outputs[names[index]] = parameter.value }
            index += 1
        }
        for (name, numbers) in test.outputs {
            expectClose(
                try #require(outputs[name], "\(what): \(name)"), numbers.tensor(as: Scalar.self),
                tolerance: tolerance, "\(what): \(name)")
        }
        let all =
            ["x", "h0"] + (cell == nil ? [] : ["c0"])
            + names.filter { test.gradients[$0] != nil }
        #expect(all.count == test.gradients.count && all.count == gradient.tensors.count)
        for (name, g) in zip(all, gradient.tensors) {
            expectClose(
                g, try #require(test.gradients[name]).tensor(as: Scalar.self), tolerance: tolerance,
                floor: 1e-2, "\(what): gradient of \(name)")
        }
    }
}
