import Exhibits
import Testing

@testable import Renderer

@Suite struct MarkupHTMLTests {
    @Test(arguments: [
        ("plain", "plain"), ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"), ("]]>", "]]&gt;"),
        ("&amp;", "&amp;amp;"),
        ("a\u{0}b\u{1B}c", "a\u{FFFD}b\u{FFFD}c"), ("x\u{202E}y\u{2066}z", "x\u{FFFD}y\u{FFFD}z"),
        ("tab\tline\n", "tab\tline\n"), ("a\r\nb", "a&#13;\nb"), ("עברית 😀", "עברית 😀"),
        ("\u{FFFE}", "\u{FFFD}"),
        ("e\u{301}<", "e\u{301}&lt;"),
    ])
    func textIsEscaped(text: String, expected: String) {
        #expect(escaped(text) == expected)
    }

    @Test func combiningMarkAfterAQuoteHidesNothing() {
        // "\"\u{301}" is one Character; escaping by characters would let the quote through.
        #expect(escaped("\"\u{301}") == "&quot;\u{301}")
        #expect(escaped("<\u{338}script>") == "&lt;\u{338}script&gt;")
    }

    @Test func identifiersArePlain() {
        #expect(identifier("fig-test error\"><") == "fig-test-error---")
    }

    @Test func attributesAreEscaped() {
        let element = Element("a", ["title": "\"><script>", "class": nil], text: "x")
        #expect(element.markup(.html) == "<a title=\"&quot;&gt;&lt;script&gt;\">x</a>")
    }

    @Test func emptyElementsCloseAsTheirLanguageWants() {
        #expect(Element("td").markup(.html) == "<td></td>")
        #expect(Element("path").markup(.svg) == "<path/>")
    }

    @Test func tableHasScopesAndAlignment() {
        let table = Table(
            ["norm", .number("error", .percent(decimals: 1)), "seeds"],
            rows: [
                ["layer", .number(0.021, spread: 0.002, isEmphasized: true), 5],
                Table.Row(["<b>", 0.034, "none"], isEmphasized: true),
            ], caption: "Final & best")
        #expect(
            html(of: table, id: "tbl-1") == """
                <div class="table-scroll" role="group" tabindex="0" aria-labelledby="tbl-1-caption">\
                <table class="exhibit"><caption id="tbl-1-caption">Final &amp; best</caption>\
                <thead><tr><th scope="col">norm</th><th scope="col" class="number">error</th>\
                <th scope="col" class="number">seeds</th></tr></thead>\
                <tbody><tr><th scope="row">layer</th><td class="number emphasized">2.1\u{A0}±\u{A0}0.2\u{202F}%</td>\
                <td class="number">5</td></tr>\
                <tr class="emphasized"><th scope="row">&lt;b&gt;</th><td class="number">3.4\u{202F}%</td>\
                <td class="number">none</td></tr></tbody></table></div>
                """)
    }

    @Test func aRowTooShortOrTooLongKeepsTheTableWhole() {
        let table = Table(["a", "b"], rows: [["1"], ["1", "2", "3"]], hasRowHeaders: false)
        #expect(
            html(of: table, id: "t").contains("<tr><td>1</td><td></td></tr><tr><td>1</td><td>2</td></tr>"))
    }

    @Test func dataTableIsCutAndSaysSo() {
        let frame = DataFrame(Column("x", Array(0..<1500)))
        let markup = html(ofData: frame, id: "data", limit: 2)
        #expect(markup.contains("The first 2 of 1500 rows"))
        #expect(markup.matches(of: /<tr>/).count == 3)
    }

    @Test func valueIsReadable() {
        let value = Value("gap", 0.0131, unit: "nats", format: .decimals(3), interval: 0.0093...0.0171)
        #expect(
            html(of: value) == """
                <p class="value"><span class="value-label">gap</span> <span class="value-number">0.013\u{A0}nats</span> \
                <span class="value-interval">0.009 to 0.017</span></p>
                """)
    }

    @Test(arguments: [
        ("hello\n", "hello\n"), ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}after", "after"),
        ("\u{1B}]8;;http://x\u{1B}\\link", "link"), ("10 %\r50 %\r100 %\ndone", "100 %\ndone"),
        ("a\r\nb", "a\nb"),
        ("bell\u{07}", "bell␇"), ("\u{202E}evil", "‹U+202E›evil"), ("\u{85}", "‹U+0085›"),
        ("cut \u{1B}", "cut "),
        ("\u{1B}[31\nnext", "\nnext"), ("tab\tkept", "tab\tkept"),
    ])
    func outputIsAsATerminalLeavesIt(text: String, expected: String) {
        #expect(printable(text) == expected)
    }

    @Test func outputIsEscaped() {
        #expect(
            html(ofText: "</pre><script>")
                == "<pre tabindex=\"0\" role=\"group\" aria-label=\"Output\" class=\"output\">&lt;/pre&gt;&lt;script&gt;</pre>"
        )
    }

    @Test func codeBlocksOfProseCanBeReachedByKeyboard() {
        let pre = "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\" class=\"plain\">"
        #expect(withScrollingCode("<p>no code</p>") == "<p>no code</p>")
        #expect(
            withScrollingCode(
                "<pre><code>é</code></pre><ul><li><pre><code class=\"x\">b</code></pre></li></ul>")
                == "\(pre)<code>é</code></pre><ul><li>\(pre)<code class=\"x\">b</code></pre></li></ul>")
        #expect(withScrollingCode("<pre>raw</pre><") == "<pre>raw</pre><")
    }

    @Test func figureIsDrawnForPagesAndPhones() {
        let markup = html(
            of: Exhibit.figure(
                Figure(DataFrame(Column("x", [1, 2]), Column("y", [1, 2])), .lines(x: "x", y: "y"))),
            id: "fig")
        #expect(markup.contains("aria-labelledby=\"fig-wide-title fig-wide-desc\""))
        #expect(markup.contains("aria-labelledby=\"fig-narrow-title fig-narrow-desc\""))
    }
}
