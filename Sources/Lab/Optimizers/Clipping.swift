extension Gradient {
    /// Scales the gradient, if it is longer than `limit`, to that length, and returns the length it had.
    ///
    ///     n = √Σ g²,   g ← g·(limit / n) where n > limit
    ///
    /// The length is that of all tensors as one vector (`norm()`), so the direction stays. Pascanu, Mikolov, Bengio 2013
    /// (arXiv 1211.5063), algorithm 1. A length that is NaN or infinite changes nothing: a run that diverges shows it.
    /// Usual confusions: a limit for each tensor alone changes the direction; PyTorch divides by n + 1e-6.
    @discardableResult
    public mutating func clip(toNorm limit: Scalar, file: StaticString = #fileID, line: UInt = #line)
        -> Scalar
    {
        requireLimit(limit, file, line)
        let length = norm()
        guard length > limit, length.isFinite else { return length }
        for i in tensors.indices {
            let start = tensors[i].mutableStart
            Scalar.scale(limit / length, start, start, tensors[i].count)
        }
        return length
    }

    /// Limits each number of the gradient to −limit … limit, as Graves 2013 does (arXiv 1308.0850, Section 3.2: 10 and
    /// 100). The direction may change. A NaN stays.
    public mutating func clip(toMagnitude limit: Scalar, file: StaticString = #fileID, line: UInt = #line) {
        requireLimit(limit, file, line)
        for i in tensors.indices {
            let start = tensors[i].mutableStart
            Scalar.clamp(limit, start, start, tensors[i].count)
        }
    }

    private func requireLimit(_ limit: Scalar, _ file: StaticString, _ line: UInt) {
        require(limit > 0, "a gradient is clipped to a positive limit, not to \(limit)", file, line)
    }
}
