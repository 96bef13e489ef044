import Testing

@testable import Renderer

/// What goes wrong in front matter, options and prose. It keeps no block from running, but for options that say how one runs.
extension FailureTests {
    static let casesOfWords = [
        Case(
            "frontmatter", "---\ntitel: T\norder: first\n---\nText `{swift} 1 + 1`\n", in: [nil],
            shown: ["<p>Text 2</p>"],
            """
            notebooks/frontmatter.md:2:1: error: unknown front matter key 'titel'; did you mean 'title'?
                 2 | titel: T
                   | ^
            """,
            """
            notebooks/frontmatter.md:3:8: error: front matter 'order' is 'first', but must be a number
                 3 | order: first
                   |        ^
            """),
        Case(
            "words",
            """
            ## One {#sec-one}

            As @knuth1997 says.[^none] The sum is `{swift} sum`.

            ```swift
            //| label: numbers
            //| tbl-cap: Numbers after @knuth1997
            let sum = 40 + 2
            Table(["sum"], rows: [[.number(Double(sum))]])
            ```

            ## Two {#sec-one}

            > [!NITE]
            > Mind this.

            ```swift
            print("half of it is", sum / 2)
            ```

            | a | b |
            | - | - |
            | 1 | 2 | 3 |
            """, in: ["before", "before", "numbers", "between", "between", "prose"],
            shown: ["The sum is 42.", "half of it is 21"],
            """
            notebooks/words.md:6:4: error: '@knuth1997' cites a work, but the front matter names no bibliography; \
            add a line 'bibliography: references.bib', or write '\\@knuth1997' for the words themselves
                 6 | As @knuth1997 says.[^none] The sum is `{swift} sum`.
                   |    ^
            """,
            """
            notebooks/words.md:6:20: error: no footnote is called 'none'; define it with a line '[^none]: …'
                 6 | As @knuth1997 says.[^none] The sum is `{swift} sum`.
                   |                    ^
            """,
            """
            notebooks/words.md:10:28: error: '@knuth1997' cites a work, but the front matter names no bibliography; \
            add a line 'bibliography: references.bib', or write '\\@knuth1997' for the words themselves
                10 | //| tbl-cap: Numbers after @knuth1997
                   |                            ^
            """,
            """
            notebooks/words.md:15:8: error: the label 'sec-one' already names the heading on line 4; labels must differ
                15 | ## Two {#sec-one}
                   |        ^
            """,
            """
            notebooks/words.md:17:3: error: unknown callout '[!NITE]'; did you mean 'NOTE'?
                17 | > [!NITE]
                   |   ^
            """,
            """
            notebooks/words.md:26:11: error: this row has 3 cells, but the table has 2 columns; write '\\|' for a '|' \
            inside a cell
                26 | | 1 | 2 | 3 |
                   |           ^
            """),
        Case(
            "nomatter", "---", in: [nil],
            """
            notebooks/nomatter.md:1:1: error: the front matter that begins here has no end; close it with a line '---'
                 1 | ---
                   | ^
            """),
        Case(
            "option",
            """
            ```swift
            //| lable: x
            let x = 1
            ```
            """,
            """
            notebooks/option.md:5:5: error: unknown option 'lable'; did you mean 'label'?
                 5 | //| lable: x
                   |     ^
            """),
    ]
}
