/// C = op(A)·op(B), where op transposes if asked to.
///
/// op(A) has shape [m, k], op(B) [k, n], C [m, n]. Every element adds its k products in order by fused multiply-add.
public func product<Scalar>(
    _ a: Variable<Scalar>, transposeA: Bool = false, _ b: Variable<Scalar>,
    transposeB: Bool = false, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        a.shape.count == 2 && b.shape.count == 2,
        "product takes two matrices, but the first tensor has the shape \(a.shape) and the second \(b.shape)",
        file, line)
    let (m, k) = transposeA ? (a.value.columns, a.value.rows) : (a.value.rows, a.value.columns)
    let (k2, n) = transposeB ? (b.value.columns, b.value.rows) : (b.value.rows, b.value.columns)
    require(
        k == k2,
        "product takes op(A) of shape [m, k] and op(B) of shape [k, n], but A\(transposeA ? "ᵀ" : "") is "
            + "\([m, k]) and B\(transposeB ? "ᵀ" : "") is \([k2, n]); transposing one of them may be what is missing",
        file, line)
    var c = Tensor<Scalar>(uninitialized: [m, n])
    Scalar.product(transposeA, transposeB, m, n, k, a.value.start, b.value.start, c.mutableStart, false)
    return result(c, of: a, b) { dc, tape in
        // With A' = op(A): dA' = dC·B'ᵀ and dB' = A'ᵀ·dC; a transposed operand takes the transpose of that.
        tape.update(a.slot, shape: a.shape) { da, accumulate in
            if transposeA {
                Scalar.product(transposeB, true, k, m, n, b.value.start, dc.start, da, accumulate)
            } else {
                Scalar.product(false, !transposeB, m, k, n, dc.start, b.value.start, da, accumulate)
            }
        }
        tape.update(b.slot, shape: b.shape) { db, accumulate in
            if transposeB {
                Scalar.product(true, transposeA, n, k, m, dc.start, a.value.start, db, accumulate)
            } else {
                Scalar.product(!transposeA, false, k, n, m, a.value.start, dc.start, db, accumulate)
            }
        }
    }
}

/// y[i, j] = x[i, j] + b[j]: a row of shape [columns] added to every row of x, of shape [rows, columns].
public func addRow<Scalar>(
    _ x: Variable<Scalar>, _ b: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 2 && b.shape == [x.shape[1]],
        "addRow takes a matrix [rows, columns] and a row [columns], but they are \(x.shape) and \(b.shape)",
        file,
        line)
    let (rows, columns) = (x.value.rows, x.value.columns)
    let y = x.value.mapped { Scalar.addRow($0, b.value.start, $1, rows, columns) }
    return result(y, of: x, b) { [x = x.slot, b = b.slot] dy, tape in
        let start = dy.start
        tape.update(b, shape: [columns]) { db, accumulate in
            Scalar.sumRows(start, db, rows, columns, accumulate)
        }
        tape.add(dy, to: x)
    }
}
