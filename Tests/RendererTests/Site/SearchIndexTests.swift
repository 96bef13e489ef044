import Exhibits
import Foundation
import Testing

@testable import Renderer

@Suite struct SearchIndexTests {
    private func page(_ body: String, values: [String] = [], title: String = "Test") -> SearchIndex.Page {
        let text = "---\ntitle: \"\(title)\"\n---\n" + body
        let (notebook, problems) = Notebook.parse(file: "notebooks/a b.md", bytes: Array(text.utf8))
        #expect(problems == [])
        let record = NotebookRecord(
            blocks: notebook.experiments.map { _ in [] }, inlineValues: values.map { .text($0) })
        let result = NotebookResult(
            notebook: notebook, record: record, blocks: notebook.experiments, problems: [], contentKey: nil)
        return SearchIndex.Page(of: result, SiteTargets([result], settings: SiteSettings()))
    }

    /// A reader searches for the words of a page, not for the names that its author gave.
    @Test func referencesAreTheWordsOfThePage() throws {
        let page = page(
            """
            See @sec-first, [-@sec-first] and @eq-sum.

            ## A section {#sec-first}

            $$ x $$ {#eq-sum}

            ```swift
            //| label: fig-a
            //| fig-cap: As in @sec-first.
            1
            ```
            """)
        #expect(page.sections[0].words == "See Section 1, 1 and Equation 1.")
        #expect(try #require(page.sections.last).words.contains("As in Section 1."))
    }

    @Test func aPageIsItsSectionsInWords() {
        let page = page(
            """
            Before the *first* heading, `{swift} 1 + 1` & more.

            ## A *heading* with $x^2$

            A formula $\\frac{a}{b}$ and `code`[^n].

            - one
            - two

            ```swift
            //| label: fig-a
            //| fig-cap: The caption, with `{swift} 2`.
            let a = 1
            ```

            ```swift
            //| echo: false
            let hidden = 2
            ```

            ```swift
            //| include: false
            let neverShown = 3
            ```

            ### Below

            [^n]: The note.
            """, values: ["2 < 3", "two"])
        #expect(page.address == "a%20b.html")
        #expect(page.title == "Test")
        #expect(
            page.sections == [
                .init(anchor: "", heading: "", words: "Before the first heading, 2 < 3 & more."),
                .init(
                    anchor: "a-heading-with-x-2", heading: "A heading with x^2",
                    words:
                        "A formula \\frac{a}{b} and code. one two The caption, with two. let a = 1"),
                .init(anchor: "below", heading: "Below", words: "The note."),
            ])
    }

    /// The file is a script: nothing in it ends it, whatever a notebook says.
    @Test func hostileWordsStayText() throws {
        let page = page(
            "`</script><script>alert(1)</script>` \\\" ]; alert(2); // \u{2028}\n", title: "]]></script>")
        let text = String(decoding: SearchIndex(pages: [page]).file.bytes, as: UTF8.self)
        let prefix = "window.labbookSearchIndex="
        #expect(text.hasPrefix(prefix) && text.hasSuffix(";\n"))
        let json = Data(text.dropFirst(prefix.count).dropLast(2).utf8)
        let read = try JSONDecoder().decode([[String]].self, from: json)
        #expect(read.count == 1)
        #expect(read[0][..<2] == ["a%20b.html", "]]></script>"])
        #expect(read[0][4].contains("</script><script>alert(1)</script>"))
    }

    /// What a book of 100 pages of 20 KB weighs: not much more than its words.
    @Test func theIndexIsHardlyLargerThanTheWords() {
        let words = (0..<3000).map { "word\($0 % 977)" }.joined(separator: " ")
        let page = SearchIndex.Page(
            address: "a.html", title: "A",
            sections: (0..<10).map { _ in
                .init(anchor: "section", heading: "Section", words: String(words.prefix(2048)))
            })
        let index = SearchIndex(pages: [SearchIndex.Page](repeating: page, count: 100))
        let content = 100 * 10 * 2048
        #expect(Double(index.file.bytes.count) < 1.02 * Double(content))
    }

    @Test(arguments: [
        ("<p>one</p><p>two</p>", "one two"), ("a<em>b</em>c", "abc"), ("x<br>y", "x y"),
        ("&lt;b&gt; &amp;amp; &quot;&#39;&#x41;", "<b> &amp; \"'A"), ("a &unknown; & b", "a &unknown; & b"),
        ("1 <td>2</td><td>3", "1 2 3"), ("open <tag", "open"), ("", ""), ("&#xD800;&#;", "&#xD800;&#;"),
        ("H<sub>2</sub>O", "H2O"),
    ]) func markupBecomesWords(_ markup: String, _ words: String) {
        #expect(plainText(ofMarkup: markup) == words)
    }
}
