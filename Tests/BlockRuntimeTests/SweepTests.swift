import BlockGraph
import Exhibits
import Foundation
import Testing

@testable import BlockRuntime

@Suite(.serialized) final class SweepTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("labbook-\(UUID())").path
    deinit {
        unsetenv("LABBOOK_JOBS")
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func runsComeInTheOrderOfTheSettings() throws {
        let runs = try sweep(over: Setting("a", [1, 2]), Setting("b", ["x", "y", "z"]), seeds: 2) {
            run, a, b in
            try run.record("value", at: 0, Double(a) + Double(b.count))
        }
        let described = runs.runs.map { "\($0["a"] ?? "")\($0["b"] ?? "")\($0.seed)" }
        #expect(
            described == ["1x0", "1x1", "1y0", "1y1", "1z0", "1z1", "2x0", "2x1", "2y0", "2y1", "2z0", "2z1"])
    }

    @Test func resultsDoNotDependOnTheNumberOfThreads() throws {
        func results(jobs: Int) throws -> Runs {
            setenv("LABBOOK_JOBS", "\(jobs)", 1)
            return try sweep(over: Setting("a", [1, 2, 3]), seeds: 4) { run, a in
                // Longer runs first, so that the order of finishing differs from the order of beginning.
                usleep(UInt32(1000 * (4 - a)))
                try run.record("key", at: a, Double(run.key % 1000))
            }
        }
        let one = try results(jobs: 1)
        #expect(try results(jobs: 2) == one)
        #expect(try results(jobs: 7) == one)
    }

    @Test func keysDependOnSettingsAndSeedOnly() throws {
        let a = RunInProgress(settings: [.init("n", "1")], seed: 0, notebook: "book", label: "runs")
        let b = RunInProgress(settings: [.init("n", "2")], seed: 0, notebook: "book", label: "runs")
        let c = RunInProgress(settings: [.init("n", "1")], seed: 1, notebook: "book", label: "runs")
        #expect(a.key != b.key)
        #expect(a.key != c.key)
        #expect(a.pairedKey == b.pairedKey)
        #expect(a.pairedKey != c.pairedKey)
        #expect(a.pairedKey != a.key)
    }

    private let block = BlockDescription(
        kind: .experiment, name: "block", identity: "block", parts: [], inputs: [], bindings: [],
        printLimit: 1 << 20)

    @Test func finishedRunsAreNotRepeated() throws {
        let count = Counter()
        func runs() throws -> Runs {
            session.begin(0, as: block, of: "book", runs: folder)
            return try sweep(over: Setting("a", [1, 2]), seeds: 3) { run, a in
                count.add()
                try run.record("value", at: 0.5, Double(a) / 3)
            }
        }
        let first = try runs()
        #expect(count.value == 6)
        #expect(try runs() == first)
        #expect(count.value == 6)
        // One damaged file costs one run.
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 6)
        try Data("damage".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(files[0])"))
        #expect(try runs() == first)
        #expect(count.value == 7)
    }

    @Test func twoSweepsOfABlockDoNotShareRuns() throws {
        func values(_ factor: Double) throws -> [Double]? {
            try sweep(over: Setting("a", [1, 2]), seeds: 1) { run, a in
                try run.record("value", at: 0, factor * Double(a))
            }.finals(of: "value").numbers("value")
        }
        session.begin(0, as: block, of: "book", runs: folder)
        #expect(try values(1) == [1, 2])
        #expect(try values(10) == [10, 20])
        // The same block again, as a later build runs it: both come from the store, each its own.
        session.begin(0, as: block, of: "book", runs: folder)
        #expect(try values(100) == [1, 2])
        #expect(try values(100) == [10, 20])
    }

    @Test func whatCannotBeRepeatedEndsTheProgram() async {
        await #expect(processExitsWith: .exitCode(1)) {
            _ = try sweep(over: Setting("a", [1]), seeds: 1) { _, _ in show(1) }
        }
        await #expect(processExitsWith: .exitCode(1)) {
            _ = try sweep(over: Setting("a", [1]), seeds: 1) { _, _ in
                _ = try! sweep(over: Setting("b", [1]), seeds: 1) { _, _ in }
            }
        }
        await #expect(processExitsWith: .exitCode(1)) {
            _ = try sweep(over: Setting("a", [1, 1]), seeds: 1) { _, _ in }
        }
        await #expect(processExitsWith: .exitCode(1)) {
            _ = try sweep(over: Setting("a", [1]), seeds: 0) { _, _ in }
        }
    }

    @Test func theFirstErrorNamesItsRun() {
        struct Broken: Error, CustomStringConvertible { var description: String { "it broke" } }
        let error = #expect(throws: RunError.self) {
            _ = try sweep(over: Setting("a", [1, 2]), Setting("b", ["x"]), seeds: 2) { _, a, _ in
                if a == 2 { throw Broken() }
            }
        }
        #expect(error?.description == "in the run with a = 2, b = x, seed = 0: it broke")
    }

    /// Two settings, three seeds, four steps; the second seed of b = 2 meets a NaN at step 2.
    private func sweepWithOneDivergence() throws -> Runs {
        try sweep(over: Setting("a", ["x"]), Setting("b", [1, 2]), seeds: 3) { run, _, b in
            for step in 0..<4 {
                let diverges = b == 2 && run.seed == 1 && step == 2
                try run.record("error", at: step, Double(run.seed))
                try run.record("loss", at: step, diverges ? Float.nan : Float(step + run.seed))
            }
        }
    }

    @Test func theFirstValueThatIsNotFiniteStopsItsRunAndNoOther() throws {
        let runs = try sweepWithOneDivergence().runs
        #expect(runs.map(\.divergence) == [nil, nil, nil, nil, "'loss' was NaN at 2", nil])
        #expect(runs[4].series.map(\.x) == [[0, 1, 2], [0, 1, 2]])
        #expect(runs[4].series[1].values.map(\.isFinite) == [true, true, false])
        for run in runs where run.divergence == nil {
            #expect(run.series.map(\.x) == [[0, 1, 2, 3], [0, 1, 2, 3]])
        }
    }

    @Test func aDivergedRunIsSavedLikeAnyOther() throws {
        let count = Counter()
        func runs() throws -> Runs {
            session.begin(0, as: block, of: "book", runs: folder)
            return try sweep(over: Setting("a", [1]), seeds: 2) { run, _ in
                count.add()
                try run.record("loss", at: 0.5, run.seed == 1 ? -Double.infinity : 0)
                try run.record("loss", at: 1, 0.0)
            }
        }
        let first = try runs()
        #expect(first.runs.map(\.divergence) == [nil, "'loss' was -Infinity at 0.5"])
        #expect(try runs() == first)
        #expect(count.value == 2)
    }

    @Test func aRunThatCatchesItsDivergenceRecordsNothingMore() throws {
        let runs = try sweep(over: Setting("a", [1]), seeds: 1) { run, _ in
            for step in 3..<6 { try? run.record("loss", at: step, Float.infinity) }
            try? run.record("error", at: 6, 0.5)
        }
        #expect(runs.runs[0].divergence == "'loss' was Infinity at 3")
        #expect(runs.runs[0].series == [Series("loss", x: [3], values: [.infinity])])
    }

    @Test func thePageSaysWhichRunsDiverged() throws {
        #expect(
            try sweepWithOneDivergence().divergenceReport == """
                1 of 6 runs diverged and stopped:
                  a = x, b = 2, seed = 1: 'loss' was NaN at 2
                """)
        let all = try sweep(over: Setting("a", [1, 2]), seeds: 6) { run, _ in
            try run.record("loss", at: run.seed, Double.nan)
        }
        let lines = try #require(all.divergenceReport).split(separator: "\n")
        #expect(lines.count == 12)
        #expect(lines[0] == "12 of 12 runs diverged and stopped:")
        #expect(lines[10] == "  a = 2, seed = 3: 'loss' was NaN at 3")
        #expect(lines[11] == "  and 2 more")
        let none = try sweep(over: Setting("a", [1]), seeds: 1) { run, _ in try run.record("loss", at: 0, 1.0)
        }
        #expect(none.divergenceReport == nil)
    }

    @Test func aSummaryHasNoMeanWhereARunDiverged() throws {
        let runs = try sweepWithOneDivergence()
        let frame = runs.summary(of: "loss")
        #expect(frame.numbers("b") == [1, 1, 1, 1, 2, 2, 2, 2])
        #expect(frame.numbers("mean")?.prefix(6) == [1, 2, 3, 4, 1, 2])
        #expect(frame.numbers("mean")?.suffix(2).allSatisfy(\.isNaN) == true)
        #expect(
            frame.numbers("lower")?.map(\.isNaN) == [false, false, false, false, false, false, true, true])
        #expect(frame.numbers("seeds") == [3, 3, 3, 3, 3, 3, 2, 2])
        #expect(frame.numbers("diverged") == [0, 0, 0, 0, 0, 0, 1, 1])
        // The error was finite to the end of the run, but that end was not the others'.
        let error = runs.summary(of: "error")
        #expect(error.numbers("diverged") == [0, 0, 0, 0, 0, 0, 0, 1])
        let final = runs.finalSummary(of: "error", scale: .logarithmic)
        #expect(final.numbers("seeds") == [3, 2])
        #expect(final.numbers("diverged") == [0, 1])
        #expect(final.numbers("mean")?.map(\.isNaN) == [false, true])
    }

    @Test func summariesAreOverSeeds() throws {
        let runs = try sweep(over: Setting("a", ["x", "y"]), seeds: 3) { run, a in
            for epoch in 1...2 {
                try run.record("error", at: epoch, Double(run.seed + epoch) + (a == "x" ? 0 : 10))
            }
        }
        let frame = runs.summary(of: "error", x: "epoch")
        #expect(frame.names == ["a", "epoch", "mean", "lower", "upper", "seeds", "diverged"])
        #expect(frame.texts("a") == ["x", "x", "y", "y"])
        #expect(frame.numbers("epoch") == [1, 2, 1, 2])
        #expect(frame.numbers("mean") == [2, 3, 12, 13])
        // scipy.stats.t.ppf(0.975, 2) / 3**0.5 (SciPy 1.17.1)
        let half = 2.4841377117503303
        let lower = try #require(frame.numbers("lower"))
        #expect(abs(lower[0] - (2 - half)) < 1e-12)
        let final = runs.finalSummary(of: "error")
        #expect(final.names == ["a", "mean", "lower", "upper", "seeds", "diverged"])
        #expect(final.numbers("mean") == [3, 13])
        let logarithmic = runs.summary(of: "error", x: "epoch", scale: .logarithmic)
        let mean = try #require(logarithmic.numbers("mean")?.first)
        #expect(abs(mean - 1.8171205928321397) < 1e-12)  // the cube root of 1 · 2 · 3
    }

    /// Swift prints the rate 1.0 as "1.0" and the shortest form is "1": the column was text, and no row had the number.
    @Test func aRowIsFoundByTextAndNumber() throws {
        let rates = [0.1, 1.0]
        let runs = try sweep(over: Setting("norm", ["layer", "batch"]), Setting("rate", rates), seeds: 2) {
            run, norm, rate in
            try run.record("error", at: 0, rate)
            if norm == "batch", rate == 1, run.seed == 1 { try run.record("error", at: 1, Double.nan) }
        }
        let final = runs.finalSummary(of: "error")
        for rate in rates {
            let rows = final.filter { $0.text("norm") == "layer" && $0.number("rate") == rate }
            #expect(rows.numbers("mean") == [rate])
        }
        #expect(final.texts("rate") == ["0.1", "1", "0.1", "1"])
        #expect(final.numbers("diverged") == [0, 0, 0, 1])
    }
}

private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0
    var value: Int { lock.withLock { count } }
    func add() { lock.withLock { count += 1 } }
}
