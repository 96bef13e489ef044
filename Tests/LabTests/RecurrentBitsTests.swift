import Glibc
import Lab
import TestSupport
import Testing

/// Trainings of recurrent networks are equal to the last bit, as `TrainingBitsTests` has it for others.
@Suite struct RecurrentBitsTests {
    /// See `TrainingBitsTests.expected`.
    private static let expected = "50637d961cff9f1eb645cefe51bc1cd7dfe53ae3f7d05d23233142e249bb4b79"

    @Test func repeatedAndOnThreads() async {
        let first = smallTraining()
        print("digest of the small recurrent training: \(first)")
        #expect(first == Self.expected)
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

/// A few steps of Adam for each kind of layer, with a mask, a batch of five and a batch of nine; the digest of all models.
private func smallTraining() -> String {
    var digests: [Float] = []
    for (number, kind) in AnyRecurrent<Float>.Kind.allCases.enumerated() {
        var random = RandomStream(key: 17, stream: UInt64(number))
        var model = Pair(
            AnyRecurrent<Float>(kind, inputs: 6, units: 35, learnsInitialState: true, random: &random),
            Dense<Float>(inputs: 35, outputs: 3, random: &random))
        var adam = Adam<Float>(learningRate: 1e-2)
        for batch in [5, 9, 5] {
            let x = random.tensor(7, batch, 6, as: Float.self)
            let mask = StepMask(lengths: (0..<batch).map { 7 - $0 % 3 }, steps: 7)
            let (_, gradient) = valueAndGradient(of: &model) { model in
                let states = model.first.layer(TimeSteps(x), mask: mask, phase: .training).states
                return softmaxCrossEntropy(model.second(states.rows), (0..<7 * batch).map { Int32($0 % 3) })
            }
            adam.update(&model, along: gradient)
        }
        digests += model.parameters.flatMap(\.scalars)
    }
    return Tensor([digests.count], digests).digest()
}
