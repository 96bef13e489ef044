/// Up to this many rows of C, packing B would cost more than it saves.
var fewRows: Int { 8 }

/// C = A·B for a B that is not transposed and a C of few rows, which stay in the first caches: B is read once, in
/// the order of memory, four rows at a time. `a` has element (i, p) at a[i·aRow + p·aStep].
@inline(never) func productOfFewRows(
    _ m: Int, _ n: Int, _ k: Int, _ a: Input, aRow: Int, aStep: Int, _ b: Input, _ c: Output,
    _ accumulate: Bool
) {
    if !accumulate {
        for i in 0..<m * n { c[i] = 0 }
    }
    var p = 0
    while p + 4 <= k {
        var i = 0
        while i + 4 <= m {
            fourSteps(a + (i * aRow + p * aStep), aRow, aStep, b + p * n, c + i * n, n)
            i += 4
        }
        while i < m {
            for step in p..<p + 4 { oneStep(a[i * aRow + step * aStep], b + step * n, c + i * n, n) }
            i += 1
        }
        p += 4
    }
    while p < k {
        for i in 0..<m { oneStep(a[i * aRow + p * aStep], b + p * n, c + i * n, n) }
        p += 1
    }
}

/// Four rows of C take four steps of k.
@inline(__always) private func fourSteps(
    _ a: Input, _ aRow: Int, _ aStep: Int, _ b: Input, _ c: Output, _ n: Int
) {
    let (a0, a1, a2, a3) = (a, a + aRow, a + 2 * aRow, a + 3 * aRow)
    let x0 = factors(a0, aStep)
    let x1 = factors(a1, aStep)
    let x2 = factors(a2, aStep)
    let x3 = factors(a3, aStep)
    var j = 0
    while j + vectorWidth <= n {
        let b0 = loadVector(b + j)
        let b1 = loadVector(b + n + j)
        let b2 = loadVector(b + 2 * n + j)
        let b3 = loadVector(b + 3 * n + j)
        let p = c + j
        storeVector(add(x0, to: loadVector(p), b0, b1, b2, b3), p)
        storeVector(add(x1, to: loadVector(p + n), b0, b1, b2, b3), p + n)
        storeVector(add(x2, to: loadVector(p + 2 * n), b0, b1, b2, b3), p + 2 * n)
        storeVector(add(x3, to: loadVector(p + 3 * n), b0, b1, b2, b3), p + 3 * n)
        j += vectorWidth
    }
    while j < n {
        for step in 0..<4 {
            let y = b[step * n + j]
            c[j] = fma(a0[step * aStep], y, c[j])
            c[n + j] = fma(a1[step * aStep], y, c[n + j])
            c[2 * n + j] = fma(a2[step * aStep], y, c[2 * n + j])
            c[3 * n + j] = fma(a3[step * aStep], y, c[3 * n + j])
        }
        j += 1
    }
}

/// Four neighbouring elements of a row of A, each in all lanes.
private typealias FourFactors = (x0: Vector, x1: Vector, x2: Vector, x3: Vector)

@inline(__always) private func factors(_ a: Input, _ step: Int) -> FourFactors {
    (
        Vector(repeating: a[0]), Vector(repeating: a[step]), Vector(repeating: a[2 * step]),
        Vector(repeating: a[3 * step])
    )
}

@inline(__always) private func add(
    _ x: FourFactors, to c: Vector, _ b0: Vector, _ b1: Vector, _ b2: Vector, _ b3: Vector
) -> Vector {
    c.addingProduct(x.x0, b0).addingProduct(x.x1, b1).addingProduct(x.x2, b2).addingProduct(x.x3, b3)
}

@inline(__always) private func oneStep(_ a: Float, _ b: Input, _ c: Output, _ n: Int) {
    for j in 0..<n { c[j] = fma(a, b[j], c[j]) }
}
