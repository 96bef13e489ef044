import Foundation
import Storage
import Testing

@testable import Renderer

/// Formulas on the way from a notebook to the site: records, places, files.
@Suite(.serialized) struct MathBuildTests {
    private let nowhere = KaTeX(environment: ["LABBOOK_KATEX": "/nowhere"])

    private func notebook(_ source: MarkedSource) -> Notebook {
        Notebook.parse(file: MarkedSource.file, bytes: source.bytes).0
    }

    private func build(in project: SampleProject, katex: KaTeX = KaTeX()) throws -> MathBuild {
        try MathBuild(Project(root: project.root), katex: katex)
    }

    @Test func mistakesHaveTheirPlaceInTheFile() throws {
        let source = MarkedSource(
            """
            ---
            title: T
            ---
            Ä $x_21️⃣_3$ and $b$, then $é +
            c 2️⃣\\foo$.

            $$
              x = \\frac{a}{b} \\\\
              y = é 3️⃣\\oops
            $$

            > - $$
            >   a
            >   + b4️⃣}
            >   $$
            >
            > | a |
            > | --- |
            > | $1 \\| 5️⃣\\oops$ |

            $$a \\tag{1}$$

            $$b 6️⃣\\tag{1}$$ {#eq-b}

            ```swift
            //| label: fig-a
            //| fig-cap: The $x^1^2$ of it
            ```

            Note.[^n]

            [^n]: And $7️⃣\\ref{a}$.
            """)
        let project = try SampleProject([:])
        let notebook = notebook(source)
        let typeset = try build(in: project).typeset([notebook])
        let result = NotebookResult(
            notebook: notebook, record: nil, blocks: [], problems: [], contentKey: nil)
        let problems = [result].withFormulas(typeset)[0].problems
        #expect(
            problems.map(source.described) == [
                "1️⃣ this is a second subscript; put both into braces, as in 'x_{ij}' or '{x_i}_j'",
                "2️⃣ formulas have no command '\\foo'; did you mean '\\fbox'?",
                "3️⃣ formulas have no command '\\oops'; did you mean '\\owns'?",
                "4️⃣ '}' closes something that was not opened; delete it, or open it before",
                "5️⃣ formulas have no command '\\oops'; did you mean '\\owns'?",
                "6️⃣ the formula has a number by its label, and '\\tag' gives it another; delete one of the two",
                "27:22 this is a second superscript; put both into braces, as in 'x^{2n}' or '{x^2}^n'",
                "7️⃣ '\\ref' is not used here: a formula gets its name by '{#eq-name}' after the closing '$$', and the "
                    + "text refers to it with '@eq-name'",
            ])
    }

    @Test func aPageShowsTheMistakeInItsPlace() async throws {
        let project = try SampleProject(["a": "First $\\oops$.\n\nSecond $a$.\n"])
        let built = try await project.build()
        #expect(
            built.report.messages == [
                "notebooks/a.md:4:8: error: formulas have no command '\\oops'; did you mean '\\owns'?\n"
                    + "     4 | First $\\oops$.\n       |        ^"
            ])
        let page = try project.page("a")
        let order = [
            "<span class=\"math inline\"><code>\\oops</code></span>", "Second", "katex",
            "<div class=\"problem\">",
        ]
        let places = order.compactMap { page.firstRange(of: $0)?.lowerBound }
        #expect(places.count == order.count && places == places.sorted())
    }

    @Test func theSiteHasWhatItsFormulasNeed() async throws {
        let project = try SampleProject([
            "a": "Here $\\bar a < \\mathbb{R}$.\n\n$$b$$ {#eq-b}\n", "b": "No formula, but @eq-b.\n",
        ])
        let built = try await project.build()
        #expect(built.report.messages == [] && built.remarks == [])
        let files = try project.contents("site")
        #expect(
            files.keys.filter { $0.hasPrefix("fonts/KaTeX") || $0 == "math.css" }.sorted() == [
                "fonts/KaTeX-LICENSE.txt", "fonts/KaTeX_AMS-Regular.woff2", "fonts/KaTeX_Main-Italic.woff2",
                "fonts/KaTeX_Main-Regular.woff2", "fonts/KaTeX_Math-Italic.woff2", "math.css",
            ])
        #expect(
            problems(ofSite: files.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }) == [])
        let page = try project.page("a")
        #expect(page.contains("<link rel=\"stylesheet\" href=\"math.css\">"))
        #expect(page.contains("<span class=\"tex\" aria-hidden=\"true\">$\\bar a &lt; \\mathbb{R}$</span>"))
        #expect(page.contains("<div class=\"math display\" id=\"eq-b\">"))
        #expect(page.contains("<span class=\"equation-number\">(1)</span>"))
        #expect(try project.page("b").contains("Equation\u{A0}1"))
        // Its sheet is linked where a formula is, and nowhere else.
        let linked = try files.keys.filter { $0.hasSuffix(".html") }.filter {
            try project.page(String($0.dropLast(5))).contains("href=\"math.css\"")
        }
        #expect(linked == ["a.html"])
        let plain = try SampleProject(["a": "No formula.\n"])
        _ = try await plain.build()
        #expect(try !plain.page("a").contains("math.css"))
        #expect(
            try plain.contents("site").keys.filter { $0.hasPrefix("fonts/KaTeX") || $0 == "math.css" } == [])
        // A second build finds everything as it is.
        #expect(try await project.build().report.changed == [])
    }

    @Test func recordsAreEnoughWhereKaTeXIsGone() throws {
        let project = try SampleProject([:])
        let notebooks = [notebook(MarkedSource("---\ntitle: T\n---\nA $a$ and $$\\sqrt b$$.\n"))]
        let first = try build(in: project).typeset(notebooks)
        #expect(first.formulas.count == 2 && first.faults.isEmpty && first.files.count > 3)
        let second = try build(in: project, katex: nowhere).typeset(notebooks)
        #expect(second.formulas == first.formulas && second.files == first.files)
        let more = [notebook(MarkedSource("---\ntitle: T\n---\nA $c$.\n"))]
        #expect(throws: BuildError.noKaTeX(file: "katex.js")) {
            try build(in: project, katex: nowhere).typeset(more)
        }
        // Pages without formulas need nothing.
        #expect(
            try build(in: project, katex: nowhere).typeset([
                notebook(MarkedSource("---\ntitle: T\n---\nA.\n"))
            ]).files == [])
    }

    @Test func aDamagedRecordIsMadeAgain() throws {
        let project = try SampleProject([:])
        let notebooks = [notebook(MarkedSource("---\ntitle: T\n---\nA $a$.\n"))]
        let math = try build(in: project)
        let first = try math.typeset(notebooks)
        for name in [
            math.store.name(of: notebooks[0].allProse.flatMap(\.formulas)[0].text), math.store.nameOfFiles,
        ] {
            let path = "\(project.root)/.labbook/store/\(name)"
            var bytes = try readFile(path).get()
            bytes[bytes.count / 2] ^= 1
            try writeFile(bytes, to: path)
            let again = try build(in: project).typeset(notebooks)
            #expect(again.formulas == first.formulas && again.files == first.files)
            #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
            #expect(FileManager.default.fileExists(atPath: path))
        }
    }

    /// Many new formulas are shared out; the result is the same as one by one.
    @Test func manyFormulasAreAsGoodAsOne() throws {
        let project = try SampleProject([:])
        let body = (1...70).map { "$a_{\($0)}$" }.joined(separator: " ")
        let typeset = try build(in: project).typeset([notebook(MarkedSource("---\ntitle: T\n---\n\(body)\n"))]
        )
        let typesetter = try Typesetter(katex: KaTeX().script())
        #expect(typeset.formulas.count == 70)
        for (text, formula) in typeset.formulas { #expect(try typesetter.typeset(text).get() == formula) }
    }

    @Test func anotherVersionHasItsOwnRecordsAndIsNamed() throws {
        let project = try SampleProject([:])
        let folder = "\(project.root)/other"
        let katex = KaTeX()
        let script = String(decoding: try katex.script(), as: UTF8.self)
        try writeFile(
            Array(script.replacing("\"\(KaTeX.declaredVersion)\"", with: "\"9.9.9\"").utf8),
            to: "\(folder)/katex.js")
        let other = try build(in: project, katex: KaTeX(environment: ["LABBOOK_KATEX": folder]))
        #expect(
            other.remark
                == "found KaTeX 9.9.9, but the site is made with \(KaTeX.declaredVersion); formulas may come out otherwise than in the "
                + "committed pages")
        let text = Formula.Text(tex: "a", isDisplay: false)
        #expect(try build(in: project).remark == nil)
        #expect(try build(in: project).store.name(of: text) != other.store.name(of: text))
        #expect(other.store.name(of: text) != other.store.name(of: Formula.Text(tex: "a", isDisplay: true)))
    }
}
