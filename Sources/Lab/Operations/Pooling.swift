/// The largest element of each window of each channel.
///
///     y[n, c, p, q] = max over i < h, j < w of x[n, c, p·s + i, q·s + j]
///
/// x has shape [batch, channels, height, width], y [batch, channels, ⌊(height − h) / s⌋ + 1, ⌊(width − w) / s⌋ + 1]; s is
/// the stride, as large as the window (h = w) unless told otherwise. Rows and columns that no window reaches are left
/// out. The gradient goes to the largest element, of equal ones to the first (row by row); a NaN counts as largest.
public func maxPool<Scalar>(
    _ x: Variable<Scalar>, window: Int, stride: Int? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    let pool = ImageWindow(
        "max pooling", over: x.shape, window: (window, window), stride: stride ?? window, padding: 0, file,
        line)
    let (batch, channels) = (x.shape[0], x.shape[1])
    var y = Tensor<Scalar>(uninitialized: [batch, channels, pool.outHeight, pool.outWidth])
    let places = Places(count: y.count)
    let start = y.mutableStart
    for n in 0..<batch {
        let to = n * channels * pool.outSize
        Scalar.largest(
            x.value.start + n * channels * pool.size, start + to, places.start + to, pool.numbers)
    }
    return result(y, of: x) { [x = x.slot, shape = x.shape] dy, tape in
        var dx = Tensor<Scalar>(uninitialized: shape)
        let start = dx.mutableStart
        for n in 0..<batch {
            let from = n * channels * pool.outSize
            Scalar.largestBackward(
                dy.start + from, places.start + from, start + n * channels * pool.size, pool.numbers)
        }
        tape.add(dx, to: x)
    }
}

/// The mean of each window of each channel.
///
///     y[n, c, p, q] = 1/(h·w) Σ over i < h, j < w of x[n, c, p·s + i, q·s + j]
///
/// Shapes and stride as in `maxPool`. The sum starts at 0 and takes the window row by row; then it is multiplied by
/// 1/(h·w), rounded once.
public func averagePool<Scalar>(
    _ x: Variable<Scalar>, window: Int, stride: Int? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    let pool = ImageWindow(
        "average pooling", over: x.shape, window: (window, window), stride: stride ?? window, padding: 0,
        file, line)
    let images = x.shape[0] * x.shape[1]
    let share = 1 / Scalar(pool.taps)
    // Each channel is an image of its own here: its windows unfold to a matrix [taps, places].
    let single = [1] + pool.numbers.dropFirst()
    var y = Tensor<Scalar>(uninitialized: [x.shape[0], x.shape[1], pool.outHeight, pool.outWidth])
    var unfolded = Tensor<Scalar>(uninitialized: [pool.taps, pool.outSize])
    let (start, columns) = (y.mutableStart, unfolded.mutableStart)
    for image in 0..<images {
        let yi = start + image * pool.outSize
        Scalar.unfold(x.value.start + image * pool.size, columns, single)
        Scalar.sumRows(columns, yi, pool.taps, pool.outSize, false)
        Scalar.scale(share, yi, yi, pool.outSize)
    }
    return result(y, of: x) { [x = x.slot, shape = x.shape] dy, tape in
        var dx = Tensor<Scalar>(uninitialized: shape)
        var unfolded = Tensor<Scalar>(uninitialized: [pool.taps, pool.outSize])
        let (start, columns) = (dx.mutableStart, unfolded.mutableStart)
        for image in 0..<images {
            for tap in 0..<pool.taps {
                Scalar.scale(
                    share, dy.start + image * pool.outSize, columns + tap * pool.outSize, pool.outSize)
            }
            Scalar.fold(columns, start + image * pool.size, single)
        }
        tape.add(dx, to: x)
    }
}
