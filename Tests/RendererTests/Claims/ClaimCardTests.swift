import Exhibits
import Foundation
import Testing

@testable import Renderer

/// Where the cards are kept.
private let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/claims")

@Suite(.serialized) struct ClaimCardTests {
    private func card(_ example: ClaimCase) -> String {
        let book = BookClaim(
            id: "claim-a", claim: example.claim, number: "3", expected: .supported, notebook: "book",
            title: "Book",
            adjustedP: example.claim.p.map { min(1, 4 * $0) })
        return html(
            of: example.claim, book, testedCount: 4, id: "claim-a-output",
            csv: "data/book/claim-a-output.csv",
            isExpected: true)
    }

    @Test(arguments: ClaimCase.all) func cardIsWrittenAsKept(_ example: ClaimCase) throws {
        let drawn = card(example) + "\n"
        let file = golden.appending(path: example.name + ".html")
        if ProcessInfo.processInfo.environment["LABBOOK_UPDATE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(at: golden, withIntermediateDirectories: true)
            try drawn.write(to: file, atomically: true, encoding: .utf8)
        }
        let kept = try? String(contentsOf: file, encoding: .utf8)
        #expect(kept != nil, "there is no \(file.path): run with LABBOOK_UPDATE_GOLDENS=1 and look at it")
        if let kept { #expect(drawn == kept) }
    }

    @Test func everyGoldenBelongsToACase() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: golden.path).sorted()
        #expect(files == ClaimCase.all.map { $0.name + ".html" }.sorted())
    }

    /// A site with the claim has no fault that `problems(ofSite:)` finds, whatever the words.
    @Test(arguments: ClaimCase.all) func siteIsInOrder(_ example: ClaimCase) {
        let result = claimResult("book", [("claim-a", "supported", [.claim(example.claim)])])
        let files = Site.render([result], profile: "quick").files
        let site = files.map { (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self)) }
        #expect(problems(ofSite: site) == [])
        let pages = site.filter { $0.path.hasSuffix(".html") }
        #expect(pages.contains { $0.text.contains("id=\"claim-a-output-statement\"") })
        for page in pages {
            #expect(!page.text.contains("<script>"))
            #expect(!page.text.contains("\u{202E}") && !page.text.contains("\u{1}"))
        }
    }

    @Test(arguments: ClaimCase.all) func lengthsAreFinite(_ example: ClaimCase) {
        for evidence in example.claim.evidence {
            let drawn = ClaimDrawing(evidence, of: example.claim, id: "x").svg
            let lengths = drawn.matches(of: /\ (?:d|x|y|width|height|viewBox)="([^"]*)"/).map { String($0.1) }
            #expect(!lengths.isEmpty)
            #expect(lengths.allSatisfy { $0.wholeMatch(of: /[-.0-9MLHVhvalmZ ]+/) != nil })
        }
    }

    /// Neighbouring ticks can be told apart, and no label leaves the drawing.
    @Test(arguments: ClaimCase.all) func labelsHaveTheirPlace(_ example: ClaimCase) throws {
        for evidence in example.claim.evidence {
            let drawn = ClaimDrawing(evidence, of: example.claim, id: "x").svg
            let ticks = drawn.matches(
                of: /<text x="([-.0-9]+)"[^>]*class="muted"[^>]*>([^<]*)(?:<tspan[^>]*>([^<]*))?/)
            let spans = try ticks.map { tick -> ClosedRange<Double> in
                let middle = try #require(Double(tick.1))
                let half =
                    (textWidth(String(tick.2), size: TextSize.label)
                        + textWidth(String(tick.3 ?? ""), size: TextSize.label * TickLabel.raisedScale)) / 2
                return (middle - half)...(middle + half)
            }
            #expect(spans.count >= 2)
            for (one, next) in zip(spans, spans.dropFirst()) { #expect(one.upperBound < next.lowerBound) }
        }
    }

    @Test func anAxisCountsFromTheNumberOfANarrowTolerance() throws {
        let claim = try #require(ClaimCase.all.first { $0.name == "narrow-tolerance" }).claim
        let drawn = ClaimDrawing(claim.evidence[0], of: claim, id: "x").svg
        #expect(drawn.contains(">relative metric, counted from 100</text>"))
        #expect(drawn.contains(">0</text>"))
        let wide = try #require(ClaimCase.all.first { $0.name == "many-draws" }).claim
        #expect(!ClaimDrawing(wide.evidence[0], of: wide, id: "x").svg.contains("counted from"))
    }

    @Test func everySampleIsDrawnAndListed() {
        let claim = ClaimCase.all[0].claim
        let drawn = ClaimDrawing(claim.evidence[0], of: claim, id: "x").svg
        // A circle is two arcs; the mean is a diamond.
        let arcs = drawn.matches(of: /a3\.5 3\.5 0 1 0/).count
        #expect(arcs == 2 * 5)
        #expect(sampleFrame(claim).rowCount == 5)
        #expect(sampleFrame(claim).names == ["seed", "layer", "batch", "difference"])
        let order = ClaimCase.all.first { $0.name == "order" }!.claim
        #expect(sampleFrame(order).names == ["comparison", "seed", "first", "second", "difference"])
        #expect(sampleFrame(order).rowCount == 10)
    }

    @Test func aVerdictIsAWordAndAShape() {
        let badges = Claim.Verdict.allCases.map { badge(of: $0).markup(.html) }
        let shapes = badges.compactMap { $0.firstMatch(of: /<path d="([^"]*)"/).map { String($0.1) } }
        #expect(Set(shapes).count == 3)
        for (verdict, badge) in zip(Claim.Verdict.allCases, badges) {
            #expect(
                badge.contains(">\u{A0}\(verdict.rawValue)</span>")
                    || badge.hasSuffix("\u{A0}\(verdict.rawValue)</span>"))
            #expect(badge.contains("aria-hidden=\"true\""))
        }
    }
}

