import Foundation
import Testing

@testable import Renderer

/// What the blocks of a notebook mean together, tried with the real compiler.
@Suite(.enabled(if: runsSlowTests), .serialized) struct LanguageTests {
    @Test func blocksShareOneNamespaceInOrder() async throws {
        let project = try SampleProject([
            "a": """
            The total below is `{swift} total`, its half `{swift} half`, its name `{swift} name(of: total)`.

            ```swift
            //| label: first
            import Glibc
            var total = 1
            let (low, high) = (2, 3), half = 0.5 * Double(high)
            print("printed first")
            total
            ```

            ```swift
            //| label: second
            func name(of number: Int) -> String { "<\\(number)>" }
            total += low + high
            print("before")
            show("shown")
            print("between", terminator: "")
            show(Value("label", Double(total)))
            fputs("by C\\n", stdout)
            Table(["a"], rows: [[.number(Double(total))]])
            ```

            ```swift
            //| label: third
            //| include: false
            total *= 10
            ```

            ```swift
            //| label: fourth
            //| eval: false
            let neverCompiled: Nonsense = nothing
            ```
            """
        ])
        let built = try await project.build()
        #expect(built.report.messages == [])
        let page = try project.page("a")
        #expect(page.contains("The total below is 60, its half 1.5, its name &lt;60&gt;."))
        expectOrder(
            in: section("first", of: page),
            ["class=\"output\">printed first\n</pre>", "class=\"output\">1\n</pre>"])
        expectOrder(
            in: section("second", of: page),
            [
                "class=\"output\">before\n</pre>", "class=\"output\">shown\n</pre>",
                "class=\"output\">between</pre>", "<span class=\"value-number\">6</span>",
                "class=\"output\">by C\n</pre>", "<table",
            ])
        #expect(section("third", of: page) == "")
        #expect(section("fourth", of: page).contains("neverCompiled"))
    }

    @Test func aBlockMayDeclareWhatTheProgramCallsToo() async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            //| label: names
            struct Block { var layers = 3 }
            enum BlockRuntime {}
            func labbookMain(_ blocks: [Block]) {}
            func labbookReach(_ block: Int, _ statement: Int) -> Never { fatalError("the author's") }
            var block = Block()
            print(block)
            block.layers
            ```

            It has `{swift} block.layers` layers.
            """
        ])
        let built = try await project.build()
        #expect(built.report.messages == [])
        let page = try project.page("a")
        #expect(section("names", of: page).contains("class=\"output\">Block(layers: 3)\n</pre>"))
        #expect(page.contains("It has 3 layers."))
    }

    @Test func hostileOutputStaysText() async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            import Glibc
            print("</script><b>&amp; \\u{1B}[31mred\\u{1B}[0m \\u{202E}back \\u{7}")
            let bytes: [UInt8] = [0, 1, 255, 254, 10]
            bytes.withUnsafeBytes { _ = write(1, $0.baseAddress, $0.count) }
            "<i>shown</i>\\0"
            ```

            Inline: `{swift} "<u>&\\u{1B}[1m"`.
            """
        ])
        let built = try await project.build()
        #expect(built.report.messages == [])
        let page = try project.page("a")
        let shown = """
            class="output">&lt;/script&gt;&lt;b&gt;&amp;amp; red ‹U+202E›back ␇
            ␀␁\u{FFFD}\u{FFFD}
            </pre>
            <pre tabindex="0" role="group" aria-label="Output" class="output">&lt;i&gt;shown&lt;/i&gt;␀
            </pre>
            """
        #expect(section("block-1", of: page).contains(shown))
        #expect(page.contains("Inline: &lt;u&gt;&amp;\u{FFFD}[1m."))
        #expect(!page.utf8.contains { $0 < 0x20 && $0 != UInt8(ascii: "\n") })
        // The page's own two, and no other.
        #expect(page.ranges(of: "<script src=").count == 2 && page.ranges(of: "<script").count == 2)
        #expect(page.ranges(of: "</script").count == 2)
    }

    @Test func aPageSaysWhichRunsDiverged() async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            //| label: runs
            let runs = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                for step in 0..<3 {
                    try run.record("loss", at: step, size == 2 && step == 1 ? .nan : Double(step))
                }
            }
            Figure(runs.summary(of: "loss"), .lines(x: "step", y: "mean", color: "size"))
            ```

            The sweep has `{swift} runs.runs.count` runs.
            """
        ])
        let built = try await project.build()
        #expect(built.report.messages == [])
        let page = try project.page("a")
        #expect(page.contains("The sweep has 4 runs."))
        expectOrder(
            in: section("runs", of: page),
            [
                """
                class="output">2 of 4 runs diverged and stopped:
                  size = 2, seed = 0: &#39;loss&#39; was NaN at 1
                  size = 2, seed = 1: &#39;loss&#39; was NaN at 1
                </pre>
                """, "<svg",
            ])
    }

    @Test func aWindowsFileIsANotebookLikeAnyOther() async throws {
        let project = try SampleProject([
            "a":
                "---\r\ntitle: Test\r\n---\r\nTwo is `{swift} two`.\r\n\r\n```swift\r\nlet two = 2\r\nprint(\"a\")\r\n```\r\n"
        ])
        let built = try await project.build()
        #expect(built.report.messages == [])
        #expect(try project.page("a").contains("Two is 2."))
    }
}

/// Expects the parts to stand in `text` one behind the other.
private func expectOrder(
    in text: String, _ parts: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
    var rest = text[...]
    for part in parts {
        guard let range = rest.range(of: part) else {
            Issue.record(
                "\(part) is missing or stands too early in:\n\(text)", sourceLocation: sourceLocation)
            return
        }
        rest = rest[range.upperBound...]
    }
}
