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
        let plan = NotebookPlan(notebook, in: .forTests)
        #expect(plan.broken.isEmpty)
        let program = Program(plan.blocks, including: [2, 0, 1])
        #expect(
            program.files.map(\.name) == ["block-1.swift", "block-2.swift", "block-3.swift", "main.swift"])
        let imports = """
            import BlockRuntime
            import Exhibits
            import Lab
            import Statistics
            #sourceLocation(file: "notebooks/test.md", line: 8)
            import Foundation
            #sourceLocation()
            """
        #expect(
            program.files[1].text == """
                \(imports)
                #sourceLocation(file: "notebooks/test.md", line: 14)
                 let mean = BlockRuntime::labbookBind(1, 0, "mean") {
                #sourceLocation(file: "notebooks/test.md", line: 14)
                            try average(values)
                #sourceLocation()
                }
                #sourceLocation(file: "notebooks/test.md", line: 14)
                func labbookBlock1() throws {
                #sourceLocation(file: "notebooks/test.md", line: 14)
                    _ = mean
                #sourceLocation(file: "notebooks/test.md", line: 15)
                    BlockRuntime::labbookReach(1, 1)
                #sourceLocation(file: "notebooks/test.md", line: 15)
                 print("hi")
                #sourceLocation(file: "notebooks/test.md", line: 16)
                    try BlockRuntime::labbookShow(1, 2) {
                #sourceLocation(file: "notebooks/test.md", line: 16)
                 mean
                    }
                }
                #sourceLocation()

                """)
        #expect(
            plan.blocks.map(\.places) == [
                [place(10, 1)], [place(14, 2), place(15, 2), place(16, 2)], [place(4, 15)],
            ])
        #expect(
            program.files[3].text == """
                import BlockRuntime

                BlockRuntime::labbookMain([
                    BlockRuntime::Block(0, run: labbookBlock0, variables: []),
                    BlockRuntime::Block(1, run: labbookBlock1, variables: []),
                    BlockRuntime::Block(2, run: labbookBlock2, variables: []),
                ])

                """)
        #expect(Program(plan.blocks, including: [1]).files == [program.files[1], oneBlockMain])
    }

    private let oneBlockMain = Program.File(
        name: "main.swift",
        text: """
            import BlockRuntime

            BlockRuntime::labbookMain([
                BlockRuntime::Block(1, run: labbookBlock1, variables: []),
            ])

            """)

    @Test func aVariableCanBeReadAndSet() {
        let plan = NotebookPlan(
            notebook("```swift\nvar a = 1, b = 2\nvar (c, d) = (3, 4)\n```\n"), in: .forTests)
        let main = Program(plan.blocks, including: [0]).files.last?.text ?? ""
        let variable = "BlockRuntime::labbookVariable"
        #expect(
            main.contains("variables: [\(variable)(\"a\", get: { a }, set: { a = $0 }), \(variable)(\"b\", "))
        #expect(!main.contains("\"c\""))
    }

    @Test func aChangeOfAVariableIsNoted() {
        let plan = NotebookPlan(
            notebook("```swift\nvar a: Int = 1\nvar (c, d) = (3, 4), (e) = 5\nlet f = 6\n```\n"),
            in: .forTests)
        let block = Program(plan.blocks, including: [0]).files[0].text
        #expect(block.contains("\n} { didSet { BlockRuntime::labbookChanged(\"a\") } }\n"))
        #expect(block.matches(of: /didSet/).count == 1)
    }

    @Test func importsHoldFromTheirBlockOn() {
        let plan = NotebookPlan(
            notebook("```swift\nprint(1)\n```\n\n```swift\nimport Glibc\n```\n\n```swift\nprint(2)\n```\n"),
            in: .forTests)
        #expect(plan.blocks.map { $0.imports.map(\.text) } == [[], ["import Glibc"], ["import Glibc"]])
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: MarkedSource.file, line: line, column: column)
    }
}
