/// Dropout: in training each number is dropped with probability `rate`, and what stays is scaled up to keep the mean.
///
///     y = x·m,   m = 0 with probability r, else 1 / (1 − r)
///
/// x and y have the same shape, whichever it is. The mask is drawn from the stream in row-major order, one uniform
/// number for each element, so that it depends on nothing but the stream. In inference, and with a rate of 0, y is x
/// and nothing is drawn. Srivastava et al. 2014, in the "inverted" form. Usual confusions: the original scales by 1 − r
/// in inference instead; r is the share that is dropped, not the one that is kept.
public func dropout<Scalar>(
    _ x: Variable<Scalar>, rate: Double, random: inout RandomStream, _ phase: Phase,
    file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        rate >= 0 && rate < 1,
        "dropout takes a rate of at least 0 and below 1, not \(rate); it is the share that is dropped",
        file, line)
    guard phase == .training, rate > 0 else { return x }
    var mask = Tensor<Scalar>(uninitialized: x.shape)
    Scalar.fillKept(mask.mutableStart, mask.count, rate: rate, &random)
    return multiply(x, Variable(mask))
}
