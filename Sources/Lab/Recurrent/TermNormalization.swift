/// The normalization of one term inside a recurrent cell.
public enum TermNormalization<Scalar: TensorScalar>: Module {
    /// The identity.
    case none
    /// Each row by its own statistics; see `LayerNormalization`.
    case layer(LayerNormalization<Scalar>)
    /// Each unit by the statistics of the batch at that time step; see `StepBatchNormalization`.
    case batch(StepBatchNormalization<Scalar>)

    /// Visits the parameters of the normalization.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        switch self {
        case .none: break
        case .layer(var layer):
            // `self` lets go of its copy first, so that writing to the parameters copies nothing.
            self = .none
            layer.forEachParameter(body)
            self = .layer(layer)
        case .batch(var batch):
            self = .none
            batch.forEachParameter(body)
            self = .batch(batch)
        }
    }
}

/// Where batch normalization inside a recurrent layer takes its statistics from in inference.
public enum BatchStatistics: Sendable {
    /// The running statistics of training.
    case running
    /// The batch at hand, as the curves of Cooijmans et al. were evaluated.
    case ofBatch
}

/// Batch normalization inside a recurrent cell: statistics of their own for each time step.
///
///     y[t, i, j] = (x[t, i, j] − μ[t, j]) / √(σ²[t, j] + ε) · γ[j] + β[j]
///
/// μ[t, j] and σ²[t, j] are the mean and the biased variance over the batch at step t; γ and β, of shape [units], serve
/// all steps. γ starts at 0.1, because unit deviations would saturate tanh and let the gradients vanish; β starts at 0,
/// and does not exist for the two sums of the LSTM, which have the bias b. ε stands inside the root. Running statistics
/// move as in `BatchNormalization` (r ← r + momentum·(batch − r) from 0 and 1, the variance unbiased), for each of the
/// first `steps` steps. A later step, or one that training never reached, uses the last one that was trained.
///
/// Cooijmans et al. 2017 (arXiv 1603.09025), who average over training batches once instead of running.
/// Usual confusion: one pair of statistics for all steps does not work, because the first steps are unlike the rest.
public struct StepBatchNormalization<Scalar: TensorScalar>: Module {
    /// γ, of shape [units].
    public var gain: Parameter<Scalar>
    /// β, of shape [units], or nil.
    public var bias: Parameter<Scalar>?
    /// The running means, of shape [steps, units].
    public var runningMean: Parameter<Scalar>
    /// The running variances, of shape [steps, units].
    public var runningVariance: Parameter<Scalar>
    /// How many steps training has reached, of shape [].
    public var trainedSteps: Parameter<Scalar>
    /// ε, added to the variance.
    public let epsilon: Scalar
    /// The size of the running statistics' step towards the batch's.
    public let momentum: Scalar

    /// A normalization of `units` units with running statistics for `steps` time steps.
    public init(
        units: Int, steps: Int, gain: Scalar = 0.1, bias: Bool = true, epsilon: Scalar = 1e-5,
        momentum: Scalar = 0.1, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            units > 0 && steps > 0,
            "batch normalization in time needs at least one unit and one step, not \(units) and \(steps)",
            file,
            line)
        self.gain = Parameter(Tensor(repeating: gain, [units]))
        self.bias = bias ? Parameter(Tensor(zeros: [units])) : nil
        runningMean = Parameter(Tensor(zeros: [steps, units]), .statistic)
        runningVariance = Parameter(Tensor(repeating: 1, [steps, units]), .statistic)
        trainedSteps = Parameter(Tensor(zeros: []), .statistic)
        self.epsilon = epsilon
        self.momentum = momentum
    }

    /// Visits γ, β, the running means, the running variances, then the number of trained steps.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        if bias != nil { body(&bias!) }
        body(&runningMean)
        body(&runningVariance)
        body(&trainedSteps)
    }

    /// Moves the running statistics towards those of the steps of a batch.
    func approach(mean: Tensor<Scalar>, squares: Tensor<Scalar>, batch: Int) {
        let units = gain.value.count
        let steps = min(mean.rows, runningMean.value.rows)
        var newMean = runningMean.current
        Scalar.approach(mean.start, 1, momentum, newMean.mutableStart, steps * units)
        runningMean.assign(newMean)
        var newVariance = runningVariance.current
        Scalar.approach(
            squares.start, Scalar(max(batch - 1, 1)), momentum, newVariance.mutableStart, steps * units)
        runningVariance.assign(newVariance)
        trainedSteps.assign(Tensor([], [max(trainedSteps.current.start[0], Scalar(steps))]))
    }
}

/// A term's normalization while a sequence runs: the statistics of all steps, for the way back.
struct RunningTerm<Scalar: TensorScalar> {
    private enum Kind { case layer, batch, constants }

    private let kind: Kind
    private let epsilon: Scalar
    private let batch: Int
    let columns: Int
    let gain: Variable<Scalar>
    /// Nil where the term has no bias of its own.
    let bias: Variable<Scalar>?
    /// The term's bias, with that of the cell added to it where the cell's comes directly after the normalization.
    private let shift: Tensor<Scalar>
    private var mean: Tensor<Scalar>
    private var rstd: Tensor<Scalar>
    private var squares: Tensor<Scalar>?

