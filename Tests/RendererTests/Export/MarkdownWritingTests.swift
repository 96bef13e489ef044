import Exhibits
import Testing

@testable import Renderer

/// The small parts of which exported Markdown is made.
@Suite struct MarkdownWritingTests {
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
