/// The plain recurrent network over all steps as one operation of the tape: `RNN` states the formulas.
struct RNNOperation<Scalar: TensorScalar> {
    let inputWeight, hiddenWeight: Variable<Scalar>
    /// b, where nothing is normalized.
    let bias: Variable<Scalar>?
    let mask: StepMask?
    var sum: RunningTerm<Scalar>?

    /// The outputs of all steps, of shape [steps·batch, units].
    mutating func callAsFunction(_ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>) -> Variable<Scalar> {
        let (steps, batch, units) = (x.steps, x.batch, hiddenWeight.value.rows)
        let size = batch * units
        var sums = Tensor<Scalar>(uninitialized: [steps * batch, units])
        Scalar.product(
            false, true, steps * batch, units, x.features, x.rows.value.start, inputWeight.value.start,
            sums.mutableStart, false)
        if let bias {
            let start = sums.mutableStart
            Scalar.addRow(start, bias.value.start, start, steps * batch, units)
        }
        let product = RepeatedProduct(hiddenWeight.value, transposed: true, steps: steps)
        var recurrent = Tensor<Scalar>(uninitialized: [batch, units])
        // The outputs as computed, and the states after the mask.
        var computed = Tensor<Scalar>(uninitialized: [steps * batch, units])
        var masked = mask == nil ? nil : Tensor<Scalar>(uninitialized: [steps * batch, units])
        for t in 0..<steps {
            let h = t == 0 ? h0.value.start : (masked ?? computed).start + (t - 1) * size
            let a = sums.mutableStart + t * size
            let y = computed.mutableStart + t * size
            product(batch, h, recurrent.mutableStart)
            Scalar.add(a, recurrent.start, a, size)
            sum?.forward(a, y, step: t)
            Scalar.tanh(sum == nil ? UnsafePointer(a) : UnsafePointer(y), y, size)
            if let mask {
                let state = masked!.mutableStart + t * size
                state.update(from: y, count: size)
                keepRows(mask.absent(at: t), of: h, in: state, columns: units)
            }
        }
        let states = masked ?? computed
        let inputs =
            [x.rows, h0, inputWeight, hiddenWeight] + (bias.map { [$0] } ?? []) + (sum?.inputs ?? [])
        let saved = Saved(sums: sum == nil ? nil : sums, computed: computed, states: states)
        return results([states], of: inputs) { [self] dys, tape in backward(x, h0, saved, dys[0]!, tape) }[0]
    }

    /// What the way back reads; the gradients of the sums take the sums' memory.
    private final class Saved {
        var sums: Tensor<Scalar>?
        let computed, states: Tensor<Scalar>

        init(sums: Tensor<Scalar>?, computed: Tensor<Scalar>, states: Tensor<Scalar>) {
            (self.sums, self.computed, self.states) = (sums, computed, states)
        }
    }

    private func backward(
        _ x: TimeSteps<Scalar>, _ h0: Variable<Scalar>, _ saved: Saved, _ dstates: Tensor<Scalar>,
        _ tape: Tape<Scalar>
    ) {
        let (steps, batch, units) = (x.steps, x.batch, hiddenWeight.value.rows)
        let size = batch * units
        let product = RepeatedProduct(hiddenWeight.value, transposed: false, steps: steps)
        if saved.sums == nil { saved.sums = Tensor(uninitialized: [steps * batch, units]) }
        let dsums = saved.sums!.mutableStart
        var gradient = TermGradient<Scalar>(columns: sum?.columns ?? 0)
        var dh = Carry<Scalar>(nil, shape: [batch, units])
        for t in stride(from: steps - 1, through: 0, by: -1) {
            let absent = mask?.absent(at: t) ?? []
            Scalar.add(dstates.start + t * size, dh.pointer, dh.pointer, size)
            dh.setAside(absent)
            let da = dsums + t * size
            if let sum {
                Scalar.tanhBackward(dh.pointer, saved.computed.start + t * size, dh.pointer, size)
                sum.backward(dh.pointer, da, da, &gradient, step: t)
            } else {
                Scalar.tanhBackward(dh.pointer, saved.computed.start + t * size, da, size)
            }
            product(batch, da, dh.pointer)
            dh.bringBack(absent)
        }
        tape.addProduct(to: hiddenWeight, dsums, statesAfter: h0.value, saved.states, steps: steps)
        tape.addRows(to: bias, dsums, rows: steps * batch)
        if let sum { gradient.pass(sum, to: tape) }
        tape.addProduct(to: inputWeight, dsums, x.rows.value.start, rows: steps * batch)
        tape.addProduct(to: x.rows, dsums, inputWeight.value)
        tape.add(dh.gradient, to: h0.slot)
    }
}
