import Testing

@testable import Renderer

@Suite struct MathTests {
    /// The four that cmark takes apart when it sees them.
    @Test(arguments: [
        ("A set $\\{x\\} \\\\ y \\, z$ here.", ["\\{x\\} \\\\ y \\, z"], false),
        ("Both $\\mathbf{x}_i^{*}$, $a_{ij}$ and $b_{*}$.", ["\\mathbf{x}_i^{*}", "a_{ij}", "b_{*}"], false),
        ("$$\na &= b \\\\\n- c &= d\n$$", ["a &= b \\\\\n- c &= d"], true),
    ]) func texComesThroughAsWritten(_ body: String, _ tex: [String], _ isDisplay: Bool) {
        let formulas = formulas(notebook(body + "\n"))
        #expect(formulas.map(\.tex) == tex)
        #expect(formulas.map(\.isDisplay) == tex.map { _ in isDisplay })
    }

    @Test func aFootnoteIsNoLinkDefinition() {
        let notebook = notebook("A claim.[^1]\n\n[^1]: See.\n")
        #expect(notebook.footnotes.map(\.content) == [Prose(pieces: [.html("<p>See.</p>\n")])])
    }

    @Test(arguments: [
        // Pandoc's rule: no space after the opening sign, none before the closing one, no digit behind it.
        "It costs $5 and $6.", "From $5-$6 on.", "A lone $ sign, $ and another $.", "20$ or 30$",
        "`$a$` and `` $b` $ ``",
        "Escaped \\$a$ and $a\\$.", "<https://a.org/$x$>", "    $a$", "```\n$a$\n```", "~~~\n$$\na\n$$\n~~~",
        "> ```\n> $a$\n> ```", "- item\n\n      $a$", "[x](a$b \"c\") $ d", "$a\n\nb$",
    ]) func whatIsNoMathStaysAsItIs(_ body: String) {
        let notebook = notebook(body + "\n")
        #expect(formulas(notebook) == [])
        #expect(html(of: notebook).contains("$"))
    }

    @Test func formulasKeepTheirPlaces() {
        let notebook = notebook(
            """
            Ä $a$ and *$b$*.

            - one
              $c$, then $$
              d
              $$ {#eq-d}

            > > quoted $e$
            > > - $$f +
            > >   g$$ {#eq-f}
            """)
        let found = formulas(notebook)
        #expect(found.map(\.tex) == ["a", "b", "c", "d", "e", "f +\ng"])
        #expect(
            found.map { "\($0.lines[0].line):\($0.lines[0].column)" } == [
                "4:5", "4:14", "7:4", "8:3", "11:13", "12:9",
            ])
        #expect(found.map(\.isBlock) == [false, false, false, true, false, true])
        #expect(found.map(\.label) == [nil, nil, nil, "eq-d", nil, "eq-f"])
        #expect(
            notebook.labels.map { "\($0.name) \($0.carrier) \($0.position.line):\($0.position.column)" } == [
                "eq-d equation 7:13", "eq-f equation 12:7",
            ])
    }

    @Test func aFormulaOfItsOwnEndsTheParagraph() {
        #expect(
            html(of: notebook("Before *this*\n$$a < b$$ {#eq-a}\nand after.\n\n- tight\n  $$b$$\n- list\n"))
                == """
                <p>Before <em>this</em></p>
                ⟨a < b⟩
                <p>and after.</p>
                <ul>
                <li>tight
                ⟨b⟩
                </li>
                <li>list</li>
                </ul>

                """)
        #expect(
            html(of: notebook("In **bold $$a$$ words** it stays.\n"))
                == "<p>In <strong>bold ⟨a⟩ words</strong> it stays.</p>\n")
    }

    @Test func aFormulaOverTwoLinesIsOne() {
        #expect(
            html(of: notebook("The sum $a +\nb$ of two\nlines.\n"))
                == "<p>The sum ⟨a +\nb⟩ of two\nlines.</p>\n")
        #expect(
            html(of: notebook("> The sum $a +\n> b$ of two.\n"))
                == "<blockquote>\n<p>The sum ⟨a +\nb⟩ of two.</p>\n</blockquote>\n")
    }

    @Test func mathWithoutAnEndIsReported() {
        let sentence =
            "the formula that begins with '$$' has no end before the next empty line; close it with '$$', "
            + "or write '\\$\\$' for the signs themselves"
        expectProblems(
            in:
                "---\ntitle: T\n---\nSo 1️⃣$$a + b\n\nthen\n\n> - 2️⃣$$ c\n> \n> ```\n> $$\n> ```\n\n`$$` \\$$ d\n",
            ["1️⃣ \(sentence)", "2️⃣ \(sentence)"])
    }

    @Test func labelsOfEquationsHaveTheirForm() {
        expectProblems(
            in: "---\ntitle: T\n---\n1️⃣$$a$$ {#fig-a}\n\n2️⃣$$b$$ {#eq-}\n\n$$c$$ {#eq-c}\n\n3️⃣$$d$$ {#eq-c}\n",
            [
                "1️⃣ the label of an equation must be 'eq-' and a name of lower-case letters, digits and hyphens, "
                    + "but is 'fig-a'",
                "2️⃣ the label of an equation must be 'eq-' and a name of lower-case letters, digits and hyphens, "
                    + "but is 'eq-'",
                "3️⃣ the label 'eq-c' already names the equation on line 8; labels must differ",
            ])
    }

    private func formulas(_ notebook: Notebook) -> [Formula] { notebook.allProse.flatMap(\.formulas) }
}

/// All prose of a notebook with formulas as `⟨tex⟩`, values as `⟨code⟩` and references as `⟨@name⟩`.
func html(of notebook: Notebook) -> String {
    notebook.items.map { item in
        switch item {
        case .prose(let prose): html(of: prose)
        case .heading(let heading): "<h\(heading.level)>\(html(of: heading.content))</h\(heading.level)>\n"
        case .experiment: ""
        }
    }.joined()
}

func html(of prose: Prose) -> String {
    prose.pieces.map { piece in
        switch piece {
        case .html(let html): html
        case .inline(let expression): "⟨\(expression.code)⟩"
        case .math(let formula): "⟨\(formula.tex)⟩"
        case .reference(let reference): "⟨\(reference.items.map { "@\($0.name)" }.joined(separator: " "))⟩"
        case .tableNumber: "Table ⟨n⟩"
        case .notes(let numbers): "⟨notes \(numbers.map(String.init).joined(separator: " "))⟩\n"
        }
    }.joined()
}
