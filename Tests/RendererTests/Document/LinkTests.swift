import Testing

@testable import Renderer

/// Links that lead to this site are followed to the page and the place on it; files beside the notebook become part of it.
@Suite struct LinkTests {
    private func read(_ name: String, _ body: String) -> NotebookResult {
        let text = "---\ntitle: \(name)\n---\n" + body
        let (notebook, problems) = Notebook.parse(file: "notebooks/\(name).md", bytes: Array(text.utf8))
        return NotebookResult(
            notebook: notebook, record: nil, blocks: notebook.experiments, problems: problems, contentKey: nil
        )
    }

    private func problems(_ body: String) -> [String] {
        let good = read(
            "good",
            """
            ## First steps
            A note.[^one]

            [^one]: Words.

            ```swift
            //| label: fig-good
            let x = 1
            ```
            """)
        let checked = [read("test", body), good].withReferencesChecked
        return checked[0].problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" }
    }

    @Test func pagesAreFound() {
        #expect(
            problems(
                """
                [x](good.html) and [y](./good.html#first-steps), [the block](good.html#fig-good),
                [its figure](good.html#fig-good-output-2-panel-1), [its *output*](good.html#fig-good-output),
                [a note](good.html#fn-1), [here](#here), [front](index.html#claims), [all](figures.html),
                [source](good.source.html), [web](https://example.org/none.html), <mailto:a@example.org>, []().

                ## Here
                """) == [])
    }

    @Test func aPageThatIsNotThereHasItsNeighbour() {
        #expect(
            problems(
                """
                Some words before [*the page*](goood.html) and behind it.

                - A list with [another](goood.html#first-steps),
                  [a notebook](good.md), [none](quite-other.html), and [a third][ref].

                [ref]: <better.md>
                """) == [
                    "4:32 'goood.html' is no page of this site; did you mean 'good.html'?",
                    "6:25 'goood.html' is no page of this site; did you mean 'good.html'?",
                    "7:16 'good.md' is a notebook, which readers see as its page; link to 'good.html'",
                    "7:33 'quite-other.html' is no page of this site; a page is called like its notebook, such as 'NAME.html'",
                    "9:9 'better.md' is no page of this site; a page is called like its notebook, such as 'NAME.html'",
                ])
    }

    @Test func aPlaceThatIsNotThereHasItsNeighbour() {
        #expect(
            problems("[x](good.html#first-step), [y](#her), [z](good.html#none)\n\n## Here\n") == [
                "4:5 the page 'good.html' has no place '#first-step'; did you mean '#first-steps'?",
                "4:32 the page 'test.html' has no place '#her'; did you mean '#here'?",
                "4:43 the page 'good.html' has no place '#none'; a heading's is its words, such as '#first-steps'",
            ])
    }

    @Test func filesBesideTheNotebookBecomePartOfTheSite() {
        var notebook = read(
            "test",
            """
            ![A photo](photo.png "With a title") and ![again](./photo.png)

            | a |
            | - |
            | ![in a cell](images/a%20b.svg) |

            [A list](data/list.csv), [figures' data](data/test/fig.json), [](theme/a.woff2).
            """
        ).notebook
        var asked: [String] = []
        let problems = notebook.attachFiles { path in
            asked.append(path)
            return .success(Array(path.utf8))
        }
        #expect(problems == [])
        #expect(
            notebook.attachments.sorted { $0.path < $1.path } == [
                SiteFile(path: "data/list.csv", text: "notebooks/data/list.csv"),
                SiteFile(path: "images/a b.svg", text: "notebooks/images/a b.svg"),
                SiteFile(path: "photo.png", text: "notebooks/photo.png"),
            ])
        #expect(asked.count == 3)
        let result = NotebookResult(
            notebook: notebook, record: nil, blocks: [], problems: [], contentKey: nil)
        let site = Site.render([result, result], profile: "quick")
        #expect(
            site.files.filter { $0.path == "photo.png" }.map(\.bytes) == [Array("notebooks/photo.png".utf8)])
    }

    @Test func filesThatCannotBePartOfItAreSaid() {
        var notebook = read(
            "test",
            """
            ![A photo](photo.png), ![one](../secret.png), ![two](/etc/logo.png), ![](images/photo.png),
            ![far](https://example.org/a.png)
            """
        ).notebook
        let problems = notebook.attachFiles { path in
            path == "notebooks/photo.png" ? .failure(.missing) : .success([])
        }
        #expect(
            problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" } == [
                "4:12 'photo.png' cannot be part of the site, because notebooks/photo.png cannot be read: "
                    + "there is no such file; put the file beside the notebook or below it",
                "4:31 '../secret.png' lies outside of the notebooks' folder and would not be on the site; "
                    + "put the file beside the notebook or below it, and name it from there, such as 'images/photo.png'",
                "4:54 '/etc/logo.png' lies outside of the notebooks' folder and would not be on the site; "
                    + "put the file beside the notebook or below it, and name it from there, such as 'images/photo.png'",
                "4:74 the image 'images/photo.png' has no words for who cannot see it; "
                    + "write what it shows into the brackets: ![…](images/photo.png)",
            ])
        #expect(notebook.attachments == [SiteFile(path: "images/photo.png", bytes: [])])
    }
}
