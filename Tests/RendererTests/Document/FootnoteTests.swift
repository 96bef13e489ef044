import Testing

@testable import Renderer

@Suite struct FootnoteTests {
    @Test func footnotesAreNumberedAsTheTextRefersToThem() {
        let notebook = notebook(
            """
            One.[^b] Two.[^a] One again.[^b] Code: `[^a]`, ``` [^a] ```, \\[^a].

            [^a]: *First* defined.
            [^b]: Defined
            second,

                with two paragraphs, `{swift} x`, $a$ and

                - a list

                ```
                [^c]: code
                ```
            [^c]: Third.[^d]

            > Quoted.[^c]

            [^d]: Only from a footnote.
            """)
        #expect(notebook.footnotes.map(\.name) == ["b", "a", "c", "d"])
        #expect(notebook.footnotes.map(\.number) == [1, 2, 3, 4])
        #expect(notebook.footnotes.map(\.referenceCount) == [2, 1, 1, 1])
        #expect(
            notebook.footnotes.map { html(of: $0.content) } == [
                """
                <p>Defined
                second,</p>
                <p>with two paragraphs, ⟨x⟩, ⟨a⟩ and</p>
                <ul>
                <li>a list</li>
                </ul>
                <pre><code>[^c]: code
                </code></pre>

                """,
                "<p><em>First</em> defined.</p>\n",
                "<p>Third.<sup class=\"footnote\"><a id=\"fnref-4\" href=\"#fn-4\" role=\"doc-noteref\">4</a></sup></p>\n",
                "<p>Only from a footnote.</p>\n",
            ])
        #expect(
            html(of: notebook).hasPrefix(
                "<div class=\"annotated\">\n<p>One.<sup class=\"footnote\"><a id=\"fnref-1\" href=\"#fn-1\" role=\"doc-noteref\">1</a></sup> Two."
                    + "<sup class=\"footnote\"><a id=\"fnref-2\" href=\"#fn-2\" role=\"doc-noteref\">2</a></sup> One again."
                    + "<sup class=\"footnote\"><a id=\"fnref-1-2\" href=\"#fn-1\" role=\"doc-noteref\">1</a></sup> "
                    + "Code: <code>[^a]</code>, <code>[^a]</code>, [^a].</p>\n"
                    + "<div class=\"notes\">\n⟨notes 1 2⟩\n</div>\n</div>\n"))
        let inline = notebook.inlineExpressions
        #expect(inline.map { "\($0.code) \($0.position.line):\($0.position.column)" } == ["x 10:35"])
    }

    @Test func aListOrAQuotationMayDefineOne() {
        let notebook = notebook(
            """
            > Quoted.[^a]
            >
            > [^a]: Of the
            > quotation.
            >
            >     Its second.
            >
            > Goes on.

            - An item.[^b]

              [^b]: Word.

              More of it.

                  [^c]: code
            - Another.[^d]
              - Deep.

                [^d]: Two words.

            Text.
            """)
        #expect(notebook.footnotes.map(\.name) == ["a", "b", "d"])
        #expect(
            notebook.footnotes.map { html(of: $0.content) } == [
                "<p>Of the\nquotation.</p>\n<p>Its second.</p>\n", "<p>Word.</p>\n", "<p>Two words.</p>\n",
            ])
        let page = html(of: notebook)
        #expect(page.contains("<p>Goes on.</p>\n</blockquote>"), "\(page)")
        #expect(page.contains("<p>More of it.</p>\n<pre><code>[^c]: code\n</code></pre>"), "\(page)")
        #expect(page.hasSuffix("<div class=\"rest\">\n<p>Text.</p>\n</div>\n</div>\n"), "\(page)")
    }

    @Test func mistakesInAQuotationHaveTheirPlace() {
        expectProblems(
            in: "---\ntitle: T\n---\n> - a\n>\n>   1️⃣[^x]: one\n",
            ["1️⃣ the text never refers to the footnote 'x'; write '[^x]' where it belongs, or delete it"])
    }

    @Test func linksLeadBack() {
        let footnotes = notebook("One.[^a] Two.[^a] [Three[^b]](x)\n\n[^a]: Text.\n[^b]: \n\n        code\n")
            .footnotes
        func back(_ anchor: String, _ label: String, _ sign: String) -> String {
            "<a class=\"footnote-back\" href=\"#\(anchor)\" role=\"doc-backlink\" aria-label=\"\(label)\">\(sign)</a>"
        }
        let one = back("fnref-1", "Back to the text, reference 1", "↩\u{FE0E}")
        let two = back("fnref-1-2", "Back to the text, reference 2", "↩\u{FE0E} 2")
        let only = back("fnref-2", "Back to the text", "↩\u{FE0E}")
        #expect(
            footnotes.map { html(of: $0.contentWithBackLinks) } == [
                "<p>Text. \(one) \(two)</p>\n", "<pre><code>code\n</code></pre>\n<p>\(only)</p>\n",
            ])
    }

    @Test func insideALinkThereIsNoOther() {
        #expect(
            html(of: notebook("[Three[^b]](x)\n\n[^b]: y\n"))
                == "<div class=\"annotated\">\n"
                + "<p><a href=\"x\">Three<sup class=\"footnote\"><span id=\"fnref-1\">1</span></sup></a></p>\n"
                + "<div class=\"notes\">\n⟨notes 1⟩\n</div>\n</div>\n"
        )
    }

    @Test func mistakesHaveTheirPlace() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                See.1️⃣[^speling] And.2️⃣[^x] Good.[^spelling]

                - In a list.
                  And more.3️⃣[^spellin]

                [^spelling]: One.
                4️⃣[^spelling]: Two.
                 5️⃣[^unused]: Three.
                """,
            [
                "1️⃣ no footnote is called 'speling'; did you mean 'spelling'?",
                "2️⃣ no footnote is called 'x'; define it with a line '[^x]: …'",
                "3️⃣ no footnote is called 'spellin'; did you mean 'spelling'?",
                "4️⃣ the footnote 'spelling' was already defined on line 9; keep one of the two",
                "5️⃣ the text never refers to the footnote 'unused'; write '[^unused]' where it belongs, or delete it",
            ])
    }
}
