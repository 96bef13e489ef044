import Elementary

// The sums along rows and down columns, in the order that `KernelTable` fixes.
extension Plain {
    /// The 32 lanes of a row's sum.
    private struct Lanes<Scalar: ElementaryScalar>: ~Copyable {
        let lanes = UnsafeMutablePointer<Scalar>.allocate(capacity: 32)

        init() { lanes.initialize(repeating: 0, count: 32) }

        deinit { lanes.deallocate() }

        /// The lanes joined as a tree.
        func joined() -> Scalar {
            var width = 16
            while width >= 1 {
                for i in 0..<width { lanes[i] += lanes[i + width] }
                width /= 2
            }
            return lanes[0]
        }
    }

    package static func sum<Scalar: ElementaryScalar>(_ x: Input<Scalar>, _ count: Int) -> Scalar {
        let sum = Lanes<Scalar>()
        for i in 0..<count { sum.lanes[i % 32] += x[i] }
        return sum.joined()
    }

    package static func dot<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Input<Scalar>, _ count: Int
    ) -> Scalar {
        let sum = Lanes<Scalar>()
        for i in 0..<count { sum.lanes[i % 32] = sum.lanes[i % 32].addingProduct(x[i], y[i]) }
        return sum.joined()
    }

    package static func sumRows<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ rows: Int, _ columns: Int, _ accumulate: Bool
    ) {
        for j in 0..<columns {
            if !accumulate { y[j] = 0 }
            for i in 0..<rows { y[j] += x[i * columns + j] }
        }
    }

    package static func layerNormalization<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ gain: Input<Scalar>, _ bias: Input<Scalar>, _ epsilon: Scalar,
        _ y: Output<Scalar>, _ mean: Output<Scalar>, _ rstd: Output<Scalar>, _ rows: Int, _ columns: Int
    ) {
        let n = Scalar(columns)
        for i in 0..<rows {
            let (x, y) = (x + i * columns, y + i * columns)
            for j in 0..<columns { y[j] = x[j] - x[0] }
            mean[i] = x[0] + sum(y, columns) / n
            for j in 0..<columns { y[j] = x[j] - mean[i] }
            rstd[i] = 1 / (dot(y, y, columns) / n + epsilon).squareRoot()
            for j in 0..<columns { y[j] = bias[j].addingProduct(y[j] * rstd[i], gain[j]) }
        }
    }

    package static func layerNormalizationBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ x: Input<Scalar>, _ gain: Input<Scalar>, _ mean: Input<Scalar>,
        _ rstd: Input<Scalar>, _ dx: Output<Scalar>, _ dgain: Output<Scalar>, _ dbias: Output<Scalar>,
        _ rows: Int, _ columns: Int
    ) {
        let n = Scalar(columns)
        for j in 0..<columns {
            dgain[j] = 0
            dbias[j] = 0
        }
        for i in 0..<rows {
            let (dy, x, dx) = (dy + i * columns, x + i * columns, dx + i * columns)
            let s1 = Lanes<Scalar>()
            let s2 = Lanes<Scalar>()
            for j in 0..<columns {
                let normalized = (x[j] - mean[i]) * rstd[i]
                let g = dy[j] * gain[j]
                s1.lanes[j % 32] += g
                s2.lanes[j % 32] = s2.lanes[j % 32].addingProduct(g, normalized)
                dgain[j] = dgain[j].addingProduct(dy[j], normalized)
                dbias[j] += dy[j]
            }
            let c1 = s1.joined() / n
            let c2 = s2.joined() / n
            for j in 0..<columns {
                let normalized = (x[j] - mean[i]) * rstd[i]
                dx[j] = (dy[j] * gain[j] - c1).addingProduct(-normalized, c2) * rstd[i]
            }
        }
    }

    package static func columnMoments<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ mean: Output<Scalar>, _ squares: Output<Scalar>, _ rows: Int, _ columns: Int
    ) {
        for j in 0..<columns {
            var s: Scalar = 0
            for i in 0..<rows { s += x[i * columns + j] - x[j] }
            mean[j] = x[j] + s / Scalar(rows)
            squares[j] = 0
            for i in 0..<rows {
                let d = x[i * columns + j] - mean[j]
                squares[j] = squares[j].addingProduct(d, d)
            }
        }
    }

    package static func inverseDeviation<Scalar: ElementaryScalar>(
        _ squares: Input<Scalar>, _ divisor: Scalar, _ epsilon: Scalar, _ r: Output<Scalar>, _ count: Int
    ) {
        for j in 0..<count { r[j] = 1 / (squares[j] / divisor + epsilon).squareRoot() }
    }

    package static func approach<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ divisor: Scalar, _ t: Scalar, _ r: Output<Scalar>, _ count: Int
    ) {
        for j in 0..<count { r[j] = r[j].addingProduct(t, x[j] / divisor - r[j]) }
    }

    package static func normalizeColumns<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ mean: Input<Scalar>, _ rstd: Input<Scalar>, _ gain: Input<Scalar>,
        _ bias: Input<Scalar>, _ y: Output<Scalar>, _ rows: Int, _ columns: Int
    ) {
        for i in 0..<rows {
            for j in 0..<columns {
                let normalized = (x[i * columns + j] - mean[j]) * rstd[j]
                y[i * columns + j] = bias[j].addingProduct(normalized, gain[j])
            }
        }
    }

    package static func normalizeColumnsBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ x: Input<Scalar>, _ mean: Input<Scalar>, _ rstd: Input<Scalar>,
        _ gain: Input<Scalar>, _ meanDivisor: Scalar, _ varianceDivisor: Scalar, _ dx: Output<Scalar>,
        _ dgain: Output<Scalar>, _ dbias: Output<Scalar>, _ rows: Int, _ columns: Int
    ) {
        for j in 0..<columns {
            dgain[j] = 0
            dbias[j] = 0
            for i in 0..<rows {
                let normalized = (x[i * columns + j] - mean[j]) * rstd[j]
                dgain[j] = dgain[j].addingProduct(dy[i * columns + j], normalized)
                dbias[j] += dy[i * columns + j]
            }
            let c1 = dbias[j] / meanDivisor
            let c2 = dgain[j] / varianceDivisor
            for i in 0..<rows {
                let normalized = (x[i * columns + j] - mean[j]) * rstd[j]
                dx[i * columns + j] =
                    (dy[i * columns + j] - c1).addingProduct(-normalized, c2) * (gain[j] * rstd[j])
            }
        }
    }
}
