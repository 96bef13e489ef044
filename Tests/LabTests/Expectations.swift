import Lab
import TestSupport
import Testing

/// Expects a tensor's shape, then its numbers.
func expectClose<Scalar: TensorScalar>(
    _ actual: Tensor<Scalar>, _ expected: Tensor<Scalar>, tolerance: Scalar, floor: Scalar = 0,
    _ what: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.shape == expected.shape else {
        Issue.record(
            "\(what) has the shape \(actual.shape), expected \(expected.shape)",
            sourceLocation: sourceLocation)
        return
    }
    expectClose(
        actual.scalars, expected.scalars, tolerance: tolerance, floor: floor, what,
        sourceLocation: sourceLocation)
}

/// Sum of y·dy: a loss whose gradient with respect to y is dy.
func weighted<Scalar>(_ y: Variable<Scalar>, by dy: Tensor<Scalar>) -> Variable<Scalar> {
    sum(multiply(y, Variable(dy)))
}

/// Compares the gradient of a loss with central differences: (f(p + h) − f(p − h)) / 2h for each number of each
/// trained parameter. In Double with h = 1e-6 and numbers near 1 they agree to about 1e-9.
func expectGradientMatchesDifferences<Model: Module<Double>>(
    of model: Model, tolerance: Double = 1e-7, sourceLocation: SourceLocation = #_sourceLocation,
    _ loss: (Model) -> Variable<Double>
) {
    var model = model
    let (_, gradient) = valueAndGradient(of: &model, loss)
    let h = 1e-6
    var index = 0
    var trained = -1
    var differences: [Tensor<Double>] = []
    let start = model
    model.forEachParameter { parameter in
        defer { index += 1 }
        guard parameter.kind == .trained else { return }
        trained += 1
        let slot = index
        let original = parameter.value
        let numbers = original.scalars.indices.map { i in
            func value(_ step: Double) -> Double {
                var scalars = original.scalars
                scalars[i] += step
                var moved = start
                var place = 0
                moved.forEachParameter {
                    if place == slot { $0.value = Tensor(original.shape, scalars) }
                    place += 1
                }
                return loss(moved).scalar()
            }
            return (value(h) - value(-h)) / (2 * h)
        }
        differences.append(Tensor(original.shape, numbers))
    }
    #expect(gradient.tensors.count == differences.count, sourceLocation: sourceLocation)
    for (i, (g, d)) in zip(gradient.tensors, differences).enumerated() {
        expectClose(g, d, tolerance: tolerance, "gradient of parameter \(i)", sourceLocation: sourceLocation)
    }
}
