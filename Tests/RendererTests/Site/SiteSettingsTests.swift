import Foundation
import Testing

@testable import Renderer

@Suite struct SiteSettingsTests {
    @Test func everyKeyIsRead() {
        let (settings, problems) = parsed(
            """
            title: "A book: about <nothing>"
            author:
              - A. Author
              - B. Author
            description: One sentence.
            language: pt-BR
            base-url: https://example.org/book
            repository: https://example.org/book.git
            license: CC BY 4.0
            footer: Made on Sundays.
            accent: "#0B5a8a"
            theme: looks/dark
            order: [second, first]
            """)
        #expect(problems == [])
        var expected = SiteSettings()
        expected.title = "A book: about <nothing>"
        expected.authors = ["A. Author", "B. Author"]
        expected.description = "One sentence."
        expected.language = "pt-BR"
        expected.baseAddress = "https://example.org/book/"
        expected.repository = "https://example.org/book.git"
        expected.license = "CC BY 4.0"
        expected.footer = "Made on Sundays."
        expected.accent = Colour(red: 0x0B, green: 0x5A, blue: 0x8A)
        expected.theme = PlacedText(
            "looks/dark", at: SourcePosition(file: "site.yml", line: 12, column: 8))
        expected.order = ["second", "first"]
        #expect(settings == expected)
    }

    @Test func nothingSaidIsNothingWrong() {
        for text in ["", "\n\n", "# Only a remark\n", "---\n"] {
            #expect(parsed(text) == (SiteSettings(), []), "\(text)")
        }
    }

    @Test func oneAuthorNeedsNoList() { #expect(parsed("author: A. Author").0.authors == ["A. Author"]) }

    @Test func allProblemsAreFoundWithTheirPlaces() {
        let (settings, problems) = parsed(
            """
            titel: Mine
            colour: red
            title: []
            author: [a, {b: c}]
            language: english language
            base-url: example.org
            repository: javascript:alert(1)
            accent: blue
            theme: ../elsewhere
            order: [first, frist, first, second]
            footer: ""
            """)
        let known =
            "title, author, description, language, base-url, repository, license, footer, accent, theme, order"
        #expect(
            problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" } == [
                "1:1 unknown setting 'titel'; did you mean 'title'?",
                "2:1 unknown setting 'colour'; known are \(known)",
                "3:8 the setting 'title' is 'a list', but must be text",
                "4:9 the setting 'author' is 'a list', but must be a name or a list of names",
                "5:11 the setting 'language' is 'english language', but must be the name of a language, such as en or pt-BR",
                "6:11 the setting 'base-url' is 'example.org', but must be the address at which the site will be found, such as https://example.org/book/",
                "7:13 the setting 'repository' is 'javascript:alert(1)', but must be the address of the sources, such as https://example.org/book.git",
                "8:9 the setting 'accent' is 'blue', but must be a colour, such as \"#0b5a8a\"",
                "9:8 the setting 'theme' is '../elsewhere', but must be the name of a folder among the notebooks or below it, such as theme",
                "10:16 'order' names 'frist', which is no notebook in reading order; did you mean 'first'?",
                "10:23 'order' names 'first' twice; keep one of the two",
                "11:9 the setting 'footer' is '', but must be text",
            ])
        // What is right stays.
        var expected = SiteSettings()
        expected.order = ["first", "second"]
        #expect(settings == expected)
    }

    @Test func whatIsNoYAMLNamesItsLine() {
        let (_, problems) = parsed("title: T\nfooter: \"open\n")
        #expect(
            problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" } == [
                "2:9 the value of 'footer' begins with a quote that is never closed; add \" where the value ends"
            ])
        let twice = parsed("title: T\ntitle: U\n").1
        #expect(
            twice.map(\.sentence) == [
                "the settings of the site are not valid YAML: the key 'title' is given twice"
            ])
        let list = parsed("- a\n").1
        #expect(
            list.map(\.sentence) == [
                "the settings of the site must consist of lines 'key: value', but they are a list"
            ])
    }

    @Test(arguments: [
        ("https://example.org", true), ("http://example.org/a/b?c=d", true), ("ftp://example.org", false),
        ("https://", false), ("https:///a", false), ("https://a b", false), ("https://a\"onload=x", false),
        ("https://a#b", false), ("https://größe.example", false), ("//example.org", false),
    ]) func anAddressIsOneOfTheWeb(_ text: String, _ isRight: Bool) { #expect(isWebAddress(text) == isRight) }

    @Test func theOrderOfTheSettingsComesFirst() {
        var settings = SiteSettings()
        settings.order = ["c", "a"]
        let names = ["a", "b", "c", "d"]
        let notebooks = names.map { name in
            let text = "---\ntitle: T\norder: \(name == "d" ? 1 : 2)\n---\n"
            return Notebook.parse(file: "notebooks/\(name).md", bytes: Array(text.utf8)).0
        }
        #expect(notebooks.sorted(by: settings.readingOrder).map(\.name) == ["c", "a", "d", "b"])
    }

    private func parsed(_ text: String) -> (SiteSettings, [Problem]) {
        SiteSettings.parse(
            SourceText(file: "site.yml", text: text), notebooks: ["first", "second", "third"])
    }
}

