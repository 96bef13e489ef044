import Lab
import SmallTrainings
import TestSupport
import Testing

/// What must hold between layers, most of it to the last bit.
@Suite struct LayerLawTests {
    /// An image normalization's result and gradients, with the given gain and bias.
    private func run(
        _ layer: AnyImageNormalization<Float>, _ x: Tensor<Float>, gain: [Float], bias: [Float],
        _ dy: Tensor<Float>
    ) -> [[Float]] {
        var model = Pair(Parameter(x), layer)
        var index = 0
        model.second.forEachParameter {
            if index < 2 { $0.value = Tensor($0.value.shape, index == 0 ? gain : bias) }
            index += 1
        }
        var y: Tensor<Float>?
        let (_, gradient) = valueAndGradient(of: &model) { model in
            let result = model.second(model.first.variable)
            y = result.value
            return weighted(result, by: dy)
        }
        return [y!.scalars] + gradient.tensors.map(\.scalars)
    }

    @Test(arguments: [(3, 4, 2, 3), (1, 3, 5, 7), (2, 1, 6, 6)])
    func imageNormalizationsAreOneFamily(batch: Int, channels: Int, height: Int, width: Int) {
        var random = RandomStream(key: 141)
        let x = random.tensor(batch, channels, height, width, as: Float.self)
        let dy = random.tensor(batch, channels, height, width, as: Float.self)
        let (gain, bias) = (
            random.tensor(channels, as: Float.self).scalars, random.tensor(channels, as: Float.self).scalars
        )
        let size = height * width
        // One group is layer normalization with a gain for each channel …
        let oneGroup = run(
            .group(GroupNormalization(channels: channels, groups: 1)), x, gain: gain, bias: bias, dy)
        let layer = run(
            .layer(ImageLayerNormalization([channels, height, width], .perChannel)), x, gain: gain,
            bias: bias, dy)
        #expect(oneGroup == layer)
        // … and with a gain for each unit, if they are equal within a channel.
        let perUnit = run(
            .layer(ImageLayerNormalization([channels, height, width], .perUnit)), x,
            gain: gain.flatMap { [Float](repeating: $0, count: size) },
            bias: bias.flatMap { [Float](repeating: $0, count: size) }, dy)
        #expect(perUnit[0] == oneGroup[0] && perUnit[1] == oneGroup[1])
        // A group for each channel is instance normalization.
        let groups = run(
            .group(GroupNormalization(channels: channels, groups: channels)), x, gain: gain, bias: bias, dy)
        let instance = run(
            .instance(InstanceNormalization(channels: channels)), x, gain: gain, bias: bias, dy)
        #expect(groups == instance)
        #expect(channels == 1 ? groups == oneGroup : groups[0] != oneGroup[0])
    }

    /// Over images layer normalization is layer normalization of the flattened cases.
    @Test func imageLayerNormalizationIsLayerNormalization() {
        var random = RandomStream(key: 142)
        let (x, dy) = (random.tensor(3, 2, 4, 5, as: Float.self), random.tensor(3, 2, 4, 5, as: Float.self))
        let (gain, bias) = (random.tensor(40, as: Float.self), random.tensor(40, as: Float.self))
        let image = run(
            .layer(ImageLayerNormalization([2, 4, 5], .perUnit)), x, gain: gain.scalars, bias: bias.scalars,
            dy)
        var flat = [Parameter(x.reshaped(to: [3, 40])), Parameter(gain), Parameter(bias)]
        var y: [Float] = []
        let (_, gradient) = valueAndGradient(of: &flat) { p in
            let result = layerNormalization(p[0].variable, gain: p[1].variable, bias: p[2].variable)
            y = result.value.scalars
            return weighted(result, by: dy.reshaped(to: [3, 40]))
        }
        #expect(image == [y] + gradient.tensors.map(\.scalars))
    }

