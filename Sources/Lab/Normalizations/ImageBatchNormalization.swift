/// Batch normalization of images: each channel by its mean and deviation over the batch and all places.
///
///     y[n, c, p] = (x[n, c, p] − μ[c]) / √(σ²[c] + ε) · g[c] + b[c]
///
/// x and y have shape [batch, channels, height, width]; the statistics run over batch, height and width (axes 0, 2, 3),
/// one pair for each channel; all else, to the last bit, is as in `BatchNormalization` of the matrix
/// [batch·height·width, channels].
///
/// Ioffe and Szegedy 2015, Section 3.2: "jointly … over all locations". Usual confusion: the unbiased running variance
/// divides by batch·height·width − 1.
public struct ImageBatchNormalization<Scalar: TensorScalar>: Module {
    /// The normalization of the matrix.
    public var matrix: BatchNormalization<Scalar>

    /// A normalization of `channels` channels; see `BatchNormalization` for the arguments.
    public init(
        channels: Int, epsilon: Scalar = 1e-5, momentum: Scalar = 0.1,
        variance: BatchNormalization<Scalar>.Variance = .biased,
        running: BatchNormalization<Scalar>.Variance = .unbiased, gain: Scalar = 1,
        file: StaticString = #fileID,
        line: UInt = #line
    ) {
        require(channels > 0, "batch normalization needs at least one channel, not \(channels)", file, line)
        matrix = BatchNormalization(
            units: channels, epsilon: epsilon, momentum: momentum, variance: variance, running: running,
            gain: gain)
    }

    /// Normalizes the channels of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, _ phase: Phase, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        let channels = matrix.gain.value.count
        require(
            x.shape.count == 4 && x.shape[1] == channels,
            "this batch normalization takes [batch, \(channels), height, width], because it has \(channels) channels, but "
                + "x is \(x.shape)", file, line)
        let layout = ChannelLayout(batch: x.shape[0], channels: channels, places: x.shape[2] * x.shape[3])
        return matrix.normalize(x, layout, phase, file, line)
    }

    /// Visits g, b, the running mean, then the running variance.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        matrix.forEachParameter(body)
    }
}
