import Testing

@testable import Renderer

@Suite struct FrontMatterTests {
    @Test func readsEveryKey() {
        let text = """
            ---
            title: Normalization
            subtitle: "What it does: shown"
            paper: Section 6.6
            summary: One sentence.
            order: 6.6
            allow-html: true
            ---
            Body.
            """
        let (matter, line, problems) = FrontMatter.parse(SourceText(file: "notebooks/a.md", text: text))
        #expect(problems == [])
        #expect(line == 9)
        var expected = FrontMatter()
        expected.title = "Normalization"
        expected.subtitle = "What it does: shown"
        expected.paper = "Section 6.6"
        expected.summary = "One sentence."
        expected.order = 6.6
        expected.allowsHTML = true
        #expect(matter == expected)
    }

    @Test func problemsHavePlaceAndRemedy() {
        expectProblems(
            in: "1️⃣Just text.\n",
            [
                "1️⃣ expected front matter: the first line must be '---', followed by 'title: …' and a closing '---'"
            ])
        expectProblems(
            in: "1️⃣---\ntitle: T\n",
            ["1️⃣ the front matter that begins here has no end; close it with a line '---'"])
        expectProblems(
            in: "1️⃣---\npaper: Section 1\n---\n", ["1️⃣ the front matter has no 'title'; add a line 'title: …'"])
        expectProblems(
            in: "---\n1️⃣titel: T\ntitle: T\n---\n",
            ["1️⃣ unknown front matter key 'titel'; did you mean 'title'?"])
        expectProblems(
            in: "---\ntitle: T\n1️⃣colour: red\n---\n",
            [
                "1️⃣ unknown front matter key 'colour'; known are title, subtitle, paper, summary, order, allow-html, bibliography"
            ])
        expectProblems(
            in: "---\ntitle: T\norder: 1️⃣first\nallow-html: 2️⃣perhaps\n---\n",
            [
                "1️⃣ front matter 'order' is 'first', but must be a number",
                "2️⃣ front matter 'allow-html' is 'perhaps', but must be true or false",
            ])
        expectProblems(
            in: "---\n1️⃣- a\n- b\n---\n",
            ["1️⃣ the front matter must consist of lines 'key: value', but it is a list"])
        expectProblems(
            in: "---\ntitle: 1️⃣[a, b]\n---\n", ["1️⃣ front matter 'title' is 'a list', but must be text"])
    }

    @Test func brokenYAMLNamesItsLine() {
        let source = MarkedSource("---\ntitle: T\nsubtitle: \"open\n---\n")
        let (_, problems) = Notebook.parse(file: MarkedSource.file, bytes: source.bytes)
        #expect(problems.count == 1)
        #expect(problems.first?.sentence.hasPrefix("the front matter is not valid YAML: ") == true)
        #expect(problems.first.map { (2...4).contains($0.position.line) } == true)
        expectProblems(
            in: "---\ntitle: T\ntitle: U\n---\n",
            ["2:1 the front matter is not valid YAML: the key 'title' is given twice"])
    }
}
