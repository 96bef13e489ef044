/// The mean cross-entropy of the softmax of each row against a label, of shape [].
///
///     loss = 1/B Σᵢ −ln p[i, label[i]],   p[i, ·] = softmax(x[i, ·])
///
/// x holds logits, of shape [batch, classes]; the row's largest logit is subtracted first, so that nothing overflows.
/// An error of the logits shows: a NaN or an infinite largest logit makes the loss NaN.
public func softmaxCrossEntropy<Scalar>(
    _ x: Variable<Scalar>, _ labels: [Int32], file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    let (p, losses) = softmaxLosses(x.value, labels, file, line)
    let (rows, columns) = (x.value.rows, x.value.columns)
    let loss = Scalar.sum(losses.start, rows) / Scalar(rows)
    return result(Tensor([], [loss]), of: x) { [x = x.slot] dloss, tape in
        let share = dloss.start[0] / Scalar(rows)
        let dx = p.mapped { p, dx in
            labels.withUnsafeBufferPointer { labels in
                Scalar.softmaxCrossEntropyBackward(p, labels.baseAddress!, share, dx, rows, columns)
            }
        }
        tape.add(dx, to: x)
    }
}

/// Stops unless `x` holds logits and there is a label for each row that is one of its classes.
func requireLogits<Scalar>(
    _ x: Tensor<Scalar>, _ labels: [Int32], _ file: StaticString, _ line: UInt
) {
    require(
        x.shape.count == 2 && x.rows > 0 && x.columns > 0,
        "softmax cross-entropy takes logits of shape [batch, classes] with at least one case and class, but they are "
            + "\(x.shape)", file, line)
    require(
        labels.count == x.rows,
        "softmax cross-entropy takes one label for each case, but there are \(labels.count) labels and logits of shape "
            + "\(x.shape)", file, line)
    for (row, label) in labels.enumerated() {
        require(
            label >= 0 && label < x.columns,
            "label \(label) at row \(row) is not one of the \(x.columns) classes 0 ..< \(x.columns) of logits of shape "
                + "\(x.shape)", file, line)
    }
}

/// The softmax of each row, and −ln of its value at the label.
private func softmaxLosses<Scalar>(
    _ x: Tensor<Scalar>, _ labels: [Int32], _ file: StaticString, _ line: UInt
) -> (p: Tensor<Scalar>, losses: Tensor<Scalar>) {
    requireLogits(x, labels, file, line)
    var losses = Tensor<Scalar>(uninitialized: [x.rows])
    let (rows, columns) = (x.rows, x.columns)
    let p = x.mapped { x, p in
        labels.withUnsafeBufferPointer { labels in
            Scalar.softmaxCrossEntropy(x, labels.baseAddress!, p, losses.mutableStart, rows, columns)
        }
    }
    return (p, losses)
}
