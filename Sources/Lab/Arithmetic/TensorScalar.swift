public import Elementary

/// What a tensor's elements can be: `Float`, which the fast kernels serve, or `Double`, served by the plain ones.
public protocol TensorScalar: BinaryFloatingPoint, ElementaryScalar, LayerKernelScalar, Codable {
    /// Fills memory with the next normal numbers of a stream; see `RandomStream.normal()`.
    static func fillNormal(
        _ x: UnsafeMutablePointer<Self>, _ count: Int, deviation: Double, _ random: inout RandomStream)
    /// Writes bytes 0 … 255 as 0 … 1, each the nearest number to byte / 255.
    static func fillUnit(_ x: UnsafeMutablePointer<Self>, from bytes: UnsafePointer<UInt8>, _ count: Int)
    /// Fills memory with the next numbers of a stream, uniform over −bound ..< bound.
    static func fillUniform(
        _ x: UnsafeMutablePointer<Self>, _ count: Int, bound: Double, _ random: inout RandomStream)
    /// Fills memory with 0, where the stream's next uniform number is below `rate`, and 1 / (1 − rate) elsewhere.
    static func fillKept(
        _ x: UnsafeMutablePointer<Self>, _ count: Int, rate: Double, _ random: inout RandomStream)
    /// The place of the first number that is neither 0 nor 1; nil where there is none.
    static func firstBesidesZeroAndOne(_ x: UnsafePointer<Self>, _ count: Int) -> Int?
}

extension Float: TensorScalar {
    /// Fills memory with the next normal numbers of a stream, drawn as Double and rounded.
    public static func fillNormal(
        _ x: UnsafeMutablePointer<Float>, _ count: Int, deviation: Double, _ random: inout RandomStream
    ) {
        for i in 0..<count { x[i] = Float(deviation * random.normal()) }
    }

    /// Writes bytes 0 … 255 as 0 … 1, each the nearest number to byte / 255.
    public static func fillUnit(
        _ x: UnsafeMutablePointer<Float>, from bytes: UnsafePointer<UInt8>, _ count: Int
    ) {
        for i in 0..<count { x[i] = Float(bytes[i]) / 255 }
    }
}

extension Double: TensorScalar {
    /// Fills memory with the next normal numbers of a stream.
    public static func fillNormal(
        _ x: UnsafeMutablePointer<Double>, _ count: Int, deviation: Double, _ random: inout RandomStream
    ) {
        for i in 0..<count { x[i] = deviation * random.normal() }
    }

    /// Writes bytes 0 … 255 as 0 … 1, each the nearest number to byte / 255.
    public static func fillUnit(
        _ x: UnsafeMutablePointer<Double>, from bytes: UnsafePointer<UInt8>, _ count: Int
    ) {
        for i in 0..<count { x[i] = Double(bytes[i]) / 255 }
    }
}

extension Float {
    /// Fills memory with the next numbers of a stream, uniform over −bound ..< bound, drawn as Double and rounded.
    public static func fillUniform(
        _ x: UnsafeMutablePointer<Float>, _ count: Int, bound: Double, _ random: inout RandomStream
    ) {
        for i in 0..<count { x[i] = Float((2 * random.uniform() - 1) * bound) }
    }

    /// Fills memory with 0, where the stream's next uniform number is below `rate`, and 1 / (1 − rate) elsewhere.
    public static func fillKept(
        _ x: UnsafeMutablePointer<Float>, _ count: Int, rate: Double, _ random: inout RandomStream
    ) {
        let kept = Float(1 / (1 - rate))
        for i in 0..<count { x[i] = random.uniform() < rate ? 0 : kept }
    }

    /// The place of the first number that is neither 0 nor 1; nil where there is none.
    public static func firstBesidesZeroAndOne(_ x: UnsafePointer<Float>, _ count: Int) -> Int? {
        (0..<count).first { x[$0] != 0 && x[$0] != 1 }
    }
}

extension Double {
    /// Fills memory with the next numbers of a stream, uniform over −bound ..< bound.
    public static func fillUniform(
        _ x: UnsafeMutablePointer<Double>, _ count: Int, bound: Double, _ random: inout RandomStream
    ) {
        for i in 0..<count { x[i] = (2 * random.uniform() - 1) * bound }
    }

    /// Fills memory with 0, where the stream's next uniform number is below `rate`, and 1 / (1 − rate) elsewhere.
    public static func fillKept(
        _ x: UnsafeMutablePointer<Double>, _ count: Int, rate: Double, _ random: inout RandomStream
    ) {
        let kept = 1 / (1 - rate)
        for i in 0..<count { x[i] = random.uniform() < rate ? 0 : kept }
    }

    /// The place of the first number that is neither 0 nor 1; nil where there is none.
    public static func firstBesidesZeroAndOne(_ x: UnsafePointer<Double>, _ count: Int) -> Int? {
        (0..<count).first { x[$0] != 0 && x[$0] != 1 }
    }
}
