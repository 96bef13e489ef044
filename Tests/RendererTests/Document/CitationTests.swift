import Testing

@testable import Renderer

@Suite struct CitationTests {
    private let bibliography = """
        @article{ba2016, author = {Jimmy Lei Ba and Jamie Ryan Kiros and Geoffrey E. Hinton}, year = 2016,
          title = {Layer Normalization}, journal = {arXiv preprint}, volume = 1, number = 2, pages = {3--4},
          eprint = {1607.06450}, archiveprefix = {arXiv}}
        @inproceedings{he2015, author = {Kaiming He and Xiangyu Zhang}, year = 2015, title = {Rectifiers <A>},
          booktitle = {ICCV}, pages = {1026-1034}, doi = {10.1109/ICCV.2015.123}}
        @book{bishop, author = {Christopher M. Bishop}, title = {Pattern Recognition.}, year = 2006, publisher = {Springer & Co}}
        @book{bishop:old, author = {Christopher M. Bishop}, title = {Networks}, date = {2006-01-01}, url = {https://a.org/~x_y?a=1&b=2}}
        @misc{nobody, title = {A Page}, url = {javascript:alert(1)}}
        @proceedings{edited, editor = {Ada Lovelace}, title = {Notes}, year = 1843}
        @misc{unused, author = {No One}, title = {Not cited}}
        """

