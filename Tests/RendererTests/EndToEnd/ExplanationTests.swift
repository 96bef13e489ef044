import Foundation
import Testing

@testable import Renderer

/// What `labbook status`, `why`, `graph` and `store` say of a project that was built and then edited.
@Suite(.enabled(if: runsSlowTests), .serialized) struct ExplanationTests {
    private static func notebook(start: String = "let start = 1", scale: String = "2 * x", more: String = "")
        -> String
    {
        """
        ```swift
        //| label: start
        \(start)
        ```

        ```swift
        //| label: helper
        func scale(_ x: Int) -> Int { \(scale) }
        ```

        ```swift
        //| label: product
        let product = scale(start)
        ```

        ```swift
        //| label: aside
        print("aside")
        ```
        \(more)
        The product is `{swift} product`.
        """
    }

    private func inspect(_ project: SampleProject) async throws -> Inspection {
        try await Inspection(Project(root: project.root), engine: Products.engine)
    }

    @Test func whatOnlyTheCompilerOrARunFound() async throws {
        let code = """
            ```swift
            //| label: typo
            let start = strat + 1
            ```

            ```swift
            //| label: crash
            let list = [1]
            print(list[list.count])
            ```
            """
        let project = try SampleProject(["a": code])
        #expect(try await !project.build().report.isGood)
        let status = try await inspect(project).status()
        #expect(
            status == """
                a
                  failed  typo                     line 4    notebooks/a.md:6:13: cannot find 'strat' in scope
                  failed  crash                    line 9    notebooks/a.md:12:11: the block crashed (illegal instruction): \
                Index out of range
                """)
        #expect(
            try await inspect(project).why("typo")
                == "typo is stale, because\n  it failed when it was last tried as it is: notebooks/a.md:6:13: cannot find "
                + "'strat' in scope")
        try project.write("a", code.replacing("strat + 1", with: "1"))
        #expect(try await inspect(project).status().contains("  stale   typo "))
    }

    @Test func aBrokenBibliographyIsSaidOnce() async throws {
        let body = "---\ntitle: T\nbibliography: works.bib\n---\nText.\n"
        let project = try SampleProject(["a": "Text.\n"])
        for name in ["b", "c"] {
            try body.write(toFile: "\(project.root)/notebooks/\(name).md", atomically: false, encoding: .utf8)
        }
        try "@misc{x".write(toFile: "\(project.root)/notebooks/works.bib", atomically: false, encoding: .utf8)
        let messages = try await project.build().report.messages
        #expect(messages.count == 1, "\(messages)")
        #expect(messages[0].hasPrefix("notebooks/works.bib:1:"), "\(messages)")
    }

    @Test func whatIsStaleAndWhy() async throws {
        let project = try SampleProject(["a": Self.notebook()])
        let fresh = try await inspect(project)
        #expect(!fresh.isFresh)
        #expect(try fresh.why("aside") == "aside is stale, because\n  it has not been run yet")

        #expect(try await project.build().report.isGood)
        let built = try await inspect(project)
        #expect(built.isFresh)
        #expect(
            try built.status() == """
                a
                  fresh   start                    line 4
                  fresh   helper                   line 9
                  fresh   product                  line 14
                  fresh   aside                    line 19
                  1 of 1 inline values are fresh
                """)
        #expect(try built.why("a:product").contains("  the code of 'scale'\n  the value of 'start'\n"))

        try project.write("a", Self.notebook(scale: "3 * x"))
        let edited = try await inspect(project)
        #expect(
            try edited.status() == """
                a
                  fresh   start                    line 4
                  stale   helper                   line 9
                  stale   product                  line 14
                  fresh   aside                    line 19
                  0 of 1 inline values are fresh
                """)
        #expect(
            try edited.why("product")
                == "product is stale, because\n  the code of 'scale', which it reaches, was edited (helper, line 9)"
        )

        try project.write("a", Self.notebook(start: "let start = 5", scale: "3 * x"))
        let both = try await inspect(project)
        #expect(
            try both.why("product") == """
                product is stale, because
                  the code of 'scale', which it reaches, was edited (helper, line 9)
                and it waits for the result of start.
                start is stale, because
                  its own code was edited
                """)
        try project.write("a", Self.notebook(start: "let start: Int"))
        let broken = try await inspect(project)
        #expect(
            try broken.status().contains(
                "  broken  start                    line 4    'start' has no value; "))
        #expect(
            try broken.status().contains("  blocked product                  line 14   by the error in start")
        )
    }

    @Test func whatIsAskedForMustExist() async throws {
        let project = try SampleProject(["a": Self.notebook(), "b": Self.notebook()])
        let inspection = try await inspect(project)
        func message(_ question: () throws -> String) -> String? {
            do {
                _ = try question()
                return nil
            } catch { return "\(error)" }
        }
        #expect(
            message { try inspection.why("a:prodct") }
                == "no block is called 'prodct'; did you mean 'product'?")
        #expect(
            message { try inspection.why("zzz") }
                == "no block is called 'zzz'; 'labbook status' lists what there is")
        #expect(
            message { try inspection.why("product") }
                == "several notebooks have a block 'product'; say which: a:product, b:product")
        #expect(message { try inspection.status(of: "c") } == "there is no notebook 'c'; did you mean 'a'?")
    }

    @Test func theGraphNamesWhatIsUsed() async throws {
        let project = try SampleProject(["a": Self.notebook()])
        let inspection = try await inspect(project)
        #expect(
            try inspection.graph() == """
                a
                  start (line 4)
                    makes start
                  helper (line 9)
                  product (line 14)
                    makes product
                    uses start of start
                    uses scale of helper
                  aside (line 19)
                """)
        #expect(try inspection.dot().contains("    \"a:helper\" -> \"a:product\" [label=\"scale\"];\n"))
    }

    @Test func theStoreIsLookedAfter() async throws {
        let project = try SampleProject([
            "a": Self.notebook(more: "\n```swift\nlet numbers = [1, 2, 3]\n```\n")
        ])
        #expect(try await project.build().report.isGood)
        let maintenance = StoreMaintenance(Project(root: project.root))
        let before = try maintenance.sizes()
        #expect(before.map(\.kind) == ["records", "values", "runs", "formulas"])
        #expect(before.map(\.count) == [6, 3, 0, 0])

        // Nothing that a notebook uses goes, and nothing that is young.
        try project.write("a", Self.notebook())
        #expect(try await project.build().report.isGood)
        #expect(try maintenance.collectGarbage(try await inspect(project), olderThan: 1).count == 0)
        #expect(try maintenance.collectGarbage(try await inspect(project), olderThan: 0).count == 2)
        #expect(try maintenance.sizes().map(\.count) == [5, 2, 0, 0])
        try project.remove("site")
        #expect(try await project.build().report.ran == [])

        #expect(try maintenance.verify().count == 7)
        let record = try #require(project.contents(".labbook/store/records").keys.sorted().first)
        try project.write(Data("damage".utf8), to: ".labbook/store/records/\(record)")
        let path = "\(project.root)/.labbook/store/records/\(record)"
        #expect(try maintenance.verify().damaged == [path])
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
        #expect(try maintenance.collectGarbage(try await inspect(project), olderThan: 0).count == 1)
    }
}
