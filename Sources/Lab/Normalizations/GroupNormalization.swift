/// Group normalization of images: groups of channels by their mean and deviation, then a gain and a bias for each
/// channel.
///
///     y[n, c, p] = (x[n, c, p] − μ[n, k]) / √(σ²[n, k] + ε) · g[c] + b[c],   k the group of c
///
/// x and y have shape [batch, channels, height, width] (p stands for both of the last axes). Group k holds
/// channels k·C/G ..< (k + 1)·C/G; the statistics run over its channels, height and width, one pair for each case and
/// group. g and b have shape [channels] and start at 1 and 0. The variance is the biased one, in two passes. ε stands
/// inside the root. Training and inference are the same function.
///
/// Wu and He 2018 (arXiv 1803.08494), equations 7 and 8. With one group it is `ImageLayerNormalization` with a gain for each
/// channel, with a group for each channel `InstanceNormalization`, both to the last bit.
public struct GroupNormalization<Scalar: TensorScalar>: Module {
    /// g, of shape [channels].
    public var gain: Parameter<Scalar>
    /// b, of shape [channels].
    public var bias: Parameter<Scalar>
    /// How many groups the channels are divided into.
    public let groups: Int
    /// ε, added to the variance.
    public let epsilon: Scalar

    /// A normalization of `channels` channels in `groups` groups of equal size.
    public init(
        channels: Int, groups: Int, epsilon: Scalar = 1e-5, gain: Scalar = 1, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        require(
            channels > 0 && groups > 0 && channels % groups == 0,
            "group normalization divides its channels into groups of equal size, but \(channels) channels do not make "
                + "\(groups) groups", file, line)
        self.gain = Parameter(Tensor(repeating: gain, [channels]))
        bias = Parameter(Tensor(zeros: [channels]))
        self.groups = groups
        self.epsilon = epsilon
    }

    /// Normalizes the groups of each case of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        groupNormalization(
            "group normalization", x, groups: groups, gain: gain.variable, bias: bias.variable,
            epsilon: epsilon, file,
            line)
    }

    /// Visits g, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        body(&bias)
    }
}

/// Instance normalization of images: each channel of each case by its own mean and deviation.
///
///     y[n, c, p] = (x[n, c, p] − μ[n, c]) / √(σ²[n, c] + ε) · g[c] + b[c]
///
/// x and y have shape [batch, channels, height, width]; the statistics run over height and width, one pair for each case
/// and channel. g and b have shape [channels] and start at 1 and 0. The variance is the biased one; ε stands inside the
/// root. Training and inference are the same function.
///
/// Ulyanov, Vedaldi, Lempitsky 2016 (arXiv 1607.08022), equation 3. Usual confusion: PyTorch's `InstanceNorm2d` has neither
/// gain nor bias unless asked for. An image of one pixel gives b.
public struct InstanceNormalization<Scalar: TensorScalar>: Module {
    /// g, of shape [channels].
    public var gain: Parameter<Scalar>
    /// b, of shape [channels].
    public var bias: Parameter<Scalar>
    /// ε, added to the variance.
    public let epsilon: Scalar

    /// A normalization of `channels` channels.
    public init(
        channels: Int, epsilon: Scalar = 1e-5, gain: Scalar = 1, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        require(
            channels > 0, "instance normalization needs at least one channel, not \(channels)", file, line)
        self.gain = Parameter(Tensor(repeating: gain, [channels]))
        bias = Parameter(Tensor(zeros: [channels]))
        self.epsilon = epsilon
    }

    /// Normalizes the channels of each case of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        groupNormalization(
            "instance normalization", x, groups: gain.value.count, gain: gain.variable, bias: bias.variable,
            epsilon: epsilon, file, line)
    }

    /// Visits g, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        body(&bias)
    }
}

/// Layer normalization of images: each case by the mean and deviation of all its units.
///
///     y[n, c, p] = (x[n, c, p] − μ[n]) / √(σ²[n] + ε) · g + b
///
/// x and y have shape [batch, channels, height, width]; the statistics run over channels, height and width, one pair for
/// each case. g and b, which start at 1 and 0, belong to each unit (shape [channels, height, width]) or to each channel
/// (shape [channels]). The variance is the biased one; ε stands inside the root. Training and inference are the same
/// function.
///
/// Ba et al. 2016 say of convolutional networks (Section 6.7) only that layer normalization helps less than batch
/// normalization: a gain for each unit is the literal reading of "each neuron", one for each channel is the later custom.
public struct ImageLayerNormalization<Scalar: TensorScalar>: Module {
    /// What has a gain and a bias of its own.
    public enum Layout: Sendable {
        /// Each unit of the layer.
        case perUnit
        /// Each channel.
        case perChannel
    }

    /// g, of shape [channels, height, width] or [channels].
    public var gain: Parameter<Scalar>
    /// b, of the same shape.
    public var bias: Parameter<Scalar>
    /// ε, added to the variance.
    public let epsilon: Scalar

