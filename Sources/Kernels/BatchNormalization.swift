func columnMomentsKernel(_ x: Input, _ mean: Output, _ squares: Output, _ rows: Int, _ columns: Int) {
    let n = Float(rows)
    var j = 0
    while j < columns {
        let present = min(16, columns - j)
        let first = load(x + j, present: present)
        var s = splat(0)
        for i in 0..<rows { s += load(x + (i * columns + j), present: present) - first }
        let m = first + s / n
        var q = splat(0)
        for i in 0..<rows {
            let d = load(x + (i * columns + j), present: present) - m
            q = fma(d, d, q)
        }
        store(m, mean + j, present: present)
        store(q, squares + j, present: present)
        j += 16
    }
}

func inverseDeviationKernel(_ squares: Input, _ divisor: Float, _ epsilon: Float, _ r: Output, _ count: Int) {
    var j = 0
    while j < count {
        let present = min(16, count - j)
        store(
            1 / squareRoot(load(squares + j, present: present) / divisor + epsilon), r + j, present: present)
        j += 16
    }
}

func approachKernel(_ x: Input, _ divisor: Float, _ t: Float, _ r: Output, _ count: Int) {
    for j in 0..<count { r[j] = fma(t, x[j] / divisor - r[j], r[j]) }
}

func normalizeColumnsKernel(
    _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ rows: Int,
    _ columns: Int
) {
    for i in 0..<rows {
        let xi = x + i * columns
        let yi = y + i * columns
        for j in 0..<columns { yi[j] = fma((xi[j] - mean[j]) * rstd[j], gain[j], bias[j]) }
    }
}

func normalizeColumnsBackwardKernel(
    _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
    _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ rows: Int, _ columns: Int
) {
    var j = 0
    while j < columns {
        let present = min(16, columns - j)
        let m = load(mean + j, present: present)
        let r = load(rstd + j, present: present)
        let factor = load(gain + j, present: present) * r
        var db = splat(0)
        var dg = splat(0)
        for i in 0..<rows {
            let d = load(dy + (i * columns + j), present: present)
            let normalized = (load(x + (i * columns + j), present: present) - m) * r
            db += d
            dg = fma(d, normalized, dg)
        }
        let c1 = db / meanDivisor
        let c2 = dg / varianceDivisor
        for i in 0..<rows {
            let d = load(dy + (i * columns + j), present: present)
            let normalized = (load(x + (i * columns + j), present: present) - m) * r
            store(fma(-normalized, c2, d - c1) * factor, dx + (i * columns + j), present: present)
        }
        store(db, dbias + j, present: present)
        store(dg, dgain + j, present: present)
        j += 16
    }
}
