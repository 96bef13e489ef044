import Lab
import Testing

extension ONNXCase {
    /// From an axis on, all axes are normalized together: rows of a matrix. Of four axes from the second on it is the layer
    /// of images as well.
    func layerNormalization() throws -> Tensor<Scalar> {
        let x = try tensor("X")
        let rows = x.shape[..<(try whole("axis"))].reduce(1, *)
        var layer = LayerNormalization<Scalar>(units: x.count / rows, epsilon: try scalar("epsilon"))
        let (gain, bias) = (try tensor("W"), try tensor("B"))
        layer.gain.value = gain.reshaped(to: [gain.count])
        layer.bias.value = bias.reshaped(to: [bias.count])
        let y = layer(Variable(x.reshaped(to: [rows, x.count / rows]))).value.reshaped(to: x.shape)
        if x.shape.count == 4, try whole("axis") == 1 {
            var image = ImageLayerNormalization<Scalar>(
                Array(x.shape.dropFirst()), .perUnit, epsilon: try scalar("epsilon"))
            (image.gain.value, image.bias.value) = (gain, bias)
            #expect(image(Variable(x)).value == y)
        }
        return y
    }

    func rmsNormalization() throws -> Tensor<Scalar> {
        let x = try tensor("X")
        let rows = x.shape[..<(try whole("axis"))].reduce(1, *)
        var layer = RMSNormalization<Scalar>(units: x.count / rows, epsilon: try scalar("epsilon"))
        layer.gain.value = try tensor("W").reshaped(to: [x.count / rows])
        return layer(Variable(x.reshaped(to: [rows, x.count / rows]))).value.reshaped(to: x.shape)
    }

    /// ONNX's momentum is the share that stays, and the running variance is the biased one.
    func batchNormalization() throws -> [String: Tensor<Scalar>] {
        let x = try variable("x")
        var layer = ImageBatchNormalization<Scalar>(
            channels: x.shape[1], epsilon: try scalar("epsilon"), momentum: 1 - (try scalar("momentum")),
            running: .biased)
        layer.matrix.gain.value = try tensor("s")
        layer.matrix.bias.value = try tensor("bias")
        layer.matrix.runningMean.value = try tensor("mean")
        layer.matrix.runningVariance.value = try tensor("var")
        guard try flag("training") else { return ["y": layer(x, .inference).value] }
        var y: Tensor<Scalar>?
        _ = valueAndGradient(of: &layer) { layer in
            let result = layer(x, .training)
            y = result.value
            return sum(result)
        }
        return [
            "y": try #require(y), "output_mean": layer.matrix.runningMean.value,
            "output_var": layer.matrix.runningVariance.value,
        ]
    }

    func instanceNormalization() throws -> Tensor<Scalar> {
        let x = try variable("x")
        var layer = InstanceNormalization<Scalar>(channels: x.shape[1], epsilon: try scalar("epsilon"))
        (layer.gain.value, layer.bias.value) = (try tensor("s"), try tensor("bias"))
        return layer(x).value
    }

    func groupNormalization() throws -> Tensor<Scalar> {
        let x = try variable("x")
        var layer = GroupNormalization<Scalar>(
            channels: x.shape[1], groups: try whole("groups"), epsilon: try scalar("epsilon"))
        (layer.gain.value, layer.bias.value) = (try tensor("scale"), try tensor("bias"))
        return layer(x).value
    }
}
