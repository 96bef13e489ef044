import Digest

/// Something with parameters: a layer, or a model made of layers.
///
///     struct Classifier: Module {
///         var hidden: Dense<Float>
///         var output: Dense<Float>
///
///         mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
///             hidden.forEachParameter(body)
///             output.forEachParameter(body)
///         }
///     }
public protocol Module<Scalar> {
    /// The type of the parameters' numbers.
    associatedtype Scalar: TensorScalar
    /// Visits every parameter once, always in the same order: gradients and optimizers know a parameter by its place.
    mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void)
}

extension Module {
    /// The values of all parameters, in order.
    public var parameters: [Tensor<Scalar>] {
        var copy = self
        var values: [Tensor<Scalar>] = []
        copy.forEachParameter { values.append($0.value) }
        return values
    }

    /// The number of trained numbers.
    public var trainedCount: Int {
        var copy = self
        var count = 0
        copy.forEachParameter { if $0.kind == .trained { count += $0.value.count } }
        return count
    }

    /// The SHA-256 of the bits of all parameters, in order: equal digests mean equal models, to the last bit.
    public func digest() -> String { sha256(parameters.lazy.map(\.bytes).joined()) }
}

extension Tensor {
    /// The bit patterns of the elements, in order and with the low byte first.
    public var bytes: [UInt8] {
        // All machines that we build for store the low byte first already.
        withExtendedLifetime(self) {
            [UInt8](UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Scalar>.size))
        }
    }

    /// The SHA-256 of the bit patterns.
    public func digest() -> String { sha256(bytes) }
}

extension Parameter: Module {
    /// Visits the parameter itself.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) { body(&self) }
}

extension Array: Module where Element: Module {
    /// The type of the parameters' numbers.
    public typealias Scalar = Element.Scalar
    /// Visits the parameters of the elements, in order.
    public mutating func forEachParameter(_ body: (inout Parameter<Element.Scalar>) -> Void) {
        for i in indices { self[i].forEachParameter(body) }
    }
}

extension Optional: Module where Wrapped: Module {
    /// The type of the parameters' numbers.
    public typealias Scalar = Wrapped.Scalar
    /// Visits the parameters, if there is something that has any.
    public mutating func forEachParameter(_ body: (inout Parameter<Wrapped.Scalar>) -> Void) {
        self?.forEachParameter(body)
    }
}
