/// The softmax of each row, over the last axis.
///
///     p[…, t] = m[…, t]·e^x[…, t] / Σ_u m[…, u]·e^x[…, u]
///
/// x and p have the same shape, and so has the mask m of ones (present) and zeros (absent), if there is one; a row must
/// have something present. The row's largest present element is subtracted first, so that nothing overflows.
/// What is absent gets the weight 0 exactly and no gradient.
public func softmax<Scalar>(
    _ x: Variable<Scalar>, mask: Tensor<Scalar>? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        (x.shape.last ?? 0) > 0, "softmax takes rows of at least one element, but x is \(x.shape)", file, line
    )
    let columns = x.shape.last ?? 1
    let rows = x.value.count / columns
    var masked = x.value
    if let mask {
        requireMask(mask, of: x.shape, columns, file, line)
        // ln 1 = 0 leaves an element alone, ln 0 = −∞ takes it out.
        let logarithms = mask.mapped { Scalar.log($0, $1, mask.count) }
        masked = masked.combined(logarithms, Scalar.add)
    }
    // The loss is of no use here; its labels are.
    let labels = [Int32](repeating: 0, count: rows)
    var losses = Tensor<Scalar>(uninitialized: [rows])
    let p = masked.mapped { x, p in
        Scalar.softmaxCrossEntropy(x, labels, p, losses.mutableStart, rows, columns)
    }
    return result(p, of: x) { [x = x.slot] dp, tape in
        // dx = p·(dp − Σ p·dp), row by row.
        var dx = p.combined(dp, Scalar.multiply)
        let start = dx.mutableStart
        for i in 0..<rows {
            let (pi, dpi) = (p.start + i * columns, dp.start + i * columns)
            Scalar.addScaled(-Scalar.dot(pi, dpi, columns), pi, start + i * columns, columns)
        }
        tape.add(dx, to: x)
    }
}

private func requireMask<Scalar>(
    _ mask: Tensor<Scalar>, of shape: [Int], _ columns: Int, _ file: StaticString, _ line: UInt
) {
    require(
        mask.shape == shape,
        "softmax takes a mask of the same shape as x, but x is \(shape) and the mask \(mask.shape)", file,
        line)
    // Attention checks its mask at every step, so the loops over it are those of the type or of the kernels.
    if let place = Scalar.firstBesidesZeroAndOne(mask.start, mask.count) {
        fail("a mask holds ones and zeros, but there is \(mask.start[place]) at place \(place)", file, line)
    }
    for row in 0..<mask.count / columns {
        require(
            Scalar.sum(mask.start + row * columns, columns) > 0,
            "softmax takes a mask with something present in each row, but row \(row) of the mask, of shape "
                + "\(mask.shape), has only zeros", file, line)
    }
}

/// A matrix product for each item of a batch: C[b] = op(A[b])·op(B[b]).
///
/// op(A[b]) has shape [m, k], op(B[b]) [k, n], C [batch, m, n]; each product is that of `product`.
public func batchedProduct<Scalar>(
    _ a: Variable<Scalar>, _ b: Variable<Scalar>, transposeB: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
) -> Variable<Scalar> {
    require(
        a.shape.count == 3 && b.shape.count == 3 && a.shape[0] == b.shape[0]
            && a.shape[2] == b.shape[transposeB ? 2 : 1],
        "batchedProduct takes A of shape [batch, m, k] and B of shape \(transposeB ? "[batch, n, k]" : "[batch, k, n]"), but "
            + "A is \(a.shape) and B is \(b.shape); transposing one of them may be what is missing", file,
        line)
    let (batch, m, k) = (a.shape[0], a.shape[1], a.shape[2])
    let n = b.shape[transposeB ? 1 : 2]
    var c = Tensor<Scalar>(uninitialized: [batch, m, n])
    let start = c.mutableStart
    for i in 0..<batch {
        Scalar.product(
            false, transposeB, m, n, k, a.value.start + i * m * k, b.value.start + i * k * n,
            start + i * m * n, false)
    }
    return result(c, of: a, b) { dc, tape in
        tape.update(a.slot, shape: a.shape) { da, accumulate in
            for i in 0..<batch {
                Scalar.product(
                    false, !transposeB, m, k, n, dc.start + i * m * n, b.value.start + i * k * n,
                    da + i * m * k,
                    accumulate)
            }
        }
        tape.update(b.slot, shape: b.shape) { db, accumulate in
            for i in 0..<batch {
                let (dci, ai, dbi) = (dc.start + i * m * n, a.value.start + i * m * k, db + i * k * n)
                if transposeB {
                    Scalar.product(true, false, n, k, m, dci, ai, dbi, accumulate)
                } else {
                    Scalar.product(true, false, k, n, m, ai, dci, dbi, accumulate)
                }
            }
        }
    }
}

