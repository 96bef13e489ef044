import Testing

@testable import Renderer

@Suite struct ProgramTests {
    @Test func eachBlockBecomesAFile() {
        let notebook = notebook(
            """
            Mean `{swift} mean`.

            ```swift
            //| label: data
            import Foundation
            func double(_ x: Int) -> Int { 2 * x }
            let values = [1, 2]
            ```

             ```swift
             let mean = try average(values)
             print("hi")
             mean
             ```
            """)
        let (plan, problems) = NotebookPlan.make(for: notebook, in: .forTests)
        #expect(problems == [])
        #expect(
            plan.program.files.map(\.name) == [
                "block-1.swift", "block-2.swift", "inline-values.swift", "main.swift",
            ])
        let imports = """
            import BlockRuntime
            import Exhibits
            import Lab
            import Statistics
            import Foundation
            """
        #expect(
            plan.program.files[1].text == """
                \(imports)

                #sourceLocation(file: "notebooks/test.md", line: 14)
                 let mean = labbookBind(1, 0) {
                #sourceLocation(file: "notebooks/test.md", line: 14)
                            try average(values)
                #sourceLocation()
                }
                #sourceLocation(file: "notebooks/test.md", line: 14)
                func labbookBlock1() throws {
                #sourceLocation(file: "notebooks/test.md", line: 14)
                    _ = mean
                #sourceLocation(file: "notebooks/test.md", line: 15)
                    labbookReach(1, 1)
                #sourceLocation(file: "notebooks/test.md", line: 15)
                 print("hi")
                #sourceLocation(file: "notebooks/test.md", line: 16)
                    try labbookShow(1, 2) {
                #sourceLocation(file: "notebooks/test.md", line: 16)
                 mean
                    }
                }
                #sourceLocation()

                """)
        #expect(
            plan.program.places == [
                [place(10, 1)], [place(14, 2), place(15, 2), place(16, 2)], [place(4, 15)],
            ])
        #expect(plan.program.files[3].text.contains("Block(name: \"data\", key: \""))
        #expect(plan.program.files[3].text.contains("Block(name: \"block-2\", key: \""))
    }

    @Test func keysFollowWhatMatters() {
        func keys(_ first: String, _ second: String, prose: String = "Text.") -> (String, String) {
            let (plan, _) = NotebookPlan.make(
                for: notebook("\(prose)\n\n```swift\n\(first)\n```\n\nMore.\n\n```swift\n\(second)\n```\n"),
                in: .forTests)
            let keys =
                plan.program.files.last?.text.matches(of: /key: "([0-9a-f]+)"/).map { String($0.1) } ?? []
            #expect(keys.count == 2)
            return (keys[0], plan.contentKey)
        }
        let original = keys("let x = 1", "print(x)")
        #expect(keys("let x = 1", "print(x)", prose: "Other words.\n\nLonger.") == original)
        #expect(keys("//| echo: false\nlet x = 1 // one", "print(x)") == original)
        let edited = keys("let x = 1", "print(x + 1)")
        #expect(edited.0 == original.0)
        #expect(edited.1 != original.1)
        let upstream = keys("let x = 2", "print(x)")
        #expect(upstream.0 != original.0)
        #expect(keys("//| label: named\nlet x = 1", "print(x)").0 != original.0)
        #expect(keys("let x = 1", "print(x)", prose: "Now `{swift} x`.").1 != original.1)
    }

    @Test func surroundingsAreInTheKey() {
        let notebook = notebook("```swift\n1\n```\n")
        let keys = [
            Surroundings.forTests, Surroundings(engine: "other", data: "data", profile: "quick"),
            Surroundings(engine: "engine", data: "other", profile: "quick"),
            Surroundings(engine: "engine", data: "data", profile: "other"),
        ].map { NotebookPlan.make(for: notebook, in: $0).0.contentKey }
        #expect(Set(keys).count == 4)
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: MarkedSource.file, line: line, column: column)
    }
}