    /// A normalization of images of `shape` [channels, height, width].
    public init(
        _ shape: [Int], _ layout: Layout, epsilon: Scalar = 1e-5, gain: Scalar = 1,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            shape.count == 3 && shape.allSatisfy { $0 > 0 },
            "layer normalization of images takes a shape [channels, height, width] of positive sizes, not \(shape)",
            file, line)
        let own = layout == .perUnit ? shape : [shape[0]]
        self.gain = Parameter(Tensor(repeating: gain, own))
        bias = Parameter(Tensor(zeros: own))
        self.epsilon = epsilon
    }

    /// Normalizes each case of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        groupNormalization(
            "layer normalization of images", x, groups: 1, gain: gain.variable, bias: bias.variable,
            epsilon: epsilon,
            file, line)
    }

    /// Visits g, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        body(&bias)
    }
}

/// Normalizes the groups of channels of each case; gain and bias are for each channel or for each unit.
///
/// The kernels are those of layer normalization, with a group of a case as a row. They want a gain for each place of a
/// row, so a channel's gain is written to all its places first, and the gradients of these are joined by a lane sum.
private func groupNormalization<Scalar>(
    _ name: String, _ x: Variable<Scalar>, groups: Int, gain: Variable<Scalar>, bias: Variable<Scalar>,
    epsilon: Scalar, _ file: StaticString, _ line: UInt
) -> Variable<Scalar> {
    require(
        x.shape.count == 4 && x.shape[2] > 0 && x.shape[3] > 0
            && (gain.shape == [x.shape[1]] || gain.shape == Array(x.shape[1...])) && bias.shape == gain.shape,
        "\(name) takes x of shape [batch, channels, height, width], but x is \(x.shape), gain \(gain.shape) and bias "
            + "\(bias.shape); was it made for another layer's channels?", file, line)
    let (batch, channels, places) = (x.shape[0], x.shape[1], x.shape[2] * x.shape[3])
    let isPerChannel = gain.shape.count == 1
    let gains = isPerChannel ? spread(gain.value, places) : gain.value
    let biases = isPerChannel ? spread(bias.value, places) : bias.value
    let columns = channels / groups * places
    var y = Tensor<Scalar>(uninitialized: x.shape)
    var mean = Tensor<Scalar>(uninitialized: [batch, groups])
    var rstd = Tensor<Scalar>(uninitialized: [batch, groups])
    let (yStart, meanStart, rstdStart) = (y.mutableStart, mean.mutableStart, rstd.mutableStart)
    forEachGroup(batch, groups) { row, group, rows in
        let (at, own) = (row * columns, group * columns)
        Scalar.layerNormalization(
            x.value.start + at, gains.start + own, biases.start + own, epsilon, yStart + at, meanStart + row,
            rstdStart + row, rows, columns)
    }
    return result(y, of: x, gain, bias) { [mean, rstd] dy, tape in
        var dgains = Tensor<Scalar>(zeros: [channels * places])
        var dbiases = dgains
        var row1 = Tensor<Scalar>(uninitialized: [columns])
        var row2 = row1
        // dx takes the memory of dy.
        let (start, dg, db) = (dy.mutableStart, dgains.mutableStart, dbiases.mutableStart)
        let (dgRow, dbRow) = (row1.mutableStart, row2.mutableStart)
        forEachGroup(batch, groups) { row, group, rows in
            let (at, own) = (row * columns, group * columns)
            Scalar.layerNormalizationBackward(
                start + at, x.value.start + at, gains.start + own, mean.start + row, rstd.start + row,
                start + at, dgRow, dbRow, rows, columns)
            Scalar.add(dg + own, dgRow, dg + own, columns)
            Scalar.add(db + own, dbRow, db + own, columns)
        }
        tape.add(dy, to: x.slot)
        tape.add(isPerChannel ? joined(dgains, places) : dgains.reshaped(to: gain.shape), to: gain.slot)
        tape.add(isPerChannel ? joined(dbiases, places) : dbiases.reshaped(to: bias.shape), to: bias.slot)
    }
}

/// The rows that share a gain: all cases at once where there is one group, else one group of one case at a time.
private func forEachGroup(
    _ batch: Int, _ groups: Int, _ body: (_ row: Int, _ group: Int, _ rows: Int) -> Void
) {
    if groups == 1 { return body(0, 0, batch) }
    for n in 0..<batch {
        for group in 0..<groups { body(n * groups + group, group, 1) }
    }
}

/// Each number `count` times: x·1ᵀ.
private func spread<Scalar>(_ x: Tensor<Scalar>, _ count: Int) -> Tensor<Scalar> {
    var y = Tensor<Scalar>(uninitialized: [x.count * count])
    let ones = Tensor<Scalar>(repeating: 1, [count])
    Scalar.product(false, false, x.count, count, 1, x.start, ones.start, y.mutableStart, false)
    return y
}

/// The lane sum of each run of `count` numbers.
private func joined<Scalar>(_ x: Tensor<Scalar>, _ count: Int) -> Tensor<Scalar> {
    var y = Tensor<Scalar>(uninitialized: [x.count / count])
    let start = y.mutableStart
    for i in 0..<y.count { start[i] = Scalar.sum(x.start + i * count, count) }
    return y
}
