import Testing

@testable import Renderer

@Suite struct PipeTableTests {
    @Test func aTableIsReadAsOnGitHub() {
        let body = """
            Before:
            | *a* | b \\| c | `{swift} x || y` |
            | :-- | :-: | --: |
            | $|x|$ | `\\|` | [l](#a)
            only one
            | 1 | | 3 |
            - not a row
            """
        let (notebook, problems) = Notebook.parse(
            file: MarkedSource.file, bytes: Array(("---\ntitle: Test\n---\n" + body).utf8))
        // A row that lacks cells is filled, and the author told.
        #expect(
            problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" } == [
                "8:1 this row has 1 cell, but the table has 3 columns; write '|' for each cell that is to stay empty"
            ])
        #expect(
            html(of: notebook) == """
                <p>Before:</p>
                <div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table class="exhibit prose">
                <thead>
                <tr><th scope="col"><em>a</em></th><th scope="col" class="center">b | c</th><th scope="col" class="number">⟨x || y⟩</th></tr>
                </thead>
                <tbody>
                <tr><td>⟨|x|⟩</td><td class="center"><code>|</code></td><td class="number"><a href="#a">l</a></td></tr>
                <tr><td>only one</td><td class="center"></td><td class="number"></td></tr>
                <tr><td>1</td><td class="center"></td><td class="number">3</td></tr>
                </tbody>
                </table></div>
                <ul>
                <li>not a row</li>
                </ul>

                """)
    }

    @Test func aTableWithoutDelimiterRowIsNoted() {
        func problems(_ body: String) -> [String] {
            Notebook.parse(file: MarkedSource.file, bytes: Array(("---\ntitle: T\n---\n" + body).utf8)).1.map
            {
                "\($0.position.line):\($0.position.column) \($0.sentence)"
            }
        }
        let words =
            "a table needs a line '| --- | --- |' between its first row, the heading, and the next one"
        #expect(problems("Words.\n\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n") == ["7:1 \(words)"])
        #expect(problems("> | a | b |\n> | 1 | 2 |\n") == ["5:3 \(words)"])
        for text in [
            "| a | b |\n", "| a | b |\n| 1 |\n", "|x|\n|y|\n", "| a | b |\n\n| 1 | 2 |\n",
            "```\n| a | b |\n| 1 | 2 |\n```\n", "| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n",
        ] {
            #expect(problems(text) == [])
        }
    }

    @Test(arguments: [
        "| a | b |\n| --- |\n", "| a |\n\n| --- |\n", "a\n---\n", "    | a |\n    | - |\n",
        "```\n| a |\n| - |\n```\n",
        "a | b\n- | -\n", "| a |\n| -:- |\n", "| a |\n| |\n",
    ]) func whatIsNoTableStaysText(_ body: String) {
        #expect(!html(of: notebook(body)).contains("<table"))
    }

    @Test(arguments: [
        ": Some *words* and $x$. {#tbl-a}", "\n: Some *words*\nand $x$. {#tbl-a}",
        "Table: Some *words* and $x$. {#tbl-a}",
    ]) func aCaptionFollows(_ caption: String) {
        let notebook = notebook("| a |\n|---|\n| 1 |\n\(caption)\n\nAfter.\n")
        let found = html(of: notebook)
        #expect(
            found.hasPrefix(
                "<figure class=\"table\" id=\"tbl-a\">\n<figcaption><b>Table ⟨n⟩.</b> <bdi>Some <em>words</em> and ⟨x⟩."
                    + "</bdi></figcaption>\n<div"), "\(found)")
        #expect(found.hasSuffix("</table></div>\n</figure>\n<p>After.</p>\n"), "\(found)")
        #expect(notebook.labels.map(\.name) == ["tbl-a"])
    }

    @Test func tablesStandInListsAndQuotations() {
        #expect(
            html(of: notebook("> - | a | b |\n>   |---|---|\n>   | 1 | 2 |\n>   : Words.\n>\n>   More.\n"))
                == """
                <blockquote>
                <ul>
                <li>
                <figure class="table">
                <figcaption><b>Table ⟨n⟩.</b> <bdi>Words.</bdi></figcaption>
                <div class="table-scroll" role="group" tabindex="0" aria-label="Table"><table class="exhibit prose">
                <thead>
                <tr><th scope="col">a</th><th scope="col">b</th></tr>
                </thead>
                <tbody>
                <tr><td>1</td><td>2</td></tr>
                </tbody>
                </table></div>
                </figure>
                <p>More.</p>
                </li>
                </ul>
                </blockquote>

                """)
    }

    @Test func aReferenceOfTheBodyIsKnownInACell() {
        #expect(
            html(of: notebook("| [a] |\n|---|\n\n[a]: http://b.org\n")).contains(
                "<a href=\"http://b.org\">a</a>"))
    }

    @Test func placesInCellsAreTheFiles() {
        let notebook = notebook("> | a | b |\n> |---|---|\n> | ä `{swift} x` | \\| `{swift}  y` |\n")
        #expect(
            notebook.inlineExpressions.map { "\($0.code) \($0.position.line):\($0.position.column)" } == [
                "x 6:17", "y 6:35",
            ])
    }

    @Test func mistakesHaveTheirPlace() {
        expectProblems(
            in:
                "---\ntitle: T\n---\n| a |\n|---|\n| $x^2$ | 1️⃣2 | 3 |\n\n| b |\n|--|\n: 2️⃣{#fig-a}\n\n| c |\n|-|\n: 3️⃣{#tbl-Ä}\n",
            [
                "1️⃣ this row has 3 cells, but the table has 1 column; write '\\|' for a '|' inside a cell",
                "2️⃣ the label of a table must be 'tbl-' and a name of lower-case letters, digits and hyphens, "
                    + "but is 'fig-a'",
                "3️⃣ the label of a table must be 'tbl-' and a name of lower-case letters, digits and hyphens, "
                    + "but is 'tbl-Ä'",
            ])
    }
}
