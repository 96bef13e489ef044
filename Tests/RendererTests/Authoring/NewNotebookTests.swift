import Foundation
import Testing

@testable import Renderer

@Suite struct NewNotebookTests {
    @Test(arguments: [
        ("small-batches", "Small batches"), ("small_batches.md", "Small batches"), ("LSTM", "LSTM"),
        ("a b", "A b"), ("-", "-"), ("été", "Été"),
    ]) func theTitleIsTheNameInWords(_ name: String, _ title: String) throws {
        #expect(try NewNotebook(name: name).title == title)
    }

    @Test(arguments: [
        ("", "the notebook's name is empty; give it one, such as 'small-batches'"),
        (".md", "the notebook's name is empty; give it one, such as 'small-batches'"),
        (" \t", "the notebook's name is empty; give it one, such as 'small-batches'"),
        (
            "a/b",
            "'a/b' names a folder; notebooks lie side by side in 'notebooks/', so write the name without '/' and '\\'"
        ),
        (
            "..\\a.md",
            "'..\\a' names a folder; notebooks lie side by side in 'notebooks/', so write the name without '/' and '\\'"
        ),
        (
            ".a",
            "'.a' begins with a dot, and files that do are not read as notebooks; begin with a letter or digit"
        ),
        (
            "a\nb",
            "the notebook's name has a character in it that cannot be seen; "
                + "type it again with letters, digits and hyphens"
        ),
        (
            "a\u{202E}b",
            "the notebook's name has a character in it that cannot be seen; "
                + "type it again with letters, digits and hyphens"
        ),
        (
            String(repeating: "é", count: 51),
            "the notebook's name has 102 bytes, and 100 is the most; shorten it, and write the long one as --title"
        ),
    ]) func badNamesAreRefused(_ name: String, _ sentence: String) {
        let mistake = #expect(throws: NewNotebook.Mistake.self) { try NewNotebook(name: name) }
        #expect(mistake?.description == sentence)
    }

    @Test(arguments: [
        ("", "the title is empty; leave --title out, or write a few words"),
        (
            "a\nb",
            "the title has a line break or another character in it that cannot be seen; write it on one line"
        ),
    ]) func badTitlesAreRefused(_ title: String, _ sentence: String) {
        let mistake = #expect(throws: NewNotebook.Mistake.self) { try NewNotebook(name: "a", title: title) }
        #expect(mistake?.description == sentence)
    }

    /// Whatever the title is, YAML reads it back.
    @Test(arguments: [
        "Small batches", "A: b", "- a", "# a", "'a' \"b\"", "\"", "1", "true", "null", "a #b", "{{title}}",
        "été",
        String(repeating: "long ", count: 60) + "end", " a ", "[a", "a\\nb", "@a", "%a", "---",
    ]) func theFileHasTheTitle(_ title: String) throws {
        let text = try NewNotebook(name: "a", title: title).text
        let (notebook, problems) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8))
        #expect(problems == [])
        #expect(notebook.frontMatter.title == title)
        #expect(notebook.experiments.count == 3 && notebook.inlineExpressions.count == 3)
    }

    @Test func whatExistsIsNotTouched() throws {
        let project = try SampleProject(["a": "mine\n"])
        try project.write(Data(), to: "notebooks/b.md/file")
        let before = try project.contents("notebooks")
        for name in ["a", "a.md", "b"] {
            let notebook = try NewNotebook(name: name)
            let mistake = #expect(throws: NewNotebook.Mistake.self) {
                try notebook.create(in: Project(root: project.root))
            }
            #expect(
                mistake?.description
                    == "'notebooks/\(notebook.name).md' exists already and stays as it is; choose another name"
            )
        }
        #expect(try project.contents("notebooks") == before)
    }

    /// The real command in an empty folder, then a build of what it wrote.
    @Test(.enabled(if: runsSlowTests)) func aNewNotebookBuildsAtOnce() async throws {
        let project = try SampleProject([:])
        try FileManager.default.createDirectory(atPath: project.root, withIntermediateDirectories: true)
        let made = try labbook("new", "walks-of-chance", "--title", "Walks: an example", in: project.root)
        #expect(made.status == 0)
        #expect(made.said == "")
        #expect(
            made.printed
                == "notebooks/walks-of-chance.md is ready; 'labbook build' computes it, 'labbook preview' shows it "
                + "while you write\n")
        let built = try await project.build()
        #expect(built.report.messages == [])
        let page = try project.page("walks-of-chance")
        #expect(page.contains("<h1>Walks: an example</h1>"))
        #expect(page.contains("<b>Figure 1.</b> <bdi>How far from the start"))
        // Two memories, a mean each: with the longer one walkers get further.
        let sentence = try #require(
            page.firstMatch(of: /ends\s+(\d+\.\d) steps away.*before (\d+\.\d) steps/))
        #expect(try #require(Double(sentence.1)) < (try #require(Double(sentence.2))))
        #expect(!page.contains("NaN") && !page.contains("class=\"missing\""))

        let again = try labbook("new", "walks-of-chance", in: project.root)
        #expect(again.status == 2)
        #expect(
            again.said
                == "labbook: error: 'notebooks/walks-of-chance.md' exists already and stays as it is; "
                + "choose another name\n")
        #expect(try labbook("new", "", in: project.root).status == 2)
    }
}
