package import Lab

extension RandomStream {
    /// A tensor of normal numbers.
    package mutating func tensor<Scalar: TensorScalar>(
        _ shape: Int..., as type: Scalar.Type = Double.self
    ) -> Tensor<Scalar> {
        Tensor(shape, (0..<shape.reduce(1, *)).map { _ in Scalar(normal()) })
    }
}
