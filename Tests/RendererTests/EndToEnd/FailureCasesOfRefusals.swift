import Testing

@testable import Renderer

/// What a block may not do, because its result would be chance or nobody could make it again; and what means something else
/// in a notebook than in a program.
extension FailureTests {
    static let casesOfRefusals = [
        Case(
            "changes",
            """
            ```swift
            var total = 0.0
            func add(_ x: Double) { total += x }
            ```

            ```swift
            total += 1
            let runs = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                add(Double(size))
            }
            print(total)
            ```
            """, in: ["block-2"],
            """
            notebooks/changes.md:11:1: error: a run of a sweep changes 'total', which the other runs see too: they go at \
            once and in no fixed order, and those that are kept from an earlier build don't go again, so its value would \
            be chance; declare it inside the run, and hand out what comes of it with 'run.record'
                11 | let runs = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                   | ^
            """),
        Case(
            "captures",
            """
            ```swift
            func losses() throws -> [Double] {
                var all: [Double] = []
                _ = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                    all.append(Double(size))
                }
                return all
            }
            print(try losses())
            ```
            """,
            """
            notebooks/captures.md:8:9: error: a run of a sweep changes 'all', which the other runs see too: they go at \
            once and in no fixed order, and those that are kept from an earlier build don't go again, so its value would \
            be chance; declare it inside the run, and hand out what comes of it with 'run.record'
                 8 |         all.append(Double(size))
                   |         ^
            """),
        Case(
            "module", "```swift\nimport Numerics\n```\n\n```swift\nprint(2)\n```\n",
            shown: ["class=\"output\">2\n</pre>"],
            """
            notebooks/module.md:5:8: error: no such module 'Numerics'; a block can import 'Lab', 'Elementary', \
            'Exhibits', 'Statistics' and what comes with Swift, such as 'Foundation', but no other package
                 5 | import Numerics
                   |        ^
            """),
        Case(
            "unimported", "```swift\nprint(exp(1.0))\n```\n",
            """
            notebooks/unimported.md:5:7: error: generic parameter 'Scalar' could not be inferred
                 5 | print(exp(1.0))
                   |       ^
                note: in call to function 'exp'
            """,
            """
            notebooks/unimported.md:5:11: error: cannot convert value of type 'Double' to expected argument type \
            'Variable<Scalar>'; for a function of numbers, write 'import Elementary' at the block's top
                 5 | print(exp(1.0))
                   |           ^
            """),
        Case(
            "awaits",
            """
            ```swift
            func later() async -> Int { 3 }
            print(await later())
            ```
            """,
            """
            notebooks/awaits.md:6:7: error: cannot pass function of type '() async -> ()' to parameter expecting \
            synchronous function type; a block runs from top to bottom on one thread, without 'async' and 'await'; to \
            use all cores, give the work to 'sweep'
                 6 | print(await later())
                   |       ^
            """),
        Case(
            "inlinefunction",
            """
            ```swift
            func answer() -> Int { 42 }
            ```

            It is `{swift} answer`, `{swift} answer()`.
            """, in: ["prose"], shown: [", 42."],
            """
            notebooks/inlinefunction.md:8:16: error: this is a function, of type '() -> Int', and not what it returns; \
            call it, with '(…)' behind its name
                 8 | It is `{swift} answer`, `{swift} answer()`.
                   |                ^
            """),
        Case(
            "nofile",
            """
            ```swift
            import Foundation
            print(try String(contentsOfFile: "goood.md", encoding: .utf8))
            ```
            """,
            """
            notebooks/nofile.md:6:1: error: the block threw an error: The file doesn’t exist: 'goood.md'; there is no \
            file 'notebooks/goood.md'; did you mean 'good.md'?
                 6 | print(try String(contentsOfFile: "goood.md", encoding: .utf8))
                   | ^
            """),
        Case(
            "forced",
            """
            ```swift
            import Foundation
            print(try! String(contentsOfFile: "nowhere/a.csv", encoding: .utf8))
            ```
            """,
            """
            notebooks/forced.md:6:12: error: the block crashed (illegal instruction): 'try!' expression unexpectedly \
            raised an error: The file doesn’t exist: 'nowhere/a.csv'
                 6 | print(try! String(contentsOfFile: "nowhere/a.csv", encoding: .utf8))
                   |            ^
            """),
    ]
}
