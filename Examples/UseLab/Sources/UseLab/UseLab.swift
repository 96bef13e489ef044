import Lab

/// A network with one hidden, layer-normalized layer.
struct Network: Module {
    var hidden: Dense<Float>
    var normalization = LayerNormalization<Float>(units: 32)
    var output: Dense<Float>

    func callAsFunction(_ x: Variable<Float>) -> Variable<Float> {
        output(relu(normalization(hidden(x))))
    }

    mutating func forEachParameter(_ body: (inout Parameter<Float>) -> Void) {
        hidden.forEachParameter(body)
        normalization.forEachParameter(body)
        output.forEachParameter(body)
    }
}

@main
struct UseLab {
    /// Learns whether a point of the plane lies in the unit circle, and says what it learned.
    static func main() {
        var random = RandomStream(key: 1)
        let numbers = (0..<2000).map { _ in Float(3 * random.uniform() - 1.5) }
        let points = Tensor<Float>([1000, 2], numbers)
        let labels = (0..<1000).map { i -> Int32 in
            let (x, y) = (numbers[2 * i], numbers[2 * i + 1])
            return x * x + y * y < 1 ? 1 : 0
        }
        let data = LabeledImages(images: points, labels: labels)
        let parts = data.split(into: [800, 200], random: &random)

        var network = Network(
            hidden: Dense(inputs: 2, outputs: 32, random: &random),
            output: Dense(inputs: 32, outputs: 2, random: &random))
        var optimizer = Adam<Float>(learningRate: 0.01)
        for _ in 0..<60 {
            for batch in parts[0].batches(of: 50, random: &random) {
                let (_, gradient) = valueAndGradient(of: &network) { network in
                    softmaxCrossEntropy(network(Variable(batch.images)), batch.labels)
                }
                optimizer.update(&network, along: gradient)
            }
        }
        let result = fit(of: network(Variable(parts[1].images)).value, to: parts[1].labels)
        print("wrong answers among 200 new points: \(Int(result.errorRate * 200 + 0.5))")
        print("the network's digest: \(network.digest())")
        precondition(result.errorRate < 0.1, "the network has not learned the circle")
    }
}
