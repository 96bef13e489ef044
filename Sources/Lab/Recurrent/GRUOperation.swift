/// The GRU over all steps as one operation of the tape: `GRU` states the formulas.
struct GRUOperation<Scalar: TensorScalar> {
    /// A product with a weight, normalized or followed by a bias or neither, for the gates or the candidate.
    struct Term {
        let weight: Variable<Scalar>
        let bias: Variable<Scalar>?
        var normalization: RunningTerm<Scalar>?

        var inputs: [Variable<Scalar>] {
            [weight] + (bias.map { [$0] } ?? []) + (normalization?.inputs ?? [])
        }

        /// The term for the input of all steps into `result`; returns the sums where they are needed for the way back.
        fileprivate mutating func run(_ x: TimeSteps<Scalar>, into result: inout Tensor<Scalar>) -> Tensor<
            Scalar
        >? {
            let (rows, columns) = (result.rows, result.columns)
            if normalization == nil {
                sum(x, into: result.mutableStart)
                if let bias {
                    let start = result.mutableStart
                    Scalar.addRow(start, bias.value.start, start, rows, columns)
                }
                return nil
            }
            var sums = Tensor<Scalar>(uninitialized: [rows, columns])
            sum(x, into: sums.mutableStart)
            normalization!.forward(sums.start, result.mutableStart, step: 0, count: x.steps)
            return sums
        }

        private func sum(_ x: TimeSteps<Scalar>, into y: UnsafeMutablePointer<Scalar>) {
            Scalar.product(
                false, true, x.rows.value.rows, weight.value.rows, x.features, x.rows.value.start,
                weight.value.start, y, false)
        }

        /// The gradients of weight, bias, normalization and x from that of the result.
        fileprivate func backward(
            _ dy: Tensor<Scalar>, _ x: TimeSteps<Scalar>, sums: Tensor<Scalar>?, _ tape: Tape<Scalar>
        ) {
            var dy = dy
            tape.addRows(to: bias, dy.start, rows: dy.rows)
            if let normalization, let sums {
                var gradient = TermGradient<Scalar>(columns: dy.columns)
                let start = dy.mutableStart
                var dsums = Tensor<Scalar>(uninitialized: dy.shape)
                normalization.backward(
                    start, sums.start, dsums.mutableStart, &gradient, step: 0, count: x.steps)
                gradient.pass(normalization, to: tape)
                dy = dsums
            }
            tape.addProduct(to: weight, dy.start, x.rows.value.start, rows: dy.rows)
            tape.addProduct(to: x.rows, dy.start, weight.value)
        }
    }

    var inputGates, inputCandidate, hiddenGates, hiddenCandidate: Term
    let mask: StepMask?

    /// The outputs of all steps, of shape [steps·batch, units].
    mutating func callAsFunction(_ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>) -> Variable<Scalar> {
        let (steps, batch, units) = (x.steps, x.batch, hiddenCandidate.weight.value.rows)
        let (wide, size) = (2 * units, batch * units)
        // The input's terms first, and what the cell makes of them afterwards.
        var gates = Tensor<Scalar>(uninitialized: [steps * batch, wide])
        var candidates = Tensor<Scalar>(uninitialized: [steps * batch, units])
        let gateInputSums = inputGates.run(x, into: &gates)
        let newInputSums = inputCandidate.run(x, into: &candidates)
        let gateProduct = RepeatedProduct(hiddenGates.weight.value, transposed: true, steps: steps)
        let newProduct = RepeatedProduct(hiddenCandidate.weight.value, transposed: true, steps: steps)
        let normalized = hiddenGates.normalization != nil
        var gateSums = Tensor<Scalar>(uninitialized: [(normalized ? steps : 1) * batch, wide])
        var newSums = normalized ? Tensor<Scalar>(uninitialized: [steps * batch, units]) : nil
        var gateTerm = Tensor<Scalar>(uninitialized: [batch, wide])
        // U·h, normalized or not: the way back needs it for the reset gate.
        var newTerm = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var states = Tensor<Scalar>(uninitialized: [steps * batch, units])
        for t in 0..<steps {
            let h = t == 0 ? h0.value.start : states.start + (t - 1) * size
            let term = newTerm.mutableStart + t * size
            if normalized {
                let sums = gateSums.mutableStart + t * batch * wide
                gateProduct(batch, h, sums)
                hiddenGates.normalization!.forward(sums, gateTerm.mutableStart, step: t)
                newProduct(batch, h, newSums!.mutableStart + t * size)
                hiddenCandidate.normalization!.forward(newSums!.start + t * size, term, step: t)
            } else {
                gateProduct(batch, h, gateTerm.mutableStart)
                newProduct(batch, h, term)
            }
            let gate = gates.mutableStart + t * batch * wide
            let new = candidates.mutableStart + t * size
            let out = states.mutableStart + t * size
            Scalar.gruCell(gate, new, gateTerm.start, term, h, gate, new, out, batch, units)
            if let mask { keepRows(mask.absent(at: t), of: h, in: out, columns: units) }
        }
        let saved = Saved(
            gates: gates, candidates: candidates, gateInputSums: gateInputSums, newInputSums: newInputSums,
            gateSums: gateSums, newSums: newSums, newTerm: newTerm, states: states)
        let inputs =
            [x.rows, h0] + [inputGates, inputCandidate, hiddenGates, hiddenCandidate].flatMap(\.inputs)
        return results([states], of: inputs) { [self] dys, tape in backward(x, h0, saved, dys[0]!, tape) }[0]
    }

