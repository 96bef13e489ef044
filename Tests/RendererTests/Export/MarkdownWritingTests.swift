import Exhibits
import Testing

@testable import Renderer

/// The small parts of which exported Markdown is made.
@Suite struct MarkdownWritingTests {
    @Test(arguments: [
        ("A `{swift} x` b.", "A 1 b."), ("`{swift} x`", "1"), ("`{swift}x`", "1"),
        ("`` {swift} a ` b ``", "1"),
        ("`{swift} x` and `{swift} y`", "1 and 2"),
        ("`{swift} a\nb` on two lines\n`{swift} c`", "1 on two lines\n3"),
        // Code that only looks like it.
        ("`` `{swift} x` ``", "`` `{swift} x` ``"), ("\\`{swift} x`", "\\`{swift} x`"),
        ("`x {swift}`", "`x {swift}`"),
        ("`{swift} x", "`{swift} x"), ("a `b\n\n`{swift} x`", "a `b\n\n3"),
        ("`a``b` `{swift} x`", "`a``b` 1"),
    ]) func inlineValuesAreFilledIn(_ text: String, _ wanted: String) {
        #expect(filled(text, from: 7, with: [7: ["1", "2"], 8: ["3"], 9: ["3"]]) == wanted)
    }

    @Test func spansOnOtherLinesStay() {
        let example = "```\n`{swift} x`\n```\nBut `{swift} x`."
        #expect(filled(example, from: 1, with: [4: ["1"]]) == "```\n`{swift} x`\n```\nBut 1.")
    }

    /// A value is text, whatever it holds and wherever it stands.
    @Test(arguments: [
        ("`{swift} x`", "- a", "\\- a"), ("> `{swift} x`", "+", "> \\+"), ("`{swift} x`. b", "12", "12\\. b"),
        ("`{swift} x`", "1. a", "1\\. a"), ("`{swift} x`", "1.5", "1.5"),
        ("a `{swift} x`. b", "12", "a 12. b"),
        ("`{swift} x`", "# a", "\\# a"), ("a `{swift} x`", "*b* <i> $c$", "a \\*b\\* \\<i\\> \\$c\\$"),
        ("a `{swift} x`", "b\n\nc", "a b c"), ("`{swift} x` a", "===", "\\=== a"),
    ]) func valuesAreOnlyText(_ text: String, _ value: String, _ wanted: String) {
        #expect(filled(text, from: 1, with: [1: [value]]) == wanted)
    }

    @Test func markupIsEscaped() {
        #expect(
            escapedMarkdown(##"a\b `c` *d* _e_ [f](g) <h> &amp; $i$ | ~j~ #k \##u{0}."##)
                == ##"a\\b \`c\` \*d\* \_e\_ \[f\](g) \<h\> \&amp; \$i\$ \| \~j\~ \#k \##u{FFFD}."##)
    }

    @Test(arguments: [
        ("a", "```text\na\n```"), ("a\n", "```text\na\n```"), ("", "```text\n```"),
        ("```\n", "````text\n```\n````"), ("a````b``c", "`````text\na````b``c\n`````"),
    ]) func aFenceHoldsAnything(_ text: String, _ wanted: String) {
        #expect(fenced(text, as: "text") == wanted)
    }

    @Test func aTableIsAPipeTable() {
        let table = Table(
            ["name", .number("value", .decimals(2)), Table.Column("c", alignment: .center)],
            rows: [
                ["a|b", .number(1, isEmphasized: true), "x\ny"],
                ["long name", .number(2.5, spread: 0.25), "z"], ["short"],
            ], caption: "not here")
        #expect(
            markdown(of: table) == """
                | name      |       value | c   |
                | --------- | ----------: | :-: |
                | a\\|b      |    **1.00** | x y |
                | long name | 2.50\u{A0}±\u{A0}0.25 | z   |
                | short     |             |     |
                """)
    }

    @Test func aValueIsALine() {
        #expect(sentence(of: Value("gap", 0.5)) == "gap: 0.5")
        #expect(sentence(of: Value("", 2, unit: "ms")) == "2\u{A0}ms")
        #expect(sentence(of: Value("gap", 0.5, lower: 0.25, upper: 0.75)) == "gap: 0.5 (0.25 to 0.75)")
    }
}
