import Fuzzing
import Renderer
import Testing

@Suite struct FuzzingTests {
    @Test(arguments: [
        "", "<p>a<br />b</p>", "<a href=\"x\" id=\"y\">&lt;</a>", "text > text",
        "<ul>\n<li><p>x</p></li>\n</ul>",
    ]) func goodMarkupPasses(_ html: String) { #expect(markupProblems(html) == []) }

    @Test(arguments: [
        ("<p>", "<p> has no end"), ("<b><i></b></i>", "</b> ends <i>"), ("</p>", "</p> ends <nothing>"),
        ("1 < 2", "a '<' that begins no element"),
        ("<p class=x></p>", "<p> has an attribute without quotes"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "the id 'a' occurs twice"),
        ("<script></script>", "<script>"), ("<p onclick=\"x\"></p>", "<p> has a handler onclick"),
        ("<p title=\"<\"></p>", "<p> has a '<' in title"),
        ("<a href=\"JavaScript:x\"></a>", "a script in href"), ("<p", "<p has no '>'"),
        ("<", "a '<' at the end"), ("<p></p", "</p has no '>'"),
    ]) func badMarkupIsFound(_ html: String, _ problem: String) {
        #expect(markupProblems(html).first == problem)
    }

    @Test(arguments: [
        "<p class=x title='>' hidden></p>", "<!-- <b> --><br>", "<svg><path d=\"M0\"/></svg>",
        "<SCRIPT>if (a<b) {}</script>", "1 < 2", "<?php?><!DOCTYPE x>",
    ]) func authorsMayWriteMore(_ html: String) {
        #expect(markupProblems(html, holdsAuthorsHTML: true) == [])
    }

    @Test(arguments: [
        ("<B>", "<b> has no end"), ("<b/>", "<b> has no end"), ("<b><i></b></i>", "</b> ends <i>"),
        ("<p title='", "<p has no '>'"),
    ]) func authorsMustCloseTheirElements(_ html: String, _ problem: String) {
        #expect(markupProblems(html, holdsAuthorsHTML: true).first == problem)
    }

    @Test func depthCostsNothing() {
        let deep = String(repeating: "<b>", count: 100_000) + String(repeating: "</b>", count: 100_000)
        #expect(markupProblems(deep) == [])
    }

    @Test func theSeedDecidesTheInputs() {
        func inputs(_ seed: UInt64) -> [FuzzCase] {
            let texts = ["# a\n\nb $c$ d\n", "---\ntitle: T\n---\n- e\n"].map { Array($0.utf8) }
            var mutator = Mutator(seed: seed, notebooks: texts, bibliographies: [Array("@misc{a}".utf8)])
            return (0..<50).map { _ in mutator.next() }
        }
        #expect(inputs(1) == inputs(1))
        #expect(inputs(1) != inputs(2))
        #expect(Set(inputs(3).map(\.notebook)).count > 40)
    }

    @Test func shrinkingKeepsWhatIsBad() {
        let text = Array((0..<200).map { "line \($0)" }.joined(separator: "\n").utf8)
        let small = shrunk(text, attempts: 10_000) { String(decoding: $0, as: UTF8.self).contains("e 77") }
        #expect(String(decoding: small, as: UTF8.self) == "e 77")
        #expect(shrunk(text, attempts: 0) { _ in true } == text)
    }

    @Test func brokenPromisesAreSeen() {
        func broken(_ notebook: String, adding html: [String] = [""]) -> [String] {
            var rest = html
            return brokenInvariants(FuzzCase(notebook: Array(notebook.utf8), bibliography: [])) {
                file, input in
                var page = ProofPage(file: file, notebook: input.notebook, bibliography: input.bibliography)
                page.html += rest.count > 1 ? rest.removeFirst() : rest[0]
                return page
            }
        }
        // Swift has no literal for it.
        let mark = Unicode.Scalar(0xFDD0 as UInt32).map(String.init) ?? ""
        let good = "---\ntitle: T\n---\nA $b$ [^c] @d.\n"
        #expect(broken(good) == [])
        #expect(broken("") == [])
        #expect(broken(good, adding: ["<b>"]) == ["<b> has no end"])
        #expect(broken(good, adding: [mark]) == ["a mark is left in the page"])
        #expect(broken(good, adding: ["1", "2"]) == ["the second reading differs from the first"])
        // Raw HTML that an author allowed is the author's, as long as it stays in its place.
        let allowing = "---\ntitle: T\nallow-html: true\n---\n<b onclick=x>a</b>\n"
        #expect(broken(allowing) == [])
        #expect(broken(allowing, adding: ["<b>"]) == ["<b> has no end"])
    }
}
