import Lab
import SmallTrainings
import TestSupport
import Testing

@Suite struct RecurrentTests {
    /// Every gradient of the fused operations against finite differences: the input's, the states' and all parameters',
    /// with gains and biases that are not 1 and 0.
    @Test(arguments: AnyRecurrent<Double>.Kind.allCases, [false, true])
    func gradients(kind: AnyRecurrent<Double>.Kind, masked: Bool) {
        var random = RandomStream(key: 81)
        let (steps, batch, inputs, units) = (3, 2, 2, 3)
        // A learned h₀ is the same for all cases, and batch normalization takes out what all have in common: its gradient is
        // 0 but for rounding.
        let learns = kind != .batchLSTM
        // A larger ε keeps the curvature down: two cases have almost no variance in some columns.
        var layer = AnyRecurrent<Double>(
            kind, inputs: inputs, units: units, epsilon: 0.1, learnsInitialState: learns, random: &random)
        layer.forEachParameter { parameter in
            guard parameter.kind == .trained else { return }
            let old = parameter.value
            parameter.value = Tensor(old.shape, old.scalars.map { $0 + 0.3 * random.normal() })
        }
        let mask = masked ? StepMask([[true, true], [true, false], [false, true]]) : nil
        let dy = random.tensor(steps * batch, units)
        let model = Pair(Parameter(random.tensor(steps * batch, inputs)), layer)
        for phase in [Phase.training, .inference] {
            expectGradientMatchesDifferences(of: model, tolerance: 1e-6) { model in
                let (states, last) = model.second.layer(
                    TimeSteps(rows: model.first.variable, steps: steps), mask: mask, phase: phase)
                let loss = weighted(states.rows, by: dy) + sum(last.output * last.output)
                return last.cell.map { loss + sum($0 * $0) } ?? loss
            }
        }
    }

    @Test func gradientsOfRowsAndColumns() {
        var random = RandomStream(key: 82)
        let model = [Parameter(random.tensor(4, 3)), Parameter(random.tensor(4, 2))]
        let (dy, dz) = (random.tensor(2, 3), random.tensor(4, 5))
        expectGradientMatchesDifferences(of: model) {
            weighted(rows(1..<3, of: $0[0].variable), by: dy) + sum(rows(0..<2, of: $0[0].variable))
        }
        expectGradientMatchesDifferences(of: model) {
            weighted(joinedColumns($0[0].variable, $0[1].variable), by: dz)
        }
        expectGradientMatchesDifferences(of: model) { model in
            let parts = [rows(2..<4, of: model[0].variable), model[0].variable]
            let all = TimeSteps(rows: joinedRows(parts), steps: 3).reversed()
            return weighted(all[0], by: dy) + sum(all.rows * all.rows)
        }
    }

    /// The sum over the steps is the one of the operation for single steps, and the states have the same bits; with a mask
    /// too.
    @Test(arguments: AnyRecurrent<Float>.Kind.independent, [nil, [5, 2, 4]])
    func aSequenceIsItsSteps(kind: AnyRecurrent<Float>.Kind, lengths: [Int]?) {
        var random = RandomStream(key: 83)
        let (steps, batch, inputs, units) = (5, 3, 4, 21)
        let layer = AnyRecurrent<Float>(kind, inputs: inputs, units: units, random: &random)
        let x = random.tensor(steps, batch, inputs, as: Float.self)
        let dy = random.tensor(steps * batch, units, as: Float.self)
        let mask = lengths.map { StepMask(lengths: $0, steps: steps) }
        var (whole, single) = (layer, layer)
        let (_, g) = valueAndGradient(of: &whole) {
            let (states, last) = $0.layer(TimeSteps(x), mask: mask)
            expectSameBits(last.output.value.scalars, states[steps - 1].value.scalars, "last")
            return weighted(states.rows, by: dy)
        }
        let together = layer.layer(TimeSteps(x), mask: mask).states.rows.value
        let (_, h) = valueAndGradient(of: &single) { model in
            let input = TimeSteps(x)
            var state = model.layer.initialState(batch: batch)
            let outputs = (0..<steps).map { t in
                state = model.layer.step(
                    input[t], state, present: lengths.map { $0.map { t < $0 } })
                return state.output
            }
            let joined = TimeSteps(outputs)
            expectSameBits(joined.rows.value.scalars, together.scalars, "\(kind)")
            return weighted(joined.rows, by: dy)
        }
        for (a, b) in zip(g.tensors, h.tensors) { expectClose(a, b, tolerance: 1e-4, floor: 1e-2) }
    }

