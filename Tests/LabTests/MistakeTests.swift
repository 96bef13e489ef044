import Glibc
import Lab
import Testing

/// A programmer's mistakes stop with a sentence: what was expected, what was found, the likely fix. Each is made in a
/// process of its own, and the sentence must stand in what it writes.
@Suite struct MistakeTests {
    private func expect(
        _ sentence: String, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(output.contains(sentence), sourceLocation: sourceLocation)
        // And it names the caller's line, not ours.
        #expect(output.contains("LabTests/MistakeTests.swift:"), sourceLocation: sourceLocation)
    }

    @Test func tensors() async {
        expect(
            "a tensor of shape [2, 3] has 6 elements, but 2 were given",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Tensor<Float>([2, 3], [1, 2])
            })
        expect(
            "the shape [2, -1] has a negative size",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Tensor<Float>(zeros: [2, -1])
            })
        expect(
            "a tensor of shape [2, 3] has 6 elements and cannot take the shape [4] with 4",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Tensor<Float>(zeros: [2, 3]).reshaped(to: [4])
            })
        expect(
            "index [1, 3] is outside the shape [2, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Tensor<Float>(zeros: [2, 3])[1, 3]
            })
        expect(
            "one number was asked for, but the shape is [2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Variable(Tensor<Float>(zeros: [2])).scalar()
            })
    }

    @Test func operations() async {
        expect(
            "add takes two tensors of the same shape, but the first is [2] and the second [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = add(Variable(Tensor<Float>(zeros: [2])), Variable(Tensor(zeros: [3])))
            })
        expect(
            "product takes op(A) of shape [m, k] and op(B) of shape [k, n], but A is [2, 3] and B is [4, 3]; "
                + "transposing one of them may be what is missing",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = product(Variable(Tensor<Float>(zeros: [2, 3])), Variable(Tensor(zeros: [4, 3])))
            })
        expect(
            "product takes two matrices, but the first tensor has the shape [2] and the second [2, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = product(Variable(Tensor<Float>(zeros: [2])), Variable(Tensor(zeros: [2, 2])))
            })
        expect(
            "addRow takes a matrix [rows, columns] and a row [columns], but they are [2, 3] and [2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = addRow(Variable(Tensor<Float>(zeros: [2, 3])), Variable(Tensor(zeros: [2])))
            })
    }

    @Test func layers() async {
        expect(
            "this dense layer takes [batch, 3], because its weight is [2, 3], but x is [5, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Dense(weight: Tensor<Float>(zeros: [2, 3]))(Variable(Tensor(zeros: [5, 4])))
            })
        expect(
            "a dense layer's weight has the shape [outputs, inputs], not [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Dense(weight: Tensor<Float>(zeros: [3]))
            })
        expect(
            "the bias of a dense layer with weight [2, 3] has the shape [2], not [3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = Dense(weight: Tensor<Float>(zeros: [2, 3]), bias: Tensor(zeros: [3]))
            })
        expect(
            "a dense layer has at least one input and one output, not 0 and 5",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = Dense<Float>(inputs: 0, outputs: 5, random: &random)
            })
        expect(
            "layer normalization takes x of shape [batch, units] with gain and bias of shape [units], but x is [5, 4], "
                + "gain [3] and bias [3]; was it made for another layer's number of units?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LayerNormalization<Float>(units: 3)(Variable(Tensor(zeros: [5, 4])))
            })
        expect(
            "batch normalization takes x of shape [batch, units] with gain and bias of shape [units], but x is [4], gain "
                + "[4] and bias [4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = BatchNormalization<Float>(units: 4)(Variable(Tensor(zeros: [4])), .inference)
            })
        expect(
            "batch normalization needs at least one case in training, but x is [0, 4]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = BatchNormalization<Float>(units: 4)(Variable(Tensor(zeros: [0, 4])), .training)
            })
        expect(
            "batch normalization needs at least one unit, not 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = BatchNormalization<Float>(units: 0)
            })
        expect(
            "layer normalization needs at least one unit, not 0",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LayerNormalization<Float>(units: 0)
            })
    }

    @Test func losses() async {
        expect(
            "softmax cross-entropy takes one label for each case, but there are 1 labels and logits of shape [2, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmaxCrossEntropy(Variable(Tensor<Float>(zeros: [2, 3])), [0])
            })
        expect(
            "label 3 at row 1 is not one of the 3 classes 0 ..< 3 of logits of shape [2, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmaxCrossEntropy(Variable(Tensor<Float>(zeros: [2, 3])), [0, 3])
            })
        expect(
            "softmax cross-entropy takes logits of shape [batch, classes] with at least one case and class, but they are "
                + "[0, 3]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = softmaxCrossEntropy(Variable(Tensor<Float>(zeros: [0, 3])), [])
            })
    }

    @Test func optimizers() async {
        expect(
            "the model has 2 trained parameters, but the gradient has 1; was it computed with another model?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var model = LayerNormalization<Float>(units: 2)
                var optimizer = SGD<Float>(learningRate: 1)
                optimizer.update(&model, along: Gradient(tensors: [Tensor(zeros: [2])]))
            })
        expect(
            "the gradient of trained parameter 1 has the shape [3], but the parameter has [2]; was it computed with "
                + "another model?",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var model = LayerNormalization<Float>(units: 2)
                var optimizer = Adam<Float>()
                optimizer.update(&model, along: Gradient(tensors: [Tensor(zeros: [2]), Tensor(zeros: [3])]))
            })
        expect(
            "this optimizer has stepped a model with 1 trained parameters, but the gradient has 2; make an optimizer for "
                + "each model",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var model = Parameter(Tensor<Float>(zeros: [2]))
                var other = LayerNormalization<Float>(units: 2)
                var optimizer = Adam<Float>()
                optimizer.update(&model, along: Gradient(tensors: [Tensor(zeros: [2])]))
                optimizer.update(&other, along: Gradient(tensors: [Tensor(zeros: [2]), Tensor(zeros: [2])]))
            })
    }

    @Test func data() async {
        expect(
            "2 images cannot be split into [1, 2]",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let images = LabeledImages<Float>(images: Tensor(zeros: [2, 1]), labels: [0, 1])
                _ = images.split(into: [1, 2], random: &random)
            })
        expect(
            "labelled images have the shape [count, pixels] and one label each, but the images are [2, 1] and there are 1 "
                + "labels",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LabeledImages<Float>(images: Tensor(zeros: [2, 1]), labels: [0])
            })
        expect(
            "batches of 0 images were asked for; a batch has at least one",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                let images = LabeledImages<Float>(images: Tensor(zeros: [2, 1]), labels: [0, 1])
                _ = images.batches(of: 0, random: &random)
            })
        expect(
            "image 2 was asked for, but there are 2",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                _ = LabeledImages<Float>(images: Tensor(zeros: [2, 1]), labels: [0, 1]).selecting([2])
            })
        expect(
            "a random integer below 0 was asked for; the bound must be at least 1",
            in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
                var random = RandomStream(key: 1)
                _ = random.integer(below: 0)
            })
    }

    @Test func twoTapes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var (a, b) = (Parameter(Tensor<Float>(zeros: [2])), Parameter(Tensor<Float>(zeros: [2])))
            _ = valueAndGradient(of: &a) { a in
                _ = valueAndGradient(of: &b) { b in sum(a.variable + b.variable) }
                return sum(a.variable)
            }
        }
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            output.contains(
                "an operation has inputs from two calls of valueAndGradient; detach the one from outside"))
    }

    /// The override by environment: a sentence and exit code 2.
    @Test func anUnknownKernelBuild() async {
        let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
            setenv("LABBOOK_KERNELS", "sse9", 1)
            _ = KernelBuild.active
        }
        let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            output.contains(
                "LABBOOK_KERNELS=sse9: there is no such build of the kernels; this machine can run baseline"))
    }
}
