import Exhibits
import Testing

@testable import Renderer

/// What becomes of a notebook's prose in an export.
@Suite struct PortableMarkdownTests {
    private let bibliography = """
        @article{ba2016, author = {Ba, Jimmy Lei and Kiros, Jamie Ryan and Hinton, Geoffrey E.}, year = {2016},
          title = {Layer Normalization}, journal = {A_journal}}
        """

    /// The prose of a notebook, whose inline values are these in order.
    private func exported(
        _ body: String, _ values: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    )
        -> String
    {
        let text = "---\ntitle: Test\nbibliography: a.bib\n---\n\(body)"
        let (notebook, problems) = Notebook.parse(file: MarkedSource.file, bytes: Array(text.utf8)) { _ in
            .success(Array(bibliography.utf8))
        }
        #expect(problems == [], sourceLocation: sourceLocation)
        #expect(notebook.inlineExpressions.count == values.count, sourceLocation: sourceLocation)
        let result = NotebookResult(
            notebook: notebook, record: NotebookRecord(inlineValues: values.map { .text($0) }), blocks: [],
            problems: [], contentKey: nil)
        var words = PortableMarkdown(result, SiteTargets([result]))
        return words.prose(from: 5, before: notebook.source.lines.count + 1)
    }

    @Test(arguments: [
        ("A `{swift} x` b.", ["1"], "A 1 b."), ("`{swift} x` and `{swift} y`", ["1", "2"], "1 and 2"),
        ("`` {swift} a ` b ``", ["1"], "1"),
        ("`{swift} a\nb` on two lines\n`{swift} c`", ["1", "2"], "1 on two lines\n2"),
        ("> A `{swift} a\n> b` in a quotation\n> goes on", ["1"], "> A 1 in a quotation\n> goes on"),
        ("| a |\n| - |\n| `{swift} x` |", ["1"], "| a |\n| - |\n| 1 |"),
        // Code that only looks like it.
        ("`` `{swift} x` `` is `{swift} x`", ["1"], "`` `{swift} x` `` is 1"),
        ("\\`{swift} x`", [], "\\`{swift} x`"),
        ("```text\n`{swift} x`\n\n`{swift} y`\n```", [], "```text\n`{swift} x`\n\n`{swift} y`\n```"),
    ]) func inlineValuesAreFilledIn(_ text: String, _ values: [String], _ wanted: String) {
        #expect(exported(text, values) == wanted)
    }

    /// A value is text, whatever it holds and wherever it stands.
    @Test(arguments: [
        ("`{swift} x`", "- a", "\\- a"), ("> `{swift} x`", "+", "> \\+"), ("`{swift} x`. b", "12", "12\\. b"),
        ("`{swift} x`", "1. a", "1\\. a"), ("`{swift} x`", "1.5", "1.5"),
        ("a `{swift} x`. b", "12", "a 12. b"),
        ("`{swift} x`", "# a", "\\# a"), ("a `{swift} x`", "*b* <i> $c$", "a \\*b\\* \\<i\\> \\$c\\$"),
        ("a `{swift} x`", "b\n\nc", "a b c"), ("`{swift} x` a", "===", "\\=== a"),
    ]) func valuesAreOnlyText(_ text: String, _ value: String, _ wanted: String) {
        #expect(exported(text, [value]) == wanted)
    }

    @Test func labelsBecomeNumbersAndReferencesWords() {
        let body = """
            See @eq-mean, @tbl-sizes [and @sec-b].

            $$
            a_i
            $$ {#eq-mean}

            ## One {#sec-a}

            > | a |
            > | - |
            > | 1 |
            >
            > Table: First.

            ### Two *b* {#sec-b}

            | a |
            | - |
            | 1 |

            : Sizes of `{swift} x`. {#tbl-sizes}
            """
        #expect(
            exported(body, ["things"]) == """
                See Equation\u{A0}1, Table\u{A0}2 and Section\u{A0}1.1.

                $$
                a_i
                \\tag{1}$$

                ## 1 One

                > | a |
                > | - |
                > | 1 |
                >
                > **Table 1.** First.

                ### 1.1 Two *b*

                | a |
                | - |
                | 1 |

                **Table 2.** Sizes of things.
                """)
    }

    @Test func citationsAreWords() {
        #expect(
            exported("As @ba2016 say [see @ba2016, p. 2; -@ba2016].[^1]\n\n[^1]: And $x@y$ a@b.example.")
                == "As Ba et al. (2016) say (see Ba et al. 2016, p. 2; 2016).[^1]\n\n[^1]: And $x@y$ a@b.example."
        )
    }
}
