/// A table with a row of numbers for each symbol.
///
///     y[i, ·] = E[s[i], ·]
///
/// The symbols s are a list of numbers 0 ..< symbols, E has shape [symbols, features], y [count of s, features]. In the
/// gradient of E the rows of dy are added in order, whichever symbols they belong to, starting at 0.
///
/// Usual confusion: it is a product of one-hot rows with E, not with Eᵀ as in `Dense`.
public struct Embedding<Scalar: TensorScalar>: Module {
    /// E, of shape [symbols, features].
    public var weight: Parameter<Scalar>

    /// A table with the given start: uniform ±0.1 as in the code of the order-embeddings and skip-thoughts experiments.
    public init(
        symbols: Int, features: Int, weights: Initialization = .uniform(0.1), random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            symbols > 0 && features > 0,
            "an embedding has at least one symbol and one feature, not \(symbols) and \(features)", file, line
        )
        weight = Parameter(weights.weight([symbols, features], random: &random, file: file, line: line))
    }

    /// A given table.
    public init(weight: Tensor<Scalar>, file: StaticString = #fileID, line: UInt = #line) {
        require(
            weight.shape.count == 2,
            "an embedding's weight has the shape [symbols, features], not \(weight.shape)",
            file, line)
        self.weight = Parameter(weight)
    }

    /// The rows of the given symbols.
    public func callAsFunction(
        _ symbols: [Int32], file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        gatherRows(weight.variable, symbols, file: file, line: line)
    }

    /// Visits E.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) { body(&weight) }
}

/// y[i, ·] = x[rows[i], ·]: the operation of `Embedding`.
public func gatherRows<Scalar>(
    _ x: Variable<Scalar>, _ rows: [Int32], file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 2, "gatherRows takes a matrix [rows, columns], but x is \(x.shape)", file, line)
    let columns = x.value.columns
    for (i, row) in rows.enumerated() {
        require(
            row >= 0 && row < x.value.rows,
            "symbol \(row) at place \(i) is not one of the \(x.value.rows) rows 0 ..< \(x.value.rows) of a table of shape "
                + "\(x.shape)", file, line)
    }
    var y = Tensor<Scalar>(uninitialized: [rows.count, columns])
    let start = y.mutableStart
    for (i, row) in rows.enumerated() {
        (start + i * columns).update(from: x.value.start + Int(row) * columns, count: columns)
    }
    return result(y, of: x) { [x = x.slot, shape = x.shape, count = x.value.count] dy, tape in
        let start = dy.start
        tape.update(x, shape: shape) { dx, accumulate in
            if !accumulate { clear(dx, count) }
            for (i, row) in rows.enumerated() {
                let target = dx + Int(row) * columns
                Scalar.add(target, start + i * columns, target, columns)
            }
        }
    }
}