    /// A batch gives each case what it gets alone, to the last bit, wherever it stands: forward and in the gradient of x.
    @Test(arguments: AnyRecurrent<Float>.Kind.independent)
    func aCaseStandsAlone(kind: AnyRecurrent<Float>.Kind) {
        var random = RandomStream(key: 84)
        let (steps, batch, inputs, units) = (4, 11, 5, 19)
        let layer = AnyRecurrent<Float>(kind, inputs: inputs, units: units, random: &random)
        let x = random.tensor(steps, batch, inputs, as: Float.self)
        func run(_ cases: [Int]) -> (y: [Float], dx: [Float]) {
            let part = (0..<steps).flatMap { t in
                cases.flatMap { i in (0..<inputs).map { x[t, i, $0] } }
            }
            var input = Parameter(Tensor([steps * cases.count, inputs], part))
            var y: [Float] = []
            let (_, g) = valueAndGradient(of: &input) {
                let states = layer.layer(TimeSteps(rows: $0.variable, steps: steps)).states.rows
                y = states.value.scalars
                return sum(states * states)
            }
            return (y, g.tensors[0].scalars)
        }
        let all = run(Array(0..<batch))
        for cases in [[0], [7], [10], [3, 2], Array((1..<9).reversed())] {
            let some = run(cases)
            for (place, number) in cases.enumerated() {
                for t in 0..<steps {
                    func row(_ values: [Float], _ size: Int, _ place: Int, of count: Int) -> [Float] {
                        Array(values[(t * count + place) * size..<(t * count + place + 1) * size])
                    }
                    expectSameBits(
                        row(some.y, units, place, of: cases.count), row(all.y, units, number, of: batch),
                        "\(kind), case \(number), step \(t)")
                    expectSameBits(
                        row(some.dx, inputs, place, of: cases.count), row(all.dx, inputs, number, of: batch),
                        "\(kind), gradient of case \(number), step \(t)")
                }
            }
        }
    }

    /// What a case is masked out of leaves its state as it was, to the last bit, whatever the input there: with padding
    /// of 1e30 the result and the gradients are those of the shorter sequence.
    @Test(arguments: AnyRecurrent<Float>.Kind.independent)
    func aMaskKeepsStates(kind: AnyRecurrent<Float>.Kind) {
        var random = RandomStream(key: 85)
        let (inputs, units) = (3, 18)
        let layer = AnyRecurrent<Float>(
            kind, inputs: inputs, units: units, learnsInitialState: true, random: &random)
        let x = random.tensor(5, 2, inputs, as: Float.self)
        let dlast = random.tensor(2, units, as: Float.self)
        // The second case has three steps.
        var padded = x
        for t in 3..<5 { for j in 0..<inputs { padded[t, 1, j] = 1e30 } }
        let mask = StepMask(lengths: [5, 3], steps: 5)
        let (states, last) = layer.layer(TimeSteps(padded), mask: mask)
        let y = states.rows.value.reshaped(to: [5, 2, units])
        let short = layer.layer(TimeSteps(Tensor([3, 2, inputs], Array(x.scalars.prefix(3 * 2 * inputs)))))
        for j in 0..<units {
            #expect(y[2, 1, j].bitPattern == y[3, 1, j].bitPattern)
            #expect(y[2, 1, j].bitPattern == y[4, 1, j].bitPattern)
            #expect(last.output.value[1, j].bitPattern == short.last.output.value[1, j].bitPattern)
            if let (c, d) = last.cell.flatMap({ c in short.last.cell.map { (c, $0) } }) {
                #expect(c.value[1, j].bitPattern == d.value[1, j].bitPattern)
            }
        }
        var model = layer
        let (_, g) = valueAndGradient(of: &model) {
            weighted($0.layer(TimeSteps(padded), mask: mask).last.output, by: dlast)
        }
        var other = layer
        let (_, h) = valueAndGradient(of: &other) { model in
            let full = model.layer(TimeSteps(x)).last.output
            let part = model.layer(
                TimeSteps(Tensor([3, 2, inputs], Array(x.scalars.prefix(3 * 2 * inputs)))))
            return weighted(
                rows(0..<1, of: full), by: Tensor([1, units], Array(dlast.scalars.prefix(units))))
                + weighted(
                    rows(1..<2, of: part.last.output),
                    by: Tensor([1, units], Array(dlast.scalars.suffix(units))))
        }
        for (a, b) in zip(g.tensors, h.tensors) { expectClose(a, b, tolerance: 1e-4, floor: 1e-3) }
    }

