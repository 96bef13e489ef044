import Glibc
import Lab
import TestSupport
import Testing

/// Whole trainings are equal to the last bit: repeated, on threads at once, and under every build of the kernels.
@Suite struct TrainingBitsTests {
    /// The digest of the small training below. It is the same on every machine, in debug and in release; it changes only
    /// where the numbers change on purpose: the order of a sum, a polynomial, the generator.
    private static let expected = "d634362f923fdc01c81aa87a4d16e841b2b04be954ccc7e70a6a80ac91d5e1da"

    @Test func repeatedAndOnThreads() async {
        let first = smallTraining()
        print("digest of the small training: \(first)")
        #expect(first == Self.expected)
        #expect(smallTraining() == first)
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { smallTraining() } }
            for await digest in group { #expect(digest == first) }
        }
    }

    @Test(.enabled(if: KernelBuild.avx512.isSupported)) func avx512() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LABBOOK_KERNELS", "avx512", 1)
            print(KernelBuild.active, smallTraining())
        }
        expect(.avx512, in: result)
    }

    @Test(.enabled(if: KernelBuild.avx2.isSupported)) func avx2() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LABBOOK_KERNELS", "avx2", 1)
            print(KernelBuild.active, smallTraining())
        }
        expect(.avx2, in: result)
    }

    /// On x86-64 every fused multiply-add is a call of a function here.
    @Test(.enabled(if: slowTestsAreOn)) func baseline() async {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LABBOOK_KERNELS", "baseline", 1)
            print(KernelBuild.active, smallTraining())
        }
        expect(.baseline, in: result)
    }

    private func expect(
        _ build: KernelBuild, in result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(output.contains("\(build) \(Self.expected)"), sourceLocation: sourceLocation)
    }
}

/// Some steps with each normalization and batch size; the digest of all three models and their losses.
private func smallTraining() -> String {
    let normalizations: [(Int) -> Normalization<Float>] = [
        { _ in .none }, { .layer(LayerNormalization(units: $0)) },
        { .batch(BatchNormalization(units: $0, variance: .unbiased)) },
    ]
    var digests: [Tensor<Float>] = []
    for (number, normalization) in normalizations.enumerated() {
        var random = RandomStream(key: 7, stream: UInt64(number))
        var model = Classifier<Float>([50, 67, 33, 10], normalizedBy: normalization, random: &random)
        let x: Tensor<Float> = random.tensor(90, 50, as: Float.self)
        let images = LabeledImages(images: x, labels: (0..<90).map { Int32($0 % 10) })
        var adam = Adam<Float>(learningRate: 1e-3)
        var descent = SGD<Float>(learningRate: 1e-2, momentum: 0.9)
        var losses: [Float] = []
        let batches =
            Array(images.batches(of: 37, random: &random)) + images.batches(of: 4, random: &random).prefix(5)
        for batch in batches {
            let (loss, gradient) = valueAndGradient(of: &model) {
                softmaxCrossEntropy($0(Variable(batch.images), .training), batch.labels)
            }
            losses.append(loss)
            adam.update(&model, along: gradient)
            descent.update(&model, along: gradient)
        }
        digests += model.parameters + [Tensor([losses.count], losses)]
        digests.append(model(Variable(x), .inference).value)
    }
    return Tensor([digests.reduce(0) { $0 + $1.count }], digests.flatMap(\.scalars)).digest()
}
