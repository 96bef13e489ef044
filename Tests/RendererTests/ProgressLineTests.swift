import Testing

@testable import Renderer

@Suite struct ProgressLineTests {
    /// The line after what was told at these seconds.
    private func line(_ told: KeyValuePairs<Double, Build.Progress>) -> String {
        let start = ContinuousClock.now
        var line = ProgressLine()
        for (second, progress) in told { line.note(progress, at: start + .seconds(second)) }
        return line.text
    }

    @Test func allNotebooksUnderWayShareALine() {
        #expect(line([:]) == "")
        #expect(
            line(
                [
                    0: .compiling(notebook: "b"), 1: .compiling(notebook: "a"), 1.5: .remark("nothing to it"),
                    2: .running(notebook: "b", block: "plot"),
                ]) == "b: running plot · a: compiling")
        #expect(
            line(
                [
                    0: .compiling(notebook: "b"), 1: .compiling(notebook: "a"), 2: .done(notebook: "b"),
                ]) == "a: compiling")
    }

    @Test(arguments: [
        (0, 0, ""), (3, 0, ", about 2 min left"), (8, 0, ", about 10 s left"), (10, 0, ""),
        // Runs of an earlier build took no time.
        (5, 5, ""), (6, 5, ", about 3 min left"), (8, 6, ", about 40 s left"),
    ]) func theRestIsEstimatedFromTheRunsThatWereComputed(_ done: Int, _ restored: Int, _ rest: String) {
        func runs(_ done: Int, restored: Int) -> Build.Progress {
            .runs(notebook: "a", block: "train", done: done, total: 10, restored: restored)
        }
        #expect(
            line([10: runs(0, restored: 0), 50: runs(done, restored: restored)])
                == "a: train, run \(done) of 10\(rest)")
    }

    @Test func aLongRestIsInHours() {
        #expect(
            line(
                [
                    0: .runs(notebook: "a", block: "train", done: 0, total: 5, restored: 0),
                    3600: .runs(notebook: "a", block: "train", done: 2, total: 5, restored: 0),
                ]) == "a: train, run 2 of 5, about 1 h 30 min left")
    }

    @Test func aSecondSweepHasATimeOfItsOwn() {
        func runs(_ done: Int) -> Build.Progress {
            .runs(notebook: "a", block: "train", done: done, total: 4, restored: 0)
        }
        #expect(
            line([0: runs(0), 90: runs(4), 100: runs(0), 110: runs(2)])
                == "a: train, run 2 of 4, about 10 s left")
    }
}
