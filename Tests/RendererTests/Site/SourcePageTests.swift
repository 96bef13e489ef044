import Exhibits
import Testing

@testable import Renderer

@Suite struct SourcePageTests {
    @Test func everyLineHasItsAnchorAndBlocksTheirColours() {
        let text =
            "---\ntitle: <T>\n---\n</code></pre><script>\n\n```swift\n//| label: a\nlet a = 1 /* x\n\n  y */\n```\nEnd.\n"
        let (notebook, _) = Notebook.parse(file: "notebooks/a b.md", bytes: Array(text.utf8))
        let page = sourcePage(
            of: NotebookResult(notebook: notebook, blocks: notebook.experiments, problems: []))
        #expect(page.contains("<a href=\"a%20b.html\">&lt;T&gt;</a>"))
        #expect(page.contains("<a href=\"a%20b.md\" download=\"\">"))
        let lines = page.matches(of: /<span id="L(\d+)">(.*)<\/span>/).map { "\($0.1) \($0.2)" }
        #expect(
            lines.suffix(12) == [
                "1 ---", "2 title: &lt;T&gt;", "3 ---", "4 &lt;/code&gt;&lt;/pre&gt;&lt;script&gt;", "5 ",
                "6 ```swift", "7 <span class=\"c\">//| label: a</span>",
                "8 <span class=\"k\">let</span> a = <span class=\"n\">1</span> <span class=\"c\">/* x</span>",
                "9 ", "10 <span class=\"c\">  y */</span>", "11 ```",
                "12 End.",
            ])
    }

    /// Highlighting a part changes no line: joined without tags it is the code.
    @Test(arguments: [
        "", "\n", "let a = 1", "/* a\n\n b */ let s = \"<&\"\n", "\r\n", "#if x\n#endif", "unclosed \"\n{",
    ])
    func highlightingKeepsTheLines(_ code: String) {
        let lines = highlightedLines(code)
        #expect(lines.count == code.utf8.count { $0 == 10 } + 1)
        let words = lines.map { $0.replacing(/<[^>]*>/, with: "") }.joined(separator: "\n")
        #expect(words == escaped(code))
    }

    @Test func aFileThatIsNoNotebookHasItsPageToo() {
        for text in ["", "---", "---\ntitle: T\n---\n```swift\nlet a = 1"] {
            let (notebook, _) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8))
            #expect(
                sourcePage(of: NotebookResult(notebook: notebook, blocks: notebook.experiments, problems: []))
                    .contains("<span id=\"L1\">"))
        }
    }
}

@Suite struct ShownFigureTests {
    private let figure = Figure(
        DataFrame(Column("x", [1, 2]), Column("y", [1, 3])), .lines(x: "x", y: "y"), title: "Words")

    @Test func figuresAreNumberedAsOnTheirPage() throws {
        let source = notebook(
            """
            ```swift
            //| label: fig-a
            //| fig-cap: A *caption* <b> with $x$.
            1
            ```
            ```swift
            2
            ```
            ```swift
            //| include: false
            3
            ```
            """)
        let result = NotebookResult(
            notebook: source,
            record: NotebookRecord(
                blocks: [
                    [.figure(figure), .figure(figure)], [.text("t"), .figure(figure)], [.figure(figure)],
                ]),
            blocks: source.experiments, problems: [], contentKey: nil)
        let figures = result.shownFigures
        #expect(figures.map(\.number) == [1, 2])
        #expect(figures.map(\.address) == ["test.html#fig-a-output", "test.html#block-2-output-2"])
        let words = PageWords(of: result, SiteTargets([result], settings: SiteSettings()))
        #expect(figures.map { $0.caption.map(words.plainText) } == ["A caption <b> with x.", nil])
        let page = Site.render([result], profile: "quick").files.first { $0.path == "test.html" }
        let html = String(decoding: page?.bytes ?? [], as: UTF8.self)
        #expect(
            html.contains("<figure id=\"fig-a-output\">") && html.contains("<figure id=\"block-2-output-2\">")
        )
        #expect(
            gallery(of: figures.map { (figure: $0, words: words) }).contains(
                "<p>A caption &lt;b&gt; with x.</p>"))
    }

    @Test func aThumbnailHasNoWords() {
        let drawing = thumbnail(of: figure, id: "t")
        #expect(
            drawing.contains("class=\"figure-svg thumbnail\"") && drawing.contains("aria-hidden=\"true\""))
        #expect(drawing.contains("class=\"line\""))
        #expect(!drawing.contains("<text") && !drawing.contains("Words"))
    }

    /// What lies outside a chosen domain would be drawn over the words around the picture.
    @Test func aThumbnailEndsAtTheDomainThatItsFigureChose() {
        let data = DataFrame(Column("x", [1, 2]), Column("y", [1, 100]))
        func drawing(_ y: Scale) -> String {
            thumbnail(of: Figure(data, .lines(x: "x", y: "y"), y: y), id: "t")
        }
        #expect(
            drawing(.linear("y", domain: 0...2)).contains(
                "<g clip-path=\"url(#t-clip)\">\n<g class=\"series-1\""))
        #expect(!drawing(.linear("y")).contains("clip"))
    }

    @Test func theFrontMatterChoosesTheThumbnail() {
        let blocks = "\n```swift\n//| label: fig-a\n1\n```\n```swift\n//| label: fig-b\n2\n```\n"
        for (head, expected) in [("", "fig-a"), ("thumbnail: fig-b\n", "fig-b")] {
            let text = "---\ntitle: T\n\(head)---\n" + blocks
            let (source, problems) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8))
            #expect(problems == [])
            let result = NotebookResult(
                notebook: source, record: NotebookRecord(blocks: [[.figure(figure)], [.figure(figure)]]),
                blocks: source.experiments, problems: [], contentKey: nil)
            #expect(result.thumbnailFigure?.label == expected)
        }
    }
}
