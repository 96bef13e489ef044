import Lab

/// The small convnet of Section 6.7's reproduction, without normalization: two convolutions, two pools, two dense layers.
private struct ConvolutionalNetwork: Module {
    var convolutions: [Convolution<Float>]
    var dense: [Dense<Float>]

    init(random: inout RandomStream) {
        convolutions = [
            Convolution(inputs: 1, outputs: 16, window: 3, padding: 1, random: &random),
            Convolution(inputs: 16, outputs: 32, window: 3, padding: 1, random: &random),
        ]
        dense = [
            Dense(inputs: 32 * 7 * 7, outputs: 64, random: &random),
            Dense(inputs: 64, outputs: 10, random: &random),
        ]
    }

    func callAsFunction(_ x: Variable<Float>) -> Variable<Float> {
        var h = x
        for convolution in convolutions { h = maxPool(relu(convolution(h)), window: 2) }
        return dense[1](relu(dense[0](h.flattened())))
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        convolutions.forEachParameter(body)
        dense.forEachParameter(body)
    }
}

/// A whole training step of the convnet on 64 images.
func convolutionRow(_ peers: Peers) -> Row {
    var random = RandomStream(key: 3)
    var model = ConvolutionalNetwork(random: &random)
    var optimizer = Adam<Float>(learningRate: 0.001)
    let numbers = (0..<64 * 784).map { _ in Float(random.uniform()) }
    let images = Variable(Tensor<Float>([64, 1, 28, 28], numbers))
    let labels = (0..<64).map { Int32($0 % 10) }
    return Row(
        name: "conv", unit: .milliseconds, peerName: "PyTorch eager, fused Adam",
        ours: {
            seconds {
                for _ in 0..<5 {
                    let (_, gradient) = valueAndGradient(of: &model) {
                        softmaxCrossEntropy($0(images), labels)
                    }
                    optimizer.update(&model, along: gradient)
                }
            } / 5
        },
        peer: peers.pyTorch.map { torch in { torch.time("conv") } })
}
