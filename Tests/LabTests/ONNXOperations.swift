import Lab
import Testing

// Images.
extension ONNXCase {
    func convolution() throws -> Tensor<Scalar> {
        let x = try padded(with: 0)
        return Convolution(weight: try tensor("W"), stride: try whole("stride"), padding: x.padding)(
            Variable(x.images)
        ).value
    }

    func largest() throws -> Tensor<Scalar> {
        // What lies outside is never the largest.
        let x = try padded(with: -.infinity, always: true).images
        return maxPool(Variable(x), window: try whole("window"), stride: try whole("stride")).value
    }

    func average() throws -> Tensor<Scalar> {
        let x = try padded(with: 0, always: true).images
        return averagePool(Variable(x), window: try whole("window"), stride: try whole("stride")).value
    }

    /// The images with a margin, unless all sides have the same and the layer can add it.
    private func padded(
        with outside: Scalar, always: Bool = false
    ) throws -> (images: Tensor<Scalar>, padding: Int) {
        let x = try tensor("x")
        let (top, left) = (try whole("top"), try whole("left"))
        let (bottom, right) = (try whole("bottom"), try whole("right"))
        if !always, Set([top, left, bottom, right]).count == 1 { return (x, top) }
        let (height, width) = (x.shape[2], x.shape[3])
        var y = Tensor<Scalar>(
            repeating: outside, [x.shape[0], x.shape[1], top + height + bottom, left + width + right])
        for n in 0..<x.shape[0] {
            for c in 0..<x.shape[1] {
                for i in 0..<height {
                    for j in 0..<width { y[n, c, top + i, left + j] = x[n, c, i, j] }
                }
            }
        }
        return (y, 0)
    }
}

// Softmax and its losses.
extension ONNXCase {
    func softmax() throws -> Tensor<Scalar> {
        let (x, back) = axisLast(try variable("x"), try whole("axis"))
        return transposed(Lab.softmax(x), back).value
    }

    func logSoftmax() throws -> Tensor<Scalar> {
        let (x, back) = axisLast(try variable("x"), try whole("axis"))
        return transposed(logarithms(x), back).value
    }

    func crossEntropy() throws -> [String: Tensor<Scalar>] {
        let logits = try variable("x")
        let (x, back) = axisLast(logits, 1)
        let labels = try test.input("y").scalars.map { Int32($0) }
        let ignored = test.settings["ignored"] == nil ? nil : Int32(try test.number("ignored"))
        let rows = x.reshaped(to: [labels.count, logits.shape[1]])
        let counted = labels.indices.filter { labels[$0] != ignored }
        let mean = softmaxCrossEntropy(
            gatherRows(rows, counted.map { Int32($0) }), counted.map { labels[$0] })
        var outputs: [String: Tensor<Scalar>] = [:]
        switch try test.word("reduction") {
        case "mean": outputs["z"] = mean.value
        case "sum": outputs["z"] = scale(mean, by: Scalar(counted.count)).value
        default:
            outputs["z"] = Tensor(
                try test.input("y").shape,
                labels.indices.map { i in
                    labels[i] == ignored
                        ? 0 : softmaxCrossEntropy(Lab.rows(i..<i + 1, of: rows), [labels[i]]).scalar()
                })
        }
        if test.outputs["log_prob"] != nil { outputs["log_prob"] = transposed(logarithms(x), back).value }
        return outputs
    }

    /// x with one axis last, and the axes that lead back.
    private func axisLast(_ x: Variable<Scalar>, _ axis: Int) -> (Variable<Scalar>, back: [Int]) {
        let axes = x.shape.indices.filter { $0 != axis } + [axis]
        return (transposed(x, axes), x.shape.indices.map { axes.firstIndex(of: $0)! })
    }

    /// ln softmax over the last axis: −1 times the cross-entropy of each label.
    private func logarithms(_ x: Variable<Scalar>) -> Variable<Scalar> {
        let classes = x.shape[x.shape.count - 1]
        let count = x.value.count / classes
        let rows = x.reshaped(to: [count, classes])
        let scalars = (0..<count).flatMap { i in
            (0..<classes).map { label in
                -softmaxCrossEntropy(Lab.rows(i..<i + 1, of: rows), [Int32(label)]).scalar()
            }
        }
        return Variable(Tensor(x.shape, scalars))
    }
}

