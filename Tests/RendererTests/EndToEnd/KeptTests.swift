import BlockGraph
import Foundation
import Storage
import Testing

@testable import Renderer

/// Values that one profile computes and the others read, built by the real compiler.
@Suite(.enabled(if: runsSlowTests)) struct KeptTests {
    private let notebook = """
        ```swift
        //| label: long
        import Foundation
        let long = try kept("long-run", in: .paper) {
            let word = try String(contentsOfFile: "data/word.txt", encoding: .utf8)
            print("computed", 6 * 7)
            return try sweep(over: Setting("length", [1, 2]), seeds: 2) { run, length in
                try run.record(word, at: run.seed, length == 2 ? 0.1 : Double.nan)
            }
        }
        ```

        ```swift
        //| label: use
        print(profile, long.runs.map { $0.series[0].values[0] })
        ```

        """
    private let file = "notebooks/data/paper/long-run.json"

    private func project() throws -> SampleProject {
        let project = try SampleProject(["long": notebook])
        try project.write(Data("loss".utf8), to: "notebooks/data/word.txt")
        return project
    }

    /// The first lines of what a build said.
    private func said(_ outcome: SampleProject.Outcome) -> [String] {
        outcome.report.messages.map { String($0.split(separator: "\n")[0]) }
    }

    @Test func oneProfileComputesAndTheOthersRead() async throws {
        let project = try project()
        #expect(
            said(try await project.build()) == [
                "notebooks/long.md:7:1: error: 'data/paper/long-run.json' cannot be read: No such file or directory; "
                    + "'labbook build --profile paper' computes and writes it"
            ])

        let computing = try await project.build(profile: "paper")
        #expect(computing.report.messages == [])
        #expect(
            computing.remarks.contains(
                "wrote '\(file)', which the other profiles read; commit it with the notebooks"))
        let computed = try project.text("site-paper/long.html")
        #expect(computed.contains("paper [nan, nan, 0.1, 0.1]") && computed.contains("computed 42"))
        let kept = try RecordCoding.decode(KeptFile<[String: [KeptRun]]>.self, from: project.contents(file))
        #expect(kept.value["runs"]?.map(\.seed) == [0, 1, 0, 1])
        #expect(kept.origin.notebook == "long" && kept.origin.block == "long")
        #expect(kept.origin.profile == .paper)
        #expect(kept.origin.files.map(\.path) == ["data/word.txt"])
        #expect(try project.text("site-paper/data/long.records").contains(kept.origin.contentKey))

        // Nothing is computed or written again.
        let identities = try project.identities("notebooks")
        let again = try await project.build(profile: "paper")
        #expect(again.report.ran == [] && again.remarks.allSatisfy { !$0.contains("wrote") })
        #expect(try project.identities("notebooks") == identities)

        let reading = try await project.build()
        #expect(reading.report.messages == [])
        let page = try project.page("long")
        #expect(page.contains("quick [nan, nan, 0.1, 0.1]") && !page.contains("computed 42"))
        #expect(try project.identities("notebooks") == identities)

        // The file is one that the block read: another content is another result.
        try project.write(Data(project.text(file).replacing("0.1", with: "0.7").utf8), to: file)
        let changed = try await project.build()
        #expect(changed.report.ran == ["long:long", "long:use"])
        #expect(try project.page("long").contains("quick [nan, nan, 0.7, 0.7]"))
        try project.write(Data("{\"origin\": {}, \"value\": 1}".utf8), to: file)
        #expect(
            said(try await project.build()) == [
                "notebooks/long.md:7:1: error: 'data/paper/long-run.json' does not hold the Runs that the block expects; "
                    + "'labbook build --profile paper' computes and writes it again"
            ])

        // The profile that computed has the value in its store and brings the file back.
        let mending = try await project.build(profile: "paper")
        #expect(mending.report.messages == [] && mending.report.ran == [])
        #expect(try project.identities("notebooks").keys == identities.keys)
        #expect(try await project.build().report.messages == [])
    }

    /// Without the value a record is not whole; the finished runs of the sweep are still there.
    @Test func aLostValueIsComputedAgain() async throws {
        let project = try project()
        #expect(try await project.build(profile: "paper").report.messages == [])
        let text = try project.text(file)
        try project.remove(".labbook/store/values")
        try project.remove("site-paper")
        try project.remove(file)
        let again = try await project.build(profile: "paper")
        #expect(again.report.messages == [] && again.report.ran.contains("long:long"))
        #expect(try project.text(file) == text)
    }

    @Test func whatCannotBeKept() async throws {
        let project = try SampleProject([
            "large":
                "```swift\nlet a = kept(\"a\", in: .paper) { [Int](repeating: 123_456, count: 200_000) }\n```\n",
            "misnamed": "```swift\nlet b = kept(\"Long run\", in: .paper) { 1 }\n```\n",
            "quick": "```swift\nlet c = kept(\"c\", in: .quick) { 1 }\n```\n",
            "run": """
            ```swift
            let runs = try sweep(over: Setting("a", [1]), seeds: 1) { run, a in
                try run.record("m", at: 0, kept("d", in: .paper) { 1.0 })
            }
            ```
            """,
            "same": "```swift\nlet e = kept(\"e\", in: .paper) { 1 }\n```\n",
            "twice": """
            ```swift
            let f = kept("f", in: .paper) { 1 }
            let g = kept("f", in: .paper) { 2 }
            ```
            """,
            "usual": "```swift\n//| label: usual\nlet h = kept(\"e\", in: .paper) { 3 }\n```\n",
        ])
        let built = try await project.build(profile: "paper")
        #expect(
            said(built) == [
                "notebooks/large.md:5:1: error: 'a' is 1953 KB as JSON, and a kept value may have 1024 KB; keep what the page "
                    + "shows of it",
                "notebooks/misnamed.md:5:1: error: a kept value is called 'Long run'; its name is that of a file, and has "
                    + "lower-case letters, digits and hyphens and begins with a letter",
                "notebooks/quick.md:5:1: error: 'c' is kept in the profile 'quick', which every build computes; keep it in "
                    + "'tune' or 'paper'",
                "notebooks/run.md:5:1: error: a run of a sweep cannot keep 'd'; put the whole sweep into 'kept'",
                "notebooks/twice.md:6:1: error: the block keeps two values by the name 'f'; give them different names",
                "notebooks/usual.md:4:1: error: a value is kept as 'e' by same:block-1 already; it names a file, so choose "
                    + "another name here",
            ])
        #expect(try project.text("notebooks/data/paper/e.json").contains("\"value\": 1\n"))
    }

    private struct KeptRun: Decodable { var seed: Int }
}

extension SampleProject {
    fileprivate func contents(_ file: String) throws -> Data { Data(try text(file).utf8) }
}
