/// How well logits fit their labels.
public struct Fit: Sendable, Codable, Equatable {
    /// The share of cases whose largest logit is not at the label, 0 … 1. Of equal logits the first
    /// counts as largest; a case with a NaN among its logits counts as wrong.
    public let errorRate: Double
    /// The mean of −ln p[label] over the cases, in nats.
    public let negativeLogLikelihood: Double
}

/// Compares logits of shape [batch, classes] with one label for each case.
///
/// The likelihood is computed in Double from 1 + Σ e^(difference to the label's logit), whatever the logits' type: a
/// network that has learned its cases reaches losses of 1e-7 and less, where Float's ln Σ e^x − x[label] is mostly 0.
public func fit<Scalar>(
    of logits: Tensor<Scalar>, to labels: [Int32], file: StaticString = #fileID, line: UInt = #line
) -> Fit {
    requireLogits(logits, labels, file, line)
    let (rows, columns) = (logits.rows, logits.columns)
    var losses = [Double](repeating: 0, count: rows)
    Scalar.negativeLogLikelihoods(logits.start, labels, &losses, rows, columns)
    var largest = [Int32](repeating: 0, count: rows)
    largest.withUnsafeMutableBufferPointer {
        Scalar.largestColumn(logits.start, $0.baseAddress!, rows, columns)
    }
    let wrong = zip(largest, labels).count { $0 != $1 }
    return Fit(
        errorRate: Double(wrong) / Double(rows),
        negativeLogLikelihood: losses.reduce(0, +) / Double(rows))
}
