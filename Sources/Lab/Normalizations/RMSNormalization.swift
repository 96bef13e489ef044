/// RMS normalization: each row by its root mean square, then a gain for each unit. Nothing is subtracted.
///
///     y[i, j] = x[i, j] / √(1/H Σₖ x[i, k]² + ε) · g[j]
///
/// x and y have shape [batch, H]; the mean runs over the units (axis 1), one for each case; g has shape [H] and starts at
/// 1. There is no bias. ε stands inside the root. Training and inference are the same function.
///
/// Zhang and Sennrich 2019 (arXiv 1910.07467), equation 4, which has no ε. Usual confusion: of layer normalization's
/// invariances it keeps the re-scaling of weights and cases, not the re-centering.
public struct RMSNormalization<Scalar: TensorScalar>: Module {
    /// g, of shape [units].
    public var gain: Parameter<Scalar>
    /// ε, added to the mean square.
    public let epsilon: Scalar

    /// A normalization of `units` units.
    public init(
        units: Int, epsilon: Scalar = 1e-5, gain: Scalar = 1, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(units > 0, "RMS normalization needs at least one unit, not \(units)", file, line)
        self.gain = Parameter(Tensor(repeating: gain, [units]))
        self.epsilon = epsilon
    }

    /// Normalizes the rows of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        rmsNormalization(x, gain: gain.variable, epsilon: epsilon, file: file, line: line)
    }

    /// Visits g.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) { body(&gain) }
}

/// The operation of `RMSNormalization` with the gain as an argument.
///
/// The sum of squares is a lane dot product; then, row by row while it is in the cache, x is scaled and multiplied by g.
public func rmsNormalization<Scalar>(
    _ x: Variable<Scalar>, gain: Variable<Scalar>, epsilon: Scalar = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 2 && x.shape[1] > 0 && gain.shape == [x.shape[1]],
        "RMS normalization takes x of shape [batch, units] with a gain of shape [units], but x is \(x.shape) and gain "
            + "\(gain.shape); was it made for another layer's number of units?", file, line)
    let (rows, columns) = (x.value.rows, x.value.columns)
    let n = Scalar(columns)
    var y = Tensor<Scalar>(uninitialized: x.shape)
    var inverse = Tensor<Scalar>(uninitialized: [rows])
    let (start, rStart) = (y.mutableStart, inverse.mutableStart)
    for i in 0..<rows {
        let (xi, yi) = (x.value.start + i * columns, start + i * columns)
        rStart[i] = 1 / (Scalar.dot(xi, xi, columns) / n + epsilon).squareRoot()
        if !(rStart[i] > 0) { rStart[i] = inverseOfLargeRow(xi, columns) }
        Scalar.scale(rStart[i], xi, yi, columns)
        Scalar.multiply(yi, gain.value.start, yi, columns)
    }
    return result(y, of: x, gain) { [inverse] dy, tape in
        var dx = Tensor<Scalar>(uninitialized: x.shape)
        var dgain = Tensor<Scalar>(zeros: gain.shape)
        var row = Tensor<Scalar>(uninitialized: gain.shape)
        let (dxStart, dg, normalized) = (dx.mutableStart, dgain.mutableStart, row.mutableStart)
        for i in 0..<rows {
            let (xi, dyi, dxi) = (
                x.value.start + i * columns, dy.start + i * columns, dxStart + i * columns
            )
            let r = inverse.start[i]
            // With x̂ = x·r and d = dy·g: dg += dy·x̂, dx = r·d − r·mean(d·x̂)·x̂.
            Scalar.scale(r, xi, normalized, columns)
            Scalar.multiply(dyi, gain.value.start, dxi, columns)
            let share = Scalar.dot(dxi, normalized, columns) / n
            Scalar.scale(r, dxi, dxi, columns)
            Scalar.addScaled(-(r * share), normalized, dxi, columns)
            Scalar.multiply(dyi, normalized, normalized, columns)
            Scalar.add(dg, normalized, dg, columns)
        }
        tape.add(dx, to: x.slot)
        tape.add(dgain, to: gain.slot)
    }
}
