import Digest
import Foundation
import Testing

@testable import Renderer

/// A notebook that reads a data set, built by the real compiler; the package client is a script.
@Suite(.enabled(if: runsSlowTests)) struct DataSetTests {
    private let reading = """
        ```swift
        //| label: letters
        //| data: letters
        import Foundation
        let text = try String(contentsOfFile: dataFolder("letters") + "/a.txt", encoding: .utf8)
        print("read \\(text)")
        ```

        """

    private func description(_ text: String) -> String {
        """
        letters:
          title: Letters
          licence: none
          apt: letters=1.0
          files: {usr/a.txt: \(sha256(text))}
        own:
          title: A reader's own
          licence: theirs
          provided: from the attic
          files: {own.txt: \(sha256("own"))}
        """
    }

    private func project(_ notebooks: KeyValuePairs<String, String>) throws -> SampleProject {
        let project = try SampleProject(notebooks)
        try project.write(Data(description("alpha").utf8), to: "notebooks/data.yml")
        return project
    }

    @Test func aStaleBlockFetchesAndACloneNeedsNoData() async throws {
        let shelf = try PackageShelf(["usr/a.txt": "alpha"])
        let claiming = """
            ```swift
            //| label: claim-letters
            //| expect: supported
            claim("There are few letters", source: "Table 1", "letters", of: [Double(text.count)], isAtMost: 9)
            ```

            """
        let project = try project(["reads": reading + claiming, "other": "Two: `{swift} 1 + 1`.\n"])
        let first = try await project.build(searchPath: shelf.path)
        #expect(first.report.messages == [])
        #expect(try project.page("reads").contains("read alpha"))
        #expect(shelf.downloads == 1)
        let fetches = first.progress.compactMap { told -> String? in
            if case .fetching(let set, let package) = told { "\(set): \(package)" } else { nil }
        }
        #expect(fetches == ["letters: letters=1.0"])

        // A clone has the site with its records, and neither the store nor the data.
        try project.remove(".labbook")
        try project.remove("notebooks/data")
        let clone = try await project.build(searchPath: "")
        #expect(clone.report.messages == [] && clone.report.ran == [] && clone.report.changed == [])

        // What cannot be had leaves the page as it was; the other notebook is built.
        let page = try project.page("reads")
        let records = try project.contents("site/data")
        let front = try project.page("index")
        #expect(front.contains("<a href=\"reads.html#claim-letters\">There are few letters</a>"))
        try project.write("reads", (reading + claiming).replacing("read ", with: "found "))
        try project.write("other", "Three: `{swift} 1 + 2`.\n")
        let without = try await project.build(searchPath: "")
        #expect(
            without.report.messages == [
                """
                notebooks/reads.md:6:11: error: the data set 'letters' is needed and cannot be had: 'apt-get' is not on the PATH, \
                and the package 'letters=1.0' comes by it. When that is mended, run 'labbook data fetch letters'; until then the \
                page stays as it was
                     6 | //| data: letters
                       |           ^
                """
            ])
        #expect(try project.page("reads") == page)
        #expect(try project.contents("site/data")["reads.records"] == records["reads.records"])
        #expect(try project.contents("site/data")["claims.json"] == records["claims.json"])
        #expect(try project.page("index") == front)
        #expect(try project.page("other").contains("Three: 3."))

        // With the client it goes on.
        let again = try await project.build(searchPath: shelf.path)
        #expect(again.report.messages == [] && again.report.ran == ["reads:letters"])
        #expect(try project.page("reads").contains("found alpha"))

        // Another pin is another file.
        try shelf.fill(["usr/a.txt": "omega"])
        try project.write(Data(description("omega").utf8), to: "notebooks/data.yml")
        let newer = try await project.build(searchPath: shelf.path)
        #expect(newer.report.messages == [])
        #expect(try project.page("reads").contains("found omega"))
    }

    /// A plot that needs what the reading block made has it fetched too, since that block runs again.
    @Test func aBlockThatIsMadeAgainFetchesToo() async throws {
        let shelf = try PackageShelf(["usr/a.txt": "alpha"])
        let making = """
            ```swift
            //| label: make
            //| data: [letters]
            import Foundation
            final class Letters { let text: String; init(_ text: String) { self.text = text } }
            let letters = Letters(try String(contentsOfFile: dataFolder("letters") + "/a.txt", encoding: .utf8))
            ```

            ```swift
            //| label: use
            print("has \\(letters.text.count)")
            ```

            """
        let project = try project(["makes": making])
        #expect(try await project.build(searchPath: shelf.path).report.messages == [])
        try project.remove("notebooks/data")
        try project.write("makes", making.replacing("has ", with: "counts "))
        let built = try await project.build(searchPath: shelf.path)
        #expect(built.report.messages == [])
        #expect(built.report.ran == ["makes:use"])
        #expect(shelf.downloads == 2)
        #expect(try project.page("makes").contains("counts 5"))
    }

    @Test func whatABlockMayNotDo() async throws {
        let shelf = try PackageShelf(["usr/a.txt": "alpha"])
        let project = try project([
            "forgets": reading.replacing("//| data: letters\n", with: ""),
            "misspells": reading.replacing("//| data: letters", with: "//| data: leters"),
            "provided": """
            ```swift
            //| data: [own, letters]
            import Foundation
            let own = try String(contentsOfFile: "data/provided/own/own.txt", encoding: .utf8)
            ```
            """,
            "asks": """
            ```swift
            //| data: own
            print(providedFolder("own") ?? "nothing", profile)
            ```
            """,
            "wrongly": "```swift\n//| data: own\nprint(dataFolder(\"own\"))\n```\n",
            "unknown": "```swift\nprint(dataFolder(\"leters\"))\n```\n",
        ])
        try project.write(Data("own".utf8), to: "notebooks/data/provided/own/own.txt")
        try project.write(Data("alpha".utf8), to: "notebooks/data/fetched/letters/a.txt")
        let built = try await project.build(searchPath: shelf.path)
        let said = built.report.messages.map { String($0.split(separator: "\n")[0]) }
        let expected: [String] = [
            "notebooks/forgets.md:8:1: error: the block reads 'data/fetched/letters/a.txt' of the data set 'letters'; name "
                + "the set at the block's top, '//| data: letters', so that it is fetched before the block runs",
            "notebooks/misspells.md:6:11: error: no data set is called 'leters'; did you mean 'letters'?",
            "notebooks/provided.md:7:1: error: the block reads 'data/provided/own/own.txt', which a reader provides; the "
                + "profile 'quick' uses no such file, because not everybody has it",
            "notebooks/unknown.md:5:1: error: no data set is called 'leters'; did you mean 'letters'?",
            "notebooks/wrongly.md:6:1: error: a reader provides the files of 'own', so they may be missing; ask for them "
                + "with providedFolder(\"own\"), which is nil then",
        ]
        #expect(said == expected)
        #expect(try project.page("asks").contains("nothing quick"))
        #expect(shelf.downloads == 0)
    }

    /// What only another profile reads is not fetched, and reading it is refused.
    @Test func whatAnotherProfileReads() async throws {
        let shelf = try PackageShelf(["usr/a.txt": "alpha"])
        let project = try project([
            "reads": """
            ```swift
            //| data: letters
            //| data-profile: paper
            import Foundation
            let folder = dataFolder("letters")
            let file = profile == .paper ? folder + "/a.txt" : nil
            print("read", try file.map { try String(contentsOfFile: $0, encoding: .utf8) } ?? "nothing")
            ```
            """
        ])
        #expect(try await project.build(searchPath: shelf.path).report.messages == [])
        #expect(try project.page("reads").contains("read nothing") && shelf.downloads == 0)
        #expect(try await project.build(searchPath: shelf.path, profile: "paper").report.messages == [])
        #expect(try project.text("site-paper/reads.html").contains("read alpha") && shelf.downloads == 1)
        try project.write(
            "reads",
            project.text("notebooks/reads.md").replacing("profile == .paper", with: "profile != .tune"))
        let refused = try await project.build(searchPath: shelf.path).report.messages
        #expect(refused.count == 1 && refused[0].contains("the block reads 'data/fetched/letters/a.txt'"))
    }

    /// In another profile a reader's files are there, and the block knows when they come.
    @Test func whatAReaderProvidesInAnotherProfile() async throws {
        let project = try project([
            "asks": "```swift\n//| data: own\nprint(providedFolder(\"own\") ?? \"nothing\", profile)\n```\n"
        ])
        #expect(try await project.build(searchPath: "", profile: "paper").report.messages == [])
        #expect(try project.text("site-paper/asks.html").contains("nothing paper"))
        try project.write(Data("own".utf8), to: "notebooks/data/provided/own/own.txt")
        #expect(try await project.build(searchPath: "", profile: "paper").report.messages == [])
        #expect(try project.text("site-paper/asks.html").contains("data/provided/own paper"))
        try project.write(Data("else".utf8), to: "notebooks/data/provided/own/own.txt")
        let wrong = try await project.build(searchPath: "", profile: "paper").report.messages
        #expect(wrong.count == 1 && wrong[0].contains("is not the file that the data set 'own' names"))
        #expect(try project.contents("site").isEmpty)
    }

    @Test func aDescriptionThatIsNotInOrderFailsTheBuild() async throws {
        let project = try SampleProject(["text": "Words.\n"])
        try project.write(Data("letters: x\n".utf8), to: "notebooks/data.yml")
        let built = try await project.build()
        #expect(
            built.report.messages == [
                """
                notebooks/data.yml:1:10: error: the data set 'letters' must consist of lines 'key: value', but it is x
                     1 | letters: x
                       |          ^
                """
            ])
        #expect(try project.page("text").contains("Words."))
    }

    @Test func theCommands() async throws {
        let project = try project(["text": "Words.\n"])
        let listed = try labbook("data", "list", "--project", project.root)
        #expect(listed.status == 0)
        #expect(
            listed.printed == """
                letters: Letters
                  licence  none
                  source   letters=1.0 (apt)
                  folder   notebooks/data/fetched/letters
                  state    not there
                own: A reader's own
                  licence  theirs
                  source   provided by the reader
                  folder   notebooks/data/provided/own
                  state    not there

                """)
        let own = try labbook("data", "fetch", "own", "--project", project.root)
        #expect(own.status == 0)
        #expect(
            own.printed
                == "own: not there; put 'own.txt' into 'notebooks/data/provided/own/' (from the attic)\n")
        try project.write(Data("alphb".utf8), to: "notebooks/data/fetched/letters/a.txt")
        let verified = try labbook("data", "verify", "--project", project.root)
        #expect(verified.status == 1)
        #expect(
            verified.printed
                == "damaged: data/fetched/letters/a.txt, SHA-256 \(sha256("alphb")), expected \(sha256("alpha"))\n"
                + "absent: data/provided/own/own.txt\n")
        try project.write(Data("alpha".utf8), to: "notebooks/data/fetched/letters/a.txt")
        #expect(try labbook("data", "verify", "letters", "--project", project.root).status == 0)
        let unknown = try labbook("data", "fetch", "leters", "--project", project.root)
        #expect(unknown.status == 2)
        #expect(unknown.said == "labbook: error: no data set is called 'leters'; did you mean 'letters'?\n")
    }
}
