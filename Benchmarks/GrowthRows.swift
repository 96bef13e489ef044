import Foundation

/// How the time of a build with nothing to do grows with what there is, and that of looking after the store. The peer is the
/// proportional prediction: a ratio of one says that it holds, and more that it grows more slowly.
func growthRows(_ labbook: String) -> [Row] {
    let blocks = (few: GrowingBook(labbook, blocks: 30), many: GrowingBook(labbook, blocks: 300))
    let runs = (few: GrowingBook(labbook, runs: 1000), many: GrowingBook(labbook, runs: 10_000))
    return [
        Row(
            name: "blocks-growth", unit: .seconds, peerName: "ten times the time of 30 blocks",
            ours: { blocks.many.time("build") }, peer: { 10 * blocks.few.time("build") }),
        Row(
            name: "runs-growth", unit: .seconds, peerName: "ten times the time of 1000 runs",
            ours: { runs.many.time("build") }, peer: { 10 * runs.few.time("build") }),
        Row(
            name: "runs-growth-status", unit: .seconds, peerName: "ten times the time of 1000 runs",
            ours: { runs.many.time("status") }, peer: { 10 * runs.few.time("status") }),
        Row(
            name: "runs-growth-store", unit: .seconds, peerName: "ten times the time of 1000 runs",
            ours: { runs.many.time("store", "gc") }, peer: { 10 * runs.few.time("store", "gc") }),
    ]
}

/// A book of one notebook, all computed: many blocks that use each other, or a sweep of many runs.
private final class GrowingBook {
    private let folder = newFolder()
    private let labbook: String
    private let body: String
    /// Computed when it is first needed; most runs of the benchmark ask for other rows.
    private lazy var isComputed = {
        write("---\ntitle: Growth\n---\n\(body)", to: "\(folder)/notebooks/growth.md")
        _ = ToolPath.time(labbook, ["build", "--project", folder])
        return true
    }()

    /// Each block has a value of its own that uses the one before, a function, and a sentence.
    init(_ labbook: String, blocks: Int) {
        self.labbook = labbook
        body = (0..<blocks).map { number in
            let before = number == 0 ? "1" : "function\(number - 1)(value\(number - 1))"
            return """
                ```swift
                let value\(number) = \(before)
                func function\(number)(_ x: Int) -> Int { x + \(number) }
                ```

                It is `{swift} value\(number)`.


                """
        }.joined()
    }

    init(_ labbook: String, runs: Int) {
        self.labbook = labbook
        body = """
            ```swift
            //| label: runs
            let runs = try sweep(over: Setting("rate", Array(0..<\(runs / 10))), seeds: 10) { run, rate in
                try run.record("loss", at: 0, Double(rate))
            }
            ```

            """
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func time(_ command: String...) -> Double {
        precondition(isComputed)
        return ToolPath.time(labbook, command + ["--project", folder])
    }
}
