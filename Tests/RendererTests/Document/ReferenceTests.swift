import Exhibits
import Testing

@testable import Renderer

@Suite struct ReferenceTests {
    @Test func namesAreFoundWhereTheyStand() {
        let notebook = notebook(
            """
            @fig-a, (@tbl-b). @eq-c's “@sec-d” — @claim-e--f-: *@fig-g*; [see @fig-h, left; -@fig-i].

            a@fig-b.org, <me@fig-b.org>, `@fig-a`, \\@fig-a, [x](@fig-a "@fig-a"), ![@fig-a](b.png), host.org/@fig-a, <b title="@fig-a">

            | @fig-j |
            |---|

            [text @fig-k](x) @
            """)
        let items = notebook.allProse.flatMap(\.references).flatMap(\.items)
        #expect(
            items.map { "\($0.name) \($0.position.line):\($0.position.column)" } == [
                "fig-a 4:1", "tbl-b 4:10", "eq-c 4:19", "sec-d 4:30", "claim-e--f 4:44", "fig-g 4:59",
                "fig-h 4:73",
                "fig-i 4:88", "fig-j 8:3", "fig-k 11:7",
            ])
        #expect(items.filter(\.isShort).map(\.name) == ["fig-i"])
        let aside = notebook.allProse.flatMap(\.references)[6]
        #expect(aside.isBracketed)
        #expect(aside.items.map(\.before) == ["see", ""])
        #expect(aside.items.map(\.after) == ["left", ""])
        #expect(
            notebook.allProse.flatMap(\.references).map(\.isInsideLink) == [
                false, false, false, false, false, false, false, false, true,
            ])
        #expect(
            html(of: notebook).contains(
                "<a href=\"@fig-a\" title=\"@fig-a\">x</a>, <img src=\"b.png\" alt=\"@fig-a\" />"))
    }

    @Test func numbersFollowThePage() {
        let pages = pages([
            (
                "one",
                """
                ## First {#sec-first}

                See @fig-b, @fig-a, @tbl-c, @tbl-d, @eq-y, @sec-deep, @claim-z, [-@fig-a; @tbl-c] and @fig-other.

                $$x$$ {#eq-x}

                $$y$$ {#eq-y}

                ```swift
                //| label: fig-a
                ```

                | c |
                |---|
                : Cells. {#tbl-c}

                ```swift
                //| label: tbl-d
                ```

                ```swift
                //| label: fig-b
                ```

                ```swift
                //| label: claim-z
                //| expect: supported
                ```

                ### Deep {#sec-deep}

                ## Second
                """,
                [[figure, figure, .text("between"), figure], [table], [.text("first"), figure], []]
            ),
            (
                "two",
                "```swift\n//| label: fig-other\n```\n\n[Here @fig-other](one.html), there @sec-deep.\n",
                [[figure]]
            ),
        ])
        #expect(
            pages["one"]?.contains(
                "<p>See <a href=\"#fig-b\">Figure\u{A0}3</a>, <a href=\"#fig-a\">Figure\u{A0}1</a>, "
                    + "<a href=\"#tbl-c\">Table\u{A0}1</a>, <a href=\"#tbl-d\">Table\u{A0}2</a>, "
                    + "<a href=\"#eq-y\">Equation\u{A0}2</a>, <a href=\"#sec-deep\">Section\u{A0}1.1</a>, "
                    + "<a href=\"#claim-z\">Claim\u{A0}1</a>, <a href=\"#fig-a\">1</a>, <a href=\"#tbl-c\">Table\u{A0}1</a> and "
                    + "<a href=\"two.html#fig-other\">Figure\u{A0}1 of <em><bdi>The two &amp; only</bdi></em></a>.</p>"
            )
                == true)
        #expect(
            pages["one"]?.contains("<h2 id=\"sec-first\"><span class=\"section-number\">1</span> First</h2>")
                == true)
        #expect(
            pages["one"]?.contains("<h3 id=\"sec-deep\"><span class=\"section-number\">1.1</span> Deep</h3>")
                == true)
        #expect(
            pages["one"]?.contains("<h2 id=\"second\"><span class=\"section-number\">2</span> Second</h2>")
                == true)
        #expect(
            pages["one"]?.contains(
                "<div class=\"math display\" id=\"eq-y\"><span class=\"formula\" role=\"group\" tabindex=\"0\" "
                    + "aria-label=\"Formula\"><code>y</code></span>"
                    + "<span class=\"equation-number\">(2)</span></div>") == true)
        #expect(
            pages["two"]?.contains(
                "<a href=\"one.html\">Here Figure\u{A0}1</a>, there <a href=\"one.html#sec-deep\">Section\u{A0}1.1 of "
                    + "<em><bdi>The one &amp; only</bdi></em></a>.") == true)
    }

    @Test func mistakesHaveTheirPlace() {
        let first = MarkedSource(
            """
            ---
            title: T
            ---
            ## Data {#sec-data}

            See 1️⃣@fig-eror, 2️⃣@tbl-x and *3️⃣@sec-dat*, `{swift} 1`[^a], 4️⃣@fig-twice, @fig-shown, 5️⃣@fig-empty, @fig-not-run.

            [^a]: Or [6️⃣@eq-x; 7️⃣@claim-y].

            ```swift
            //| label: fig-error
            //| fig-cap: As in 8️⃣@fig-erorr.
            ```

            ```swift
            //| label: fig-shown
            ```

            ```swift
            //| label: fig-empty
            ```

            ```swift
            //| label: fig-not-run
            ```
            """)
        let others = ["b", "c"].map { pageResult($0, "```swift\n//| label: fig-twice\n```\n", [[figure]]) }
        let (notebook, problems) = Notebook.parse(file: MarkedSource.file, bytes: first.bytes)
        #expect(problems == [])
        var result = NotebookResult(
            notebook: notebook, record: NotebookRecord(blocks: [[figure], [figure], []]),
            blocks: notebook.experiments, problems: [], contentKey: nil)
        result.blocks.removeLast()
        let checked = ([result] + others).withReferencesChecked
        #expect(
            checked[0].problems.map(first.described) == [
                "1️⃣ '@fig-eror' refers to a figure that no page has; did you mean '@fig-error'?",
                "2️⃣ '@tbl-x' refers to a table that no page has; label its block with '//| label: tbl-x', "
                    + "or end the caption below it with '{#tbl-x}'",
                "3️⃣ '@sec-dat' refers to a section that no page has; did you mean '@sec-data'?",
                "4️⃣ '@fig-twice' could mean the one of notebooks/b.md or of notebooks/c.md; give one of them another label",
                "5️⃣ '@fig-empty' refers to the block on line 19, which shows no figure",
                "6️⃣ '@eq-x' refers to an equation that no page has; label it with '{#eq-x}' after its closing '$$'",
                "7️⃣ '@claim-y' refers to a claim that no page has; label its block with '//| label: claim-y'",
                "8️⃣ '@fig-erorr' refers to a figure that no page has; did you mean '@fig-error'?",
            ])
        #expect(checked[1].problems == [])
        let page = Site.render(checked, profile: "quick").files.first { $0.path == "test.html" }
        let text = String(decoding: page?.bytes ?? [], as: UTF8.self)
        #expect(text.contains("<span class=\"missing\">@fig-eror</span>"))
        #expect(text.ranges(of: "<div class=\"problem\">").count == 8)
        #expect(text.contains("Figure\u{A0}…"))
    }

    @Test func labelsDifferAcrossKinds() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                # A {#sec-a}

                ## B 1️⃣{#sec-a}

                ### C 2️⃣{#c}

                ```swift
                //| 3️⃣label: sec-a
                ```

                ```swift
                //| 4️⃣label: eq-b
                ```

                ```swift
                //| label: tbl-a
                ```

                | a |
                |---|
                : Words 5️⃣{#tbl-a}
                """,
            [
                "1️⃣ the label 'sec-a' already names the heading on line 4; labels must differ",
                "2️⃣ the label of a heading must be 'sec-' and a name of lower-case letters, digits and hyphens, but is 'c'",
                "3️⃣ the label 'sec-a' looks like that of a heading; begin a block's label otherwise, such as with "
                    + "'fig-' or 'tbl-'",
                "3️⃣ the label 'sec-a' already names the heading on line 4; labels must differ",
                "4️⃣ the label 'eq-b' looks like that of an equation; begin a block's label otherwise, such as with "
                    + "'fig-' or 'tbl-'",
                "5️⃣ the label 'tbl-a' already names the block on line 18; labels must differ",
            ])
    }
}

private let figure = Exhibit.figure(
    Figure(DataFrame(Column("x", [1]), Column("y", [1])), .dots(x: "x", y: "y"), description: "A dot."))
private let table = Exhibit.table(Table(["a"], rows: [[1]]))

/// A notebook whose blocks showed what is given.
func pageResult(_ name: String, _ body: String, _ outputs: [[Exhibit]]) -> NotebookResult {
    let text = "---\ntitle: The \(name) & only\n---\n" + body
    let (notebook, problems) = Notebook.parse(file: "notebooks/\(name).md", bytes: Array(text.utf8))
    #expect(problems == [])
    return NotebookResult(
        notebook: notebook, record: NotebookRecord(blocks: outputs), blocks: notebook.experiments,
        problems: [],
        contentKey: nil)
}

/// The pages of a site, by name, each in order and without a problem.
private func pages(_ notebooks: [(String, String, [[Exhibit]])]) -> [String: String] {
    let results = notebooks.map { pageResult($0.0, $0.1, $0.2) }.withReferencesChecked
    #expect(results.flatMap(\.problems) == [])
    let files = Site.render(results, profile: "quick").files.map {
        ($0.path, String(decoding: $0.bytes, as: UTF8.self))
    }
    // What stands outside the site leads nowhere here.
    #expect(problems(ofSite: files).filter { !$0.hasSuffix("'x' leads nowhere") } == [])
    return Dictionary(
        uniqueKeysWithValues: files.filter { $0.0.hasSuffix(".html") }.map {
            (String($0.0.dropLast(5)), $0.1)
        })
}
