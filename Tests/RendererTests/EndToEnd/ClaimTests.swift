import Foundation
import Testing

@testable import Renderer

/// Claims through the real compiler: from `claim(…)` in a block to the front page, and what fails a build.
@Suite(.enabled(if: runsSlowTests), .serialized) struct ClaimTests {
    /// Runs whose final error is known: layer's is 0.1 below batch's but for some noise of the seed.
    private static func notebook(expect: String = "supported", sabotaged: Bool = false, seeds: Int = 5)
        -> String
    {
        """
        See @claim-lower and @claim-exact.

        ```swift
        //| label: runs
        enum Norm: String, CaseIterable, CustomStringConvertible {
            case layer, batch
            var description: String { rawValue }
        }
        let runs = try sweep(
            over: Setting("norm", Norm.allCases), Setting("batch size", [128, 4]), seeds: \(seeds)
        ) { run, norm, size in
            let own = \(sabotaged ? "0.3" : "norm == .layer ? 0.2 : 0.3")
            for step in 0...3 {
                try run.record("error", at: step, own + Double(run.seed * (norm == .layer ? 3 : 5) % 4) / 100 + 1 / Double(step + 1))
            }
        }
        ```

        ```swift
        //| label: claim-lower
        //| expect: \(expect)
        let gap = claim(
            "Layer ends lower", source: "Section 6.6", runs.final("error"), Norm.layer, isBelow: .batch,
            at: ["batch size": 4])
        gap
        ```

        ```swift
        //| label: claim-exact
        //| expect: supported
        claim("It is exact", source: "Table 1", "deviation", of: [0, 1e-7], isAtMost: 1e-6)
        ```

        In words: `{swift} gap.effect`, in `{swift} gap.agreeing` of `{swift} gap.count`.

        """
    }

    @Test func aClaimGoesFromItsBlockToTheFrontPage() async throws {
        let project = try SampleProject(["trial": Self.notebook()])
        let built = try await project.build()
        #expect(built.report.messages == [])
        #expect(built.report.claims == ClaimCounts(supported: 2))
        let page = try project.page("trial")
        #expect(
            page.contains("See <a href=\"#claim-lower\">Claim\u{A0}1</a> <span class=\"verdict supported\">"))
        #expect(
            section("claim-lower", of: page).contains(
                "<p class=\"claim-statement\" id=\"claim-lower-output-statement\">"))
        #expect(
            section("claim-lower", of: page).contains("Holm") == false, "one tested claim needs no adjustment"
        )
        #expect(page.contains("in 5 of 5."))
        #expect(
            try project.text("site/index.html").contains("<a href=\"trial.html#claim-exact\">It is exact</a>")
        )
        let file = try JSONSerialization.jsonObject(with: Data(project.text("site/data/claims.json").utf8))
        let entries = try #require(file as? [[String: Any]])
        #expect(entries.map { $0["id"] as? String } == ["claim-lower", "claim-exact"])
        #expect(entries.map { $0["verdict"] as? String } == ["supported", "supported"])
        let rows = try project.text("site/data/trial/claim-lower-output.csv").split(separator: "\r\n")
        #expect(rows.count == 6 && rows[0] == "seed,layer,batch,difference")

        // Another expectation runs nothing again, and is said at its line.
        try project.write("trial", Self.notebook(expect: "inconclusive"))
        let drifted = try await project.build()
        #expect(drifted.report.ran == [])
        #expect(drifted.report.messages.count == 1)
        let message = try #require(drifted.report.messages.first)
        #expect(
            message.hasPrefix(
                "notebooks/trial.md:24:5: error: the claim was expected to be inconclusive, but is supported: lower by 0."
            ))
        #expect(message.contains("5 pairs of seeds); look for the cause, and if the result is right"))
        let drawn = try project.page("trial")
        #expect(section("claim-lower", of: drawn).contains("<pre>\(escaped(message))</pre>"))
        let answer = try labbook("build", in: project.root)
        #expect(answer.status == 1)
        #expect(answer.said.contains("labbook: claims: 2 supported, 0 contradicted, 0 inconclusive\n"))
        // A longer profile only reports.
        #expect(try labbook("build", "--profile", "tune", in: project.root).status == 0)
        #expect(try project.text("site-tune/trial.html").contains("inconclusive, in the quick profile"))
        let exported = try labbook("export", "--to", "md", "trial", in: project.root)
        #expect(exported.status == 0)
        #expect(try project.text("trial.md").contains("> **Claim 1** (Section 6.6): Layer ends lower"))
    }

    /// The normalized arm replaced by the plain one must not come out as supported.
    @Test func sabotageTurnsAClaim() async throws {
        let project = try SampleProject(["trial": Self.notebook(sabotaged: true)])
        let built = try await project.build()
        #expect(built.report.claims == ClaimCounts(supported: 1, inconclusive: 1))
        #expect(built.report.messages.count == 1)
        #expect(built.report.messages[0].contains("expected to be supported, but is inconclusive"))
    }

    @Test func mistakesAreSaidAtTheirLine() async throws {
        let project = try SampleProject(["few": Self.notebook(seeds: 4)])
        try project.write(
            "shown",
            """
            ```swift
            //| label: claim-none
            //| expect: supported
            let kept = claim("It is exact", source: "Table 1", "deviation", of: [0], isAtMost: 1)
            ```

            ```swift
            //| label: other
            kept
            ```

            ```swift
            //| label: claim-unexpected
            kept
            ```
            """)
        let messages = try await project.build().report.messages
        #expect(
            messages.map { $0.prefix { $0 != "\n" } } == [
                "notebooks/few.md:25:1: error: a claim about trainings needs at least 5 seeds, found 4; raise seeds: in the sweep",
                "notebooks/shown.md:4:1: error: the block 'claim-none' must show exactly one claim, but shows none; "
                    + "let 'claim(…)' be the block's last expression",
                "notebooks/shown.md:10:1: error: the block shows a claim, so it needs a label that begins with 'claim-' instead of 'other'",
                "notebooks/shown.md:15:1: error: the block 'claim-unexpected' states a claim, but not the verdict that you expect; "
                    + "add '//| expect: supported', 'contradicted' or 'inconclusive'",
            ])
    }
}
