import Glibc
import Lab
import TestSupport
import Testing

/// A small training, and the digest of the models and losses that come out of it.
enum SmallTraining: String, CaseIterable, Sendable {
    case dense
    case recurrent
    case layers

    /// The same on every machine, in debug and in release; it changes only where the numbers change on purpose: the
    /// order of a sum, a polynomial, the generator.
    var expected: String {
        switch self {
        case .dense: "d634362f923fdc01c81aa87a4d16e841b2b04be954ccc7e70a6a80ac91d5e1da"
        case .recurrent: "50637d961cff9f1eb645cefe51bc1cd7dfe53ae3f7d05d23233142e249bb4b79"
        case .layers: "47269c79dc80d1010ab824fa7f18d820265ad6d5cdaca983e55890f4f53bff2b"
        }
    }

    func digest() -> String {
        switch self {
        case .dense: denseTraining()
        case .recurrent: recurrentTraining()
        case .layers: layerTraining()
        }
    }
}

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
