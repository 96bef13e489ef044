import Foundation
import Testing

@testable import Renderer

/// The book in Examples/ that has nothing to do with the paper.
@Suite struct ExampleBookTests {
    private static let folder = "\(Products.package)/Examples/LookFirst"

    @Test(.enabled(if: runsSlowTests)) func itIsBuiltAndKnowsNothingOfThePaper() async throws {
        let project = try SampleProject([:])
        try FileManager.default.createDirectory(atPath: project.root, withIntermediateDirectories: true)
        for name in ["notebooks", "site.yml"] {
            try FileManager.default.copyItem(
                atPath: "\(Self.folder)/\(name)", toPath: "\(project.root)/\(name)")
        }
        #expect(try await project.build().report.messages == [])
        let files = try project.contents("site").mapValues { String(decoding: $0, as: UTF8.self) }
        #expect(problems(ofSite: files.map { (path: $0.key, text: $0.value) }) == [])
        for (path, text) in files {
            for word in ["ayer normalization", "ayer Normalization", "MNIST", "1607.06450", "import Lab"] {
                #expect(!text.contains(word), "\(path) has '\(word)'")
            }
        }
        let colophon = try #require(files["colophon.html"])
        #expect(colophon.contains("data/quartet.csv") && colophon.contains("LICENSE-quartet.txt"))
        #expect(files["index.html"]?.contains("<svg") == true)
        #expect(files["figures.html"]?.contains("Four data sets, one summary") == true)
        #expect(files["style.css"]?.contains("font-family: var(--serif); }") == true)
    }

    /// What is written in the folder is what the book needs, and nothing that was built.
    @Test func nothingBuiltLiesInIt() throws {
        let ignored = try String(contentsOfFile: "\(Products.package)/.gitignore", encoding: .utf8)
        #expect(ignored.split(separator: "\n").contains("Examples/*/site/"))
    }
}
