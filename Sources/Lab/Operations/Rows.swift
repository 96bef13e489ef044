/// The rows `range` of a matrix, as a matrix.
public func rows<Scalar>(
    _ range: Range<Int>, of x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 2 && range.lowerBound >= 0 && range.upperBound <= x.shape[0],
        "rows \(range) were asked for, but x is \(x.shape)", file, line)
    let columns = x.value.columns
    var y = Tensor<Scalar>(uninitialized: [range.count, columns])
    y.mutableStart.update(from: x.value.start + range.lowerBound * columns, count: y.count)
    let total = x.value.count
    return result(y, of: x) { [x = x.slot, shape = x.shape] dy, tape in
        let (start, count) = (dy.start, dy.count)
        tape.update(x, shape: shape) { dx, accumulate in
            if !accumulate { dx.update(repeating: 0, count: total) }
            let place = dx + range.lowerBound * columns
            Scalar.add(place, start, place, count)
        }
    }
}

/// Matrices with the same number of columns, one below the other.
public func joinedRows<Scalar>(
    _ parts: [Variable<Scalar>], file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        !parts.isEmpty && parts.allSatisfy { $0.shape.count == 2 && $0.shape[1] == parts[0].shape[1] },
        "rows are joined of matrices with the same number of columns, but they are \(parts.map(\.shape))",
        file,
        line)
    let columns = parts[0].value.columns
    var y = Tensor<Scalar>(uninitialized: [parts.reduce(0) { $0 + $1.shape[0] }, columns])
    var place = y.mutableStart
    for part in parts {
        place.update(from: part.value.start, count: part.value.count)
        place += part.value.count
    }
    return results([y], of: parts) { [parts = parts.map { (slot: $0.slot, shape: $0.shape) }] dys, tape in
        var place = dys[0]!.start
        for (slot, shape) in parts {
            var dx = Tensor<Scalar>(uninitialized: shape)
            dx.mutableStart.update(from: place, count: dx.count)
            tape.add(dx, to: slot)
            place += dx.count
        }
        withExtendedLifetime(dys) {}
    }[0]
}

/// Two matrices with the same number of rows, side by side.
public func joinedColumns<Scalar>(
    _ x: Variable<Scalar>, _ y: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 2 && y.shape.count == 2 && x.shape[0] == y.shape[0],
        "columns are joined of two matrices with the same number of rows, but they are \(x.shape) and \(y.shape)",
        file, line)
    let (rows, left, right) = (x.value.rows, x.value.columns, y.value.columns)
    var z = Tensor<Scalar>(uninitialized: [rows, left + right])
    let start = z.mutableStart
    for i in 0..<rows {
        (start + i * (left + right)).update(from: x.value.start + i * left, count: left)
        (start + (i * (left + right) + left)).update(from: y.value.start + i * right, count: right)
    }
    return result(z, of: x, y) { [x = x.slot, y = y.slot] dz, tape in
        var dx = Tensor<Scalar>(uninitialized: [rows, left])
        var dy = Tensor<Scalar>(uninitialized: [rows, right])
        for i in 0..<rows {
            (dx.mutableStart + i * left).update(from: dz.start + i * (left + right), count: left)
            (dy.mutableStart + i * right).update(from: dz.start + (i * (left + right) + left), count: right)
        }
        tape.add(dx, to: x)
        tape.add(dy, to: y)
    }
}
