import Testing

@testable import Renderer

@Suite struct BibTeXTests {
    private func read(_ text: String) -> (works: [Work], problems: [String]) {
        let source = SourceText(file: "notebooks/references.bib", text: text)
        let (entries, problems) = readBibTeX(source)
        return (
            entries.map(Work.init),
            problems.map { "\($0.position.line):\($0.position.column) \($0.sentence)" }
        )
    }

    @Test func everyFormOfAnEntryIsRead() {
        let (works, problems) = read(
            """
            A remark, with an address me@host.org.
            @string{nips = "Advances in " # "Neural"}
            @comment{@article{hidden, title = {No}}}
            @preamble{ "\\newcommand{\\x}{y}" }

            @Article{ba2016,
              author    = {Jimmy Lei Ba and Kiros, Jamie Ryan
                           and Geoffrey E. Hinton},
              title     = "{L}ayer {"}Normalization{"}",
              journal   = nips # { Information} # " Processing",
              year      = 2016, month = jul,
            }
            @book(knuth:84, title = {The {\\TeX}book}, year = {1984}, author = "Knuth, Donald E."
            )
            @misc{empty}
            """)
        #expect(problems == [])
        #expect(works.map(\.key) == ["ba2016", "knuth:84", "empty"])
        #expect(works.map(\.type) == ["article", "book", "misc"])
        #expect(works.map(\.year) == ["2016", "1984", nil])
        #expect(works[0].title == "Layer \"Normalization\"")
        #expect(works[0].fields["journal"] == "Advances in Neural Information Processing")
        #expect(works[0].fields["month"] == "July")
        #expect(
            works[0].authors.map(\.withInitials) == [
                "Ba, J.\u{A0}L.", "Kiros, J.\u{A0}R.", "Hinton, G.\u{A0}E.",
            ])
        #expect(works.map(\.shortAuthors) == ["Ba et al.", "Knuth", "empty"])
        #expect(works[1].title == "The TeXbook")
    }

    @Test(arguments: [
        ("Erd{\\H o}s, P\\'al", "Erdős, P."), ("{\\'E}variste Galois", "Galois, É."),
        ("A{\\\"\\i}da Muluneh", "Muluneh, A."),
        ("Aaron van den Oord", "van den Oord, A."), ("van den Oord, Aaron", "van den Oord, A."),
        ("Jean-Paul Sartre", "Sartre, J.-P."), ("King, Jr, Martin Luther", "King, M.\u{A0}L., Jr"),
        ("{Google Brain and Co}", "Google Brain and Co"),
        ("Plato", "Plato"), ("Stra{\\ss}er, {\\O}ystein", "Straßer, Ø."),
        ("ludwig van Beethoven", "ludwig van Beethoven"),
    ]) func namesAreTakenApart(_ tex: String, _ expected: String) {
        let (names, hasMore) = personNames(tex)
        #expect(names.map(\.withInitials) == [expected])
        #expect(!hasMore)
    }

    @Test func othersAreMore() {
        let work = read("@misc{a, author = {Ada Lovelace and others}}").works[0]
        #expect(work.authors.map(\.family) == ["Lovelace"])
        #expect(work.shortAuthors == "Lovelace et al.")
    }

    @Test(arguments: [
        ("Schr{\\\"o}dinger \\& {\\AA}ngstr\\\"om", "Schrödinger & Ångström"),
        ("pages 1--2---3-4", "pages 1–2—3-4"),
        ("``q'' and `r'", "“q” and ‘r’"), ("\\emph{a}~b\\,c \\% \\$x_1$", "a\u{A0}bc % $x_1"),
        ("{\\l}\\'{o}d\\'z \\c{c}\\v s", "łódź çš"),
        ("a\\\\b\n   c", "a b c"), ("\\", ""), ("\\'", ""), ("\\'{}", ""), ("\\unknown{x} y", "x y"),
    ]) func texBecomesWords(_ tex: String, _ words: String) {
        #expect(plainText(ofTeX: tex) == words)
    }

    @Test func problemsHavePlaceAndRemedy() {
        let (works, problems) = read(
            """
            @article{a, title {A}}
            @article{b, title = }
            @article{c, title = {x}, title = {y}, month = juli}
            @article{c}
            @article[d]
            @article{e, title = "{x"}, year = 2000}
            @article{f, title = {x} year = 2000}
            @article{good, year = 2001}
            @article{g, title = {x},
            """)
        #expect(
            problems == [
                "1:19 expected '=' after 'title', found '{A}}'",
                "2:21 expected a value in braces or quotes, found '}'",
                "3:26 the entry 'c' already has a field 'title'; keep one of the two",
                "3:47 'juli' is no '@string' of this file; did you mean 'jul'?",
                "4:10 the key 'c' already names the entry on line 3; keys must differ",
                "5:9 expected '{' after '@article', found '[d]'",
                "6:21 the text that begins here has no end, or its braces don't come in pairs",
                "7:25 expected '}' or ',' after a field of 'f', found 'year'",
                "9:1 the entry 'g' that begins here has no end; close it with '}'",
            ])
        #expect(works.map(\.key) == ["c", "good"])
    }

    @Test func nestingAndRubbishEndInTime() {
        for text in ["@a{b, c = ", "@", "@a{", "{", "\"", "@string{x = x # "] {
            #expect(read(String(repeating: text, count: 20_000)).works.count <= 1)
        }
        let deep =
            "@a{b, c = " + String(repeating: "{", count: 50_000) + String(repeating: "}", count: 50_000) + "}"
        #expect(read(deep).problems == [])
    }
}