// Products.
extension ONNXCase {
    /// α·op(A)·op(B) + β·C; where it is one, also as a dense layer.
    func gemm() throws -> Tensor<Scalar> {
        let (a, b) = (try variable("a"), try variable("b"))
        let (transposeA, transposeB) = (try flag("transpose_a"), try flag("transpose_b"))
        let (alpha, beta) = (try scalar("alpha"), try scalar("beta"))
        let ab = scale(product(a, transposeA: transposeA, b, transposeB: transposeB), by: alpha)
        guard test.inputs["c"] != nil else { return ab.value }
        var c = try tensor("c")
        let columns = ab.shape[1]
        if c.shape == ab.shape { return (ab + scale(Variable(c), by: beta)).value }
        c = c.count == 1 ? Tensor(repeating: c.scalars[0], [columns]) : c.reshaped(to: [columns])
        let y = addRow(ab, scale(Variable(c), by: beta)).value
        if !transposeA, alpha == 1, beta == 1 {
            let weight = transposeB ? b.value : exchangeAxes(b, 0).value
            #expect(Dense(weight: weight, bias: c)(a).value == y)
        }
        return y
    }

    /// The product of the last two axes, for each item of those before.
    func matrixProduct() throws -> Tensor<Scalar> {
        let (a, b) = (try variable("a"), try variable("b"))
        if a.shape.count == 2 { return product(a, b).value }
        let items = a.shape.dropLast(2).reduce(1, *)
        let c = batchedProduct(
            a.reshaped(to: [items] + a.shape.suffix(2)), b.reshaped(to: [items] + b.shape.suffix(2)))
        return c.value.reshaped(to: a.shape.dropLast() + [b.shape[b.shape.count - 1]])
    }

    /// [batch, heads, time, features] there, [batch, time, heads·features] here.
    func attention() throws -> Tensor<Scalar> {
        let q = try variable("Q")
        let (heads, parts) = (q.shape[1], try ["Q", "K", "V"].map { joinedHeads(try variable($0)) })
        let y = scaledDotProductAttention(
            parts[0], parts[1], parts[2], heads: heads,
            mask: try mask([q.shape[0], q.shape[2], parts[1].shape[1]]))
        return exchangeAxes(y.reshaped(to: [q.shape[0], q.shape[2], heads, y.shape[2] / heads]), 1).value
    }

    private func joinedHeads(_ x: Variable<Scalar>) -> Variable<Scalar> {
        exchangeAxes(x, 1).reshaped(to: [x.shape[0], x.shape[2], x.shape[1] * x.shape[3]])
    }

    /// The test's mask [queries, time], or a query's look at its own step and those before, for every case.
    private func mask(_ shape: [Int]) throws -> Tensor<Scalar>? {
        let (queries, time) = (shape[1], shape[2])
        var row: [Scalar]
        if test.inputs["attn_mask"] != nil {
            row = try tensor("attn_mask").scalars
        } else if try flag("causal") {
            row = (0..<queries).flatMap { i in (0..<time).map { $0 <= i ? 1 : 0 } }
        } else {
            return nil
        }
        row = Array(repeating: row, count: shape[0]).flatMap { $0 }
        return Tensor(shape, row)
    }
}

// Moving numbers about.
extension ONNXCase {
    /// Rows of a table; another axis first moves to the front, and the axes of the result back again.
    func gather() throws -> Tensor<Scalar> {
        let (data, axis) = (try variable("data"), try whole("axis"))
        let indices = try list("indices")
        let first = transposed(data, [axis] + data.shape.indices.filter { $0 != axis })
        let table = first.value.reshaped(to: [first.shape[0], first.value.count / first.shape[0]])
        let rows = Embedding(weight: table)(indices.map { Int32($0) })
        let places = try test.input("indices").shape
        let (before, after) = (Array(data.shape[..<axis]), Array(data.shape[(axis + 1)...]))
        let y = rows.reshaped(
            to: [indices.count, before.reduce(1, *), after.reduce(1, *)])
        return exchangeAxes(y, 0).value.reshaped(to: before + places + after)
    }

    func concatenation() throws -> Tensor<Scalar> {
        let (x, y) = (try variable("value0"), try variable("value1"))
        return (try whole("axis") == 0 ? joinedRows([x, y]) : joinedColumns(x, y)).value
    }
}