/// Attention over a sequence: the mean of its states, weighted by a softmax of scores over time.
///
///     y[i, ·] = Σ_t p[i, t]·h[i, t, ·],   p[i, ·] = softmax over t of the scores s[i, t]
///
/// Scores have shape [batch, time], states h [batch, time, features], y [batch, features]; the mask, if there is one,
/// [batch, time] with 1 where a sequence has a step and 0 where it does not. Where scores come from is the caller's:
/// in the attentive reader (Hermann et al. 2015, arXiv 1506.03340) from a layer over tanh.
public func attend<Scalar>(
    scores: Variable<Scalar>, over states: Variable<Scalar>, mask: Tensor<Scalar>? = nil,
    file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        states.shape.count == 3 && scores.shape == Array(states.shape.prefix(2)),
        "attention takes scores of shape [batch, time] over states of shape [batch, time, features], but they are "
            + "\(scores.shape) and \(states.shape)", file, line)
    let p = softmax(scores, mask: mask, file: file, line: line)
    let (batch, time) = (states.shape[0], states.shape[1])
    return batchedProduct(p.reshaped(to: [batch, 1, time]), states, file: file, line: line)
        .reshaped(to: [batch, states.shape[2]])
}

/// Scaled dot-product attention, with one head or several.
///
///     Y = softmax(Q·Kᵀ / √d)·V   for each item of the batch and each head
///
/// Q has shape [batch, queries, heads·d], K [batch, time, heads·d], V [batch, time, heads·e], Y [batch, queries,
/// heads·e]; head a takes features a·d ..< (a + 1)·d, and e likewise. The mask, if there is one, is [batch, queries, time]
/// with 1 where a query may look and 0 where not, the same for all heads.
///
/// Vaswani et al. 2017 (arXiv 1706.03762), equation 1 and Section 3.2.2. The projections before and after are plain dense
/// layers, which stay with the caller. Usual confusion: d is the size of a head, not of all heads together.
public func scaledDotProductAttention<Scalar>(
    _ queries: Variable<Scalar>, _ keys: Variable<Scalar>, _ values: Variable<Scalar>, heads: Int = 1,
    mask: Tensor<Scalar>? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    let (q, k, v) = (queries.shape, keys.shape, values.shape)
    require(
        q.count == 3 && k.count == 3 && v.count == 3 && q[0] == k[0] && k[0] == v[0] && q[2] == k[2]
            && k[1] == v[1],
        "attention takes queries [batch, queries, features], keys [batch, time, features] and values [batch, time, outputs], "
            + "but they are \(q), \(k) and \(v)", file, line)
    require(
        heads > 0 && q[2] > 0 && q[2] % heads == 0 && v[2] % heads == 0,
        "attention with \(heads) heads takes features that divide by it, but queries are \(q) and values \(v)",
        file, line)
    let (batch, rows, time) = (q[0], q[1], k[1])
    if let mask {
        require(
            mask.shape == [batch, rows, time],
            "attention takes a mask [batch, queries, time], here \([batch, rows, time]), but it is \(mask.shape)",
            file,
            line)
    }
    func split(_ x: Variable<Scalar>) -> Variable<Scalar> {
        let (length, features) = (x.shape[1], x.shape[2] / heads)
        if heads == 1 { return x }
        return exchangeAxes(x.reshaped(to: [batch, length, heads, features]), 1)
            .reshaped(to: [batch * heads, length, features])
    }
    let d = Scalar(q[2] / heads)
    let scores = scale(
        batchedProduct(split(queries), split(keys), transposeB: true, file: file, line: line),
        by: 1 / d.squareRoot())
    let p = softmax(scores, mask: mask.map { repeated($0, heads) }, file: file, line: line)
    let y = batchedProduct(p, split(values), file: file, line: line)
    if heads == 1 { return y }
    return exchangeAxes(y.reshaped(to: [batch, heads, rows, v[2] / heads]), 1).reshaped(to: [
        batch, rows, v[2],
    ])
}

/// [batch, …] as [batch·times, …], each item so many times.
private func repeated<Scalar>(_ x: Tensor<Scalar>, _ times: Int) -> Tensor<Scalar> {
    if times == 1 { return x }
    let size = x.shape.dropFirst().reduce(1, *)
    var y = Tensor<Scalar>(uninitialized: [x.shape[0] * times] + x.shape.dropFirst())
    let start = y.mutableStart
    for i in 0..<x.shape[0] * times {
        (start + i * size).update(from: x.start + i / times * size, count: size)
    }
    return y
}
