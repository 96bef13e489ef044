import Dispatch
import Foundation
import Lab

/// Whole training steps, and how they scale when several run at once.
func trainingRows(_ peers: Peers) -> [Row] {
    [128, 4].map { batchSize in
        Row(
            name: "mlp-\(batchSize)", unit: .milliseconds, peerName: "PyTorch eager, fused Adam",
            ours: steps(batchSize: batchSize),
            peer: peers.pyTorch.map { torch in { torch.time("mlp-\(batchSize)") } })
    } + [scaling()]
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
private func steps(batchSize: Int) -> Row.Side {
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

/// How much more a run on every core gets done than one run alone: the ratio's ideal is the number of cores.
private func scaling() -> Row {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let sides = (0..<cores).map { _ in UncheckedSendable(steps(batchSize: 128)) }
    return Row(
        name: "sweep-scaling", unit: .rate("steps/s", perCall: 1), peerName: "one core",
        ours: {
            let all = seconds {
                DispatchQueue.concurrentPerform(iterations: cores) { _ = sides[$0].value() }
            }
            return all / Double(5 * cores)
        },
        peer: { sides[0].value() })
}

/// Each closure is called by one thread at a time: a thread has its own.
private struct UncheckedSendable<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}

/// Every row, in the order of the table.
func allRows(_ peers: Peers) -> [Row] {
    kernelRows(peers) + trainingRows(peers) + [convolutionRow(peers)] + recurrentRows(peers) + siteRows()
}
