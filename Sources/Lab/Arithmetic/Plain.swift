import Elementary

/// The kernels once more, as their contracts in `KernelTable` say and no faster: one element after the other, for
/// either type. `Double` computes with them, and tests compare the fast kernels with them: bit for bit where no
/// exp, log, tanh or sigmoid is involved (these come from `Elementary` here, from polynomials on lanes there).
package enum Plain {
    package typealias Input<Scalar> = UnsafePointer<Scalar>
    package typealias Output<Scalar> = UnsafeMutablePointer<Scalar>

    package static func product<Scalar: ElementaryScalar>(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input<Scalar>,
        _ b: Input<Scalar>, _ c: Output<Scalar>, _ accumulate: Bool
    ) {
        for i in 0..<m {
            let row = c + i * n
            if !accumulate { for j in 0..<n { row[j] = 0 } }
            for p in 0..<k {
                let factor = transposeA ? a[p * m + i] : a[i * k + p]
                if transposeB {
                    for j in 0..<n { row[j] = row[j].addingProduct(factor, b[j * k + p]) }
                } else {
                    let from = b + p * n
                    for j in 0..<n { row[j] = row[j].addingProduct(factor, from[j]) }
                }
            }
        }
    }

    package static func add<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Input<Scalar>, _ z: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { z[i] = x[i] + y[i] }
    }

    package static func subtract<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Input<Scalar>, _ z: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { z[i] = x[i] - y[i] }
    }

    package static func multiply<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Input<Scalar>, _ z: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { z[i] = x[i] * y[i] }
    }

    package static func scale<Scalar: ElementaryScalar>(
        _ a: Scalar, _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = a * x[i] }
    }

    package static func addScaled<Scalar: ElementaryScalar>(
        _ a: Scalar, _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = y[i].addingProduct(a, x[i]) }
    }

    package static func addRow<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ b: Input<Scalar>, _ y: Output<Scalar>, _ rows: Int, _ columns: Int
    ) {
        for i in 0..<rows {
            for j in 0..<columns { y[i * columns + j] = x[i * columns + j] + b[j] }
        }
    }

    package static func relu<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = x[i] <= 0 ? 0 : x[i] }
    }

    package static func reluBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ y: Input<Scalar>, _ dx: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { dx[i] = y[i] > 0 ? dy[i] : 0 }
    }

    package static func exp<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = Scalar.exp(x[i]) }
    }

    package static func log<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = Scalar.log(x[i]) }
    }

    package static func tanh<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = Scalar.tanh(x[i]) }
    }

    package static func sigmoid<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count {
            let e = Scalar.exp(-x[i].magnitude)
            y[i] = (x[i] > 0 ? 1 : e) / (1 + e)
        }
    }

    package static func softmaxCrossEntropy<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ labels: UnsafePointer<Int32>, _ p: Output<Scalar>, _ loss: Output<Scalar>,
        _ rows: Int, _ columns: Int
    ) {
        for i in 0..<rows {
            let (x, p) = (x + i * columns, p + i * columns)
            var largest = x[0]
            for j in 0..<columns where x[j] > largest { largest = x[j] }
            for j in 0..<columns { p[j] = Scalar.exp(x[j] - largest) }
            let s = sum(p, columns)
            for j in 0..<columns { p[j] = p[j] / s }
            loss[i] = Scalar.log(s) - (x[Int(labels[i])] - largest)
        }
    }

    package static func softmaxCrossEntropyBackward<Scalar: ElementaryScalar>(
        _ p: Input<Scalar>, _ labels: UnsafePointer<Int32>, _ scale: Scalar, _ dx: Output<Scalar>,
        _ rows: Int,
        _ columns: Int
    ) {
        for i in 0..<rows {
            for j in 0..<columns {
                let target: Scalar = Int(labels[i]) == j ? 1 : 0
                dx[i * columns + j] = (p[i * columns + j] - target) * scale
            }
        }
    }

    package static func largestColumn<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ index: UnsafeMutablePointer<Int32>, _ rows: Int, _ columns: Int
    ) {
        for i in 0..<rows {
            let x = x + i * columns
            var largest = 0
            for j in 0..<columns where x[j] > x[largest] { largest = j }
            index[i] = (0..<columns).contains { x[$0].isNaN } ? -1 : Int32(largest)
        }
    }

    /// −ln p[label] of each row. With d[j] = x[j] − x[label] it is ln(1 + Σ_{j ≠ label} e^{d[j]}): exact to the last digits
    /// where the label leads by far, and there ln Σ e^x − x[label] would cancel to 0. Where another class leads by m,
    /// e^m comes out of the sum, so that nothing overflows.
    package static func negativeLogLikelihoods<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ labels: UnsafePointer<Int32>, _ loss: UnsafeMutablePointer<Double>, _ rows: Int,
        _ columns: Int
    ) {
        for i in 0..<rows {
            let x = x + i * columns
            let label = Int(labels[i])
            let atLabel = Double(x[label])
            var lead = 0.0
            for j in 0..<columns { lead = max(lead, Double(x[j]) - atLabel) }
            // 0, or NaN where the label's logit is NaN or infinite.
            var others = atLabel - atLabel
            for j in 0..<columns where j != label { others += Double.exp(Double(x[j]) - atLabel - lead) }
            loss[i] = lead == 0 ? log1p(others) : lead + Double.log(Double.exp(-lead) + others)
        }
    }

    package static func adam<Scalar: ElementaryScalar>(
        _ p: Output<Scalar>, _ g: Input<Scalar>, _ m: Output<Scalar>, _ v: Output<Scalar>, _ count: Int,
        _ decay1: Scalar, _ oneMinusDecay1: Scalar, _ decay2: Scalar, _ oneMinusDecay2: Scalar,
        _ stepSize: Scalar, _ rootScale: Scalar, _ epsilon: Scalar
    ) {
        for i in 0..<count {
            m[i] = (oneMinusDecay1 * g[i]).addingProduct(decay1, m[i])
            v[i] = ((oneMinusDecay2 * g[i]) * g[i]).addingProduct(decay2, v[i])
            p[i] = p[i].addingProduct(-stepSize, m[i] / epsilon.addingProduct(v[i].squareRoot(), rootScale))
        }
    }

    package static func momentumDescent<Scalar: ElementaryScalar>(
        _ p: Output<Scalar>, _ g: Input<Scalar>, _ v: Output<Scalar>, _ count: Int, _ rate: Scalar,
        _ momentum: Scalar
    ) {
        for i in 0..<count {
            v[i] = g[i].addingProduct(momentum, v[i])
            p[i] = p[i].addingProduct(-rate, v[i])
        }
    }
}
