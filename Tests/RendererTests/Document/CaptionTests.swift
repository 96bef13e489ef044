import Exhibits
import Testing

@testable import Renderer

@Suite struct CaptionTests {
    private let body = """
        Before `{swift} first`. [^n]

        ```swift
        //| label: fig-a
        //| fig-cap: 'Ä *mean* of `{swift} mean` & $x$, see @fig-a and [link][l].'
        //| fig-alt: A line that ends at `{swift} last` & *no* more.
        //| tbl-cap: "Escaped \\u0041 `{swift} escaped`"
        ```

        After `{swift} after`.

        [^n]: Note `{swift} note`.
        [l]: http://a.org
        """

    @Test func captionsAreProse() {
        let notebook = notebook(body)
        let captions = notebook.experiments[0].captions
        #expect(
            captions.figure.map(html)
                == "Ä <em>mean</em> of ⟨mean⟩ &amp; ⟨x⟩, see ⟨@fig-a⟩ and <a href=\"http://a.org\">link</a>.")
        #expect(captions.table.map(html) == "Escaped A ⟨escaped⟩")
        #expect(
            notebook.inlineExpressions.map { "\($0.code) \($0.position.line):\($0.position.column)" } == [
                "first 4:17", "mean 8:37", "escaped 10:15", "last 9:43", "after 13:16", "note 15:21",
            ])
        let plan = NotebookPlan(notebook, in: .forTests)
        #expect(plan.broken.isEmpty)
        #expect(plan.blocks.dropFirst().map(\.position.line) == [4, 8, 10, 9, 13, 15])
    }

    @Test func valuesReachEveryPlace() {
        let notebook = notebook(body)
        let figure = Figure(DataFrame(Column("x", [1]), Column("y", [1])), .dots(x: "x", y: "y"))
        let table = Table(["a"], rows: [[1]])
        let values = ["<1>", "2", "3", "4", "5", "6"].map { Exhibit.text($0) }
        let result = NotebookResult(
            notebook: notebook,
            record: NotebookRecord(blocks: [[.figure(figure), .table(table)]], inlineValues: values),
            blocks: notebook.experiments, problems: [], contentKey: nil)
        let page = Site.render([result], profile: "quick").files.first { $0.path == "test.html" }
        let text = String(decoding: page?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("<p>Before &lt;1&gt;. <sup"))
        #expect(
            text.contains(
                "<figcaption><b>Figure 1.</b> <bdi>Ä <em>mean</em> of 2 &amp; "
                    + "<span class=\"math inline\"><code>x</code></span>, see "
                    + "<a href=\"#fig-a\">Figure\u{A0}1</a> and <a href=\"http://a.org\">link</a>.</bdi></figcaption>"
            ))
        #expect(text.contains("A line that ends at 4 &amp; *no* more."))
        #expect(text.contains("<figcaption><b>Table 1.</b> <bdi>Escaped A 3</bdi></figcaption>"))
        #expect(text.contains("<p>After 5.</p>"))
        #expect(text.contains("<p>Note 6. <a class=\"footnote-back\""))
    }

    @Test func mistakesInCaptionsHaveTheirPlace() {
        expectProblems(
            in:
                "---\ntitle: T\n---\n```swift\n//| fig-cap: A `1️⃣{swift}` and 2️⃣[^x] and 3️⃣@key.\n//| tbl-cap: 4️⃣[1]\n```\n"
                .replacing("`1️⃣{swift}`", with: "`{swift}1️⃣`"),
            [
                "1️⃣ expected one Swift expression after '{swift}'",
                "2️⃣ no footnote is called 'x'; define it with a line '[^x]: …'",
                "3️⃣ '@key' cites a work, but the front matter names no bibliography; add a line "
                    + "'bibliography: references.bib', or write '\\@key' for the words themselves",
                "4️⃣ option 'tbl-cap' is 'not a single value', but must be text",
            ])
    }
}
