public import Elementary

/// What a tensor's elements can be: `Float`, which the fast kernels serve, or `Double`, served by the plain ones.
public protocol TensorScalar: BinaryFloatingPoint, ElementaryScalar, KernelScalar, Codable {
    /// Fills memory with the next normal numbers of a stream; see `RandomStream.normal()`.
    static func fillNormal(
        _ x: UnsafeMutablePointer<Self>, _ count: Int, deviation: Double, _ random: inout RandomStream)
    /// Writes bytes 0 … 255 as 0 … 1, each the nearest number to byte / 255.
    static func fillUnit(_ x: UnsafeMutablePointer<Self>, from bytes: UnsafePointer<UInt8>, _ count: Int)
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
