/// A fully connected layer whose weights are normalized: their direction and their length are separate parameters.
///
///     y = x·Wᵀ + b,   wₒ = g[o]·vₒ / ‖vₒ‖
///
/// In the frame of Ba et al. 2016 (equation 5) it normalizes the summed input vₒᵀx of unit o with μ = 0 and σₒ = ‖vₒ‖. x has
/// shape [batch, inputs], v [outputs, inputs], g and b [outputs], y [batch, outputs]. There is no ε; a row of zeros has no
/// direction, its result is NaN. Training and inference are the same function.
///
/// Salimans and Kingma 2016 (arXiv 1602.07868), equations 2 and 3. Usual confusions: their start from the first batch's
/// statistics is not part of it; here g starts at ‖vₒ‖, so that the layer begins as the plain one with weights v. It
/// has as many parameters as g adds: the outputs.
public struct WeightNormalizedDense<Scalar: TensorScalar>: Module {
    /// v, of shape [outputs, inputs].
    public var direction: Parameter<Scalar>
    /// g, of shape [outputs].
    public var gain: Parameter<Scalar>
    /// b, of shape [outputs], or nil.
    public var bias: Parameter<Scalar>?

    /// A layer that begins as `Dense` with the same arguments does.
    public init(
        inputs: Int, outputs: Int, bias: Bool = true, weights: Initialization = .he,
        random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let dense = Dense<Scalar>(
            inputs: inputs, outputs: outputs, bias: bias, weights: weights, random: &random, file: file,
            line: line)
        direction = dense.weight
        gain = Parameter(rowLengths(dense.weight.value))
        self.bias = dense.bias
    }

    /// A layer with given parameters.
    public init(
        direction: Tensor<Scalar>, gain: Tensor<Scalar>, bias: Tensor<Scalar>? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let dense = Dense(weight: direction, bias: bias, file: file, line: line)
        requireGain(direction.shape, gain.shape, file, line)
        self.direction = dense.weight
        self.gain = Parameter(gain)
        self.bias = dense.bias
    }

    /// y = x·Wᵀ + b.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        let inputs = direction.value.columns
        require(
            x.shape.count == 2 && x.shape[1] == inputs,
            "this weight-normalized layer takes [batch, \(inputs)], because its direction is "
                + "\(direction.value.shape), but x is \(x.shape)", file, line)
        let weight = normalizedRows(direction.variable, gain: gain.variable, file: file, line: line)
        let y = product(x, weight, transposeB: true, file: file, line: line)
        guard let bias else { return y }
        return addRow(y, bias.variable, file: file, line: line)
    }

    /// Visits v, g, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&direction)
        body(&gain)
        if bias != nil { body(&bias!) }
    }
}

/// The rows of v scaled to given lengths: wₒ = g[o]·vₒ / ‖vₒ‖, where ‖vₒ‖ is the root of a lane dot product. v has shape
/// [rows, columns], g [rows].
public func normalizedRows<Scalar>(
    _ v: Variable<Scalar>, gain: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    requireGain(v.shape, gain.shape, file, line)
    let (rows, columns) = (v.value.rows, v.value.columns)
    let lengths = rowLengths(v.value)
    var w = Tensor<Scalar>(uninitialized: v.shape)
    let start = w.mutableStart
    for i in 0..<rows {
        let factor = gain.value.start[i] / lengths.start[i]
        Scalar.scale(factor, v.value.start + i * columns, start + i * columns, columns)
    }
    return result(w, of: v, gain) { dw, tape in
        var dv = Tensor<Scalar>(uninitialized: v.shape)
        var dgain = Tensor<Scalar>(uninitialized: gain.shape)
        let (dvStart, dg) = (dv.mutableStart, dgain.mutableStart)
        for i in 0..<rows {
            let (vi, dwi, dvi) = (v.value.start + i * columns, dw.start + i * columns, dvStart + i * columns)
            // With u = v / ‖v‖: dg = dw·u, dv = g / ‖v‖ · (dw − u·dg).
            let length = lengths.start[i]
            let along = Scalar.dot(dwi, vi, columns) / length
            let factor = gain.value.start[i] / length
            dg[i] = along
            Scalar.scale(factor, dwi, dvi, columns)
            Scalar.addScaled(-(factor * (along / length)), vi, dvi, columns)
        }
        tape.add(dv, to: v.slot)
        tape.add(dgain, to: gain.slot)
    }
}

/// ‖vₒ‖ for each row.
private func rowLengths<Scalar>(_ v: Tensor<Scalar>) -> Tensor<Scalar> {
    var lengths = Tensor<Scalar>(uninitialized: [v.rows])
    let start = lengths.mutableStart
    for i in 0..<v.rows {
        let row = v.start + i * v.columns
        start[i] = Scalar.dot(row, row, v.columns).squareRoot()
    }
    return lengths
}

private func requireGain(_ v: [Int], _ gain: [Int], _ file: StaticString, _ line: UInt) {
    require(
        v.count == 2 && gain == [v[0]],
        "weight normalization takes a direction of shape [outputs, inputs] with a gain of shape [outputs], but they are "
            + "\(v) and \(gain)", file, line)
}