    /// Batch normalization of images is that of the matrix of their pixels, to the last bit: the result, all gradients
    /// and the running statistics.
    @Test(
        arguments: [(6, 5, 1, 1), (3, 2, 4, 5), (2, 16, 3, 4), (3, 19, 7, 7)], [Phase.training, .inference])
    func imageBatchNormalizationIsBatchNormalization(shape: (Int, Int, Int, Int), phase: Phase) {
        var random = RandomStream(key: 143)
        let (batch, channels, places) = (shape.0, shape.1, shape.2 * shape.3)
        let x = random.tensor(batch, channels, shape.2, shape.3, as: Float.self)
        let dy = random.tensor(batch, channels, shape.2, shape.3, as: Float.self)
        func run(
            _ layer: BatchNormalization<Float>,
            _ normalize: (BatchNormalization<Float>, Variable<Float>) -> Variable<Float>
        ) -> [[Float]] {
            var model = Pair(Parameter(x), layer)
            var y: Tensor<Float>?
            let (_, gradient) = valueAndGradient(of: &model) {
                let result = normalize($0.second, $0.first.variable)
                y = result.value
                return weighted(result, by: dy)
            }
            return [y!.scalars] + gradient.tensors.map(\.scalars) + model.parameters.map(\.scalars)
        }
        var layer = BatchNormalization<Float>(units: channels)
        layer.gain.value = random.tensor(channels, as: Float.self)
        layer.bias.value = random.tensor(channels, as: Float.self)
        var images = ImageBatchNormalization<Float>(channels: channels)
        let overImages = run(layer) { layer, x in
            images.matrix = layer
            return images(x, phase)
        }
        let overRows = run(layer) { layer, x in
            let rows = exchangeAxes(x.reshaped(to: [batch, channels, places]), 1)
            let y = layer(rows.reshaped(to: [batch * places, channels]), phase)
            return exchangeAxes(y.reshaped(to: [batch, places, channels]), 1).reshaped(to: x.shape)
        }
        #expect(overImages == overRows)
    }

    /// A case does not depend on the rest of its batch, to the last bit; batch normalization is there for the batch.
    @Test func aCaseStandsAlone() {
        var random = RandomStream(key: 144)
        let x = random.tensor(3, 4, 5, 6, as: Float.self)
        let second = Tensor([1, 4, 5, 6], Array(x.scalars[120..<240]))
        let convolution = Convolution<Float>(inputs: 4, outputs: 3, window: 3, padding: 1, random: &random)
        let operations: [(Variable<Float>) -> Variable<Float>] = [
            { convolution($0) }, { maxPool($0, window: 2) }, { averagePool($0, window: 3, stride: 1) },
            { GroupNormalization(channels: 4, groups: 2)($0) }, { InstanceNormalization(channels: 4)($0) },
            { ImageLayerNormalization([4, 5, 6], .perChannel)($0) },
            { RMSNormalization(units: 120)($0.flattened()) },
        ]
        for operation in operations {
            let (all, alone) = (operation(Variable(x)).value, operation(Variable(second)).value)
            #expect(Array(all.scalars[alone.count..<2 * alone.count]) == alone.scalars)
        }
    }

    /// A window as large as the image makes a dense layer, with the same bits; so does a window of one at each place.
    @Test func convolutionIsAProduct() {
        var random = RandomStream(key: 145)
        let x = random.tensor(4, 3, 5, 2, as: Float.self)
        let whole = random.tensor(7, 3, 5, 2, as: Float.self)
        let dense = product(
            Variable(x.reshaped(to: [4, 30])), Variable(whole.reshaped(to: [7, 30])), transposeB: true)
        #expect(convolution(Variable(x), Variable(whole)).value.scalars == dense.value.scalars)
        let one = random.tensor(6, 3, 1, 1, as: Float.self)
        let places = exchangeAxes(Variable(x.reshaped(to: [4, 3, 10])), 1).reshaped(to: [40, 3])
        let pointwise = product(places, Variable(one.reshaped(to: [6, 3])), transposeB: true)
        let y = exchangeAxes(pointwise.reshaped(to: [4, 10, 6]), 1)
        #expect(convolution(Variable(x), Variable(one)).value.scalars == y.value.scalars)
    }

