// Plain loops: every element is rounded on its own, so whichever way the compiler vectorizes them, the bits are the
// same. Neither it nor we may contract a product and a sum; `fma` is written where the contract has it.

func addKernel(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    for i in 0..<count { z[i] = x[i] + y[i] }
}

func subtractKernel(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    for i in 0..<count { z[i] = x[i] - y[i] }
}

func multiplyKernel(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
    for i in 0..<count { z[i] = x[i] * y[i] }
}

func scaleKernel(_ a: Float, _ x: Input, _ y: Output, _ count: Int) {
    for i in 0..<count { y[i] = a * x[i] }
}

func addScaledKernel(_ a: Float, _ x: Input, _ y: Output, _ count: Int) {
    for i in 0..<count { y[i] = fma(a, x[i], y[i]) }
}

func addRowKernel(_ x: Input, _ b: Input, _ y: Output, _ rows: Int, _ columns: Int) {
    for i in 0..<rows {
        let xi = x + i * columns
        let yi = y + i * columns
        for j in 0..<columns { yi[j] = xi[j] + b[j] }
    }
}

func reluKernel(_ x: Input, _ y: Output, _ count: Int) {
    // Written as "not ≤ 0" so that a NaN stays visible.
    for i in 0..<count { y[i] = x[i] <= 0 ? 0 : x[i] }
}

func reluBackwardKernel(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
    // The gradient is read whatever the condition says: a read that depends on it would be a branch for each element where
    // dx is dy, as it is on the tape.
    for i in 0..<count {
        let dyi = dy[i]
        dx[i] = y[i] > 0 ? dyi : 0
    }
}
