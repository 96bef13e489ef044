/// Layer normalization: each row by its own mean and deviation, then a gain and a bias for each unit.
///
///     y[i, j] = (x[i, j] − μᵢ) / √(σᵢ² + ε) · g[j] + b[j]
///     μᵢ = 1/H Σⱼ x[i, j],   σᵢ² = 1/H Σⱼ (x[i, j] − μᵢ)²
///
/// x and y have shape [batch, H]; the statistics run over the units of the layer (axis 1), one pair for each case; g
/// and b have shape [H] and start at 1 and 0. The variance is the biased one, in two passes. ε stands inside the
/// root; it keeps a row without variance finite: its result is b. Large numbers are no exception: where squares overflow
/// (in Float from about 1e19 on) the row is normalized by way of one that is smaller by a power of two.
///
/// Ba, Kiros, Hinton 2016 (arXiv 1607.06450), equation 3 and equations 15–16 of the supplement, which have no ε.
/// Usual confusion: the paper calls the gain α and the bias β in one place and the reverse in another. Training and
/// inference are the same function.
public struct LayerNormalization<Scalar: TensorScalar>: Module {
    /// g, of shape [units].
    public var gain: Parameter<Scalar>
    /// b, of shape [units].
    public var bias: Parameter<Scalar>
    /// ε, added to the variance.
    public let epsilon: Scalar

    /// A normalization of `units` units.
    public init(
        units: Int, epsilon: Scalar = 1e-5, gain: Scalar = 1, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(units > 0, "layer normalization needs at least one unit, not \(units)", file, line)
        self.gain = Parameter(Tensor(repeating: gain, [units]))
        bias = Parameter(Tensor(zeros: [units]))
        self.epsilon = epsilon
    }

    /// Normalizes the rows of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        layerNormalization(
            x, gain: gain.variable, bias: bias.variable, epsilon: epsilon, file: file, line: line)
    }

    /// Visits g, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&gain)
        body(&bias)
    }
}

/// The operation of `LayerNormalization` with gain and bias as arguments.
public func layerNormalization<Scalar>(
    _ x: Variable<Scalar>, gain: Variable<Scalar>, bias: Variable<Scalar>, epsilon: Scalar = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    requireUnits("layer normalization", x, gain, bias, file, line)
    let (rows, columns) = (x.value.rows, x.value.columns)
    var y = Tensor<Scalar>(uninitialized: x.shape)
    var mean = Tensor<Scalar>(uninitialized: [rows])
    var rstd = Tensor<Scalar>(uninitialized: [rows])
    Scalar.layerNormalization(
        x.value.start, gain.value.start, bias.value.start, epsilon, y.mutableStart, mean.mutableStart,
        rstd.mutableStart, rows, columns)
    return result(y, of: x, gain, bias) { [mean, rstd] dy, tape in
        var dgain = Tensor<Scalar>(uninitialized: [columns])
        var dbias = Tensor<Scalar>(uninitialized: [columns])
        // dx takes the memory of dy.
        let start = dy.mutableStart
        Scalar.layerNormalizationBackward(
            start, x.value.start, gain.value.start, mean.start, rstd.start, start, dgain.mutableStart,
            dbias.mutableStart, rows, columns)
        tape.add(dy, to: x.slot)
        tape.add(dgain, to: gain.slot)
        tape.add(dbias, to: bias.slot)
    }
}

/// Stops unless x is [batch, units] and gain and bias are [units].
func requireUnits<Scalar>(
    _ name: String, _ x: Variable<Scalar>, _ gain: Variable<Scalar>, _ bias: Variable<Scalar>,
    _ file: StaticString, _ line: UInt
) {
    require(
        x.shape.count == 2 && gain.shape == [x.shape[1]] && bias.shape == gain.shape,
        "\(name) takes x of shape [batch, units] with gain and bias of shape [units], but x is \(x.shape), gain "
            + "\(gain.shape) and bias \(bias.shape); was it made for another layer's number of units?", file,
        line)
}
