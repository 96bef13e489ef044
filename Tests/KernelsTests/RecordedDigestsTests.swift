import Elementary
import Foundation
import KernelDigests
import Lab
import SmallTrainings
import Testing

/// What the page "How exact is this book" shows of other machines and builds, held against what the code gives here and now.
@Suite struct RecordedDigestsTests {
    private static let rows: [RecordedDigest] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "notebooks/data/digests.json")
        guard let data = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode([RecordedDigest].self, from: data)) ?? []
    }()

    private static let runs = [RecordedDigest.kernelRun] + SmallTraining.allCases.map(\.rawValue)

    /// A run's digest, computed here.
    private func digest(of run: String) -> String? {
        run == RecordedDigest.kernelRun
            ? combinedDigest(kernelDigests(of: KernelBuild.active.table).map(\.value))
            : SmallTraining(rawValue: run)?.digest()
    }

    /// After a change of the bits on purpose: `make digests`.
    @Test(arguments: runs) func everyMachineGaveWhatThisOneGives(_ run: String) throws {
        let digest = try #require(self.digest(of: run))
        let rows = Self.rows.filter { $0.run == run }
        #expect(!rows.isEmpty)
        for row in rows where row.digests != [digest] {
            Issue.record(
                "\(run), \(row.kernels) on \(row.machine): recorded \(row.digests), here \(digest); run 'make digests'"
            )
        }
    }

    @Test func everyRowFollowsTheContract() {
        #expect(Set(Self.rows.map(\.contract)) == [numericContract])
        #expect(Set(Self.rows.map(\.run)) == Set(Self.runs))
    }

    /// A real processor with every build, an emulated one of another kind, and arm64, where the kernels run alone.
    @Test func noMachineLeavesARunOut() throws {
        let machines = Dictionary(grouping: Self.rows) { "\($0.machine) \($0.emulator ?? "")" }
        let lab = machines.filter { $0.value.contains { $0.kernels != "arm64" } }
        for (machine, rows) in lab {
            let expected = Set(rows.map(\.kernels)).flatMap { build in
                Self.runs.flatMap { run in
                    RecordedDigest.numbersOfJobs.map { "\(run) \(build) \($0)" }
                }
            }
            #expect(
                rows.map { "\($0.run) \($0.kernels) \($0.jobs)" }.sorted() == expected.sorted(), "\(machine)")
        }
        #expect(
            lab.values.contains { rows in
                rows[0].emulator == nil
                    && Set(rows.map(\.kernels)) == Set(KernelBuild.allCases.map(\.rawValue))
            })
        #expect(lab.values.contains { $0[0].emulator != nil })
        let arm64 = machines.values.filter { $0.contains { $0.kernels == "arm64" } }
        #expect(arm64.map { $0.map(\.run) } == [[RecordedDigest.kernelRun]])
    }

    private static func row(
        _ machine: String, _ digest: String, emulator: String? = nil, contract: Int = 1
    ) -> RecordedDigest {
        RecordedDigest(
            run: "dense", kernels: "avx2", jobs: 1, machine: machine, emulator: emulator, contract: contract,
            digests: [digest])
    }

    @Test func aMachineThatIsRecordedAgainHasItsRowsReplaced() {
        let before = [Self.row("one", "a"), Self.row("one", "b"), Self.row("two", "c")]
        #expect(before.recording([Self.row("one", "d")]) == [before[2], Self.row("one", "d")])
        #expect(before.recording([Self.row("three", "d")]) == before + [Self.row("three", "d")])
    }

    @Test func anEmulatedMachineIsAnother() {
        let (real, emulated) = (Self.row("one", "a"), Self.row("one", "b", emulator: "qemu 7"))
        #expect([real].recording([emulated]) == [real, emulated])
        let newer = Self.row("one", "c", emulator: "qemu 8")
        #expect([real, emulated].recording([newer]) == [real, newer])
    }

    @Test func anotherContractsRowsAreDropped() {
        let new = Self.row("two", "b", contract: 2)
        #expect([Self.row("one", "a", contract: 1)].recording([new]) == [new])
    }
}
