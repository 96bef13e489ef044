import Exhibits
import Foundation
import Testing

@testable import Renderer

/// What the whole book makes of its claims: numbers, Holm, the front page, the file, and what is wrong.
@Suite struct BookClaimTests {
    private func claim(p: Double?, _ verdict: Claim.Verdict = .supported, words: String = "It holds")
        -> Exhibit
    {
        var evidence = ClaimCase.difference(-0.013, -0.021, -0.005, verdict)
        evidence.p = p
        if p == nil { evidence.method = .everyDraw }
        return .claim(
            Claim(words, source: "Section 1", quantity: Claim.Quantity("loss"), evidence: [evidence]))
    }

    private var results: [NotebookResult] {
        [
            claimResult(
                "a", [("claim-x", "supported", [claim(p: 0.01)]), ("claim-y", "supported", [claim(p: nil)])]),
            claimResult(
                "b", [("claim-x", "contradicted", [claim(p: 0.04, .contradicted, words: "<b>No</b>")])]),
        ]
    }

    @Test func holmCoversTheBook() {
        let claims = SiteTargets(results).claims
        #expect(claims.all.map(\.id) == ["claim-x", "claim-y", "claim-x"])
        #expect(claims.all.map(\.notebook) == ["a", "a", "b"])
        #expect(claims.all.map(\.number) == ["1", "2", "1"])
        #expect(claims.all.map(\.adjustedP) == [0.02, nil, 0.04])
        #expect(claims.testedCount == 2)
        #expect(claims.all.map(\.address) == ["a.html#claim-x", "a.html#claim-y", "b.html#claim-x"])
        let counts = ClaimCounts(claims)
        #expect(counts.sentence == "claims: 2 supported, 1 contradicted, 0 inconclusive")
    }

    @Test func theFrontPageHasATable() throws {
        let site = Site.render(results, profile: "quick")
        let files = site.files.map { (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(problems(ofSite: files) == [])
        let front = try #require(files.first { $0.path == "index.html" }).text
        #expect(front.contains("Of 3 claims 2 are supported, 1 contradicted and 0 inconclusive."))
        #expect(front.contains("<a href=\"b.html#claim-x\">&lt;b&gt;No&lt;/b&gt;</a>"))
        #expect(
            front.contains("<td class=\"number\">0.020</td>") && front.contains("<td class=\"number\">–</td>")
        )
        #expect(
            !Site.render([claimResult("c", [])], profile: "quick").files.contains {
                $0.path == "data/claims.json"
            }
        )
    }

    @Test func theFileHasEveryField() throws {
        let file = claimsFile(SiteTargets(results).claims, profile: "tune")
        #expect(file.path == "data/claims.json")
        let entries = try #require(
            try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [[String: Any]])
        #expect(entries.count == 3)
        let first = try #require(entries.first)
        #expect(
            Set(first.keys) == [
                "id", "statement", "source", "notebook", "metric", "scale", "n", "effect", "interval", "p",
                "p_holm",
                "verdict", "expected", "profile",
            ])
        #expect(first["id"] as? String == "claim-x" && first["statement"] as? String == "It holds")
        #expect(first["source"] as? String == "Section 1" && first["notebook"] as? String == "a")
        #expect(first["metric"] as? String == "loss" && first["n"] as? Int == 5)
        #expect(first["effect"] as? Double == -0.013 && first["interval"] as? [Double] == [-0.021, -0.005])
        #expect(first["p"] as? Double == 0.01 && first["p_holm"] as? Double == 0.02)
        #expect(first["verdict"] as? String == "supported" && first["expected"] as? String == "supported")
        #expect(first["profile"] as? String == "tune" && first["scale"] as? String == "difference")
        #expect(entries[1]["p"] is NSNull && entries[1]["p_holm"] is NSNull)
    }

    @Test func aChangedVerdictIsAProblem() {
        let drifted = [
            claimResult("a", [("claim-x", "contradicted", [claim(p: 0.01)])])
        ].withClaimsChecked(in: "quick")
        #expect(
            drifted[0].problems.map { "\($0.position): \($0.sentence)" } == [
                "notebooks/a.md:6:5: the claim was expected to be contradicted, but is supported: "
                    + "lower by 0.013 (95\u{202F}% interval: lower by 0.0050 to 0.021; 5 pairs of seeds); look for the cause, "
                    + "and if the result is right, say so with '//| expect: supported'"
            ])
        #expect(results.withClaimsChecked(in: "quick").flatMap(\.problems) == [])
        // Other profiles only report.
        let other = [claimResult("a", [("claim-x", "contradicted", [claim(p: 0.01)])])].withClaimsChecked(
            in: "paper")
        #expect(other[0].problems == [])
    }

    @Test func blocksOfClaimsShowOne() {
        let checked = [
            claimResult(
                "a",
                [
                    ("claim-x", "supported", []), ("claim-y", "supported", [claim(p: 1), claim(p: 1)]),
                    ("other", nil, [claim(p: 1)]), ("plain", nil, [.text("x")]),
                ])
        ].withClaimsChecked(in: "quick")
        #expect(
            checked[0].problems.map(\.fact) == [
                .claimCount("claim-x", 0), .claimCount("claim-y", 2), .claimWithoutLabel("other"),
            ])
        #expect(SiteTargets(checked).claims.all.isEmpty)
    }

    @Test func expectationsAndLabelsGoTogether() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                1️⃣```swift
                //| label: claim-a
                ```

                ```swift
                //| label: fig-b
                //| 2️⃣expect: supported
                ```

                ```swift
                //| label: claim-c
                //| expect: 3️⃣yes
                ```

                ```swift
                //| label: claim-d
                //| eval: false
                ```
                """,
            [
                "1️⃣ the block 'claim-a' states a claim, but not the verdict that you expect; "
                    + "add '//| expect: supported', 'contradicted' or 'inconclusive'",
                "2️⃣ 'expect' is for a block that states a claim; begin the block's label with 'claim-'",
                "3️⃣ option 'expect' is 'yes', but must be supported, contradicted or inconclusive",
            ])
    }

    @Test func referencesShowTheVerdict() {
        let bytes = Array(
            "---\ntitle: T\n---\nSee @claim-x and [-@claim-x].\n\n```swift\n//| label: claim-x\n//| expect: supported\n1\n```\n"
                .utf8)
        let (notebook, _) = Notebook.parse(file: "notebooks/t.md", bytes: bytes)
        let result = NotebookResult(
            notebook: notebook, record: NotebookRecord(blocks: [[claim(p: 0.5)]]),
            blocks: notebook.experiments,
            problems: [], contentKey: nil)
        let page = NotebookPage.render(result, profile: "quick", targets: SiteTargets([result])).main
        #expect(
            page.contains(
                "See <a href=\"#claim-x\">Claim\u{A0}1 \(badge(of: .supported).markup(.html))</a> and <a href=\"#claim-x\">1</a>."
            ))
        #expect(page.contains("<section class=\"block\" id=\"claim-x\">"))
    }
}
