import BlockGraph
import Foundation
import Testing

@testable import Renderer

@Suite struct ToolPartTests {
    /// The list says what Package.swift pins.
    @Test func theSwiftPackagesAreThoseOfTheManifest() throws {
        let manifest = try text("Package.swift")
        let pinned = manifest.matches(of: /\.package\(url: "[^"]*\/([^"\/]+)", exact: "([^"]+)"\)/)
            .map { "\($0.1) \($0.2)" }
        #expect(pinned.count >= 5)
        let listed = parts(.swiftPackage).map { "\($0.name) \($0.version ?? "")" }
        #expect(listed.sorted() == pinned.sorted())
    }

    /// And what Tools/setup.sh looks for, but for what the toolchain itself and the build of the C parts need.
    @Test func theDebianPackagesAreThoseOfTheSetup() throws {
        let setup = try text("Tools/setup.sh")
        let needed = setup.matches(of: /(?m)^need (\S+)/).map { String($0.1) }
        let ofTheToolchain = try #require(needed.firstIndex(of: "pkg-config"))
        let ours = needed[..<ofTheToolchain]
        #expect(ours.count >= 4)
        #expect(setup.contains("--no-install-recommends bubblewrap"))
        #expect(parts(.debianPackage).map(\.name).sorted() == (ours + ["bubblewrap"]).sorted())
    }

    @Test func theCompilerIsThatOfTheSetup() throws {
        let version = try #require(
            try text("Tools/setup.sh").firstMatch(of: /the site was made with ([0-9.]+)/))
        #expect(parts(.toolchain).map(\.version) == [String(version.1)])
    }

    /// The tests pin the bits of this version of SLEEF.
    @Test func sleefIsWhatTheTestsPin() throws {
        let version = toolParts.first { $0.name == "libsleef-dev" }?.version
        let tests = try text("Tests/ElementaryTests/FunctionTests.swift")
        #expect(tests.contains("SLEEF \(version ?? "?")"))
    }

    private func parts(_ kind: ToolPart.Kind) -> [ToolPart] { toolParts.filter { $0.kind == kind } }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(Products.package)/\(path)", encoding: .utf8)
    }
}

@Suite struct ColophonTests {
    @Test func dataAreListedWithTheirReadersAndTerms() {
        let files = [
            FileUse(path: "data/<b>.csv", digest: "aa11"), FileUse(path: "data/gone.csv", digest: nil),
        ]
        var results = ["one", "two"].map { name in
            let text = "---\ntitle: <\(name)>\n---\n"
            let (notebook, _) = Notebook.parse(file: "notebooks/\(name).md", bytes: Array(text.utf8))
            return NotebookResult(
                notebook: notebook, record: nil, blocks: [], problems: [], contentKey: nil,
                origins: [BlockOrigin(key: "k", files: name == "one" ? files : [files[0]])])
        }
        var book = Book()
        book.notices = [DataNotice(path: "data/LICENSE-<x>.txt", text: "Terms </pre><script>")]
        let html = colophonAppendix(results, book).html
        #expect(
            html.contains(
                "<li><b>data/&lt;b&gt;.csv</b><br><code>sha256:aa11</code><br>Read by "
                    + "<a href=\"one.html\">&lt;one&gt;</a>, <a href=\"two.html\">&lt;two&gt;</a>.</li>"))
        #expect(html.contains("<b>data/gone.csv</b>, which is not there<br>Read by <a href=\"one.html\">"))
        #expect(
            html.contains(
                "<summary>data/LICENSE-&lt;x&gt;.txt for <code>data/</code></summary>\n"
                    + "<pre class=\"notice\">Terms &lt;/pre&gt;&lt;script&gt;</pre>"))
        results = results.map { result in
            var result = result
            result.origins = []
            return result
        }
        #expect(colophonAppendix(results, Book()).html.contains("The blocks of this book read no files."))
    }
}
