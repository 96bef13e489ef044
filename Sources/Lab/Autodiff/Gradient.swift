/// The gradient of a loss: one tensor for each trained parameter of a model, in the model's order.
public struct Gradient<Scalar: TensorScalar>: Sendable {
    /// The partial derivatives, shaped like the parameters. Zeros for a parameter that had no part in the loss.
    public var tensors: [Tensor<Scalar>]

    /// The length of all of it as one vector: √Σg², summed per tensor and then over the tensors in order.
    public func norm() -> Scalar {
        var squares: Scalar = 0
        for tensor in tensors { squares += Scalar.dot(tensor.start, tensor.start, tensor.count) }
        return squares.squareRoot()
    }
}

/// Computes a loss and its gradient with respect to the trained parameters of a model.
///
/// The closure gets the model with its parameters bound to a new tape and returns a loss with one element. Statistics
/// that the forward pass assigned (running means, say) are written into `model` afterwards.
///
///     let (loss, gradient) = valueAndGradient(of: &model) { model in
///         softmaxCrossEntropy(model(Variable(images), .training), labels)
///     }
///     optimizer.update(&model, along: gradient)
public func valueAndGradient<Model: Module>(
    of model: inout Model, file: StaticString = #fileID, line: UInt = #line,
    _ loss: (Model) throws -> Variable<Model.Scalar>
) rethrows -> (loss: Model.Scalar, gradient: Gradient<Model.Scalar>) {
    let tape = Tape<Model.Scalar>()
    model.forEachParameter { $0.binding = (tape, tape.newSlot()) }
    // Whatever happens, the model must not keep the tape.
    defer { model.forEachParameter { $0.binding = nil } }

    let result = try loss(model)
    let value = result.scalar(file: file, line: line)
    if let slot = result.slot { tape.backward(from: slot, Tensor(repeating: 1, result.shape)) }

    var slot = 0
    var tensors: [Tensor<Model.Scalar>] = []
    model.forEachParameter { parameter in
        if let assigned = tape.assignments[slot] { parameter.value = assigned }
        if parameter.kind == .trained {
            tensors.append(tape.takeGradient(slot) ?? Tensor(zeros: parameter.value.shape))
        }
        slot += 1
    }
    return (value, Gradient(tensors: tensors))
}
