extension Tensor: CustomStringConvertible {
    /// The shape and the first elements: `Tensor<Float>[2, 3] 1.0 2.0 3.0 4.0 5.0 6.0`, with `…` after the eighth.
    public var description: String {
        let shown = (0..<Swift.min(count, 8)).map { " \(start[$0])" }.joined()
        return "Tensor<\(Scalar.self)>\(shape)\(shown)\(count > 8 ? " …" : "")"
    }
}
