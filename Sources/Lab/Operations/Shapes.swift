extension Variable {
    /// The same elements in another shape with as many elements.
    public func reshaped(
        to shape: [Int], file: StaticString = #fileID, line: UInt = #line
    ) -> Variable {
        return result(value.reshaped(to: shape, file: file, line: line), of: self) {
            [slot, old = self.shape] dy, tape in
            tape.add(dy.reshaped(to: old), to: slot)
        }
    }

    /// [batch, …] as a matrix [batch, elements of a case]: what stands between convolutions and dense layers.
    public func flattened(file: StaticString = #fileID, line: UInt = #line) -> Variable {
        require(!shape.isEmpty, "flattened takes a tensor with a batch axis, but x is \(shape)", file, line)
        return reshaped(to: [shape[0], shape.dropFirst().reduce(1, *)], file: file, line: line)
    }
}

/// y[b, j, i, ·] = x[b, i, j, ·]: exchanges axes `axis` and `axis` + 1; the axes before and after stay as they are.
///
///     exchangeAxes(x, 1)     // [batch, time, heads, features] → [batch, heads, time, features]
public func exchangeAxes<Scalar>(
    _ x: Variable<Scalar>, _ axis: Int, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        axis >= 0 && axis + 1 < x.shape.count,
        "exchangeAxes takes an axis with another one after it, but axis \(axis) of \(x.shape) has none", file,
        line)
    let blocks = x.shape[..<axis].reduce(1, *)
    let (rows, columns) = (x.shape[axis], x.shape[axis + 1])
    let run = x.shape[(axis + 2)...].reduce(1, *)
    var shape = x.shape
    shape.swapAt(axis, axis + 1)
    var y = Tensor<Scalar>(uninitialized: shape)
    Scalar.exchangeAxes(x.value.start, y.mutableStart, blocks, rows, columns, run)
    return result(y, of: x) { [x = x.slot, shape = x.shape] dy, tape in
        var dx = Tensor<Scalar>(uninitialized: shape)
        Scalar.exchangeAxes(dy.start, dx.mutableStart, blocks, columns, rows, run)
        tape.add(dx, to: x)
    }
}

/// Writes zeros. (The standard library's way would visit each element of a generic type on its own.)
func clear<Scalar: TensorScalar>(_ x: UnsafeMutablePointer<Scalar>, _ count: Int) {
    let bytes = UnsafeMutableRawPointer(x)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: count * MemoryLayout<Scalar>.size)
}
