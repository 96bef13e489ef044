import Testing

@testable import Renderer

@Suite struct BlockSyntaxTests {
    @Test func takesABlockApart() {
        let (syntax, problems) = parse(
            """
            import Foundation
            struct Point { var x = 0 }
            let (a, b): (Int, Int) = (1, 2), c = 3
            var computed: Int { a + b }
            for i in 0..<a { print(i) }
            a + b
            """)
        #expect(problems == [])
        #expect(syntax.imports.map(\.text) == ["import Foundation"])
        #expect(
            syntax.items.map(described) == [
                "2:1 declaration: struct Point { var x = 0 }",
                "3:1 let (a, b): (Int, Int) [a b] = (1, 2)",
                "3:34 let c [c] = 3",
                "4:1 declaration: var computed: Int { a + b }",
                "5:1 statement: for i in 0..<a { print(i) }",
                "6:1 shown: a + b",
            ])
    }

    @Test(arguments: [
        ("x = 3", "statement"), ("x += 3", "shown"), ("print(1)", "shown"), ("if true { 1 }", "statement"),
        ("let y = 1", "let y [y]"), ("func f() {}", "declaration"), ("x.y = z", "statement"),
        ("try f()", "shown"), ("let _ = f()", "statement: _ = f()"),
    ])
    func knowsWhatIsShown(_ code: String, _ kind: String) {
        let (syntax, _) = parse(code)
        #expect(syntax.items.map(described).last?.contains(kind) == true)
    }

    @Test func refusesWhatANotebookDoesNotAllow() {
        expectProblems(
            in: """
                ---
                title: T
                ---
                ```swift
                let x = 1
                let 1️⃣y: Int
                2️⃣guard x == 1 else { fatalError() }
                if x == 1 { 4️⃣return }
                let f = { return 1 }
                func g() -> Int { return 2 }
                ```

                ```swift
                3️⃣let x = 2
                ```
                """,
            [
                "1️⃣ 'y' has no value; a top-level binding of a notebook is given its value where it is declared",
                "2️⃣ 'guard' cannot stand at the top level of a block, because there is nothing to return from; "
                    + "use 'if', or throw an error from a function",
                "4️⃣ 'return' at the top level of a block would leave the rest of it undone; use 'if'",
                "3️⃣ 'x' is already bound on line 5; a notebook binds each top-level name once, so choose another "
                    + "name or assign to a 'var'",
            ])
    }

    @Test func syntaxErrorsAreAllReported() {
        expectProblems(
            in: "---\ntitle: T\n---\n```swift\nlet x = (1 + \n```\n\n```swift\nlet 1️⃣= 3\n```\n",
            [
                "5:14 expected expression after operator", "5:14 expected ')' to end tuple",
                "1️⃣ expected pattern in variable",
            ])
    }

    @Test func digestIgnoresSpacingAndComments() {
        let original = parse("let x = f(1,2) // why\nprint(x)").0.digest
        #expect(parse("/* note */ let x = f(1, 2)\n\n    print(x)").0.digest == original)
        #expect(parse("let x = f(1,3)\nprint(x)").0.digest != original)
        #expect(parse("let x = f(1,2)\nprint (x, x)").0.digest != original)
        #expect(parse("let x = f\n(1,2)\nprint(x)").0.digest != original)
        #expect(parse("let x = \"a b\"").0.digest != parse("let x = \"a  b\"").0.digest)
    }

    private func parse(_ code: String) -> (BlockSyntax, [Problem]) {
        let block = ExperimentBlock(
            position: SourcePosition(file: "notebooks/a.md", line: 0), code: code, indentation: 0,
            options: BlockOptions(), optionLineCount: 0)
        return BlockSyntax.parse(block)
    }

    private func described(_ item: BlockSyntax.Item) -> String {
        let kind =
            switch item.kind {
            case .declaration: "declaration: "
            case .statement: "statement: "
            case .shownExpression: "shown: "
            case .inlineExpression: "inline: "
            case .binding(let head, let names, _, _): "\(head.text) [\(names.joined(separator: " "))] = "
            }
        let place =
            if case .binding(let head, _, _, _) = item.kind { head.position } else { item.code.position }
        return "\(place.line):\(place.column) \(kind)\(item.code.text)"
    }
}
