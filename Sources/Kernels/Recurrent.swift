// The element-wise parts of recurrent cells. A row of the gates holds them one after the other, `units` each: forget,
// input, output, candidate for the LSTM; update, reset for the GRU.

/// Visits all elements of `rows` rows of `units`, sixteen at a time: `body` gets the row, the first column and how many
/// elements are present.
@inline(__always) private func forEachLanes(
    _ rows: Int, _ units: Int, _ body: (_ row: Int, _ column: Int, _ present: Int) -> Void
) {
    for i in 0..<rows {
        var j = 0
        while j < units {
            body(i, j, min(16, units - j))
            j += 16
        }
    }
}

/// 1 − y², the derivative of tanh where it gave y.
@inline(__always) private func tanhSlope(_ y: Lanes) -> Lanes { fma(-y, y, splat(1)) }

func tanhBackwardKernel(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
    forEachLanes(1, count) { _, j, present in
        store(
            load(dy + j, present: present) * tanhSlope(load(y + j, present: present)), dx + j,
            present: present)
    }
}

func lstmCellKernel(
    _ x: Input, _ r: Input, _ c0: Input, _ gates: Output, _ c: Output, _ rows: Int, _ units: Int
) {
    forEachLanes(rows, units) { row, j, present in
        let place = row * 4 * units + j
        let (x, r, gates) = (x + place, r + place, gates + place)
        let forget = sigmoid(load(x, present: present) + load(r, present: present))
        let input = sigmoid(load(x + units, present: present) + load(r + units, present: present))
        let output = sigmoid(load(x + 2 * units, present: present) + load(r + 2 * units, present: present))
        let candidate = tanh(load(x + 3 * units, present: present) + load(r + 3 * units, present: present))
        let old = load(c0 + (row * units + j), present: present)
        store(forget, gates, present: present)
        store(input, gates + units, present: present)
        store(output, gates + 2 * units, present: present)
        store(candidate, gates + 3 * units, present: present)
        store(fma(forget, old, input * candidate), c + (row * units + j), present: present)
    }
}

func lstmCellBackwardKernel(
    _ dc: Input, _ gates: Input, _ c0: Input, _ dgates: Output, _ dc0: Output, _ rows: Int, _ units: Int
) {
    forEachLanes(rows, units) { row, j, present in
        let place = row * 4 * units + j
        let (gates, dgates) = (gates + place, dgates + place)
        let d = load(dc + (row * units + j), present: present)
        let forget = load(gates, present: present)
        let input = load(gates + units, present: present)
        let candidate = load(gates + 3 * units, present: present)
        let old = load(c0 + (row * units + j), present: present)
        store(d * old * forget * (1 - forget), dgates, present: present)
        store(d * candidate * input * (1 - input), dgates + units, present: present)
        store(d * input * tanhSlope(candidate), dgates + 3 * units, present: present)
        store(d * forget, dc0 + (row * units + j), present: present)
    }
}

func lstmOutputKernel(_ gates: Input, _ z: Input, _ u: Output, _ h: Output, _ rows: Int, _ units: Int) {
    forEachLanes(rows, units) { row, j, present in
        let output = load(gates + ((row * 4 + 2) * units + j), present: present)
        let squashed = tanh(load(z + (row * units + j), present: present))
        store(squashed, u + (row * units + j), present: present)
        store(output * squashed, h + (row * units + j), present: present)
    }
}

func lstmOutputBackwardKernel(
    _ dh: Input, _ gates: Input, _ u: Input, _ dgates: Output, _ dz: Output, _ rows: Int, _ units: Int
) {
    forEachLanes(rows, units) { row, j, present in
        let place = (row * 4 + 2) * units + j
        let d = load(dh + (row * units + j), present: present)
        let output = load(gates + place, present: present)
        let squashed = load(u + (row * units + j), present: present)
        store(d * squashed * output * (1 - output), dgates + place, present: present)
        store(d * output * tanhSlope(squashed), dz + (row * units + j), present: present)
    }
}

func gruCellKernel(
    _ xGates: Input, _ x: Input, _ rGates: Input, _ r: Input, _ h0: Input, _ gates: Output,
    _ candidate: Output,
    _ h: Output, _ rows: Int, _ units: Int
) {
    forEachLanes(rows, units) { row, j, present in
        let (first, place) = (row * 2 * units + j, row * units + j)
        let second = first + units
        let update = sigmoid(load(xGates + first, present: present) + load(rGates + first, present: present))
        let reset = sigmoid(load(xGates + second, present: present) + load(rGates + second, present: present))
        let new = tanh(fma(reset, load(r + place, present: present), load(x + place, present: present)))
        let old = load(h0 + place, present: present)
        store(update, gates + first, present: present)
        store(reset, gates + second, present: present)
        store(new, candidate + place, present: present)
        store(fma(update, new - old, old), h + place, present: present)
    }
}

func gruCellBackwardKernel(
    _ dh: Input, _ gates: Input, _ candidate: Input, _ r: Input, _ h0: Input, _ dgates: Output, _ dx: Output,
    _ dr: Output, _ dh0: Output, _ rows: Int, _ units: Int
) {
    forEachLanes(rows, units) { row, j, present in
        let (first, place) = (row * 2 * units + j, row * units + j)
        let second = first + units
        let d = load(dh + place, present: present)
        let update = load(gates + first, present: present)
        let reset = load(gates + second, present: present)
        let new = load(candidate + place, present: present)
        let old = load(h0 + place, present: present)
        let dnew = d * update * tanhSlope(new)
        let product = load(r + place, present: present)
        store(d * (new - old) * update * (1 - update), dgates + first, present: present)
        store(dnew * product * reset * (1 - reset), dgates + second, present: present)
        store(dnew, dx + place, present: present)
        store(dnew * reset, dr + place, present: present)
        store(fma(-update, d, d), dh0 + place, present: present)
    }
}