    /// The layer-normalized states do not change where all summed inputs are multiplied by a positive number; the plain
    /// ones do.
    @Test func scaledSums() {
        var random = RandomStream(key: 86)
        let x = random.tensor(6, 3, 4)
        func states(_ kind: AnyRecurrent<Double>.Kind, scale: Double) -> Tensor<Double> {
            var random = RandomStream(key: 87)
            var layer = AnyRecurrent<Double>(
                kind, inputs: 4, units: 8, epsilon: 0, learnsInitialState: true, random: &random)
            // h₀ = 0 has no variance to divide by, so it starts elsewhere; the weights are all the matrices.
            layer.forEachParameter {
                let old = $0.value
                if old.shape.count == 2 { $0.value = Tensor(old.shape, old.scalars.map { scale * $0 }) }
            }
            let h0 = RecurrentState<Double>(
                output: Variable(random.tensor(3, 8)),
                cell: kind == .layerLSTM || kind == .lstm ? Variable(random.tensor(3, 8)) : nil)
            return layer.layer(TimeSteps(x), from: h0).states.rows.value
        }
        for kind in [.layerRNN, .layerLSTM, .layerGRU] as [AnyRecurrent<Double>.Kind] {
            expectClose(states(kind, scale: 37), states(kind, scale: 1), tolerance: 1e-11, "\(kind)")
        }
        for kind in [.rnn, .lstm, .gru] as [AnyRecurrent<Double>.Kind] {
            withKnownIssue { expectClose(states(kind, scale: 37), states(kind, scale: 1), tolerance: 0.1) }
        }
    }

    /// One unit has no variance: its normalization gives the bias, and all gradients are finite.
    @Test(arguments: [AnyRecurrent<Float>.Kind.layerRNN, .layerLSTM, .cellLSTM, .layerGRU])
    func oneUnit(kind: AnyRecurrent<Float>.Kind) {
        var random = RandomStream(key: 88)
        var layer = AnyRecurrent<Float>(kind, inputs: 2, units: 1, random: &random)
        let x = random.tensor(3, 2, 2, as: Float.self)
        let (loss, g) = valueAndGradient(of: &layer) { sum($0.layer(TimeSteps(x)).states.rows) }
        #expect(loss.isFinite && g.tensors.allSatisfy { $0.scalars.allSatisfy(\.isFinite) })
    }

    /// Layer normalization keeps nothing from training: a sequence of any length works, step after step the same function.
    @Test func longerThanInTraining() {
        var random = RandomStream(key: 89)
        let layer = LSTM<Float>(inputs: 2, units: 9, .layer(), random: &random)
        let x = random.tensor(200, 1, 2, as: Float.self)
        let y = layer(TimeSteps(x)).states.rows.value.scalars
        let prefix = layer(TimeSteps(Tensor([7, 1, 2], Array(x.scalars.prefix(14))))).states.rows.value
            .scalars
        expectSameBits(Array(y.prefix(7 * 9)), prefix)
        #expect(y.allSatisfy { $0.magnitude < 1 })
    }