    /// Nil where there is no normalization.
    init?(
        _ normalization: TermNormalization<Scalar>, steps: Int, batch: Int, addedBias: Tensor<Scalar>? = nil,
        _ phase: Phase, _ statistics: BatchStatistics
    ) {
        self.batch = batch
        switch normalization {
        case .none: return nil
        case .layer(let layer):
            kind = .layer
            epsilon = layer.epsilon
            gain = layer.gain.variable
            bias = layer.bias.variable
            mean = Tensor(uninitialized: [steps, batch])
            rstd = Tensor(uninitialized: [steps, batch])
        case .batch(let layer):
            epsilon = layer.epsilon
            gain = layer.gain.variable
            bias = layer.bias?.variable
            let units = gain.value.count
            mean = Tensor(uninitialized: [steps, units])
            rstd = Tensor(uninitialized: [steps, units])
            if phase == .training || statistics == .ofBatch {
                kind = .batch
                squares = Tensor(uninitialized: [steps, units])
            } else {
                kind = .constants
                let last = max(Int(layer.trainedSteps.value.start[0]), 1) - 1
                for t in 0..<steps {
                    let source = min(t, last) * units
                    (mean.mutableStart + t * units).update(
                        from: layer.runningMean.value.start + source, count: units)
                    Scalar.inverseDeviation(
                        layer.runningVariance.value.start + source, 1, epsilon, rstd.mutableStart + t * units,
                        units)
                }
            }
        }
        columns = gain.value.count
        var shift = bias?.value ?? Tensor(zeros: [columns])
        if let addedBias { shift.add(addedBias) }
        self.shift = shift
    }

    /// The variables that the result depends on.
    var inputs: [Variable<Scalar>] { [gain] + (bias.map { [$0] } ?? []) }

    /// Normalizes the rows of `count` steps.
    mutating func forward(
        _ x: UnsafePointer<Scalar>, _ y: UnsafeMutablePointer<Scalar>, step: Int, count: Int = 1
    ) {
        if kind == .layer {
            return Scalar.layerNormalization(
                x, gain.value.start, shift.start, epsilon, y, mean.mutableStart + step * batch,
                rstd.mutableStart + step * batch, count * batch, columns)
        }
        for t in step..<step + count {
            let (place, from) = (t * columns, (t - step) * batch * columns)
            if kind == .batch {
                let squares = self.squares!.mutableStart + place
                Scalar.columnMoments(x + from, mean.mutableStart + place, squares, batch, columns)
                Scalar.inverseDeviation(squares, Scalar(batch), epsilon, rstd.mutableStart + place, columns)
                repairLargeChannels(
                    x + from, mean.start + place, squares, Scalar(batch), rstd.mutableStart + place,
                    ChannelLayout(batch: batch, channels: columns, places: 1))
            }
            Scalar.normalizeColumns(
                x + from, mean.start + place, rstd.start + place, gain.value.start, shift.start, y + from,
                batch,
                columns)
        }
    }

    /// Moves the running statistics, after all steps.
    func finish(_ normalization: TermNormalization<Scalar>, _ phase: Phase) {
        if case .batch(let layer) = normalization, phase == .training, let squares {
            layer.approach(mean: mean, squares: squares, batch: batch)
        }
    }

    /// dx from dy for the rows of `count` steps; adds the gradients of gain and bias to `sums`.
    func backward(
        _ dy: UnsafePointer<Scalar>, _ x: UnsafePointer<Scalar>, _ dx: UnsafeMutablePointer<Scalar>,
        _ sums: inout TermGradient<Scalar>, step: Int, count: Int = 1
    ) {
        if kind == .layer {
            Scalar.layerNormalizationBackward(
                dy, x, gain.value.start, mean.start + step * batch, rstd.start + step * batch, dx,
                sums.stepGain.mutableStart, sums.stepBias.mutableStart, count * batch, columns)
            return sums.add()
        }
        let divisor: Scalar = kind == .batch ? Scalar(batch) : .infinity
        for t in step..<step + count {
            let (place, from) = (t * columns, (t - step) * batch * columns)
            Scalar.normalizeColumnsBackward(
                dy + from, x + from, mean.start + place, rstd.start + place, gain.value.start, divisor,
                divisor,
                dx + from, sums.stepGain.mutableStart, sums.stepBias.mutableStart, batch, columns)
            sums.add()
        }
    }
}

/// The gradients of a term's gain and bias, summed over the steps.
struct TermGradient<Scalar: TensorScalar> {
    private var gain: Tensor<Scalar>
    private var bias: Tensor<Scalar>
    fileprivate var stepGain: Tensor<Scalar>
    fileprivate var stepBias: Tensor<Scalar>

    init(columns: Int) {
        gain = Tensor(zeros: [columns])
        bias = Tensor(zeros: [columns])
        stepGain = Tensor(uninitialized: [columns])
        stepBias = Tensor(uninitialized: [columns])
    }

    fileprivate mutating func add() {
        gain.add(stepGain)
        bias.add(stepBias)
    }

    /// Hands the sums to the tape.
    func pass(_ term: RunningTerm<Scalar>, to tape: Tape<Scalar>) {
        tape.add(gain, to: term.gain.slot)
        tape.add(bias, to: term.bias?.slot)
    }
}
