import Lab

/// Whole training steps.
func trainingRows(_ peers: Peers) -> [Row] {
    [128, 4].map { batchSize in
        Row(
            name: "mlp-\(batchSize)", unit: .milliseconds, peerName: "PyTorch eager, fused Adam",
            ours: steps(batchSize: batchSize),
            peer: peers.pyTorch.map { torch in { torch.time("mlp-\(batchSize)") } })
    }
}

/// The network of Section 6.6 with layer normalization on both hidden layers.
struct Classifier: Module {
    var layers: [Dense<Float>]
    var normalizations: [LayerNormalization<Float>]

    init(random: inout RandomStream) {
        layers = [
            Dense(inputs: 784, outputs: 1000, bias: false, random: &random),
            Dense(inputs: 1000, outputs: 1000, bias: false, random: &random),
            Dense(inputs: 1000, outputs: 10, random: &random),
        ]
        normalizations = [LayerNormalization(units: 1000), LayerNormalization(units: 1000)]
    }

    func callAsFunction(_ x: Variable<Float>) -> Variable<Float> {
        let h = relu(normalizations[0](layers[0](x)))
        return layers[2](relu(normalizations[1](layers[1](h))))
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        layers.forEachParameter(body)
        normalizations.forEachParameter(body)
    }
}

/// One training step on made-up digits; the returned closure measures the mean of a few.
func steps(batchSize: Int) -> Row.Side {
    var random = RandomStream(key: 1)
    var model = Classifier(random: &random)
    var optimizer = Adam<Float>(learningRate: 0.001)
    let images = Variable(
        Tensor<Float>([batchSize, 784], (0..<batchSize * 784).map { _ in Float(random.uniform()) }))
    let labels = (0..<batchSize).map { Int32($0 % 10) }
    let repetitions = batchSize > 16 ? 5 : 20
    return {
        seconds {
            for _ in 0..<repetitions {
                let (_, gradient) = valueAndGradient(of: &model) { softmaxCrossEntropy($0(images), labels) }
                optimizer.update(&model, along: gradient)
            }
        } / Double(repetitions)
    }
}

/// Every row, in the order of the table.
func allRows(_ peers: Peers) -> [Row] {
    let rows =
        kernelRows(peers) + trainingRows(peers) + [convolutionRow(peers)] + recurrentRows(peers)
        + [drawRow(peers)]
    return rows + rows.compactMap { compiled($0, peers) } + growthRows() + sweepRows(peers)
        + siteRows()
}

/// The same work against the peer with its compiler, where it has one for it.
private func compiled(_ row: Row, _ peers: Peers) -> Row? {
    guard let torch = peers.pyTorch, ["mlp-128", "mlp-4", "conv", "lnlstm", "lngru"].contains(row.name)
    else { return nil }
    let name = row.name + "-compiled"
    return Row(
        name: name, unit: row.unit, peerName: "PyTorch, torch.compile", ours: row.ours,
        peer: { torch.time(name) }, obstacle: { torch.obstacle(to: name) })
}
