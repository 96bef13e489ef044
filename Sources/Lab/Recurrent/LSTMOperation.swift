/// The LSTM over all steps as one operation of the tape: `LSTM` states the formulas.
struct LSTMOperation<Scalar: TensorScalar> {
    let inputWeight, hiddenWeight, bias: Variable<Scalar>
    let mask: StepMask?
    var input, hidden, cell: RunningTerm<Scalar>?

    /// The outputs of all steps, of shape [steps·batch, units], and the last cell.
    mutating func callAsFunction(
        _ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>, _ c0: Variable<Scalar>
    ) -> [Variable<Scalar>] {
        let (steps, batch, units) = (x.steps, x.batch, hiddenWeight.value.columns)
        let (wide, size) = (4 * units, batch * units)

        // W_x·x of all steps at once. `gates` holds the sums' part of the input first, and the gates afterwards.
        var gates = Tensor<Scalar>(uninitialized: [steps * batch, wide])
        Scalar.product(
            false, true, steps * batch, wide, x.features, x.rows.value.start, inputWeight.value.start,
            gates.mutableStart, false)
        var inputSums: Tensor<Scalar>?
        if input != nil {
            // The bias b comes directly after this normalization and is part of its shift.
            var normalized = Tensor<Scalar>(uninitialized: gates.shape)
            input!.forward(gates.start, normalized.mutableStart, step: 0, count: steps)
            inputSums = gates
            gates = normalized
        } else {
            let start = gates.mutableStart
            Scalar.addRow(start, bias.value.start, start, steps * batch, wide)
        }

        let product = RepeatedProduct(hiddenWeight.value, transposed: true, steps: steps)
        var hiddenSums = Tensor<Scalar>(uninitialized: [(hidden == nil ? 1 : steps) * batch, wide])
        var normalizedSums = hidden == nil ? nil : Tensor<Scalar>(uninitialized: [batch, wide])
        // The cells as computed (which a normalization's backward pass needs) and as they stand after the mask.
        var computed = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var cells = mask == nil ? nil : Tensor<Scalar>(uninitialized: [steps * batch, units])
        var squashed = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var states = Tensor<Scalar>(uninitialized: [steps * batch, units])
        for t in 0..<steps {
            let h = t == 0 ? h0.value.start : states.start + (t - 1) * size
            let c = t == 0 ? c0.value.start : (cells ?? computed).start + (t - 1) * size
            let sums = hiddenSums.mutableStart + (hidden == nil ? 0 : t * batch * wide)
            product(batch, h, sums)
            var recurrent = UnsafePointer(sums)
            if hidden != nil {
                hidden!.forward(sums, normalizedSums!.mutableStart, step: t)
                recurrent = normalizedSums!.start
            }
            let gate = gates.mutableStart + t * batch * wide
            let new = computed.mutableStart + t * size
            Scalar.lstmCell(gate, recurrent, c, gate, new, batch, units)
            let u = squashed.mutableStart + t * size
            let out = states.mutableStart + t * size
            cell?.forward(new, u, step: t)
            Scalar.lstmOutput(gate, cell == nil ? UnsafePointer(new) : UnsafePointer(u), u, out, batch, units)
            if let mask {
                let kept = cells!.mutableStart + t * size
                kept.update(from: new, count: size)
                keepRows(mask.absent(at: t), of: c, in: kept, columns: units)
                keepRows(mask.absent(at: t), of: h, in: out, columns: units)
            }
        }
        var last = Tensor<Scalar>(uninitialized: [batch, units])
        last.mutableStart.update(from: (cells ?? computed).start + (steps - 1) * size, count: size)

        let saved = Saved(
            gates: gates, inputSums: inputSums, hiddenSums: hidden == nil ? nil : hiddenSums,
            computed: computed, cells: cells ?? computed, squashed: squashed, states: states)
        let inputs =
            [x.rows, h0, c0, inputWeight, hiddenWeight, bias]
            + [input, hidden, cell].flatMap { $0?.inputs ?? [] }
        return results([states, last], of: inputs) { [self] dys, tape in
            backward(x, h0, c0, saved, dys[0], dys[1], tape)
        }
    }