    /// Statistics of their own for each step; steps that training did not reach use the last one that it did.
    @Test func batchStatisticsInTime() throws {
        func statistics(of layer: LSTM<Double>) -> StepBatchNormalization<Double>? {
            if case .batch(let batch) = layer.inputNormalization { batch } else { nil }
        }
        var random = RandomStream(key: 90)
        var layer = LSTM<Double>(inputs: 2, units: 3, .batch(steps: 4), random: &random)
        let start = try #require(statistics(of: layer))
        #expect(start.gain.value.scalars.allSatisfy { $0 == 0.1 } && start.bias == nil)
        let x = random.tensor(2, 5, 2)
        _ = layer(TimeSteps(x), phase: .training)
        for _ in 0..<200 {
            _ = valueAndGradient(of: &layer) { sum($0(TimeSteps(x), phase: .training).states.rows) }
        }
        let moved = try #require(statistics(of: layer))
        #expect(moved.trainedSteps.value.scalars == [2])
        let mean = moved.runningMean.value
        #expect((0..<12).contains { mean[0, $0] != mean[1, $0] })
        #expect((0..<12).allSatisfy { mean[2, $0] == 0 && mean[3, $0] == 0 })
        // On the batch that it saw 200 times, running and batch statistics differ by the variance's divisor only.
        var unbiased = layer
        unbiased.forEachParameter {
            if $0.kind == .statistic && $0.value.count > 1 && $0.value.scalars.contains(1) {
                let old = $0.value
                $0.value = Tensor(old.shape, old.scalars.map { $0 == 1 ? 1 : $0 * 0.8 })
            }
        }
        let ofBatch = layer(TimeSteps(x), .inference, statistics: .ofBatch).states.rows.value
        expectClose(
            unbiased(TimeSteps(x), .inference, statistics: .running).states.rows.value, ofBatch,
            tolerance: 1e-4)
        // Longer than trained: step 4 uses the statistics of step 1.
        let long = random.tensor(5, 2, 2)
        var copied = layer
        copied.forEachParameter { parameter in
            guard parameter.kind == .statistic, parameter.value.shape.count == 2 else {
                if parameter.kind == .statistic { parameter.value = Tensor([], [4]) }
                return
            }
            let units = parameter.value.shape[1]
            for t in 2..<4 { for j in 0..<units { parameter.value[t, j] = parameter.value[1, j] } }
        }
        #expect(
            layer(TimeSteps(long), phase: .inference).states.rows.value
                == copied(TimeSteps(long), phase: .inference).states.rows.value)
    }

    @Test func bothDirections() {
        var random = RandomStream(key: 91)
        let both = Bidirectional(
            forward: GRU<Float>(inputs: 2, units: 3, normalized: true, random: &random),
            backward: GRU<Float>(inputs: 2, units: 3, normalized: true, random: &random))
        let x = random.tensor(4, 2, 2, as: Float.self)
        let mask = StepMask(lengths: [4, 2], steps: 4)
        let (states, end, beginning) = both(TimeSteps(x), mask: mask)
        #expect(states.rows.shape == [8, 6] && states.steps == 4)
        let y = states.rows.value.reshaped(to: [4, 2, 6])
        for j in 0..<3 {
            #expect(y[3, 0, j] == end.output.value[0, j])
            #expect(y[0, 0, 3 + j] == beginning.output.value[0, j])
            // The second case ends at step 1: reading backwards, it begins there.
            #expect(y[0, 1, 3 + j] == beginning.output.value[1, j] && y[3, 1, 3 + j] == 0)
        }
        let short = Tensor<Float>([2, 1, 2], [x[0, 1, 0], x[0, 1, 1], x[1, 1, 0], x[1, 1, 1]])
        let alone = both(TimeSteps(short)).states.rows.value.reshaped(to: [2, 1, 6])
        for t in 0..<2 { for j in 0..<6 { #expect(alone[t, 0, j] == y[t, 1, j]) } }
    }
}
