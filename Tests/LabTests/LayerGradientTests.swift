import Lab
import SmallTrainings
import Testing

/// The gradients of layers, normalizations and shapes against finite differences, in Double.
@Suite struct LayerGradientTests {
    private static func parameters(_ shapes: [[Int]], key: UInt64) -> [Parameter<Double>] {
        var random = RandomStream(key: key)
        return shapes.map { shape in
            Parameter(Tensor(shape, (0..<shape.reduce(1, *)).map { _ in random.normal() }))
        }
    }

    /// Compares the gradient of Σ y·dy, for an operation of parameters with the given shapes.
    private func check(
        _ shapes: [[Int]], key: UInt64, sourceLocation: SourceLocation = #_sourceLocation,
        _ operation: ([Variable<Double>]) -> Variable<Double>
    ) {
        let model = Self.parameters(shapes, key: key)
        let shape = operation(model.map(\.variable)).shape
        let dy = Self.parameters([shape], key: key + 1000)[0].value
        expectGradientMatchesDifferences(of: model, tolerance: 1e-6, sourceLocation: sourceLocation) {
            weighted(operation($0.map(\.variable)), by: dy)
        }
    }

    @Test(arguments: [(1, 4), (3, 1), (4, 2), (3, 33)])
    func rows(rows: Int, columns: Int) {
        check([[rows, columns], [columns]], key: 101) { rmsNormalization($0[0], gain: $0[1], epsilon: 1e-2) }
        // A row of one number has a gradient of 0 but for rounding: PyTorch's fixtures have that case.
        if columns > 1 { check([[rows, columns], [rows]], key: 102) { normalizedRows($0[0], gain: $0[1]) } }
        check([[rows, columns]], key: 103) { softmax($0[0]) }
    }

    @Test(arguments: [(1, 2, 2, 3), (3, 4, 1, 2), (2, 1, 3, 3), (2, 6, 3, 2)])
    func images(batch: Int, channels: Int, height: Int, width: Int) {
        var random = RandomStream(key: 104)
        let shape = [channels, height, width]
        let x = Parameter<Double>(random.tensor(batch, channels, height, width))
        let dy = random.tensor(batch, channels, height, width)
        var layers: [AnyImageNormalization<Double>] = [
            .group(GroupNormalization(channels: channels, groups: 1, epsilon: 1e-2)),
            .group(
                GroupNormalization(channels: channels, groups: channels > 1 ? channels / 2 : 1, epsilon: 1e-2)
            ),
            .instance(InstanceNormalization(channels: channels, epsilon: 1e-2)),
            .batch(ImageBatchNormalization(channels: channels, epsilon: 1e-2, variance: .unbiased)),
            .layer(ImageLayerNormalization(shape, .perUnit, epsilon: 1e-2)),
            .layer(ImageLayerNormalization(shape, .perChannel, epsilon: 1e-2)),
        ]
        for i in layers.indices {
            layers[i].forEachParameter {
                if $0.kind == .trained {
                    $0.value = Tensor($0.value.shape, $0.value.scalars.map { _ in random.normal() })
                }
            }
            expectGradientMatchesDifferences(of: Pair(x, layers[i]), tolerance: 1e-6) {
                weighted($0.second($0.first.variable), by: dy)
            }
        }
    }

    @Test(arguments: [
        (2, 3, 3, 1, 1), (1, 2, 2, 2, 0), (3, 1, 1, 1, 0), (2, 4, 4, 1, 1), (2, 2, 3, 3, 2),
    ])
    func convolutions(batch: Int, height: Int, width: Int, stride: Int, padding: Int) {
        check([[batch, 2, 4, 5], [3, 2, height, width], [3]], key: 105) {
            convolution($0[0], $0[1], bias: $0[2], stride: stride, padding: padding)
        }
        // An image without a gradient, as in a first layer, and an image that is used twice.
        let image = Self.parameters([[batch, 1, 4, 5]], key: 106)[0]
        check([[1, 1, height, width]], key: 107) {
            convolution(Variable(image.value), $0[0], stride: stride, padding: padding)
        }
        check([[1, 1, 4, 4], [1, 1, 3, 3]], key: 108) {
            convolution(convolution($0[0], $0[1], padding: 1), $0[1], padding: 1) + $0[0]
        }
    }

    @Test(arguments: [(2, 2), (3, 1), (2, 3), (1, 1), (4, 4)])
    func pools(window: Int, stride: Int) {
        check([[2, 2, 5, 4]], key: 109) { maxPool($0[0], window: window, stride: stride) }
        check([[2, 2, 5, 4]], key: 110) { averagePool($0[0], window: window, stride: stride) }
    }

    @Test func shapes() {
        check([[2, 3, 4]], key: 111) { $0[0].reshaped(to: [4, 6]) }
        check([[2, 3, 4, 2]], key: 112) { $0[0].flattened() }
        for axis in 0..<3 { check([[2, 3, 4, 2]], key: 113) { exchangeAxes($0[0], axis) } }
    }

    @Test func tablesAndProducts() {
        check([[4, 3]], key: 114) {
            gatherRows($0[0], [3, 1, 1, 0, 3]) + gatherRows($0[0], [0, 0, 1, 2, 3])
        }
        check([[2, 3, 4], [2, 4, 5]], key: 115) { batchedProduct($0[0], $0[1]) }
        check([[2, 3, 4], [2, 5, 4]], key: 116) { batchedProduct($0[0], $0[1], transposeB: true) }
        check([[2, 3, 3]], key: 117) { batchedProduct($0[0], $0[0], transposeB: true) }
    }

    @Test func attention() {
        let mask = Tensor<Double>([2, 4], [1, 1, 0, 1, 0, 0, 1, 0])
        check([[2, 4]], key: 118) { softmax($0[0], mask: mask) }
        check([[2, 4], [2, 4, 3]], key: 119) { attend(scores: $0[0], over: $0[1], mask: mask) }
        check([[2, 3, 4], [2, 5, 4], [2, 5, 6]], key: 120) {
            scaledDotProductAttention($0[0], $0[1], $0[2], heads: 2)
        }
        // Attention of a sequence to itself: one variable in three places.
        check([[1, 3, 4]], key: 121) { scaledDotProductAttention($0[0], $0[0], $0[0], heads: 4) }
    }

    @Test func dropped() {
        check([[5, 6]], key: 122) { p in
            var random = RandomStream(key: 9)
            return dropout(p[0], rate: 0.4, random: &random, .training)
        }
    }

    @Test func layers() {
        var random = RandomStream(key: 123)
        let (x, dy) = (random.tensor(2, 1, 5, 5), random.tensor(2, 3))
        let model = Pair(
            Convolution<Double>(inputs: 1, outputs: 2, window: 3, stride: 2, padding: 1, random: &random),
            WeightNormalizedDense<Double>(inputs: 18, outputs: 3, random: &random))
        expectGradientMatchesDifferences(of: model, tolerance: 1e-6) {
            weighted($0.second(tanh($0.first(Variable(x))).flattened()), by: dy)
        }
        let words = Pair(
            Embedding<Double>(symbols: 4, features: 3, random: &random),
            Normalization<Double>.rms(RMSNormalization(units: 3)))
        expectGradientMatchesDifferences(of: words, tolerance: 1e-6) {
            weighted($0.second($0.first([2, 0]), .training), by: dy)
        }
    }
}
