import Foundation
import Testing

@testable import Renderer

/// What runs again after which change, and what stays.
@Suite(.enabled(if: runsSlowTests), .serialized) struct ReuseTests {
    /// A sweep whose runs leave a letter each in a file that no key knows, and a block below it.
    static func counted(
        intro: String = "Text.", options: String = "", size: Int = 3, below: String = "rows * 2"
    ) -> String {
        """
        \(intro)

        ```swift
        //| label: runs
        import Glibc
        func leaveMark() {
            let file = open("../.labbook/store/marks", O_WRONLY | O_APPEND | O_CREAT, 0o644)
            write(file, "x", 1)
            close(file)
        }
        let runs = try sweep(over: Setting("size", [1, 2, \(size)]), seeds: 2) { run, size in
            leaveMark()
            try run.record("loss", at: 0, 1 / Double(size + run.seed))
        }
        let rows = runs.summary(of: "loss").rowCount
        ```

        ```swift
        //| label: below\(options)
        \(below)
        ```

        Below is `{swift} \(below)`.
        """
    }

    private func marks(_ project: SampleProject) -> Int {
        (try? project.text(".labbook/store/marks").utf8.count) ?? 0
    }

    @Test func onlyWhatAChangeAffectsIsDoneAgain() async throws {
        let project = try SampleProject(["a": Self.counted(), "b": "Six times seven is `{swift} 6 * 7`.\n"])
        let first = try await project.build()
        #expect(first.report.messages == [])
        #expect(
            first.report.ran == [
                "a:runs", "a:below", "a:inline value on line 26", "b:inline value on line 4",
            ])
        #expect(
            first.report.changed == [
                "a.html", "a.md", "a.source.html", "b.html", "b.md", "b.source.html", "colophon.html",
                "data/a.records", "data/b.records", "fonts/serif-OFL.txt", "fonts/serif-bold.woff2",
                "fonts/serif-italic.woff2", "fonts/serif-regular.woff2", "index.html", "script.js",
                "search-index.js", "style.css", "theme.js",
            ])
        #expect(marks(project) == 6)
        #expect(first.runsDone.sorted() == Array(0...6) + [6])
        #expect(try project.page("a").contains("Below is 6."))

        // Nothing changed: nothing runs, no file of the site is touched.
        let site = try project.identities("site")
        let second = try await project.build()
        #expect(second.report.ran == [] && second.report.changed == [] && second.progress.isEmpty)
        #expect(try project.identities("site") == site)

        // Prose, comments and what only the page shows.
        try project.write("a", Self.counted(intro: "Other words, and\n\nmore lines."))
        let prose = try await project.build()
        #expect(prose.report.ran == [] && prose.progress.isEmpty)
        #expect(prose.report.changed == ["a.html", "a.md", "a.source.html", "search-index.js"])
        try project.write(
            "a", Self.counted(options: "\n//| echo: false\n//| fig-cap: Words", below: "rows * 2 // twice"))
        let display = try await project.build()
        #expect(display.report.ran == [])
        #expect(display.report.changed == ["a.html", "a.md", "a.source.html", "search-index.js"])
        #expect(try !section("below", of: project.page("a")).contains("<pre class=\"code\">"))

        // A block below the sweep: it runs, the sweep does not.
        let runs = try project.identities(".labbook/store/runs")
        #expect(runs.count == 6)
        try project.write("a", Self.counted(below: "rows * 3"))
        let below = try await project.build()
        #expect(below.report.ran == ["a:below", "a:inline value on line 26"])
        #expect(
            below.report.changed == ["a.html", "a.md", "a.source.html", "data/a.records", "search-index.js"])
        #expect(try project.page("a").contains("Below is 9."))
        #expect(marks(project) == 6)
        #expect(try project.identities(".labbook/store/runs") == runs)

        // The sweep itself.
        try project.write("a", Self.counted(size: 4))
        // The number of rows stays the same, so nothing below runs again.
        #expect(try await project.build().report.ran == ["a:runs"])
        #expect(marks(project) == 12)

        // Back to the beginning: the records are still there.
        try project.write("a", Self.counted())
        let back = try await project.build()
        #expect(back.report.ran == [] && marks(project) == 12)
        #expect(try project.page("a").contains("Below is 6."))
    }

    /// The other projects of the tests lie in the temporary folder, whose files no block is blamed for.
    @Test func aProjectMayLieAnywhere() async throws {
        let elsewhere = URL(filePath: Products.package).appending(path: ".build/samples")
        let project = try SampleProject(
            ["a": Self.counted().replacing("leaveMark()\n", with: "\n")], in: elsewhere)
        let built = try await project.build()
        #expect(built.report.messages == [])
        #expect(try project.page("a").contains("Below is 6."))
    }

    @Test func theSiteHoldsWhatTheNotebooksSay() async throws {
        let project = try SampleProject([
            "a": "One is `{swift} 1`.\n", "b": "Two is `{swift} 2`.\n",
        ])
        #expect(try await project.build().report.isGood)
        let whole = try project.contents("site")

        try project.remove("site/a.html")
        let healed = try await project.build()
        #expect(healed.report.ran == [] && healed.report.changed == ["a.html"])
        #expect(try project.contents("site") == whole)

        try project.write(Data("scribble".utf8), to: "site/b.html")
        try project.write(Data("stray".utf8), to: "site/data/stray.csv")
        #expect(try await project.build().report.changed == ["b.html", "data/stray.csv"])
        #expect(try project.contents("site") == whole)

        try project.remove("notebooks/b.md")
        // The pages beside it no longer lead to it.
        let shorter = try await project.build().report.changed
        #expect(
            shorter == [
                "a.html", "b.html", "b.md", "b.source.html", "colophon.html", "data/b.records", "index.html",
                "search-index.js",
            ])
        #expect(
            try project.contents("site").keys.sorted() == [
                "a.html", "a.md", "a.source.html", "colophon.html", "data/a.records", "fonts/serif-OFL.txt",
                "fonts/serif-bold.woff2", "fonts/serif-italic.woff2", "fonts/serif-regular.woff2",
                "index.html", "script.js", "search-index.js", "style.css", "theme.js",
            ])
    }

    @Test func aNotebookThatCannotBeReadStopsNoOther() async throws {
        let project = try SampleProject(["good": "Two is `{swift} 2`.\n"])
        let link = "\(project.root)/notebooks/lost.md"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere.md")
        let built = try await project.build()
        let message = "notebooks/lost.md:1:1: error: the file cannot be read: No such file or directory"
        #expect(built.report.messages.map { $0.split(separator: "\n").first.map(String.init) } == [message])
        #expect(try project.page("lost").contains(message))
        #expect(try project.page("good").contains("Two is 2."))
    }

    @Test func aFailedNotebookRunsAgain() async throws {
        let project = try SampleProject(["a": "```swift\nprint(\"try\")\nfatalError(\"no\")\n```\n"])
        let first = try await project.build()
        #expect(first.report.messages.count == 1)
        let page = try project.contents("site")
        let second = try await project.build()
        #expect(second.report.ran == ["a:block-1"])
        #expect(second.report.messages == first.report.messages)
        #expect(second.report.changed == [])
        #expect(try project.contents("site") == page)
    }

    @Test func aDamagedRecordIsSetAsideAndComputedAgain() async throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        #expect(try await project.build().report.isGood)
        let site = try project.contents("site")
        let record = try #require(project.contents(".labbook/store/records").first)
        var damaged = record.value
        damaged[damaged.count - 2] ^= 1
        try project.write(damaged, to: ".labbook/store/records/\(record.key)")

        let path = "\(project.root)/.labbook/store/records/\(record.key)"
        // Without the record that came with the site, the block must run again.
        try project.remove("site/data")
        let again = try await project.build()
        #expect(
            again.remarks == [
                "the record \(path) is damaged and is not used; it was renamed to \(path).damaged"
            ])
        #expect(again.report.ran == ["a:inline value on line 4"] && again.report.isGood)
        #expect(again.report.changed == ["data/a.records"])
        #expect(try project.contents("site") == site)
        #expect(
            try project.contents(".labbook/store/records") == [
                record.key: record.value, "\(record.key).damaged": damaged,
            ])
        #expect(try await project.build().progress.isEmpty)
    }

    @Test func aDamagedRunIsComputedAgain() async throws {
        let project = try SampleProject(["a": Self.counted()])
        #expect(try await project.build().report.isGood)
        let site = try project.contents("site")
        let run = try #require(project.contents(".labbook/store/runs").first)
        try project.write(Data(run.value.dropLast()), to: ".labbook/store/runs/\(run.key)")
        try project.remove(".labbook/store/records")
        try project.remove("site/data")
        #expect(try await project.build().report.isGood)
        #expect(marks(project) == 7)
        #expect(try project.contents(".labbook/store/runs")[run.key] == run.value)
        #expect(try project.contents("site") == site)
    }

    @Test func theBytesDependOnNeitherJobsNorFolder() async throws {
        let source = """
            ```swift
            let runs = try sweep(over: Setting("rate", [0.1, 0.2, 0.3]), seeds: 3) { run, rate in
                var random = RandomStream(key: run.key)
                for step in 0..<5 { try run.record("loss", at: step, random.normal() * rate) }
            }
            Figure(runs.summary(of: "loss"), .lines(x: "step", y: "mean", lower: "lower", upper: "upper", color: "rate"))
            ```
            """
        var sites: [[String: Data]] = []
        for jobs in [1, 2] {
            let project = try SampleProject(["a": source])
            let built = try await project.build(jobs: jobs)
            #expect(built.report.messages == [])
            sites.append(try project.contents("site"))
        }
        #expect(sites[0] == sites[1])
        #expect(sites[0].keys.contains { $0.hasSuffix(".csv") })
    }
}
