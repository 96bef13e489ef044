/// A fully connected layer.
///
///     y = x·Wᵀ + b        y[i, o] = Σ_p x[i, p]·W[o, p] + b[o]
///
/// x has shape [batch, inputs], W [outputs, inputs] (row o holds the incoming weights wₒ of unit o, as in equation 1
/// of Ba et al. 2016), b [outputs], y [batch, outputs]. The sum starts at 0 and takes p in order by fused
/// multiply-add; b is added at the end. Without a bias the last term is left out: a normalization that follows has
/// a bias of its own and cancels this one.
///
/// Usual confusion: TensorFlow and many textbooks store Wᵀ, of shape [inputs, outputs].
public struct Dense<Scalar: TensorScalar>: Module {
    /// W, of shape [outputs, inputs].
    public var weight: Parameter<Scalar>
    /// b, of shape [outputs], or nil.
    public var bias: Parameter<Scalar>?

    /// A layer whose weights start as told (see `Initialization`; He et al.'s normal numbers unless told otherwise) and
    /// whose bias starts at 0.
    public init(
        inputs: Int, outputs: Int, bias: Bool = true, weights: Initialization = .he,
        random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            inputs > 0 && outputs > 0,
            "a dense layer has at least one input and one output, not \(inputs) and \(outputs)", file, line)
        let weight: Tensor<Scalar> = weights.weight(
            [outputs, inputs], random: &random, file: file, line: line)
        self.init(weight: weight, bias: bias ? Tensor(zeros: [outputs]) : nil, file: file, line: line)
    }

    /// A layer with given parameters.
    public init(
        weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            weight.shape.count == 2,
            "a dense layer's weight has the shape [outputs, inputs], not \(weight.shape)",
            file, line)
        if let bias {
            require(
                bias.shape == [weight.rows],
                "the bias of a dense layer with weight \(weight.shape) has the shape \([weight.rows]), not "
                    + "\(bias.shape)", file, line)
        }
        self.weight = Parameter(weight)
        self.bias = bias.map { Parameter($0) }
    }

    /// y = x·Wᵀ + b.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        require(
            x.shape.count == 2 && x.shape[1] == weight.value.columns,
            "this dense layer takes [batch, \(weight.value.columns)], because its weight is \(weight.value.shape), "
                + "but x is \(x.shape)", file, line)
        let y = product(x, weight.variable, transposeB: true, file: file, line: line)
        guard let bias else { return y }
        return addRow(y, bias.variable, file: file, line: line)
    }

    /// Visits W, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&weight)
        if bias != nil { body(&bias!) }
    }
}
