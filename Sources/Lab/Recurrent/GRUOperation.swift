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

        /// The gradients of weight, bias, normalization and x from that of the result. The gradient of the sums takes their
        /// memory.
        fileprivate func backward(
            _ dy: UnsafePointer<Scalar>, _ x: TimeSteps<Scalar>, sums: UnsafeMutablePointer<Scalar>?,
            _ tape: Tape<Scalar>
        ) {
            let rows = x.rows.value.rows
            var dsums = dy
            tape.addRows(to: bias, dy, rows: rows)
            if let normalization, let sums {
                var gradient = TermGradient<Scalar>(columns: normalization.columns)
                normalization.backward(dy, sums, sums, &gradient, step: 0, count: x.steps)
                gradient.pass(normalization, to: tape)
                dsums = UnsafePointer(sums)
            }
            tape.addProduct(to: weight, dsums, x.rows.value.start, rows: rows)
            tape.addProduct(to: x.rows, dsums, weight.value)
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
        var gateSums = normalized ? Tensor<Scalar>(uninitialized: [steps * batch, wide]) : nil
        var newSums = normalized ? Tensor<Scalar>(uninitialized: [steps * batch, units]) : nil
        var gateTerm = Tensor<Scalar>(uninitialized: [batch, wide])
        // U·h, normalized or not: the way back needs it for the reset gate.
        var newTerm = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var states = Tensor<Scalar>(uninitialized: [steps * batch, units])
        for t in 0..<steps {
            let h = t == 0 ? h0.value.start : states.start + (t - 1) * size
            let term = newTerm.mutableStart + t * size
            if normalized {
                let sums = gateSums!.mutableStart + t * batch * wide
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

    /// What the way back reads. The gradients of the gates, candidates and sums take the memory of these, step by step: the
    /// way back is gone once.
    private final class Saved {
        var gates, candidates: Tensor<Scalar>
        var gateInputSums, newInputSums, gateSums, newSums: Tensor<Scalar>?
        var newTerm: Tensor<Scalar>
        let states: Tensor<Scalar>

        init(
            gates: Tensor<Scalar>, candidates: Tensor<Scalar>, gateInputSums: Tensor<Scalar>?,
            newInputSums: Tensor<Scalar>?, gateSums: Tensor<Scalar>?, newSums: Tensor<Scalar>?,
            newTerm: Tensor<Scalar>, states: Tensor<Scalar>
        ) {
            (self.gates, self.candidates) = (gates, candidates)
            (self.gateInputSums, self.newInputSums) = (gateInputSums, newInputSums)
            (self.gateSums, self.newSums) = (gateSums, newSums)
            (self.newTerm, self.states) = (newTerm, states)
        }
    }

    private func backward(
        _ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>, _ saved: Saved, _ dstates: Tensor<Scalar>,
        _ tape: Tape<Scalar>
    ) {
        let (steps, batch, units) = (x.steps, x.batch, hiddenCandidate.weight.value.rows)
        let (wide, size) = (2 * units, batch * units)
        let gateProduct = RepeatedProduct(hiddenGates.weight.value, transposed: false, steps: steps)
        let newProduct = RepeatedProduct(hiddenCandidate.weight.value, transposed: false, steps: steps)
        let (dgates, dnew) = (saved.gates.mutableStart, saved.candidates.mutableStart)
        let term = saved.newTerm.mutableStart
        // With normalizations: the gradients of the sums; without, the term U·h is its own sum and dgates serves both.
        let normalized = hiddenGates.normalization != nil
        let dgateSums = normalized ? saved.gateSums!.mutableStart : dgates
        let dnewSums = normalized ? saved.newSums!.mutableStart : term
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
            let (gate, new) = (dgates + widePlace, dnew + place)
            let (dgateSum, dnewSum) = (dgateSums + widePlace, dnewSums + place)
            Scalar.gruCellBackward(
                dh.pointer, gate, new, term + place, h, gate, new,
                normalized ? dterm.mutableStart : dnewSum, dh.pointer, batch, units)
            if let gateNorm = hiddenGates.normalization, let newNorm = hiddenCandidate.normalization {
                gateNorm.backward(gate, dgateSum, dgateSum, &gateGradient, step: t)
                newNorm.backward(dterm.start, dnewSum, dnewSum, &newGradient, step: t)
            }
            gateProduct(batch, dgateSum, dh.pointer, accumulate: true)
            newProduct(batch, dnewSum, dh.pointer, accumulate: true)
            dh.bringBack(absent)
        }
        tape.addProduct(
            to: hiddenGates.weight, dgateSums, statesAfter: h0.value, saved.states, steps: steps)
        tape.addProduct(
            to: hiddenCandidate.weight, dnewSums, statesAfter: h0.value, saved.states, steps: steps)
        if let term = hiddenGates.normalization { gateGradient.pass(term, to: tape) }
        if let term = hiddenCandidate.normalization { newGradient.pass(term, to: tape) }
        inputGates.backward(dgates, x, sums: saved.gateInputSums?.mutableStart, tape)
        inputCandidate.backward(dnew, x, sums: saved.newInputSums?.mutableStart, tape)
        tape.add(dh.gradient, to: h0.slot)
    }
}
