import Testing

@testable import Renderer

@Suite struct MarkdownTests {
    @Test func blocksKeepTheirPlaces() {
        let notebook = notebook(
            """
            Text.

            ```swift
            //| label: first
            let x = 1
            ```

            - a list

              ```swift
              not an experiment
              ```

            > ```swift
            > nor this
            > ```

            Last.

             ```swift
             print(x)
             ```
            """)
        let blocks = notebook.experiments
        #expect(blocks.map(\.position.line) == [6, 23])
        #expect(blocks.first?.position == SourcePosition(file: MarkedSource.file, line: 6, column: 1))
        #expect(blocks.first?.firstCodeLine == 7)
        #expect(blocks.first?.options.label == "first")
        #expect(blocks.first?.shownCode == "let x = 1")
        #expect(blocks.last?.position == SourcePosition(file: MarkedSource.file, line: 23, column: 2))
        #expect(blocks.last?.indentation == 1)
    }

    @Test func onlySwiftFencesAreExperiments() {
        let notebook = notebook("```\nplain\n```\n\n```python\nx\n```\n\n    indented\n\n```swift\n1\n```\n")
        #expect(notebook.experiments.map(\.code) == ["1\n"])
    }

    @Test func headingsGetDistinctAnchors() {
        let notebook = notebook("# Größe & *Form*\n\n## Data\n\n## Data\n\n### !?\n")
        let headings = notebook.items.compactMap {
            if case .heading(let heading) = $0 { heading } else { nil }
        }
        #expect(headings.map(\.anchor) == ["größe-form", "data", "data-2", "section"])
        #expect(headings.map(\.level) == [1, 2, 2, 3])
        #expect(headings.first?.content == Prose(pieces: [.html("Größe &amp; <em>Form</em>")]))
        #expect(headings.first?.text == "Größe & Form")
    }

    @Test func anchorsLeaveTheNamesOfBlocksAlone() {
        let notebook = notebook(
            """
            # Runs
            # Data
            # Data 2
            # Data
            # Runs: output
            # Block 1
            # Block
            # Block
            # Block diagram

            ```swift
            //| label: runs
            1
            ```
            """)
        let anchors = notebook.items.compactMap {
            if case .heading(let heading) = $0 { heading.anchor } else { nil }
        }
        #expect(
            anchors == [
                "section-runs", "data", "data-2", "data-3", "section-runs-output", "section-block-1",
                "section-block",
                "section-block-2", "block-diagram",
            ])
    }

    @Test func inlineValuesAreCutOut() {
        let notebook = notebook("The mean is `{swift} values.mean` here, `code` there.\n")
        let expression = InlineExpression(
            position: SourcePosition(file: MarkedSource.file, line: 4, column: 22), code: "values.mean")
        #expect(
            notebook.items == [
                .prose(
                    Prose(pieces: [
                        .html("<p>The mean is "), .inline(expression),
                        .html(" here, <code>code</code> there.</p>\n"),
                    ]))
            ])
    }

    @Test func rawHTMLIsShownUnlessAllowed() {
        let body = "<script>alert(1)</script>\n\nA <b>bold</b> word.<!-- note -->\n\n<!-- hidden -->\n"
        #expect(
            html(of: notebook(body)) == """
                <pre><code>&lt;script&gt;alert(1)&lt;/script&gt;
                </code></pre>
                <p>A &lt;b&gt;bold&lt;/b&gt; word.</p>

                """)
        let text = "---\ntitle: T\nallow-html: true\n---\n" + body
        let (allowed, _) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8))
        #expect(html(of: allowed).contains("<script>alert(1)</script>"))
    }

    @Test func linksThatRunScriptsAreDropped() {
        #expect(html(of: notebook("[x](javascript:alert(1))\n")) == "<p><a href=\"\">x</a></p>\n")
    }

    @Test func textThatIsNoTextIsRefused() {
        let bytes = Array("---\ntitle: T\n---\nab".utf8) + [0xFF, 0x0A]
        let (_, problems) = Notebook.parse(file: "notebooks/a.md", bytes: bytes)
        #expect(
            problems == [Problem(.notUTF8, at: SourcePosition(file: "notebooks/a.md", line: 4, column: 3))])
        for (breaks, place) in [("\r", "2:1"), ("a\r\n\r", "3:1"), ("\na", "2:2")] {
            let (_, problems) = Notebook.parse(file: "notebooks/a.md", bytes: Array(breaks.utf8) + [0xAE])
            #expect(problems.map { "\($0.position.line):\($0.position.column)" } == [place])
        }
        expectProblems(
            in: "---\ntitle: T\n---\nab1️⃣\u{1}c\n",
            ["1️⃣ found the control character U+0001, which no text needs; delete it"])
    }

    @Test func deepNestingEndsInTime() {
        let quotes = String(repeating: ">", count: 20_000) + " x\n"
        let brackets = String(repeating: "[", count: 50_000) + "\n"
        let (notebook, problems) = Notebook.parse(
            file: "notebooks/a.md", bytes: Array(("---\ntitle: T\n---\n" + quotes + "\n" + brackets).utf8))
        #expect(problems == [])
        #expect(!notebook.items.isEmpty)
    }
}
