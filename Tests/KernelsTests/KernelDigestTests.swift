import KernelDigests
import KernelInterface
import Lab
import TestSupport
import Testing

/// The digests under one build and placement, by the names of the kernels.
func digests(_ build: KernelBuild, _ placement: Placement = Placement()) -> [String: String] {
    let digests = kernelDigests(of: build.table, placement)
    return Dictionary(uniqueKeysWithValues: digests.map { ("\($0.name)", $0.hexadecimal) })
}

/// Expects the digests to be those expected, and names each kernel that differs.
func expectSameDigests(
    _ actual: [String: String], _ expected: [String: String], _ what: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    for name in Set(actual.keys).union(expected.keys).sorted() where actual[name] != expected[name] {
        Issue.record(
            "\(what): \(name) gives \(actual[name] ?? "nothing"), expected \(expected[name] ?? "nothing")",
            sourceLocation: sourceLocation)
    }
}

/// Every entry of the kernel table gives the same bits however it is built, laid out and called.
@Suite struct KernelDigestTests {
    /// Builds that are fast enough for every placement. On x86-64 the baseline's fused multiply-add is a call of a function.
    private static let fast = builds.count > 1 ? builds.filter { $0 != .baseline } : builds

    /// A new entry of the table must come with a case and its digest.
    @Test func everyEntryHasItsCase() {
        var names = Mirror(reflecting: builds[0].table).children.compactMap(\.label)
            .filter { $0 != "scratchCount" && $0 != "layers" }
        names += Mirror(reflecting: builds[0].table.layers).children.compactMap(\.label)
        #expect(names.count > 40)
        let cases = kernelDigests(of: builds[0].table).map { "\($0.name)" }
        #expect(cases.sorted() == (names + ["training"]).sorted())
    }

    /// Two equal digests would mean that a case calls another kernel than it says, or takes no result.
    @Test func everyCaseHasItsOwnDigest() {
        let all = digests(builds[0])
        #expect(Set(all.values).count == all.count)
        // Where FNV-1a begins.
        #expect(!all.values.contains("cbf29ce484222325"))
    }

    @Test(arguments: builds) func inEveryBuild(_ build: KernelBuild) {
        let all = kernelDigests(of: build.table)
        print("digests of the kernels, \(build):")
        for digest in all { print("  \(digest.name) \(digest.hexadecimal)") }
        expectSameDigests(digests(build), expectedDigests, "\(build)")
    }

    /// Arrays at every multiple of 4 bytes from a cache line, all at the same or each at another.
    @Test(arguments: fast, [0, 1]) func atEveryAlignment(_ build: KernelBuild, stagger: Int) {
        for shift in 0..<16 {
            expectSameDigests(
                digests(build, Placement(shift: shift, stagger: stagger)), expectedDigests,
                "\(build), shifted by \(4 * shift) bytes, then by \(4 * stagger) more for each array")
        }
    }

    /// A result may take an input's place where the contract says so.
    @Test(arguments: builds) func inPlace(_ build: KernelBuild) {
        expectSameDigests(digests(build, Placement(inPlace: true)), expectedDigests, "\(build), in place")
    }

    /// An element or a row gives the same alone, in a small batch and in a large one, at whichever place it stands.
    @Test(arguments: builds) func inPieces(_ build: KernelBuild) {
        expectSameDigests(
            digests(build, Placement(shift: 3, inPieces: true)), expectedDigests, "\(build), in pieces")
    }

    @Test(arguments: fast) func onThreadsAtOnce(_ build: KernelBuild) async {
        await withTaskGroup(of: [String: String].self) { group in
            for thread in 0..<6 { group.addTask { digests(build, Placement(shift: thread)) } }
            for await result in group { expectSameDigests(result, expectedDigests, "\(build), on a thread") }
        }
    }
}
