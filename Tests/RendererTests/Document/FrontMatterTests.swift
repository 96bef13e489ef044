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
            author: [A. Author, "B: Author"]
            date: 2016-07-21
            thumbnail: fig-loss
            order: 6.6
            allow-html: true
            ---
            Body.
            """
        let (matter, line, problems) = FrontMatter.parse(SourceText(file: "notebooks/a.md", text: text))
        #expect(problems == [])
        #expect(line == 12)
        var expected = FrontMatter()
        expected.title = "Normalization"
        expected.subtitle = "What it does: shown"
        expected.paper = "Section 6.6"
        expected.summary = "One sentence."
        expected.authors = ["A. Author", "B: Author"]
        expected.date = "2016-07-21"
        expected.thumbnail = PlacedText(
            "fig-loss", at: SourcePosition(file: "notebooks/a.md", line: 8, column: 12))
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
                "1️⃣ unknown front matter key 'colour'; known are title, subtitle, paper, summary, author, date, thumbnail, order, allow-html, bibliography"
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

    @Test func whatTheSiteShowsHasToBeThere() {
        expectProblems(
            in: "---\ntitle: T\ndate: 1️⃣yesterday\nauthor: 2️⃣[a, []]\nthumbnail: 3️⃣loss\n---\n",
            [
                "1️⃣ front matter 'date' is 'yesterday', but must be a day, written as year, month and day, such as 2016-07-21",
                "2️⃣ front matter 'author' is 'a list', but must be a name or a list of names",
                "3️⃣ front matter 'thumbnail' is 'loss', but must be the label of a figure, such as fig-loss",
            ])
        expectProblems(
            in: "---\ntitle: T\nthumbnail: 1️⃣fig-los\n---\n\n```swift\n//| label: fig-loss\n1\n```\n",
            [
                "1️⃣ 'thumbnail' names the figure 'fig-los', which this notebook does not have; did you mean 'fig-loss'?"
            ])
        let (_, problems) = Notebook.parse(
            file: "notebooks/a.source.md", bytes: Array("---\ntitle: T\n---\n".utf8))
        #expect(
            problems.map(\.sentence) == [
                "the name 'a.source' would be that of a page of another notebook's source; "
                    + "rename the file, so that it does not end in '.source.md'"
            ])
    }

    @Test(arguments: [
        ("2016-07-21", true), ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false),
        ("2000-02-29", true), ("2016-13-01", false), ("2016-00-01", false), ("2016-04-31", false),
        ("2016-4-01", false), ("2016-07-00", false), ("21.07.2016", false), ("２０16-07-21", false),
        ("+016-07-21", false), ("", false),
    ]) func daysAreThoseOfTheCalendar(_ text: String, _ isRight: Bool) { #expect(isDay(text) == isRight) }

    @Test func brokenYAMLNamesItsLine() {
        expectProblems(
            in: "---\ntitle: T\nsubtitle: 1️⃣\"open\n---\n",
            [
                "1️⃣ the value of 'subtitle' begins with a quote that is never closed; add \" where the value ends"
            ])
        expectProblems(
            in: "---\ntitle: T\ntitle: U\n---\n",
            ["2:1 the front matter is not valid YAML: the key 'title' is given twice"])
    }
}
