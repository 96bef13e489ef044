import Lab

/// The settings of Section 6.4, with Gregor's for what the paper leaves out.
private let (batch, side, glimpses, units, latents) = (128, 28, 64, 256, 100)

/// DRAW with attention, its LSTMs with a normalized cell (equations 29–31), as Gregor et al. 2015 (arXiv 1502.04623) have
/// it, but that a filter is normalized as a softmax.
private struct Draw: Module {
    var encoder: LSTM<Float>
    var decoder: LSTM<Float>
    /// Mean and logarithm of the deviation of the latents; the windows to read and to write; what is written.
    var layers: [Dense<Float>]

    init(random: inout RandomStream) {
        encoder = LSTM(inputs: 2 * 2 * 2 + units, units: units, .cell(), random: &random)
        decoder = LSTM(inputs: latents, units: units, .cell(), random: &random)
        layers = [latents, latents, 5, 5, 5 * 5].map { Dense(inputs: units, outputs: $0, random: &random) }
    }

    /// The bound on −log p(x) in nats: images x of shape [batch, 784], their pixels as labels, noise for each glimpse.
    func bound(
        _ x: Variable<Float>, _ pixels: [Int32], noise: [Variable<Float>]
    ) -> Variable<Float> {
        var canvas = Variable(Tensor<Float>(zeros: x.shape))
        var (encoded, decoded) = (encoder.initialState(batch: batch), decoder.initialState(batch: batch))
        var divergence = Variable(Tensor<Float>(zeros: []))
        for noise in noise {
            let read = glimpse(of: x, and: x - sigmoid(canvas), at: layers[2](decoded.output))
            encoded = encoder.step(joinedColumns(read, decoded.output), encoded)
            let (mean, logarithm) = (layers[0](encoded.output), layers[1](encoded.output))
            let deviation = exp(logarithm)
            divergence =
                divergence + scale(sum(mean * mean + deviation * deviation), by: 0.5) - sum(logarithm)
            decoded = decoder.step(mean + deviation * noise, decoded)
            canvas = canvas + stroke(layers[4](decoded.output), at: layers[3](decoded.output))
        }
        // −log σ(±c) is the cross-entropy of the logits 0 and c.
        let logits = product(
            canvas.reshaped(to: [batch * side * side, 1]), Variable(Tensor([1, 2], [0, 1])))
        let reconstruction = scale(softmaxCrossEntropy(logits, pixels), by: Float(side * side))
        let constant = Variable(Tensor<Float>([], [-0.5 * Float(noise.count * latents)]))
        return reconstruction + scale(divergence, by: 1 / Float(batch)) + constant
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        encoder.forEachParameter(body)
        decoder.forEachParameter(body)
        layers.forEachParameter(body)
    }
}

/// γ·F_Y·v·F_Xᵀ of two images, side by side, through a window of 2 × 2.
private func glimpse(
    of x: Variable<Float>, and error: Variable<Float>, at window: Variable<Float>
) -> Variable<Float> {
    let (vertical, horizontal) = filters(window, size: 2)
    func patch(_ v: Variable<Float>) -> Variable<Float> {
        batchedProduct(
            batchedProduct(vertical, v.reshaped(to: [batch, side, side])), horizontal, transposeB: true
        ).reshaped(to: [batch, 4])
    }
    return joinedColumns(patch(x), patch(error)) * spread(exp(column(4, of: window)), over: 8)
}

/// F_Yᵀ·w·F_X / γ: what a window of 5 × 5 puts on the canvas.
private func stroke(_ w: Variable<Float>, at window: Variable<Float>) -> Variable<Float> {
    let (vertical, horizontal) = filters(window, size: 5)
    let picture = batchedProduct(
        batchedProduct(exchangeAxes(vertical, 1), w.reshaped(to: [batch, 5, 5])), horizontal
    ).reshaped(to: [batch, side * side])
    return picture * spread(exp(scale(column(4, of: window), by: -1)), over: side * side)
}

/// The filters of a window, [batch, size, side] for rows and for columns: Gaussians around `size` places δ apart.
private func filters(
    _ window: Variable<Float>, size: Int
) -> (vertical: Variable<Float>, horizontal: Variable<Float>) {
    let half = Float(side + 1) / 2
    let step = Float(side - 1) / Float(size - 1)
    let offsets = (0..<size).map { step * (Float($0) - Float(size) / 2 + 0.5) }
    let places = product(exp(column(2, of: window)), Variable(Tensor([1, size], offsets)))
    // −1 / 2σ², for each place and pixel.
    let width = scale(exp(scale(column(3, of: window), by: -1)), by: -0.5)
    let widths = spread(spread(width, over: size).reshaped(to: [batch * size, 1]), over: side)
    let pixels = Variable(Tensor([side], (0..<side).map { Float($0) }))
    func filter(_ centre: Int) -> Variable<Float> {
        let middle = scale(column(centre, of: window), by: half)
        let means = addRow(
            spread(middle, over: size) + places, Variable(Tensor(repeating: half, [size])))
        let distance = addRow(
            spread(scale(means, by: -1).reshaped(to: [batch * size, 1]), over: side), pixels)
        return softmax(distance * distance * widths).reshaped(to: [batch, size, side])
    }
    return (filter(1), filter(0))
}

/// Column k of a window's five numbers: x, y, logarithms of distance, variance and intensity.
private func column(_ k: Int, of window: Variable<Float>) -> Variable<Float> {
    product(window, Variable(Tensor([5, 1], (0..<5).map { $0 == k ? 1 : 0 })))
}

/// A column, so many times side by side.
private func spread(_ x: Variable<Float>, over columns: Int) -> Variable<Float> {
    product(x, Variable(Tensor(repeating: 1, [1, columns])))
}

/// A whole training step of DRAW on 128 images.
func drawRow(_ peers: Peers) -> Row {
    var random = RandomStream(key: 4)
    var model = Draw(random: &random)
    var optimizer = Adam<Float>(learningRate: 0.001)
    let pixels = (0..<batch * side * side).map { _ in Int32(random.uniform() < 0.2 ? 1 : 0) }
    let images = Variable(Tensor<Float>([batch, side * side], pixels.map { Float($0) }))
    let noise = (0..<glimpses).map { _ in
        Variable(Tensor([batch, latents], (0..<batch * latents).map { _ in Float(random.normal()) }))
    }
    return Row(
        name: "draw", unit: .milliseconds, peerName: "PyTorch eager, the same equations",
        ours: {
            seconds {
                let (_, gradient) = valueAndGradient(of: &model) { $0.bound(images, pixels, noise: noise) }
                optimizer.update(&model, along: gradient)
            }
        },
        peer: peers.pyTorch.map { torch in { torch.time("draw") } })
}
