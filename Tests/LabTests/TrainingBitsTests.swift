import Glibc
import Lab
import SmallTrainings
import TestSupport
import Testing

/// Whole trainings are equal to the last bit: repeated, on threads at once, and under every build of the kernels.
@Suite struct TrainingBitsTests {
    /// The builds that this machine runs. On x86-64 the baseline's every fused multiply-add is a call of a function.
    private static let builds = KernelBuild.allCases.filter { build in
        build.isSupported && (build != .baseline || slowTestsAreOn)
    }

    @Test(arguments: SmallTraining.allCases) func repeatedAndOnThreads(_ training: SmallTraining) async {
        let first = training.digest()
        print("digest of the small training '\(training)': \(first)")
        #expect(first == training.expected)
        #expect(training.digest() == first)
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { training.digest() } }
            for await digest in group { #expect(digest == first) }
        }
    }

    @Test(arguments: SmallTraining.allCases, builds)
    func sameUnderEveryBuild(_ training: SmallTraining, _ build: KernelBuild) async {
        let (trainingName, buildName) = (training.rawValue, build.rawValue)
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [trainingName = trainingName as String, buildName = buildName as String] in
            setenv("LABBOOK_KERNELS", buildName, 1)
            print(KernelBuild.active, SmallTraining(rawValue: trainingName)?.digest() ?? "no such training")
        }
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(output.contains("\(build) \(training.expected)"))
    }
}