    /// A convolution moves with its image.
    @Test func convolutionMovesWithTheImage() {
        var random = RandomStream(key: 146)
        let weight = random.tensor(1, 1, 3, 3, as: Float.self)
        func y(spotAt row: Int, _ column: Int) -> Tensor<Float> {
            var x = Tensor<Float>(zeros: [1, 1, 9, 9])
            x[0, 0, row, column] = 1
            return convolution(Variable(x), Variable(weight), padding: 1).value
        }
        let (a, b) = (y(spotAt: 3, 4), y(spotAt: 5, 3))
        for i in 0..<6 { for j in 1..<8 { #expect(a[0, 0, i, j] == b[0, 0, i + 2, j - 1]) } }
        // A cross-correlation: the spot sees the window turned around.
        #expect(a[0, 0, 2, 3] == weight[0, 0, 2, 2])
    }

    @Test func pools() {
        let x = Variable(Tensor<Float>([1, 1, 2, 4], [1, 2, 5, 5, 3, 4, 5, 5]))
        #expect(maxPool(x, window: 2).value == Tensor([1, 1, 1, 2], [4, 5]))
        #expect(averagePool(x, window: 2).value == Tensor([1, 1, 1, 2], [2.5, 5]))
        var model = Parameter(x.value)
        let (_, gradient) = valueAndGradient(of: &model) { sum(maxPool($0.variable, window: 2)) }
        #expect(gradient.tensors == [Tensor([1, 1, 2, 4], [0, 0, 1, 0, 0, 1, 0, 0])])
    }

    /// Each weight vector's length is of no account; in bits, where it changes by a power of two.
    @Test func weightNormalizationSeesDirectionsOnly() {
        var random = RandomStream(key: 147)
        let (x, v, gain) = (
            random.tensor(4, 9, as: Float.self), random.tensor(3, 9, as: Float.self),
            random.tensor(3, as: Float.self)
        )
        let scales: [Float] = [4, 1, 0.125]
        let scaled = Tensor([3, 9], v.scalars.enumerated().map { $0.element * scales[$0.offset / 9] })
        func y(_ v: Tensor<Float>) -> Tensor<Float> {
            WeightNormalizedDense(direction: v, gain: gain)(Variable(x)).value
        }
        #expect(y(v) == y(scaled))
        // At its start the layer is the plain one, but for rounding; the gain is the length.
        var (a, b) = (RandomStream(key: 148), RandomStream(key: 148))
        let plain = Dense<Double>(inputs: 9, outputs: 3, random: &a)
        let normalized = WeightNormalizedDense<Double>(inputs: 9, outputs: 3, random: &b)
        let xd = Variable(random.tensor(4, 9))
        expectClose(normalized(xd).value, plain(xd).value, tolerance: 1e-14)
    }

    /// The gradient of a weight-normalized layer is orthogonal to the weight vectors: only directions learn.
    @Test func weightNormalizationsGradientIsOrthogonal() {
        var random = RandomStream(key: 149)
        var model = WeightNormalizedDense<Double>(inputs: 6, outputs: 4, random: &random)
        let (x, dy) = (random.tensor(5, 6), random.tensor(5, 4))
        let (_, gradient) = valueAndGradient(of: &model) { weighted($0(Variable(x)), by: dy) }
        let (v, dv) = (model.direction.value, gradient.tensors[0])
        for o in 0..<4 {
            let along = (0..<6).reduce(0.0) { $0 + v[o, $1] * dv[o, $1] }
            #expect(along.magnitude < 1e-13 && dv[o, 0] != 0)
        }
    }

    /// A case's scale is of no account to RMS normalization; in bits, where it is a power of two. A shift is.
    @Test func rmsNormalizationSeesDirectionsOnly() {
        var random = RandomStream(key: 150)
        let (x, gain) = (random.tensor(3, 37, as: Float.self), random.tensor(37, as: Float.self))
        func y(_ f: (Int, Float) -> Float) -> Tensor<Float> {
            let x = Tensor([3, 37], x.scalars.enumerated().map { f($0.offset / 37, $0.element) })
            return rmsNormalization(Variable(x), gain: Variable(gain), epsilon: 0).value
        }
        let plain = y { _, x in x }
        #expect(y { row, x in x * [2, 0.25, 64][row] } == plain)
        #expect(y { _, x in x + 1 } != plain)
        // Rows of zeros stay finite, with ε.
        let zero = rmsNormalization(Variable(Tensor<Float>(zeros: [1, 37])), gain: Variable(gain)).value
        #expect(zero.scalars.allSatisfy { $0 == 0 })
    }

    /// Steps that a mask takes out might as well not be there, to the last bit.
    @Test func whatIsMaskedIsNotThere() {
        var random = RandomStream(key: 151)
        let (scores, states) = (random.tensor(1, 7, as: Float.self), random.tensor(1, 7, 5, as: Float.self))
        let mask = Tensor<Float>([1, 7], [1, 1, 1, 1, 0, 0, 0])
        let masked = attend(scores: Variable(scores), over: Variable(states), mask: mask).value
        let short = attend(
            scores: Variable(Tensor([1, 4], Array(scores.scalars.prefix(4)))),
            over: Variable(Tensor([1, 4, 5], Array(states.scalars.prefix(20))))
        ).value
        #expect(masked == short)
        // Equal scores give the mean.
        let mean = attend(
            scores: Variable(Tensor<Float>(zeros: [1, 4])), over: Variable(Tensor([1, 4, 1], [1, 2, 3, 6])))
        #expect(mean.value == Tensor<Float>([1, 1], [3]))
    }

    /// Two heads are two attentions side by side, to the last bit.
    @Test func headsAreSeparate() {
        var random = RandomStream(key: 152)
        let (q, k, v) = (
            random.tensor(2, 3, 4, as: Float.self), random.tensor(2, 5, 4, as: Float.self),
            random.tensor(2, 5, 6, as: Float.self)
        )
        func half(_ x: Tensor<Float>, _ which: Int) -> Variable<Float> {
            let (last, size) = (x.shape[2], x.shape[2] / 2)
            let kept = x.scalars.enumerated().filter { $0.offset % last / size == which }.map(\.element)
            return Variable(Tensor([x.shape[0], x.shape[1], size], kept))
        }
        let both = scaledDotProductAttention(Variable(q), Variable(k), Variable(v), heads: 2).value
        for head in 0..<2 {
            let one = scaledDotProductAttention(half(q, head), half(k, head), half(v, head)).value
            #expect(half(both, head).value == one)
        }
    }

    /// A table is a product of one-hot rows with it.
    @Test func aTableIsAProduct() {
        var random = RandomStream(key: 153)
        let table = Embedding<Float>(symbols: 5, features: 3, random: &random)
        let symbols: [Int32] = [3, 0, 3]
        let oneHot = Tensor<Float>([3, 5], (0..<15).map { Int32($0 % 5) == symbols[$0 / 5] ? 1 : 0 })
        #expect(table(symbols).value == product(Variable(oneHot), table.weight.variable).value)
        #expect(table([]).shape == [0, 3])
    }

    /// No cases are no mistake where no statistic runs over them.
    @Test func emptyBatches() {
        var random = RandomStream(key: 154)
        let first = Convolution<Float>(inputs: 2, outputs: 3, window: 3, random: &random)
        var model = Pair(first, WeightNormalizedDense<Float>(inputs: 12, outputs: 2, random: &random))
        let x = Variable(Tensor<Float>(zeros: [0, 2, 6, 6]))
        let (loss, gradient) = valueAndGradient(of: &model) { model in
            let y = InstanceNormalization(channels: 3)(
                GroupNormalization(channels: 3, groups: 1)(model.first(x)))
            return sum(model.second((maxPool(y, window: 2) + averagePool(y, window: 2)).flattened()))
        }
        #expect(loss == 0)
        #expect(gradient.tensors.allSatisfy { $0.scalars.allSatisfy { $0 == 0 } })
        let none = Variable(Tensor<Float>(zeros: [0, 3, 4]))
        #expect(scaledDotProductAttention(none, none, none, heads: 2).shape == [0, 3, 4])
        #expect(attend(scores: Variable(Tensor(zeros: [0, 3])), over: none).shape == [0, 4])
    }

    /// What has no variance gives the bias, and finite gradients.
    @Test func constantImages() {
        let x = Tensor<Float>(repeating: 1e6, [2, 2, 3, 3])
        let dy = Tensor<Float>((1...36).map { Float($0) })
        let layers: [AnyImageNormalization<Float>] = [
            .group(GroupNormalization(channels: 2, groups: 1)), .instance(InstanceNormalization(channels: 2)),
            .batch(ImageBatchNormalization(channels: 2)),
        ]
        for layer in layers {
            let results = run(layer, x, gain: [2, 3], bias: [5, 7], dy.reshaped(to: [2, 2, 3, 3]))
            #expect(results[0] == (0..<36).map { $0 / 9 % 2 == 0 ? 5 : 7 })
            #expect(results.joined().allSatisfy { $0.isFinite })
        }
    }
}

extension Tensor {
    /// A list.
    fileprivate init(_ scalars: [Scalar]) { self.init([scalars.count], scalars) }
}
