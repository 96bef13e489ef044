import Lab
import Testing

/// The sentences of the layers for a programmer's mistakes; see `MistakeTests`.
@Suite struct LayerMistakeTests {
    private func expect(
        _ sentence: String, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(output.contains(sentence), sourceLocation: sourceLocation)
        // And it names the caller's line, not ours.
        #expect(output.contains("LabTests/LayerMistakeTests.swift:"), sourceLocation: sourceLocation)
    }

    @Test func training() async {
        expect(
            "a gradient is clipped to a positive limit, not to 0.0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var gradient = Gradient(tensors: [Tensor<Float>(zeros: [1])])
                gradient.clip(toNorm: 0)
            })
        expect(
            "a gradient is clipped to a positive limit, not to -1.0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var gradient = Gradient(tensors: [Tensor<Float>(zeros: [1])])
                gradient.clip(toMagnitude: -1)
            })
        expect(
            "a learning rate was asked for at step -1; the first step is 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LearningRateSchedule.constant(1).rate(at: -1)
            })
        expect(
            "a learning rate falls every 1 or more steps, not every 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LearningRateSchedule.step(from: 1, factor: 0.5, every: 0).rate(at: 1)
            })
        expect(
            "dropout takes a rate of at least 0 and below 1, not 1.0; it is the share that is dropped",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = dropout(Variable(Tensor<Float>(zeros: [2])), rate: 1, random: &random, .training)
            })
        expect(
            "a weight has a shape such as [outputs, inputs], of positive sizes, but [3] was asked for",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = Initialization.he.weight([3], as: Float.self, random: &random)
            })
    }

    @Test func tables() async {
        expect(
            "an embedding has at least one symbol and one feature, not 0 and 5",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = Embedding<Float>(symbols: 0, features: 5, random: &random)
            })
        expect(
            "an embedding's weight has the shape [symbols, features], not [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Embedding(weight: Tensor<Float>(zeros: [3]))
            })
        expect(
            "symbol 4 at place 1 is not one of the 4 rows 0 ..< 4 of a table of shape [4, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Embedding(weight: Tensor<Float>(zeros: [4, 2]))([0, 4])
            })
        expect(
            "gatherRows takes a matrix [rows, columns], but x is [4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = gatherRows(Variable(Tensor<Float>(zeros: [4])), [0])
            })
    }

    @Test func rows() async {
        expect(
            "RMS normalization needs at least one unit, not 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = RMSNormalization<Float>(units: 0)
            })
        expect(
            "RMS normalization takes x of shape [batch, units] with a gain of shape [units], but x is "
                + "[5, 4] and gain [3]; was it made for another layer's number of units?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = RMSNormalization<Float>(units: 3)(Variable(Tensor(zeros: [5, 4])))
            })
        expect(
            "this weight-normalized layer takes [batch, 3], because its direction is [2, 3], but x is "
                + "[5, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = WeightNormalizedDense(direction: Tensor<Float>(zeros: [2, 3]), gain: Tensor(zeros: [2]))(
                    Variable(Tensor(zeros: [5, 4])))
            })
        expect(
            "weight normalization takes a direction of shape [outputs, inputs] with a gain of shape "
                + "[outputs], but they are [2, 3] and [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = WeightNormalizedDense(direction: Tensor<Float>(zeros: [2, 3]), gain: Tensor(zeros: [3]))
            })
    }

    @Test func images() async {
        expect(
            "group normalization divides its channels into groups of equal size, but 6 channels do "
                + "not make 4 groups",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = GroupNormalization<Float>(channels: 6, groups: 4)
            })
        expect(
            "group normalization takes x of shape [batch, channels, height, width], but x is [2, 3, "
                + "4, 4], gain [6] and bias [6]; was it made for another layer's channels?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = GroupNormalization<Float>(channels: 6, groups: 2)(Variable(Tensor(zeros: [2, 3, 4, 4])))
            })
        expect(
            "instance normalization needs at least one channel, not 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = InstanceNormalization<Float>(channels: 0)
            })
        expect(
            "instance normalization takes x of shape [batch, channels, height, width], but x is [2, "
                + "3], gain [3] and bias [3]; was it made for another layer's channels?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = InstanceNormalization<Float>(channels: 3)(Variable(Tensor(zeros: [2, 3])))
            })
        expect(
            "layer normalization of images takes a shape [channels, height, width] of positive sizes, "
                + "not [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ImageLayerNormalization<Float>([3], .perUnit)
            })
        expect(
            "layer normalization of images takes x of shape [batch, channels, height, width], but x "
                + "is [2, 3, 5, 4], gain [3, 4, 4] and bias [3, 4, 4]; was it made for another layer's "
                + "channels?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ImageLayerNormalization<Float>([3, 4, 4], .perUnit)(
                    Variable(Tensor(zeros: [2, 3, 5, 4])))
            })
        expect(
            "batch normalization needs at least one channel, not 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ImageBatchNormalization<Float>(channels: 0)
            })
        expect(
            "this batch normalization takes [batch, 3, height, width], because it has 3 channels, but "
                + "x is [2, 4, 5, 5]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ImageBatchNormalization<Float>(channels: 3)(
                    Variable(Tensor(zeros: [2, 4, 5, 5])), .training)
            })
        expect(
            "batch normalization needs at least one case in training, but x is [0, 3, 5, 5]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = ImageBatchNormalization<Float>(channels: 3)(
                    Variable(Tensor(zeros: [0, 3, 5, 5])), .training)
            })
    }

    @Test func windows() async {
        expect(
            "a convolution has at least one input, one output and a window of 1, not 1, 2 and 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = Convolution<Float>(inputs: 1, outputs: 2, window: 0, random: &random)
            })
        expect(
            "a convolution's weight has the shape [outputs, inputs, height, width], not [2, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [2, 3]))
            })
        expect(
            "the bias of a convolution with weight [2, 3, 1, 1] has the shape [2], not [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [2, 3, 1, 1]), bias: Tensor(zeros: [3]))
            })
        expect(
            "a convolution takes x of shape [batch, inputs, height, width] and a weight [outputs, "
                + "inputs, height, width], but x is [1, 2, 5, 5] and the weight [2, 3, 3, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [2, 3, 3, 3]))(
                    Variable(Tensor(zeros: [1, 2, 5, 5])))
            })
        expect(
            "a convolution has a window of 3 × 4, but x is [1, 1, 3, 3]; more padding may be what is "
                + "missing",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [1, 1, 3, 4]))(
                    Variable(Tensor(zeros: [1, 1, 3, 3])))
            })
        expect(
            "a convolution has a window of 9 × 9, but x is [1, 1, 3, 3] with padding 1; more padding "
                + "may be what is missing",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [1, 1, 9, 9]), padding: 1)(
                    Variable(Tensor(zeros: [1, 1, 3, 3])))
            })
        expect(
            "a convolution takes a window and a stride of at least 1 and padding of at least 0, but "
                + "the window is 3 × 3, the stride 0 and the padding 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Convolution(weight: Tensor<Float>(zeros: [1, 1, 3, 3]), stride: 0)(
                    Variable(Tensor(zeros: [1, 1, 3, 3])))
            })
        expect(
            "max pooling takes x of shape [batch, channels, height, width], but x is [4, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = maxPool(Variable(Tensor<Float>(zeros: [4, 4])), window: 2)
            })
        expect(
            "average pooling has a window of 5 × 5, but x is [1, 1, 4, 4]; more padding may be what "
                + "is missing",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = averagePool(Variable(Tensor<Float>(zeros: [1, 1, 4, 4])), window: 5)
            })
        expect(
            "max pooling takes images of at most 2³¹ places, but x is [1, 0, 65536, 65536]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = maxPool(Variable(Tensor<Float>(zeros: [1, 0, 65536, 65536])), window: 2)
            })
    }

    @Test func shapes() async {
        expect(
            "a tensor of shape [2, 3] has 6 elements and cannot take the shape [4] with 4",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Variable(Tensor<Float>(zeros: [2, 3])).reshaped(to: [4])
            })
        expect(
            "flattened takes a tensor with a batch axis, but x is []",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Variable(Tensor<Float>(zeros: [])).flattened()
            })
        expect(
            "exchangeAxes takes an axis with another one after it, but axis 1 of [2, 3] has none",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = exchangeAxes(Variable(Tensor<Float>(zeros: [2, 3])), 1)
            })
    }

    @Test func attention() async {
        expect(
            "softmax takes rows of at least one element, but x is [2, 0]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmax(Variable(Tensor<Float>(zeros: [2, 0])))
            })
        expect(
            "softmax takes a mask of the same shape as x, but x is [2, 3] and the mask [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmax(Variable(Tensor<Float>(zeros: [2, 3])), mask: Tensor(zeros: [3]))
            })
        expect(
            "a mask holds ones and zeros, but there is 0.5 at place 1",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmax(Variable(Tensor<Float>(zeros: [1, 2])), mask: Tensor([1, 2], [1, 0.5]))
            })
        expect(
            "softmax takes a mask with something present in each row, but row 1 of the mask, of shape "
                + "[2, 2], has only zeros",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmax(Variable(Tensor<Float>(zeros: [2, 2])), mask: Tensor([2, 2], [1, 0, 0, 0]))
            })
        expect(
            "batchedProduct takes A of shape [batch, m, k] and B of shape [batch, k, n], but A is [2, "
                + "3, 4] and B is [2, 5, 4]; transposing one of them may be what is missing",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = batchedProduct(
                    Variable(Tensor<Float>(zeros: [2, 3, 4])), Variable(Tensor(zeros: [2, 5, 4])))
            })
        expect(
            "attention takes scores of shape [batch, time] over states of shape [batch, time, "
                + "features], but they are [2, 4] and [2, 3, 5]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = attend(
                    scores: Variable(Tensor<Float>(zeros: [2, 4])), over: Variable(Tensor(zeros: [2, 3, 5])))
            })
        expect(
            "attention takes queries [batch, queries, features], keys [batch, time, features] and "
                + "values [batch, time, outputs], but they are [1, 2, 4], [1, 3, 5] and [1, 3, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = scaledDotProductAttention(
                    Variable(Tensor<Float>(zeros: [1, 2, 4])), Variable(Tensor(zeros: [1, 3, 5])),
                    Variable(Tensor(zeros: [1, 3, 4])))
            })
        expect(
            "attention with 3 heads takes features that divide by it, but queries are [1, 2, 4] and "
                + "values [1, 2, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let x = Variable(Tensor<Float>(zeros: [1, 2, 4]))
                _ = scaledDotProductAttention(x, x, x, heads: 3)
            })
        expect(
            "attention takes a mask [batch, queries, time], here [1, 2, 2], but it is [2, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                let x = Variable(Tensor<Float>(zeros: [1, 2, 4]))
                _ = scaledDotProductAttention(x, x, x, mask: Tensor(zeros: [2, 2]))
            })
    }
}