    /// What the way back reads. The gradients of the gates and sums take the memory of these, step by step: the way back is
    /// gone once.
    private final class Saved {
        var gates: Tensor<Scalar>
        var inputSums, hiddenSums: Tensor<Scalar>?
        let computed, cells, squashed, states: Tensor<Scalar>

        init(
            gates: Tensor<Scalar>, inputSums: Tensor<Scalar>?, hiddenSums: Tensor<Scalar>?,
            computed: Tensor<Scalar>, cells: Tensor<Scalar>, squashed: Tensor<Scalar>, states: Tensor<Scalar>
        ) {
            (self.gates, self.inputSums, self.hiddenSums) = (gates, inputSums, hiddenSums)
            (self.computed, self.cells, self.squashed, self.states) = (computed, cells, squashed, states)
        }
    }

    private func backward(
        _ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>, _ c0: Variable<Scalar>, _ saved: Saved,
        _ dstates: Tensor<Scalar>?, _ dlast: Tensor<Scalar>?, _ tape: Tape<Scalar>
    ) {
        let (steps, batch, units) = (x.steps, x.batch, hiddenWeight.value.columns)
        let (wide, size) = (4 * units, batch * units)
        let product = RepeatedProduct(hiddenWeight.value, transposed: false, steps: steps)
        let dgates = saved.gates.mutableStart
        let dhiddenSums = saved.hiddenSums?.mutableStart
        var hiddenGradient = TermGradient<Scalar>(columns: hidden?.columns ?? 0)
        var cellGradient = TermGradient<Scalar>(columns: cell?.columns ?? 0)
        var dz = Tensor<Scalar>(uninitialized: [batch, units])
        var dh = Carry<Scalar>(nil, shape: [batch, units])
        var dc = Carry<Scalar>(dlast, shape: [batch, units])
        for t in stride(from: steps - 1, through: 0, by: -1) {
            let absent = mask?.absent(at: t) ?? []
            if let dstates { Scalar.add(dstates.start + t * size, dh.pointer, dh.pointer, size) }
            dh.setAside(absent)
            dc.setAside(absent)
            let gate = dgates + t * batch * wide
            let c = t == 0 ? c0.value.start : saved.cells.start + (t - 1) * size
            Scalar.lstmOutputBackward(
                dh.pointer, gate, saved.squashed.start + t * size, gate, dz.mutableStart, batch, units)
            if let cell {
                // dh has been used: its memory takes the normalization's result.
                cell.backward(
                    dz.start, saved.computed.start + t * size, dh.pointer, &cellGradient, step: t)
                Scalar.add(dc.pointer, dh.pointer, dc.pointer, size)
            } else {
                Scalar.add(dc.pointer, dz.start, dc.pointer, size)
            }
            Scalar.lstmCellBackward(dc.pointer, gate, c, gate, dc.pointer, batch, units)
            var drecurrent = gate
            if let hidden, let dhiddenSums {
                drecurrent = dhiddenSums + t * batch * wide
                hidden.backward(gate, drecurrent, drecurrent, &hiddenGradient, step: t)
            }
            product(batch, drecurrent, dh.pointer)
            dh.bringBack(absent)
            dc.bringBack(absent)
        }
        tape.addProduct(
            to: hiddenWeight, dhiddenSums ?? dgates, statesAfter: h0.value, saved.states, steps: steps)
        tape.addRows(to: bias, dgates, rows: steps * batch)
        if let hidden { hiddenGradient.pass(hidden, to: tape) }
        if let cell { cellGradient.pass(cell, to: tape) }
        var dinputSums = dgates
        if let input {
            dinputSums = saved.inputSums!.mutableStart
            var gradient = TermGradient<Scalar>(columns: wide)
            input.backward(dgates, dinputSums, dinputSums, &gradient, step: 0, count: steps)
            gradient.pass(input, to: tape)
        }
        tape.addProduct(to: inputWeight, dinputSums, x.rows.value.start, rows: steps * batch)
        tape.addProduct(to: x.rows, dinputSums, inputWeight.value)
        tape.add(dh.gradient, to: h0.slot)
        tape.add(dc.gradient, to: c0.slot)
    }
}
