func layerNormalizationKernel(
    _ x: Input, _ gain: Input, _ bias: Input, _ epsilon: Float, _ y: Output, _ mean: Output, _ rstd: Output,
    _ rows: Int, _ columns: Int
) {
    let n = Float(columns)
    let streamed = isStreamed(y, rows, columns)
    for i in 0..<rows {
        let xi = x + i * columns
        let yi = y + i * columns
        let first = xi[0]
        let s = laneSum(columns) { offset, present in
            load(xi + offset, present: present, filler: first) - first
        }
        let m = first + s / n
        let q = laneDot(columns) { offset, present in
            let d = load(xi + offset, present: present, filler: m) - m
            return (d, d)
        }
        let r = 1 / (q / n + epsilon).squareRoot()
        mean[i] = m
        rstd[i] = r
        forEachBlock(columns) { j, present, _ in
            let normalized = (load(xi + j, present: present) - m) * r
            let scaled = fma(normalized, load(gain + j, present: present), load(bias + j, present: present))
            store(scaled, yi + j, present: present, streamed: streamed)
        }
    }
    endStream(streamed)
}

func layerNormalizationBackwardKernel(
    _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output, _ dgain: Output,
    _ dbias: Output, _ rows: Int, _ columns: Int
) {
    let n = Float(columns)
    let streamed = isStreamed(dx, rows, columns)
    for j in 0..<columns {
        dgain[j] = 0
        dbias[j] = 0
    }
    for i in 0..<rows {
        let dyi = dy + i * columns
        let xi = x + i * columns
        let dxi = dx + i * columns
        let m = mean[i]
        let r = rstd[i]
        var s1 = emptySum
        var s2 = emptySum
        forEachBlock(columns) { j, present, high in
            prefetch(dyi + (2 * columns + j))
            prefetch(xi + (2 * columns + j))
            let d = load(dyi + j, present: present)
            let normalized = (load(xi + j, present: present, filler: m) - m) * r
            let g = d * load(gain + j, present: present)
            if high {
                s1.high += g
                s2.high = fma(g, normalized, s2.high)
            } else {
                s1.low += g
                s2.low = fma(g, normalized, s2.low)
            }
            let dg = load(Input(dgain + j), present: present)
            let db = load(Input(dbias + j), present: present)
            store(fma(d, normalized, dg), dgain + j, present: present)
            store(db + d, dbias + j, present: present)
        }
        let c1 = joined(s1) / n
        let c2 = splat(joined(s2) / n)
        forEachBlock(columns) { j, present, _ in
            let normalized = (load(xi + j, present: present) - m) * r
            let g = load(dyi + j, present: present) * load(gain + j, present: present)
            store(fma(-normalized, c2, g - c1) * r, dxi + j, present: present, streamed: streamed)
        }
    }
    endStream(streamed)
}
