/// How well logits fit their labels.
public struct Fit: Sendable, Codable, Equatable {
    /// The share of cases whose largest logit is not at the label, 0 … 1. Of equal logits the first
    /// counts as largest; a case with a NaN among its logits counts as wrong.
    public let errorRate: Double
    /// The mean of −ln p[label] over the cases, in nats.
    public let negativeLogLikelihood: Double
}

/// Compares logits of shape [batch, classes] with one label for each case.
public func fit<Scalar>(
    of logits: Tensor<Scalar>, to labels: [Int32], file: StaticString = #fileID, line: UInt = #line
) -> Fit {
    let (p, losses) = softmaxLosses(logits, labels, file, line)
    let (rows, columns) = (p.rows, p.columns)
    var largest = [Int32](repeating: 0, count: rows)
    largest.withUnsafeMutableBufferPointer {
        Scalar.largestColumn(logits.start, $0.baseAddress!, rows, columns)
    }
    let wrong = zip(largest, labels).count { $0 != $1 }
    return Fit(
        errorRate: Double(wrong) / Double(rows),
        negativeLogLikelihood: Double(Scalar.sum(losses.start, rows) / Scalar(rows)))
}