    private struct Saved {
        let gates, candidates: Tensor<Scalar>
        let gateInputSums, newInputSums: Tensor<Scalar>?
        let gateSums: Tensor<Scalar>
        let newSums: Tensor<Scalar>?
        let newTerm, states: Tensor<Scalar>
    }

    private func backward(
        _ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>, _ saved: Saved, _ dstates: Tensor<Scalar>,
        _ tape: Tape<Scalar>
    ) {
        let (steps, batch, units) = (x.steps, x.batch, hiddenCandidate.weight.value.rows)
        let (wide, size) = (2 * units, batch * units)
        let gateProduct = RepeatedProduct(hiddenGates.weight.value, transposed: false, steps: steps)
        let newProduct = RepeatedProduct(hiddenCandidate.weight.value, transposed: false, steps: steps)
        var dgates = Tensor<Scalar>(uninitialized: [steps * batch, wide])
        var dnew = Tensor<Scalar>(uninitialized: [steps * batch, units])
        // With normalizations: the gradients of the sums; without, dnewSums is that of U·h and dgates serves both.
        var dgateSums =
            hiddenGates.normalization == nil ? nil : Tensor<Scalar>(uninitialized: [steps * batch, wide])
        var dnewSums = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var dterm = Tensor<Scalar>(uninitialized: [batch, units])
        var gateGradient = TermGradient<Scalar>(columns: wide)
        var newGradient = TermGradient<Scalar>(columns: units)
        var dh = Carry<Scalar>(nil, shape: [batch, units])
        for t in stride(from: steps - 1, through: 0, by: -1) {
            let absent = mask?.absent(at: t) ?? []
            Scalar.add(dstates.start + t * size, dh.pointer, dh.pointer, size)
            dh.setAside(absent)
            let h = t == 0 ? h0.value.start : saved.states.start + (t - 1) * size
            let (place, widePlace) = (t * size, t * batch * wide)
            let dgate = dgates.mutableStart + widePlace
            let dsums = dnewSums.mutableStart + place
            let normalized = hiddenGates.normalization != nil
            Scalar.gruCellBackward(
                dh.pointer, saved.gates.start + widePlace, saved.candidates.start + place,
                saved.newTerm.start + place, h, dgate, dnew.mutableStart + place,
                normalized ? dterm.mutableStart : dsums, dh.pointer, batch, units)
            if let gateNorm = hiddenGates.normalization, let newNorm = hiddenCandidate.normalization {
                let dgateSum = dgateSums!.mutableStart + widePlace
                gateNorm.backward(dgate, saved.gateSums.start + widePlace, dgateSum, &gateGradient, step: t)
                newNorm.backward(dterm.start, saved.newSums!.start + place, dsums, &newGradient, step: t)
            }
            gateProduct(batch, (dgateSums ?? dgates).start + widePlace, dh.pointer, accumulate: true)
            newProduct(batch, dsums, dh.pointer, accumulate: true)
            dh.bringBack(absent)
        }
        tape.addProduct(
            to: hiddenGates.weight, (dgateSums ?? dgates).start, statesAfter: h0.value, saved.states,
            steps: steps)
        tape.addProduct(
            to: hiddenCandidate.weight, dnewSums.start, statesAfter: h0.value, saved.states, steps: steps)
        if let term = hiddenGates.normalization { gateGradient.pass(term, to: tape) }
        if let term = hiddenCandidate.normalization { newGradient.pass(term, to: tape) }
        inputGates.backward(dgates, x, sums: saved.gateInputSums, tape)
        inputCandidate.backward(dnew, x, sums: saved.newInputSums, tape)
        tape.add(dh.gradient, to: h0.slot)
    }
}