@Suite struct ClaimWordsTests {
    private let percent = "\u{202F}%"

    @Test func effectsAreWords() {
        let words = ClaimCase.all.map { ClaimWords($0.claim).summary }
        #expect(
            words[0]
                == "lower by 1.3\u{A0}percentage points (95\(percent) interval: lower by 0.5 to 2.1\u{A0}percentage points; 5 pairs of seeds)"
        )
        #expect(
            words[1]
                == "higher by a factor of 2.10 (95\(percent) interval: higher by a factor of 1.70 to 2.60; 5 pairs of seeds)"
        )
        #expect(
            words[2]
                == "lower by 1.3\u{A0}percentage points (95\(percent) interval: from lower by 2.1\u{A0}percentage points to "
                + "higher by 0.5\u{A0}percentage points; 5 pairs of seeds)")
        #expect(words[3].hasPrefix("no difference (95\(percent) interval: from lower by 0.4"))
        #expect(words[4] == "no typical effect (5 pairs of seeds)")
        #expect(
            words[5].hasPrefix("layer against batch: lower by")
                && words[5].contains("; batch against none: higher by 0.1"))
        #expect(words[6] == "largest: 3.10\u{A0}×\u{A0}10⁻⁷ (4 draws)")
        #expect(words[7] == "farthest: 0.225\u{A0}rad (1000 draws)")
    }

    @Test func demandsAreWords() {
        let demands = ClaimCase.all.map { example in
            ClaimWords(example.claim).demand(of: example.claim.evidence[0])
        }
        #expect(demands[0] == nil && demands[1] == nil)
        #expect(demands[2] == "lower by at least 1.0\u{A0}percentage points")
        #expect(demands[3] == "a difference of at most 1.0\u{A0}percentage points")
        #expect(demands[6] == "at most 1.00\u{A0}×\u{A0}10⁻⁵ in every draw")
        #expect(demands[7] == "0.250\u{A0}rad ± 0.0100\u{A0}rad")
    }

    @Test(arguments: [
        (1e-9, "100.000 ± 1\u{A0}×\u{A0}10⁻⁹"), (0.001, "100.000 ± 0.001"), (0, "100.000 ± 0.000"),
    ])
    func aToleranceIsNotShownAsZero(tolerance: Double, expected: String) {
        let evidence = Evidence(
            relation: .everyNear, scale: .value, bound: 100, tolerance: tolerance,
            samples: [Evidence.Sample(0, 100)])
        let claim = ClaimCase.claim(evidence, quantity: Claim.Quantity("ratio", format: .decimals(3)))
        #expect(ClaimWords(claim).demand(of: evidence) == expected)
    }

    @Test func smallPValuesAreNotZero() {
        #expect(
            ClaimWords.p(0.0123) == "p = 0.012" && ClaimWords.p(0) == "p < 0.0001" && ClaimWords.p(nil) == nil
        )
        #expect(ClaimWords.pNumber(1) == "1" && ClaimWords.pNumber(0.00001) == "< 0.0001")
    }

    @Test func exportsHaveTheSentenceAndTheVerdict() {
        let claim = ClaimCase.all[0].claim
        #expect(
            markdown(of: claim, number: "2")
                == "> **Claim 2** (Section 6.6): At batch size 4 layer normalization ends lower\n>\n> **supported**: "
                + ClaimWords(claim).summary)
        let hostile = markdown(of: ClaimCase.all.last!.claim, number: nil)
        #expect(hostile.hasPrefix("> **Claim** (") && !hostile.contains("<script>"))
        #expect(hostile.split(separator: "\n").allSatisfy { $0.hasPrefix(">") })
    }
}
