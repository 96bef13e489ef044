import BlockGraph
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
            front.contains("<td class=\"number\" data-name=\"p\">0.020</td>")
                && front.contains("<td class=\"number\" data-name=\"p\">–</td>"))
        let groups = front.matches(of: /<tr class="claim-group">.*?<a href="([^"]*)".*?claim-tally">([^<]*)/)
        #expect(
            groups.map { "\($0.1): \($0.2)" } == ["a.html: 2 supported", "b.html: 1 contradicted"])
        #expect(
            !Site.render([claimResult("c", [])], profile: "quick").files.contains {
                $0.path == "data/claims.json"
            }
        )
    }

    /// What the front page adds to its own text is in its list of contents, and the works that it cites stand at its end.
    @Test func theFrontPageNamesAllItsParts() throws {
        let text = "---\ntitle: Front\nbibliography: b.bib\n---\n\n## One\n\nSee @ba2016.\n\n## Two\n"
        let (notebook, found) = Notebook.parse(file: "notebooks/index.md", bytes: Array(text.utf8)) { _ in
            .success(Array("@article{ba2016, title = {T}, author = {Ba, J.}, year = 2016}".utf8))
        }
        #expect(found == [])
        let front = NotebookResult(notebook: notebook, blocks: [], problems: [])
        let site = Site.render(results + [front], profile: "quick").files.map {
            (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
        }
        #expect(problems(ofSite: site) == [])
        let page = try #require(site.first { $0.path == "index.html" }).text
        let outline = try #require(page.firstMatch(of: /<nav class="outline"[\s\S]*?<\/nav>/)).0
        let entries = outline.matches(of: /<a href="(#[^"]*)">([^<]*)</).map { "\($0.1) \($0.2)" }
        #expect(
            entries == [
                "#one One", "#two Two", "#all_notebooks All notebooks",
                "#all_claims What was claimed, and what came out", "#ref-list References",
            ])
        let order = [
            "<h2 id=\"two\">", "<h2 id=\"all_notebooks\">", "<h2 id=\"all_claims\">", "<h2 id=\"ref-list\">",
        ]
        let places = order.compactMap { page.firstRange(of: $0)?.lowerBound }
        #expect(places.count == order.count && places == places.sorted())
    }

    /// A clone without the data of a notebook shows the claims that the committed page has.
    @Test func claimsAreFoundAgainInFileAndRecords() throws {
        let claims = SiteTargets(results).claims
        let file = claimsFile(claims, profile: "quick").bytes
        let exhibits = claims.all.map { Exhibit.claim($0.claim) }
        let records = CommittedRecords(
            reading: try CommittedRecords.file([("key", BlockRecord(exhibits: exhibits))], values: []))
        let kept = keptClaims(of: "a", file: file, records: records)
        #expect(kept == ["claim-x": claims.all[0].claim, "claim-y": claims.all[1].claim])
        #expect(keptClaims(of: "a", file: file, records: .none) == [:])
        #expect(keptClaims(of: "a", file: Array("[".utf8), records: records) == [:])

        var lacking = try #require(results.first { $0.notebook.name == "a" })
        lacking.record = NotebookRecord(blocks: lacking.blocks.map { _ in nil })
        #expect(SiteTargets([lacking]).claims.all.isEmpty)
        lacking.keptClaims = kept
        let others = results.filter { $0.notebook.name != "a" }
        #expect(SiteTargets([lacking] + others).claims == claims)
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
                "See <a href=\"#claim-x\">Claim\u{A0}1</a> \(badge(of: .supported).markup(.html)) and <a href=\"#claim-x\">1</a>."
            ))
        #expect(page.contains("<section class=\"block\" id=\"claim-x\">"))
    }
}
