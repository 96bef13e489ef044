import Testing

@testable import Renderer

/// What YAML's reader calls a scanner's error is called by its name: a colon in a value, a quote without an end.
@Suite struct YAMLMistakeTests {
    @Test func frontMatterSaysWhichValueNeedsQuotes() {
        expectProblems(
            in: """
                ---
                title: Temperatures1️⃣: a study
                summary: Short
                ---
                As @knuth1997 says.
                """,
            [
                "1️⃣ the value of 'title' holds a sign that means something in YAML, ':'; put the value in quotes: "
                    + "title: \"Temperatures: a study\""
            ])
        expectProblems(
            in: "---\ntitle: 1️⃣\"Loss\" and 'gain'\n---\n",
            [
                "1️⃣ the value of 'title' holds a sign that means something in YAML, '\"'; put the value in quotes: "
                    + "title: '\"Loss\" and ''gain'''"
            ])
        expectProblems(
            in: "---\ntitle: T\nsummary: 1️⃣@home\n---\n",
            [
                "1️⃣ the value of 'summary' holds a sign that means something in YAML, '@'; put the value in quotes: "
                    + "summary: \"@home\""
            ])
    }

    @Test func aQuoteWithoutEndIsFoundWhereItBegins() {
        expectProblems(
            in: """
                ---
                title: 1️⃣"Temperatures
                summary: Short
                ---
                """,
            ["1️⃣ the value of 'title' begins with a quote that is never closed; add \" where the value ends"])
    }

    @Test func whatIsNoneOfThemKeepsTheReadersWords() {
        expectProblems(
            in: "---\ntitle: T\n\t1️⃣summary: Short\n---\n",
            [
                "3:1 the front matter is not valid YAML: found a tab character that violates indentation"
            ])
    }

    @Test func optionsSayIt() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                //| fig-cap: Temperatures1️⃣: by day
                //| fig-alt: 2️⃣"A line
                //| tbl-cap: The temperatures,
                //|   3️⃣by day.
                let x = 1
                ```
                """,
            [
                "1️⃣ the value of 'fig-cap' holds a sign that means something in YAML, ':'; put the value in quotes: "
                    + "fig-cap: \"Temperatures: by day\"",
                "2️⃣ the value of 'fig-alt' begins with a quote that is never closed; add \" where the value ends",
                "3️⃣ an option stands on one line; write all of 'tbl-cap' on the line above",
            ])
    }
}
