/// Where the weights of a layer start.
///
/// A weight has the shape [outputs, inputs], or [outputs, inputs, height, width] for a convolution; fan-in is
/// inputs·height·width, fan-out is outputs·height·width. Numbers are drawn in row-major order, as Double, and rounded.
public enum Initialization: Sendable, Hashable {
    /// Normal, with deviation √(2 / fan-in): He et al. 2015 (arXiv 1502.01852, equation 10), which keeps the scale of what
    /// passes through ReLUs.
    case he
    /// Uniform over ±√(6 / (fan-in + fan-out)): Glorot and Bengio 2010, equation 16 ("Xavier").
    case glorot
    /// Uniform over −bound ..< bound.
    case uniform(Double)
    /// Normal with mean 0 and this deviation.
    case normal(Double)
    /// A random matrix W with orthonormal rows (W·Wᵀ = 1), or, where it has more rows than columns, orthonormal columns
    /// (Wᵀ·W = 1), times a gain: Saxe et al. 2013 (arXiv 1312.6120).
    ///
    /// Normal numbers, row by row; then the vectors of the shorter side in order: each is scaled to length 1 and taken
    /// out of all later ones (modified Gram–Schmidt), all of it twice, in Double. Every orthonormal set has the same
    /// chance. Axes after the first count as one. Usual confusion: the gates of a recurrent layer, stacked, are not one
    /// orthogonal matrix; make one for each.
    case orthogonal(gain: Double = 1)

    /// A weight.
    public func weight<Scalar: TensorScalar>(
        _ shape: [Int], as type: Scalar.Type = Scalar.self, random: inout RandomStream,
        file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor<Scalar> {
        require(
            shape.count >= 2 && shape.allSatisfy { $0 > 0 },
            "a weight has a shape such as [outputs, inputs], of positive sizes, but \(shape) was asked for",
            file,
            line)
        let window = shape.dropFirst(2).reduce(1, *)
        let (fanOut, fanIn) = (shape[0] * window, shape[1] * window)
        var weight = Tensor<Scalar>(uninitialized: shape)
        switch self {
        case .he:
            Scalar.fillNormal(
                weight.mutableStart, weight.count, deviation: (2 / Double(fanIn)).squareRoot(), &random)
        case .glorot:
            let bound = (6 / Double(fanIn + fanOut)).squareRoot()
            Scalar.fillUniform(weight.mutableStart, weight.count, bound: bound, &random)
        case .uniform(let bound):
            Scalar.fillUniform(weight.mutableStart, weight.count, bound: bound, &random)
        case .normal(let deviation):
            Scalar.fillNormal(weight.mutableStart, weight.count, deviation: deviation, &random)
        case .orthogonal(let gain):
            return Tensor(shape, orthonormal(shape[0], fanIn, &random).map { Scalar(gain * $0) })
        }
        return weight
    }
}

/// A matrix with orthonormal rows or columns, whichever are fewer.
private func orthonormal(_ rows: Int, _ columns: Int, _ random: inout RandomStream) -> [Double] {
    let (count, length) = (min(rows, columns), max(rows, columns))
    var vectors = [Double](repeating: 0, count: rows * columns)
    for i in 0..<rows {
        for j in 0..<columns {
            vectors[rows <= columns ? i * length + j : j * length + i] = random.normal()
        }
    }
    vectors.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        for _ in 0..<2 {
            for k in 0..<count {
                let vector = start + k * length
                let scale = 1 / dot(vector, vector, length).squareRoot()
                for i in 0..<length { vector[i] *= scale }
                for later in k + 1..<max(count, k + 1) {
                    let other = start + later * length
                    let share = dot(vector, other, length)
                    for i in 0..<length { other[i] -= share * vector[i] }
                }
            }
        }
    }
    guard rows > columns else { return vectors }
    return (0..<rows * columns).map { vectors[$0 % columns * length + $0 / columns] }
}

/// The dot product in eight lanes, element i in lane i mod 8; then lane j takes lane j + 4, j + 2, j + 1.
private func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
    var lanes = SIMD8<Double>.zero
    var i = 0
    while i + 8 <= count {
        let (a, b) = (UnsafeRawPointer(x + i), UnsafeRawPointer(y + i))
        lanes += a.loadUnaligned(as: SIMD8<Double>.self) * b.loadUnaligned(as: SIMD8<Double>.self)
        i += 8
    }
    for lane in 0..<count - i { lanes[lane] += x[i + lane] * y[i + lane] }
    let four = lanes.lowHalf + lanes.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
}
