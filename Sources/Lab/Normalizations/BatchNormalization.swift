/// Batch normalization: each unit by the mean and deviation of the batch, then a gain and a bias for each unit.
///
///     y[i, j] = (x[i, j] − μⱼ) / √(σⱼ² + ε) · g[j] + b[j]
///     μⱼ = 1/B Σᵢ x[i, j],   σⱼ² = 1/D Σᵢ (x[i, j] − μⱼ)²
///
/// x and y have shape [batch, units]; the statistics run over the batch (axis 0), one pair for each unit; g and b have
/// shape [units] and start at 1 and 0. D is B for the biased variance, B − 1 for the unbiased one. In training,
/// gradients flow through μ and σ, and the running statistics move: r ← r + momentum·(batch − r), from 0 and 1.
/// In inference the running statistics stand in for μ and σ². ε stands inside the root.
///
/// Ioffe and Szegedy 2015 (arXiv 1502.03167); Ba et al. 2016, equation 2. Usual confusions: PyTorch normalizes with
/// the biased variance but keeps a running average of the unbiased one (the defaults here); Ba et al. use the unbiased
/// variance at batch size 4 (Section 6.6): pass `variance: .unbiased`. TensorFlow's momentum is 1 − ours. One case
/// is not a batch: with B = 1 every σ is 0 and the result is b. Large numbers are normalized as long as their sum is
/// finite; a running variance beyond the type's largest number (in Float, of numbers beyond 1e19) is infinite, and then
/// the result in inference is b.
public struct BatchNormalization<Scalar: TensorScalar>: Module {
    /// What a sum of squared deviations is divided by.
    public enum Variance: Sendable {
        /// The number of cases B.
        case biased
        /// B − 1; for one case, where that is undefined, 1.
        case unbiased
    }

    /// g, of shape [units].
    public var gain: Parameter<Scalar>
    /// b, of shape [units].
    public var bias: Parameter<Scalar>
    /// The running mean, of shape [units].
    public var runningMean: Parameter<Scalar>
    /// The running variance, of shape [units].
    public var runningVariance: Parameter<Scalar>
    /// ε, added to the variance.
    public let epsilon: Scalar
    /// The size of the running statistics' step towards the batch's.
    public let momentum: Scalar
    /// The variance that normalizes in training.
    public let variance: Variance
    /// The variance of which the running average is kept.
    public let runningKind: Variance

    /// A normalization of `units` units.
    public init(
        units: Int, epsilon: Scalar = 1e-5, momentum: Scalar = 0.1, variance: Variance = .biased,
        running: Variance = .unbiased, gain: Scalar = 1, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(units > 0, "batch normalization needs at least one unit, not \(units)", file, line)
        self.gain = Parameter(Tensor(repeating: gain, [units]))
        bias = Parameter(Tensor(zeros: [units]))
        runningMean = Parameter(Tensor(zeros: [units]), .statistic)
        runningVariance = Parameter(Tensor(repeating: 1, [units]), .statistic)
        self.epsilon = epsilon
        self.momentum = momentum
        self.variance = variance
        runningKind = running
    }

    /// Normalizes the columns of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, _ phase: Phase, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        requireUnits("batch normalization", x, gain.variable, bias.variable, file, line)
        let layout = ChannelLayout(batch: x.value.rows, channels: x.value.columns, places: 1)
        return normalize(x, layout, phase, file, line)
    }

    /// Normalizes the channels of x, which lie as the layout says.
    func normalize(
        _ x: Variable<Scalar>, _ layout: ChannelLayout, _ phase: Phase, _ file: StaticString, _ line: UInt
    ) -> Variable<Scalar> {
        switch phase {
        case .training: return train(x, layout, file, line)
        case .inference:
            var rstd = Tensor<Scalar>(uninitialized: runningVariance.value.shape)
            Scalar.inverseDeviation(runningVariance.value.start, 1, epsilon, rstd.mutableStart, rstd.count)
            return normalizeChannels(
                x, layout, mean: runningMean.value, rstd: rstd, gain: gain.variable, bias: bias.variable,
                divisors: (.infinity, .infinity))
        }
    }

    private func train(
        _ x: Variable<Scalar>, _ layout: ChannelLayout, _ file: StaticString, _ line: UInt
    ) -> Variable<Scalar> {
        let (count, channels) = (layout.count, layout.channels)
        require(
            count > 0, "batch normalization needs at least one case in training, but x is \(x.shape)", file,
            line)
        var mean = Tensor<Scalar>(uninitialized: [channels])
        var squares = Tensor<Scalar>(uninitialized: [channels])
        var rstd = Tensor<Scalar>(uninitialized: [channels])
        layout.moments(x.value.start, mean.mutableStart, squares.mutableStart, as: Scalar.self)
        let divisor = variance.divisor(count) as Scalar
        Scalar.inverseDeviation(squares.start, divisor, epsilon, rstd.mutableStart, channels)
        repairLargeChannels(
            x.value.start, mean.start, squares.start, divisor, rstd.mutableStart, layout)
        var newMean = runningMean.current
        Scalar.approach(mean.start, 1, momentum, newMean.mutableStart, channels)
        runningMean.assign(newMean)
        var newVariance = runningVariance.current
        Scalar.approach(
            squares.start, runningKind.divisor(count), momentum, newVariance.mutableStart, channels)
        runningVariance.assign(newVariance)
        return normalizeChannels(
            x, layout, mean: mean, rstd: rstd, gain: gain.variable, bias: bias.variable,
            divisors: (Scalar(count), divisor))
    }

    /// Visits g, b, the running mean, then the running variance.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        body(&bias)
        body(&runningMean)
        body(&runningVariance)
    }
}

extension BatchNormalization.Variance {
    fileprivate func divisor(_ count: Int) -> Scalar {
        switch self {
        case .biased: Scalar(count)
        case .unbiased: Scalar(max(count - 1, 1))
        }
    }
}

/// y = (x − mean)·rstd·gain + bias with a mean and a reciprocal deviation for each channel. The divisors are those of the
/// mean and the variance where these came from x; infinite where they are constants.
private func normalizeChannels<Scalar>(
    _ x: Variable<Scalar>, _ layout: ChannelLayout, mean: Tensor<Scalar>, rstd: Tensor<Scalar>,
    gain: Variable<Scalar>, bias: Variable<Scalar>, divisors: (mean: Scalar, variance: Scalar)
) -> Variable<Scalar> {
    let y = x.value.mapped {
        layout.normalize(
            $0, mean.start, rstd.start, gain.value.start, bias.value.start, $1, as: Scalar.self)
    }
    return result(y, of: x, gain, bias) { dy, tape in
        var dgain = Tensor<Scalar>(uninitialized: [layout.channels])
        var dbias = Tensor<Scalar>(uninitialized: [layout.channels])
        // dx takes the memory of dy.
        let start = dy.mutableStart
        layout.normalizeBackward(
            start, x.value.start, mean.start, rstd.start, gain.value.start, divisors, start,
            dgain.mutableStart, dbias.mutableStart)
        tape.add(dy, to: x.slot)
        tape.add(dgain, to: gain.slot)
        tape.add(dbias, to: bias.slot)
    }
}
