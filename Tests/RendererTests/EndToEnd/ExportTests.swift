import Foundation
import Testing

@testable import Renderer

/// The real `labbook export` after a real build.
@Suite(.enabled(if: runsSlowTests), .serialized) struct ExportTests {
    private static let notebook = """
        ---
        title: Squares
        subtitle: A test
        bibliography: works.bib
        ---
        The sum is `{swift} sum` (@fig-squares), as `` `{swift} sum` `` says; see @other [and @sec-far].

        ```swift
        //| label: fig-squares
        //| fig-cap: Squares & *more*, `{swift} numbers.count` of them.
        //| echo: false
        let numbers = [1.0, 2, 3]
        let frame = DataFrame(Column("n", numbers), Column("square", numbers.map { $0 * $0 }))
        let sum = numbers.reduce(0) { $0 + $1 * $1 }
        print("about to draw")
        show(Figure(frame, .dots(x: "n", y: "square"), description: "Three dots."))
        show(Figure(frame, .lines(x: "n", y: "square"), description: "Two lines."))
        ```

        ```swift
        //| tbl-cap: In numbers.
        Table(frame)
        ```

        ```swift
        //| eval: false
        neverRun()
        ```

        ```swift
        //| include: false
        print("not on the page")
        ```

        The end.

        """

    @Test func whatWasComputedIsWritten() async throws {
        let project = try SampleProject(["squares": Self.notebook, "far": "## Far away {#sec-far}\n"])
        try project.write(
            Data("@book{other, author = {Jo Doe}, year = {1999}, title = {All}}".utf8),
            to: "notebooks/works.bib")
        let missing = try labbook("export", "--to", "md", "squares", in: project.root)
        #expect(missing.status == 2)
        #expect(
            missing.said
                == "labbook: error: 'squares' has no result for fig-squares, block-2, block-3, "
                + "inline value on line 6 and 1 more; run 'labbook build' first\n")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: project.root).sorted() == [
                ".labbook", "notebooks",
            ])

        #expect(try await project.build().report.messages == [])
        let before = try project.identities(".labbook/store")
        let answer = try labbook("export", "--to", "md", "squares", in: project.root)
        #expect(answer.status == 0)
        #expect(
            answer.printed
                == "squares.md\nsquares_files/fig-squares-2.svg\nsquares_files/fig-squares-3.svg\n")
        #expect(
            try project.text("squares.md") == """
                # Squares

                *A test*

                The sum is 14 (Figure\u{A0}1), as `` `{swift} sum` `` says; see Doe (1999) and Section\u{A0}1 of <em><bdi>Test</bdi></em>.

                ```text
                about to draw
                ```

                ![Three dots.](squares_files/fig-squares-2.svg)

                ![Two lines.](squares_files/fig-squares-3.svg)

                **Figure 1.** Squares & *more*, 3 of them.

                ```swift
                Table(frame)
                ```

                **Table 1.** In numbers.

                |   n | square |
                | --: | -----: |
                |   1 |      1 |
                |   2 |      4 |
                |   3 |      9 |

                ```swift
                neverRun()
                ```

                The end.

                <section class="references">
                <h2 id="ref-list">References</h2>
                <ul>
                <li id="ref-other">Doe, J. (1999). <em>All</em>.</li>
                </ul>
                </section>

                *Computed from `notebooks/squares.md` in the quick profile.*

                """)
        let figure = try project.text("squares_files/fig-squares-2.svg")
        #expect(figure.hasPrefix("<svg xmlns=") && figure.contains("Three dots."))

        let jupyter = try labbook(
            "export", "--to", "ipynb", "squares", "--output", "out/s.ipynb", in: project.root)
        #expect(jupyter.status == 0 && jupyter.printed == "out/s.ipynb\n")
        let json = try JSONSerialization.jsonObject(with: Data(try project.text("out/s.ipynb").utf8))
        let cells = try #require((json as? [String: Any])?["cells"] as? [[String: Any]])
        #expect(
            cells.map { $0["id"] as? String } == [
                "text_0", "text_1", "fig-squares", "block-2", "line-25", "block-3", "text_6", "text_7",
            ])
        #expect((cells[2]["outputs"] as? [Any])?.count == 4)
        #expect((cells[5]["outputs"] as? [Any])?.count == 0)
        #expect((cells[1]["source"] as? [String])?.joined().hasPrefix("The sum is 14 (Figure") == true)
        // Nothing was run for it.
        #expect(try project.identities(".labbook/store") == before)
    }

    @Test func whatCannotBeExportedIsSaid() async throws {
        let project = try SampleProject([
            "good": "Two is `{swift} 2`.\n", "bad": "```swift\nlet a = missing\n```\n",
        ])
        try project.write(Data("no front matter\n".utf8), to: "notebooks/torn.md")
        _ = try await project.build()
        let kept = try project.contents("notebooks")
        let mistakes = [
            (["god"], "there is no notebook 'god'; did you mean 'good'?"),
            (["bad"], "'bad' has no result for block-1; run 'labbook build' first"),
            (["torn"], "'notebooks/torn.md' is not in order; 'labbook build' says where"),
            (
                ["good", "--output", "notebooks/good.md"],
                "'notebooks/good.md' lies among the notebooks, where it would be read as one; "
                    + "name another file with --output"
            ),
        ]
        for (arguments, sentence) in mistakes {
            let answer = try labbook(["export", "--to", "md"] + arguments, in: project.root)
            #expect(answer.status == 2)
            #expect(answer.said == "labbook: error: \(sentence)\n")
        }
        #expect(try project.contents("notebooks") == kept)
    }
}
