func adamKernel(
    _ p: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int, _ decay1: Float, _ oneMinusDecay1: Float,
    _ decay2: Float, _ oneMinusDecay2: Float, _ stepSize: Float, _ rootScale: Float, _ epsilon: Float
) {
    var i = 0
    while i < count {
        let present = min(16, count - i)
        let gradient = load(g + i, present: present)
        let mi = fma(splat(decay1), load(Input(m + i), present: present), oneMinusDecay1 * gradient)
        let vi = fma(
            splat(decay2), load(Input(v + i), present: present), (oneMinusDecay2 * gradient) * gradient)
        let root = fma(squareRoot(vi), splat(rootScale), splat(epsilon))
        store(mi, m + i, present: present)
        store(vi, v + i, present: present)
        store(fma(splat(-stepSize), mi / root, load(Input(p + i), present: present)), p + i, present: present)
        i += 16
    }
}

func momentumDescentKernel(
    _ p: Output, _ g: Input, _ v: Output, _ count: Int, _ rate: Float, _ momentum: Float
) {
    for i in 0..<count {
        let vi = fma(momentum, v[i], g[i])
        v[i] = vi
        p[i] = fma(-rate, vi, p[i])
    }
}

func clampKernel(_ bound: Float, _ x: Input, _ y: Output, _ count: Int) {
    // Written so that a NaN stays.
    for i in 0..<count { y[i] = x[i] > bound ? bound : (x[i] < -bound ? -bound : x[i]) }
}

func centredDescentKernel(
    _ p: Output, _ g: Input, _ squares: Output, _ averages: Output, _ steps: Output, _ count: Int,
    _ decay: Float, _ oneMinusDecay: Float, _ rate: Float, _ momentum: Float, _ epsilon: Float
) {
    for i in 0..<count {
        let n = fma(decay, squares[i], (oneMinusDecay * g[i]) * g[i])
        let a = fma(decay, averages[i], oneMinusDecay * g[i])
        let variance = fma(-a, a, n)
        // Rounding may leave it a little below 0. Written so that a NaN stays.
        let root = ((variance < 0 ? 0 : variance) + epsilon).squareRoot()
        let d = fma(momentum, steps[i], -(rate * g[i] / root))
        squares[i] = n
        averages[i] = a
        steps[i] = d
        p[i] = p[i] + d
    }
}
