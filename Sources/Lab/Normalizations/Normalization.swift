/// A place in a model where any normalization, or none, can stand.
public enum Normalization<Scalar: TensorScalar>: Module {
    /// The identity.
    case none
    /// See `LayerNormalization`.
    case layer(LayerNormalization<Scalar>)
    /// See `BatchNormalization`.
    case batch(BatchNormalization<Scalar>)
    /// See `RMSNormalization`.
    case rms(RMSNormalization<Scalar>)

    /// Whether nothing stands here, so that the layer before it needs a bias of its own.
    public var isNone: Bool { if case .none = self { true } else { false } }

    /// Applies it to x, of shape [batch, units].
    public func callAsFunction(
        _ x: Variable<Scalar>, _ phase: Phase, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        switch self {
        case .none: x
        case .layer(let layer): layer(x, file: file, line: line)
        case .batch(let batch): batch(x, phase, file: file, line: line)
        case .rms(let rms): rms(x, file: file, line: line)
        }
    }

    /// Visits the parameters of the normalization.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        switch self {
        case .none: break
        case .layer(var layer):
            // `self` lets go of its copy first, so that writing to the parameters copies nothing.
            self = .none
            layer.forEachParameter(body)
            self = .layer(layer)
        case .batch(var batch):
            self = .none
            batch.forEachParameter(body)
            self = .batch(batch)
        case .rms(var rms):
            self = .none
            rms.forEachParameter(body)
            self = .rms(rms)
        }
    }
}
