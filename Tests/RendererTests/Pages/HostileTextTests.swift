import Exhibits
import Foundation
import Testing

@testable import Renderer

/// Text that wants to be markup, in every place that takes text.
@Suite struct HostileTextTests {
    /// Ends elements, comments, attributes and CDATA, begins scripts, reorders what follows, is no character at all.
    private static let evil =
        "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`]]>--><!--&amp;&#60;b>"
        + "\u{202E}\u{2066}\u{0}\u{7}\u{1B}[31m\u{85}אבג"
        // Swift's literals refuse these two.
        + [0xFFFE, 0xFDD0].compactMap(Unicode.Scalar.init).map(String.init).joined()

    /// What a notebook's file may hold: YAML and the notebook's reader refuse control characters and what is no character.
    private static let written = String(String.UnicodeScalarView(evil.unicodeScalars.filter(isCharacter)))

    private func site(_ body: String, title: String = "T", _ outputs: [[Exhibit]] = []) throws -> [(
        path: String, text: String
    )] {
        let quoted = title.replacing("'", with: "''")
        let keys = ["title", "subtitle", "paper", "summary"].map { "\($0): '\(quoted)'\n" }.joined()
        let results = ["index", "one", "two"].map { name in
            let (notebook, problems) = Notebook.parse(
                file: "notebooks/\(name).md", bytes: Array("---\n\(keys)---\n\(body)".utf8))
            #expect(problems == [], "\(problems.map(\.sentence))")
            var result = NotebookResult(
                notebook: notebook, record: nil, blocks: notebook.experiments, problems: problems,
                contentKey: nil)
            result.record = NotebookRecord(blocks: outputs)
            return result
        }
        return Site.render(results, profile: "quick").files.map {
            ($0.path, String(decoding: $0.bytes, as: UTF8.self))
        }
    }

    /// The pages of the notebooks.
    private func pages(_ files: [(path: String, text: String)]) -> [(path: String, text: String)] {
        files.filter { ["index.html", "one.html", "two.html"].contains($0.path) }
    }

    /// Those, and all others.
    private func allPages(_ files: [(path: String, text: String)]) -> [(path: String, text: String)] {
        files.filter { $0.path.hasSuffix(".html") }
    }

    @Test func textNeverBecomesMarkup() throws {
        let evil = Self.evil
        let cell = Self.written.replacing("|", with: "").replacing("`", with: "")
        let body = """
            ## \(Self.written)

            Entities: &#7; &#x80; &#xFFFE; &#xFDD0; &#8238; [a](#fig-evil "&#1;"). Words \(Self.written) and `\(cell)`.[^note] See @fig-evil.

            | \(cell) |
            | --- |
            | \(cell) |

            : \(cell) {#tbl-evil}

            [^note]: \(Self.written)

            ```swift
            //| label: fig-evil
            //| fig-cap: '\(cell.replacing("'", with: "''"))'
            //| fig-alt: '\(cell.replacing("'", with: "''"))'
            //| code-fold: true
            //| code-summary: '\(cell.replacing("'", with: "''"))'
            let x = "\(Self.written)"
            ```
            """
        let frame = DataFrame(Column(evil, [evil, "b"]), Column("y", [1, 2]))
        let table = Table([.init(stringLiteral: evil)], rows: [[.text(evil)]], caption: evil)
        let outputs: [Exhibit] = [
            .figure(Figure(frame, .bars(x: evil, y: "y"), title: evil)), .table(table), .text(evil),
            .value(Value(evil, 1, unit: evil)),
        ]
        let files = try site(body, title: Self.written, [outputs])
        #expect(problems(ofSite: files) == [])
        for page in allPages(files) {
            // Scripts of the page's own, which are files, and no other.
            let scripts = page.text.ranges(of: "<script").count
            #expect(scripts > 0 && page.text.ranges(of: "<script src=\"").count == scripts, "\(page.path)")
            #expect(!page.text.contains("<img"), "\(page.path)")
            #expect(page.text.unicodeScalars.allSatisfy(isCharacter), "\(page.path)")
        }
        let one = try #require(pages(files).first { $0.path == "one.html" }?.text)
        for name in ["h1", "figcaption", "svg", "pre", "title"] {
            #expect(one.contains("<\(name)"), "the page shows no <\(name)>, so it was not tried")
        }
    }

    @Test func whatReordersTextStaysInItsTitle() throws {
        let title = "abc \u{202E}\u{2067}def"
        let files = try site("Text.\n", title: title)
        for page in allPages(files) {
            #expect(page.text.unicodeScalars.allSatisfy(isHarmless), "\(page.path)")
        }
        for page in pages(files) {
            #expect(page.text.contains("abc \u{FFFD}\u{FFFD}def"))
        }
        // Between our own words a title keeps its direction to itself.
        let one = try #require(pages(files).first { $0.path == "one.html" }?.text)
        #expect(one.contains("<span>Next</span> <bdi>abc"))
        #expect(one.contains("<a class=\"book\" href=\"index.html\"><bdi>abc"))
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
    ])
    func linksThatRunSomethingAreDropped(_ address: String) throws {
        let files = try site(
            "[link](\(address)), ![image](\(address)), [named], <\(address)>\n\n[named]: \(address)\n")
        for page in pages(files) {
            #expect(page.text.contains("<a href=\"\">link</a>"), "\(page.path)")
            #expect(page.text.contains("<img src=\"\" alt=\"image\""), "\(page.path)")
            #expect(!page.text.lowercased().contains("href=\"\(address.lowercased())"), "\(page.path)")
        }
    }

    /// A million characters without a space, in each place that takes text. A site for each place, because the reader of
    /// these tests takes ten million characters a page.
    @Test(arguments: LongPlace.allCases) func longTextBreaksNothing(_ place: LongPlace) throws {
        let long = String(repeating: "x", count: 1_000_000)
        let block = "```swift\n//| label: fig-long\n1\n```\n"
        let files =
            switch place {
            case .heading: try site("## \(long)\n")
            case .paragraph: try site("\(long)\n")
            case .footnote: try site("Text[^n]\n\n[^n]: \(long)\n")
            case .printed: try site(block, [[.text(long)]])
            case .cell: try site(block, [[.table(Table(["a"], rows: [[.text(long)]]))]])
            case .figure:
                try site(
                    block,
                    [
                        [
                            .figure(
                                Figure(
                                    DataFrame(Column("name", [long, "b"]), Column("y", [1, 2])),
                                    .bars(x: "name", y: "y")))
                        ]
                    ])
            }
        #expect(problems(ofSite: files) == [])
    }

    enum LongPlace: CaseIterable { case heading, paragraph, footnote, printed, cell, figure }
}
