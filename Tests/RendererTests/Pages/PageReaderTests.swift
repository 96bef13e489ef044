import Testing

/// The reader on pages made up to be wrong: a check that cannot fail says nothing.
@Suite struct PageReaderTests {
    private func found(_ body: String, head: String = "") -> [String] {
        PageReader(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\(head)</head><body>\(body)</body></html>"
        ).problems
    }

    @Test(arguments: [
        "<p>one<br>two</p><hr>", "<p id=\"a\">1</p><p id=\"b\" aria-labelledby=\"a\">2</p>",
        "<a href=\"https://elsewhere.org\">x</a>", "<script src=\"x.js\" defer=\"\"></script>",
        "<p title=\"&gt;\">&amp;</p>",
        "<svg><path id=\"c\" d=\"M0\"/><g clip-path=\"url(#c)\"/></svg>",
    ]) func goodPagesPass(_ body: String) { #expect(found(body) == []) }

    @Test(arguments: [
        ("<p>", "not well-formed"), ("<b><i></b></i>", "not well-formed"), ("a & b", "not well-formed"),
        ("<p class=x>y</p>", "not well-formed"), ("<p>1 < 2</p>", "not well-formed"),
        ("\u{1}", "not well-formed"),
        ("<p a=\"1\" a=\"2\"></p>", "not well-formed"),
        ("<p id=\"a\"></p><p id=\"a\"></p>", "id 'a' occurs twice"),
        ("<p aria-labelledby=\"b\"></p>", "nothing has the id 'b'"),
        ("<g clip-path=\"url(#c)\"/>", "nothing has the id 'c'"),
        ("<script></script>", "has a script of its own"),
        ("<script src=\"x.js\">y()</script>", "has a script of its own"),
        ("<script src=\"https://elsewhere.org/x.js\"></script>", "loads 'https://elsewhere.org/x.js'"),
        ("<img src=\"https://elsewhere.org/x.png\">", "loads 'https://elsewhere.org/x.png'"),
        ("<img src=\"//elsewhere.org/x.png\">", "loads '//elsewhere.org/x.png'"),
        ("<p onclick=\"x()\"></p>", "has a handler 'onclick'"), ("<p><div></div></p>", "<div> inside <p>"),
        ("<h2><p></p></h2>", "<p> inside <h2>"),
    ]) func badPagesAreFound(_ body: String, _ expected: String) {
        #expect(found(body).contains { $0.hasPrefix(expected) }, "found \(found(body))")
    }

    @Test func linksBetweenPagesAreFollowed() {
        func page(_ body: String) -> String { "<!DOCTYPE html>\n<html><body>\(body)</body></html>" }
        let files = [
            (
                path: "a.html",
                text: page(
                    "<a href=\"b.html#x\">1</a><a href=\"#y\">2</a><a href=\"c.html\">3</a><i id=\"y\"/>")
            ),
            (
                path: "b.html",
                text: page(
                    "<i id=\"x\"/><a href=\"a.html#x\">1</a><a href=\"style.css\">2</a><a href=\"#\u{E9}\">3</a>"
                )
            ),
            (path: "style.css", text: "a { background: url(https://x) }"),
        ]
        #expect(
            problems(ofSite: files) == [
                "a.html: 'c.html' leads nowhere", "b.html: '#\u{E9}' names no place",
                "b.html: 'a.html#x' names no place",
                "style.css: loads something",
            ])
        #expect(PageReader("<html></html>").problems == ["no doctype"])
    }
}
