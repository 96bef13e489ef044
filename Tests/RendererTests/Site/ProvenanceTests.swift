import BlockGraph
import Elementary
import Foundation
import Testing

@testable import Renderer

@Suite struct ProvenanceTests {
    private let origin = BlockOrigin(
        key: String(repeating: "0123456789abcdef", count: 4),
        files: [FileUse(path: "data/a&b.csv", digest: "aa"), FileUse(path: "gone", digest: nil)],
        sweeps: [SweepUse(runs: 40, seeds: 5), SweepUse(runs: 1, seeds: 1)])

    private func result(_ origin: BlockOrigin?) -> NotebookResult {
        let source = notebook("\n```swift\n//| label: fig-a\n1\n```\n")
        return NotebookResult(
            notebook: source, record: nil, blocks: source.experiments, problems: [], contentKey: nil,
            origins: [origin])
    }

    @Test func aLineTellsTheMostAndTheRestOpens() {
        let result = result(origin)
        let block = result.blocks[0]
        let provenance = Provenance(of: block, in: result, profile: "quick")
        let html = provenanceHTML(
            provenance)
        #expect(
            html
                == "<details class=\"provenance\"><summary>From <span class=\"facts\">fig-a, line 5 · key 0123456789ab · seeds 0 to 4</span></summary>"
                + "<dl><dt>Source</dt><dd><a href=\"test.source.html#L5\">notebooks/test.md, lines 5 to 8</a></dd>"
                + "<dt>Content key</dt><dd><code>\(origin.key)</code></dd>"
                + "<dt>Sweep</dt><dd><span>40 runs, seeds 0 to 4</span></dd>"
                + "<dt>Sweep</dt><dd><span>1 run, seed 0</span></dd>"
                + "<dt>Data read</dt><dd><span>data/a&amp;b.csv <code>sha256:aa</code></span></dd>"
                + "<dt>Data read</dt><dd><span>gone <code>not there</code></span></dd>"
                + "<dt>Profile</dt><dd><span>quick</span></dd>"
                + "<dt>Numeric contract</dt><dd><a href=\"colophon.html#contract\">version \(numericContract)</a></dd></dl></details>"
        )
    }

    @Test func theFactsComeInOneOrder() {
        let result = result(origin)
        let provenance = Provenance(of: result.blocks[0], in: result, profile: "quick")
        #expect(
            provenance.facts.map { "\($0.name): \($0.value)" } == [
                "source: notebooks/test.md, lines 5 to 8", "block: fig-a", "content key: \(origin.key)",
                "sweep: 40 runs, seeds 0 to 4", "sweep: 1 run, seed 0",
                "data: data/a&b.csv sha256:aa", "data: gone (not there)", "profile: quick",
                "numeric contract: \(numericContract)",
            ])
    }

    @Test func aBlockWithoutAResultStillHasItsLines() {
        let result = result(nil)
        let provenance = Provenance(of: result.blocks[0], in: result, profile: "quick")
        let html = provenanceHTML(provenance)
        #expect(html.contains("<summary>From <span class=\"facts\">fig-a, line 5</span></summary>"))
        #expect(!html.contains("Content key"))
    }
}

/// What a block's result comes from reaches back over all blocks whose bindings reach it, and no further.
@Suite struct BlockOriginTests {
    @Test func filesAndSweepsAreThoseOfAllThatReachTheBlock() {
        let source = notebook(
            """
            ```swift
            let data = 1
            ```
            ```swift
            let other = 2
            ```
            ```swift
            let runs = data + 1
            ```
            ```swift
            runs
            ```
            ```swift
            other
            ```
            """)
        let plan = NotebookPlan(source, in: .forTests)
        let file = FileUse(path: "data/a.csv", digest: "aa")
        let sweep = SweepUse(runs: 4, seeds: 2)
        func record(_ name: String?, files: [FileUse] = [], sweeps: [SweepUse]? = nil) -> BlockRecord {
            let outputs = name.map { [$0: BlockRecord.Output(.value, type: "Swift.Int", digest: "d")] }
            return BlockRecord(outputs: outputs ?? [:], files: files, sweeps: sweeps)
        }
        let records = [
            record("data", files: [file]), record("other"), record("runs", sweeps: [sweep]), record(nil),
            record(nil),
        ]
        let store = BlockStore(folder: "nowhere", toolchain: "", notebooks: "nowhere")
        var states = BlockStates(of: plan, in: store, uncompiled: [], failed: [])
        func key(_ name: String) -> BlockKey { BlockKey(parts: [KeyPart(.code, name, digest: name)]) }
        states.states = records.enumerated().map { .fresh($1, key("\($0)")) }
        let origins = BlockOrigin.all(of: plan, states)
        #expect(origins.map { $0?.files } == [[file], [], [file], [file], []])
        #expect(origins.map { $0?.sweeps } == [[], [], [sweep], [sweep], []])
        #expect(origins.map { $0?.key } == (0..<5).map { key("\($0)").digest })

        states.states[0] = .failed
        states.states[2] = .blocked(by: 0)
        states.states[3] = .blocked(by: 0)
        #expect(BlockOrigin.all(of: plan, states).map { $0 == nil } == [true, false, true, true, false])
    }

    @Test(.enabled(if: runsSlowTests)) func aBlocksRecordKeepsItsSweeps() async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            //| label: runs
            let runs = try sweep(over: Setting("n", [1, 2]), seeds: 3) { run, n in
                try run.record("x", at: 0, Double(n))
            }
            ```
            ```swift
            //| label: tbl-runs
            //| tbl-cap: Runs
            Table(runs.finals(of: "x"))
            ```
            """
        ])
        #expect(try await project.build().report.messages == [])
        #expect(try project.page("a").contains("<dt>Sweep</dt><dd><span>6 runs, seeds 0 to 2</span></dd>"))
    }
}