    private func page(_ body: String) -> String {
        let text = "---\ntitle: T\nbibliography: references.bib\n---\n" + body
        let (notebook, found) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8)) { path in
            #expect(path == "notebooks/references.bib")
            return .success(Array(bibliography.utf8))
        }
        #expect(found == [])
        let result = NotebookResult(
            notebook: notebook, record: nil, blocks: [], problems: [], contentKey: nil)
        let files = Site.render([result], profile: "quick").files.map {
            ($0.path, String(decoding: $0.bytes, as: UTF8.self))
        }
        #expect(problems(ofSite: files) == [])
        return files.first { $0.0 == "a.html" }?.1 ?? ""
    }

    @Test func theTextNamesAuthorsAndYears() {
        let page = page(
            """
            As @ba2016 say [@ba2016], [see @ba2016, p. 3; @he2015], in [-@ba2016], @bishop and @bishop:old, @nobody, @edited.
            """)
        #expect(
            page.contains(
                "<p>As <a href=\"#ref-ba2016\">Ba et al. (2016)</a> say (<a href=\"#ref-ba2016\">Ba et al. 2016</a>), "
                    + "(see <a href=\"#ref-ba2016\">Ba et al. 2016</a>, p. 3; <a href=\"#ref-he2015\">He and Zhang 2015</a>), in "
                    + "(<a href=\"#ref-ba2016\">2016</a>), <a href=\"#ref-bishop\">Bishop (2006b)</a> and "
                    + "<a href=\"#ref-bishop%3Aold\">Bishop (2006a)</a>, <a href=\"#ref-nobody\">“A Page” (n.d.)</a>, "
                    + "<a href=\"#ref-edited\">Lovelace (1843)</a>.</p>"), "\(page)")
    }

    @Test func theListHasWhatIsCited() {
        let page = page("@ba2016 @he2015 @bishop @bishop:old @nobody @edited\n")
        let list =
            page.firstRange(of: "<section class=\"references\">").map { String(page[$0.lowerBound...]) } ?? ""
        #expect(
            list.hasPrefix(
                """
                <section class="references">
                <h2 id="ref-list">References</h2>
                <ul>
                <li id="ref-nobody">(n.d.). <em>A Page</em>.</li>
                <li id="ref-ba2016">Ba, J.\u{A0}L., Kiros, J.\u{A0}R., Hinton, G.\u{A0}E. (2016). Layer Normalization. \
                <em>arXiv preprint</em> 1(2), 3–4. <a href="https://arxiv.org/abs/1607.06450">arXiv:1607.06450</a>.</li>
                <li id="ref-bishop:old">Bishop, C.\u{A0}M. (2006a). <em>Networks</em>. \
                <a href="https://a.org/~x_y?a=1&amp;b=2">https://a.org/~x_y?a=1&amp;b=2</a>.</li>
                <li id="ref-bishop">Bishop, C.\u{A0}M. (2006b). <em>Pattern Recognition.</em>. Springer &amp; Co.</li>
                <li id="ref-he2015">He, K., Zhang, X. (2015). Rectifiers &lt;A&gt;. In <em>ICCV</em>, pp. 1026–1034. \
                <a href="https://doi.org/10.1109/ICCV.2015.123">doi:10.1109/ICCV.2015.123</a>.</li>
                <li id="ref-edited">Lovelace, A. (ed.) (1843). <em>Notes</em>.</li>
                </ul>
                </section>
                """), "\(list)")
        #expect(!page.contains("Not cited"))
    }

    @Test func mistakesHaveTheirPlace() {
        let source = MarkedSource(
            "---\ntitle: T\nbibliography: 1️⃣references.bib\n---\nAs 2️⃣@ba2015, [3️⃣@xyz] and `{swift} 1`; 4️⃣@ba2016.\n"
        )
        func found(_ answer: Result<[UInt8], UnreadableFile>) -> [String] {
            let (notebook, problems) = Notebook.parse(file: MarkedSource.file, bytes: source.bytes) { _ in
                answer
            }
            return problems.map {
                $0.position.file == MarkedSource.file ? source.described($0) : notebook.message(of: $0)
            }
        }
        #expect(
            found(.success(Array(bibliography.utf8))) == [
                "2️⃣ '@ba2015' cites a work that has no entry in notebooks/references.bib; did you mean '@ba2016'?",
                "3️⃣ '@xyz' cites a work that has no entry in notebooks/references.bib; add one with the key 'xyz'",
            ])
        #expect(
            found(.failure(.missing)) == [
                "1️⃣ the bibliography notebooks/references.bib cannot be read: there is no such file"
            ])
        #expect(
            found(.success([0xFF])) == [
                "1️⃣ the bibliography notebooks/references.bib cannot be read: it is not UTF-8 text"
            ])
        #expect(
            found(.success(Array("@misc{ba2015}\n@misc{xyz}\n@misc{ba2016, title}".utf8))) == [
                """
                notebooks/references.bib:3:20: error: expected '=' after 'title', found '}'
                     3 | @misc{ba2016, title}
                       |                    ^
                """
            ])
    }

    @Test func aColonBehindTheBracketIsOnlyAColon() {
        func html(_ body: String) -> String {
            let text = "---\ntitle: T\nbibliography: references.bib\n---\n" + body
            return ProofPage(
                file: MarkedSource.file, notebook: Array(text.utf8), bibliography: Array(bibliography.utf8)
            ).html
        }
        for (before, after) in [("So says ", ": it works."), ("", ": it works.")] {
            let page = html("\(before)[@ba2016]\(after)\n")
            #expect(
                page.contains("<p>\(before)(<a href=\"#ref-ba2016\">Ba et al. 2016</a>)\(after)</p>"),
                "\(page)")
        }
    }

    @Test func withoutABibliographyACitationIsAMistake() {
        expectProblems(
            in: "---\ntitle: T\n---\nAs 1️⃣@ba2016 and \\@home, me@home.\n",
            [
                "1️⃣ '@ba2016' cites a work, but the front matter names no bibliography; add a line "
                    + "'bibliography: references.bib', or write '\\@ba2016' for the words themselves"
            ])
    }

    @Test(arguments: ["../a.bib", "/a.bib", "a.txt", "a/../../b.bib", "[]", "\"\""])
    func theFileLiesBesideTheNotebook(
        _ path: String
    ) {
        let (_, problems) = Notebook.parse(
            file: MarkedSource.file, bytes: Array("---\ntitle: T\nbibliography: \(path)\n---\n".utf8))
        #expect(
            problems.map(\.sentence) == [
                "front matter 'bibliography' is '\(path == "[]" ? "a list" : path == "\"\"" ? "" : path)', but must be "
                    + "the name of a BibTeX file beside the notebook or below it, such as references.bib"
            ])
    }
}