@Suite struct ColourTests {
    @Test func isReadFromItsHexadecimals() {
        #expect(Colour(hexadecimal: "#0b5A8a") == Colour(red: 11, green: 90, blue: 138))
        for text in ["0b5a8a", "#0b5a8", "#0b5a8ag", "#0b5a8g", "#+b5a8a", "", "#", "#０b5a8a"] {
            #expect(Colour(hexadecimal: text) == nil, "\(text)")
        }
        #expect(Colour(red: 1, green: 0, blue: 255).hexadecimal == "#0100ff")
    }

    /// The examples that the Web Content Accessibility Guidelines and their tools give.
    @Test func contrastIsThatOfTheGuidelines() {
        #expect(Colour.white.contrast(with: .black) == 21)
        #expect(Colour.white.contrast(with: .white) == 1)
        let grey = Colour(hexadecimal: "#767676")!
        #expect((4.54..<4.55).contains(grey.contrast(with: .white)))
        let lighter = Colour(hexadecimal: "#777777")!
        #expect((4.47..<4.49).contains(Colour.white.contrast(with: lighter)))
    }

    /// Every accent that an author can choose, on a grid.
    @Test func everyAccentBecomesLegible() {
        let levels: [UInt8] = [0, 51, 102, 153, 204, 255]
        for paper in [Theme.lightPaper, Theme.darkPaper] {
            for red in levels {
                for green in levels {
                    for blue in levels {
                        let accent = Colour(red: red, green: green, blue: blue)
                        let legible = accent.legible(on: paper)
                        #expect(legible.contrast(with: paper) >= 5)
                        if accent.contrast(with: paper) >= 5 { #expect(legible == accent) }
                    }
                }
            }
        }
    }

    /// The papers that legibility is reckoned with are those of the style sheet.
    @Test func thePapersAreThoseOfTheSheet() {
        let sheet = String(decoding: Theme.styleSheet, as: UTF8.self)
        let papers = sheet.matches(of: /--paper: light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/)
            .map { [String($0.1), String($0.2)] }
        #expect(papers == [[Theme.lightPaper.hexadecimal, Theme.darkPaper.hexadecimal]])
    }
}

/// A project's settings and theme reach its pages, and what is wrong with them is a problem of the build.
@Suite struct BookTests {
    @Test func aSiteFollowsItsSettings() async throws {
        let project = try SampleProject(["one": "Words.", "two": "Words."])
        try project.write(
            Data(
                """
                title: <b>Mine</b>
                author: ["<i>A</i>", B]
                language: de
                license: CC "BY"
                footer: "</footer><script>alert(1)</script>"
                repository: https://example.org/a?b='c'&d
                accent: "#ff0000"
                theme: look
                order: [two]
                """.replacing("'c'", with: "c").utf8), to: "site.yml")
        try project.write(Data("body { margin: 0 }\n".utf8), to: "notebooks/look/style.css")
        try project.write(Data("x".utf8), to: "notebooks/look/fonts/a.woff2")
        try project.write(Data("x".utf8), to: "notebooks/look/.hidden")
        let outcome = try await project.build()
        #expect(outcome.report.messages == [])
        let page = try project.page("one")
        #expect(page.contains("<html lang=\"de\">"))
        #expect(page.contains("&lt;i&gt;A&lt;/i&gt; and B · CC &quot;BY&quot;"))
        #expect(page.contains("&lt;/footer&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("href=\"https://example.org/a?b=c&amp;d\""))
        let front = try project.page("index")
        #expect(front.contains("<h1>&lt;b&gt;Mine&lt;/b&gt;</h1>"))
        let places = ["two.html", "one.html"].map { front.range(of: $0)?.lowerBound }
        #expect(places[0]! < places[1]!)
        let sheet = try project.text("site/style.css")
        #expect(sheet.hasSuffix("\nbody { margin: 0 }\n"))
        let red = Colour(red: 255, green: 0, blue: 0)
        let (light, dark) = (red.legible(on: Theme.lightPaper), red.legible(on: Theme.darkPaper))
        #expect(sheet.contains("--accent: light-dark(\(light.hexadecimal), \(dark.hexadecimal));"))
        #expect(try project.contents("site/theme").keys.sorted() == ["fonts/a.woff2"])

        // Nothing of the old settings stays when they change.
        try project.write(Data("title: Other\n".utf8), to: "site.yml")
        #expect(try await project.build().report.changed.contains("one.html"))
        #expect(try project.page("one").contains("<html lang=\"en\">"))
        #expect(try project.text("site/style.css") == String(decoding: Theme.styleSheet, as: UTF8.self))
        #expect(try project.contents("site/theme").isEmpty)
    }

    @Test func whatIsWrongIsReportedAndTheSiteStays() async throws {
        let project = try SampleProject(["one": "Words."])
        try project.write(Data("titel: Mine\ntheme: look\n".utf8), to: "site.yml")
        let report = try await project.build().report
        #expect(!report.isGood)
        #expect(
            report.messages == [
                "site.yml:1:1: error: unknown setting 'titel'; did you mean 'title'?\n     1 | titel: Mine\n       | ^",
                "site.yml:2:8: error: the theme's style sheet notebooks/look/style.css cannot be read: No such file or directory\n"
                    + "     2 | theme: look\n       |        ^",
            ])
        #expect(report.problems.map(\.file) == ["site.yml", "site.yml"])
        #expect(try project.page("one").contains("<title>Test · Notebooks</title>"))
    }
}
