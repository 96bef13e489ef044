// Normalizations of numbers so large (in Float from about 1e19 on) that the sum of their squares overflows, though the
// result does not. Multiplied by a power of two, which is exact, they are numbers like any other; ε is nothing beside
// such a variance.

extension TensorScalar {
    /// A power of two that makes the square of every finite number finite, with room for the sum of many.
    static var shrink: Self {
        Self(sign: .plus, exponent: -(greatestFiniteMagnitude.exponent / 2 + 30), significand: 1)
    }
}

extension Float {
    /// Does one row again that the kernel could not do: its reciprocal deviation came out as 0 or NaN. A row with a
    /// NaN or an infinity stays NaN.
    static func normalizeLargeRow(
        _ x: Input, _ gain: Input, _ bias: Input, _ y: Output, _ mean: Output, _ rstd: Output, _ columns: Int
    ) {
        var small = Tensor<Float>(uninitialized: [columns])
        activeKernels.scale(shrink, x, small.mutableStart, columns)
        activeKernels.layerNormalization(small.start, gain, bias, 0, y, mean, rstd, 1, columns)
        mean[0] /= shrink
        rstd[0] *= shrink
    }

    /// Whether the deviations x − mean of a row may overflow.
    static func isLarge(_ rstd: Float) -> Bool { rstd < 0x1p-110 }

    /// The gradients where some rows are large: these are shrunk in a copy, and their dx, which is smaller by as much as
    /// they are larger, afterwards. The bits of the other rows are those they have without them.
    static func layerNormalizationBackwardOfLargeRows(
        _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output, _ dgain: Output,
        _ dbias: Output, _ rows: Int, _ columns: Int
    ) {
        var copy = Tensor<Float>(uninitialized: [rows, columns])
        var moments = Tensor<Float>(uninitialized: [2, rows])
        let (small, newMean) = (copy.mutableStart, moments.mutableStart)
        let newRstd = newMean + rows
        for i in 0..<rows {
            let large = isLarge(rstd[i])
            activeKernels.scale(large ? shrink : 1, x + i * columns, small + i * columns, columns)
            newMean[i] = large ? mean[i] * shrink : mean[i]
            newRstd[i] = large ? rstd[i] / shrink : rstd[i]
        }
        let wasLarge = (0..<rows).map { isLarge(rstd[$0]) }
        activeKernels.layerNormalizationBackward(
            dy, small, gain, newMean, newRstd, dx, dgain, dbias, rows, columns)
        for i in 0..<rows where wasLarge[i] {
            activeKernels.scale(shrink, dx + i * columns, dx + i * columns, columns)
        }
    }
}

/// 1 / √(1/H Σ x²) where the squares overflow, though the result does not: by way of a row that is smaller by a power of
/// two. A row with a NaN gives NaN.
func inverseOfLargeRow<Scalar: TensorScalar>(_ x: UnsafePointer<Scalar>, _ columns: Int) -> Scalar {
    let shrink = Scalar.shrink
    var small = Tensor<Scalar>(uninitialized: [columns])
    let start = small.mutableStart
    Scalar.scale(shrink, x, start, columns)
    return shrink / (Scalar.dot(start, start, columns) / Scalar(columns)).squareRoot()
}

/// Computes the reciprocal deviation again of channels whose squares overflow, though the result does not: by way of
/// deviations that are smaller by a power of two.
func repairLargeChannels<Scalar: TensorScalar>(
    _ x: UnsafePointer<Scalar>, _ mean: UnsafePointer<Scalar>, _ squares: UnsafePointer<Scalar>,
    _ divisor: Scalar, _ rstd: UnsafeMutablePointer<Scalar>, _ layout: ChannelLayout
) {
    for c in 0..<layout.channels where squares[c] == .infinity && mean[c].isFinite {
        let shrink = Scalar.shrink
        var small: Scalar = 0
        for n in 0..<layout.batch {
            for p in 0..<layout.places {
                let d = (x[(n * layout.channels + c) * layout.places + p] - mean[c]) * shrink
                small = small.addingProduct(d, d)
            }
        }
        rstd[c] = shrink / (small / divisor).squareRoot()
    }
}
