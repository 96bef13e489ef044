import CProcessor

// Batch normalization of images where they lie: [batch, channels, places]. Sixteen channels go beside one another, so that each
// adds up its own places in order; four places at a time are turned from rows of memory into lanes.

/// Calls `body` with the elements of `present` ≤ 16 channels of two arrays, a channel a lane: image after image, place after
/// place. Absent channels give 0. The pointers are those of the first channel in the first image.
@inline(__always) private func forEachPlace(
    _ x: Input, _ y: Input, _ batch: Int, _ channels: Int, _ places: Int, present: Int,
    _ body: (_ x: Lanes, _ y: Lanes) -> Void
) {
    for n in 0..<batch {
        let (x, y) = (x + n * channels * places, y + n * channels * places)
        var p = 0
        if present == 16 {
            while p + 4 <= places {
                let (x0, x1, x2, x3) = fourPlaces(x + p, places)
                let (y0, y1, y2, y3) = fourPlaces(y + p, places)
                body(x0, y0)
                body(x1, y1)
                body(x2, y2)
                body(x3, y3)
                p += 4
            }
        }
        while p < places {
            body(onePlace(x + p, places, present: present), onePlace(y + p, places, present: present))
            p += 1
        }
    }
}

/// Four places of sixteen channels that stand `stride` apart: a 4 × 4 transposition in each quarter of the lanes.
@inline(__always) private func fourPlaces(_ p: Input, _ stride: Int) -> (Lanes, Lanes, Lanes, Lanes) {
    let (a, b) = (labbook_four_lists(p, stride), labbook_four_lists(p + stride, stride))
    let (c, d) = (labbook_four_lists(p + 2 * stride, stride), labbook_four_lists(p + 3 * stride, stride))
    let (low0, high0) = (labbook_interleave_low(a, b), labbook_interleave_high(a, b))
    let (low1, high1) = (labbook_interleave_low(c, d), labbook_interleave_high(c, d))
    return (
        labbook_join_low(low0, low1), labbook_join_high(low0, low1), labbook_join_low(high0, high1),
        labbook_join_high(high0, high1)
    )
}

@inline(__always) private func onePlace(_ p: Input, _ stride: Int, present: Int) -> Lanes {
    var x = splat(0)
    for i in 0..<present { x[i] = p[i * stride] }
    return x
}

func channelMomentsKernel(
    _ x: Input, _ mean: Output, _ squares: Output, _ batch: Int, _ channels: Int, _ places: Int
) {
    let count = Float(batch * places)
    var c = 0
    while c < channels {
        let present = min(16, channels - c)
        let own = x + c * places
        let first = onePlace(own, places, present: present)
        var s = splat(0)
        forEachPlace(own, own, batch, channels, places, present: present) { x, _ in s += x - first }
        let m = first + s / count
        var q = splat(0)
        forEachPlace(own, own, batch, channels, places, present: present) { x, _ in
            let d = x - m
            q = fma(d, d, q)
        }
        store(m, mean + c, present: present)
        store(q, squares + c, present: present)
        c += 16
    }
}

func normalizeChannelsKernel(
    _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ batch: Int,
    _ channels: Int, _ places: Int
) {
    for n in 0..<batch {
        for c in 0..<channels {
            let start = (n * channels + c) * places
            let (g, b) = (splat(gain[c]), splat(bias[c]))
            var p = 0
            while p < places {
                let present = min(16, places - p)
                let normalized = (load(x + (start + p), present: present) - mean[c]) * rstd[c]
                store(fma(normalized, g, b), y + (start + p), present: present)
                p += 16
            }
        }
    }
}

func normalizeChannelsBackwardKernel(
    _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
    _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ batch: Int, _ channels: Int,
    _ places: Int
) {
    var c = 0
    while c < channels {
        let present = min(16, channels - c)
        let m = load(mean + c, present: present)
        let r = load(rstd + c, present: present)
        var db = splat(0)
        var dg = splat(0)
        forEachPlace(dy + c * places, x + c * places, batch, channels, places, present: present) { d, x in
            db += d
            dg = fma(d, (x - m) * r, dg)
        }
        store(db, dbias + c, present: present)
        store(dg, dgain + c, present: present)
        c += 16
    }
    for n in 0..<batch {
        for c in 0..<channels {
            let start = (n * channels + c) * places
            let c1 = dbias[c] / meanDivisor
            let c2 = splat(dgain[c] / varianceDivisor)
            let factor = gain[c] * rstd[c]
            var p = 0
            while p < places {
                let present = min(16, places - p)
                let d = load(dy + (start + p), present: present)
                let normalized = (load(x + (start + p), present: present) - mean[c]) * rstd[c]
                store(fma(-normalized, c2, d - c1) * factor, dx + (start + p), present: present)
                p += 16
            }
        }
    }
}
