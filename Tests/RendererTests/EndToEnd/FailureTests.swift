import Foundation
import Testing

@testable import Renderer

/// What goes wrong in one notebook is said at its Markdown line, stands on its page, and touches no other page.
@Suite(.enabled(if: runsSlowTests), .serialized) struct FailureTests {
    struct Case {
        var name: String
        var markdown: String
        /// Every message of the notebook, whole.
        var messages: [String]
        /// The block in which the page shows each, the last one also for those that follow; nil for the page's top, "before" and "between" for the prose
        /// before and behind the first block, "prose" for what follows the last one.
        var blocks: [String?]
        /// What the page must also hold in that place, as HTML.
        var shown: [String]
        var location: SourceLocation

        init(
            _ name: String, _ markdown: String, in blocks: [String?] = ["block-1"], shown: [String] = [],
            _ messages: String...,
            location: SourceLocation = #_sourceLocation
        ) {
            (self.name, self.markdown, self.blocks, self.shown) = (name, markdown, blocks, shown)
            (self.messages, self.location) = (messages, location)
        }
    }

    @Test func everyFailureIsSaidInItsPlace() async throws {
        let project = try SampleProject(["good": "Six times seven is `{swift} 6 * 7`.\n"])
        for example in Self.cases { try project.write(example.name, example.markdown) }
        try Self.writeDamagedData(in: project)

        let built = try await project.build()
        #expect(!built.report.isGood)
        for example in Self.cases {
            let said = built.report.messages.filter { $0.hasPrefix("notebooks/\(example.name).md:") }
            #expect(said == example.messages, sourceLocation: example.location)
            let page = try project.page(example.name)
            for (index, message) in example.messages.enumerated() {
                let place = section(example.blocks[min(index, example.blocks.count - 1)], of: page)
                let isShown = place.contains("<pre>\(escaped(message))</pre>")
                #expect(isShown, "not in its place: \(message)", sourceLocation: example.location)
            }
            for text in example.shown {
                let isShown = page.contains(text)
                #expect(isShown, "not on the page: \(text)", sourceLocation: example.location)
            }
        }
        #expect(built.report.messages.count == Self.cases.reduce(0) { $0 + $1.messages.count })
        #expect(try project.page("good").contains("Six times seven is 42."))
    }

    static let cases = casesOfRunning + casesOfWords + casesOfRefusals

    static let casesOfRunning = [
        Case(
            "compile",
            """
            ```swift
            let first = 3
            let second = first.cuont
            func f() -> Int { "a" }
            ```
            """,
            """
            notebooks/compile.md:6:20: error: value of type 'Int' has no member 'cuont'
                 6 | let second = first.cuont
                   |                    ^
            """,
            """
            notebooks/compile.md:7:19: error: cannot convert return expression of type 'String' to return type 'Int'
                 7 | func f() -> Int { "a" }
                   |                   ^
            """),
        Case(
            "elsewhere",
            """
            ```swift
            let first = 3
            let second = first.cuont
            ```

            ```swift
            print(first, nothing)
            ```
            """,
            in: ["block-1", "block-2"],
            """
            notebooks/elsewhere.md:6:20: error: value of type 'Int' has no member 'cuont'
                 6 | let second = first.cuont
                   |                    ^
            """,
            """
            notebooks/elsewhere.md:10:14: error: cannot find 'nothing' in scope
                10 | print(first, nothing)
                   |              ^
            """),
        Case(
            "throws",
            """
            ```swift
            struct NoLuck: Error, CustomStringConvertible { var description: String { "no <luck> at all" } }
            func attempt() throws -> Int { throw NoLuck() }
            print("before")
            let result = try attempt()
            print("after")
            ```

            ```swift
            print("never")
            ```
            """, shown: ["class=\"output\">before\n</pre>"],
            """
            notebooks/throws.md:8:1: error: the block threw an error: no <luck> at all
                 8 | let result = try attempt()
                   | ^
            """),
        Case(
            "sweep",
            """
            ```swift
            //| label: runs
            struct Unlucky: Error {}
            let runs = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                if size == 2 && run.seed == 1 { throw Unlucky() }
            }
            ```
            """, in: ["runs"],
            """
            notebooks/sweep.md:7:1: error: the block threw an error: in the run with size = 2, seed = 1: Unlucky()
                 7 | let runs = try sweep(over: Setting("size", [1, 2]), seeds: 2) { run, size in
                   | ^
            """),
        Case(
            "metric",
            """
            ```swift
            let runs = try sweep(over: Setting("size", [1]), seeds: 1) { run, size in
                try run.record("size", at: 0, Double(2 * size))
            }
            ```
            """,
            """
            notebooks/metric.md:5:1: error: 'size' names a setting of the sweep's runs, so it cannot name what they \
            record as well
                 5 | let runs = try sweep(over: Setting("size", [1]), seeds: 1) { run, size in
                   | ^
            """),
        Case(
            "trap",
            """
            ```swift
            let a = [1, 2, 3]
            func element(_ i: Int) -> Int {
                a[i]
            }
            func twice(_ i: Int) -> Int {
                2 * element(i)
            }
            let n = a.count
            print("before")
            print(twice(n + 2))
            ```
            """, shown: ["class=\"output\">before\n</pre>"],
            """
            notebooks/trap.md:7:6: error: the block crashed (illegal instruction): Index out of range
                 7 |     a[i]
                   |      ^
            notebooks/trap.md:10:9: note: called from here
                10 |     2 * element(i)
                   |         ^
            notebooks/trap.md:14:7: note: called from here
                14 | print(twice(n + 2))
                   |       ^
            """),
        Case(
            "trapinrun",
            """
            ```swift
            let limits = [1, 2]
            let runs = try sweep(over: Setting("size", [1, 2]), seeds: 1) { run, size in
                try run.record("limit", at: 0, Double(limits[size]))
            }
            ```
            """,
            """
            notebooks/trapinrun.md:7:49: error: the block crashed (illegal instruction): Index out of range
                 7 |     try run.record("limit", at: 0, Double(limits[size]))
                   |                                                 ^
                note: in the run with size = 2, seed = 0
            """),
        Case(
            "fatal",
            """
            ```swift
            print("one")
            ```

            ```swift
            fatalError("my own words")
            ```
            """, in: ["block-2"],
            """
            notebooks/fatal.md:9:1: error: the block crashed (illegal instruction): my own words
                 9 | fatalError("my own words")
                   | ^
            """),
        Case(
            "exits",
            """
            ```swift
            import Glibc
            print("bye")
            exit(3)
            ```
            """, shown: ["class=\"output\">bye\n</pre>"],
            """
            notebooks/exits.md:7:1: error: the block ended its own process with exit code 3; a block must run to its end
                 7 | exit(3)
                   | ^
            """),
        Case(
            "loop",
            """
            ```swift
            //| time-limit: 1
            var i = 0
            print("round and round")
            while i >= 0 { i = (i + 1) % 1000 }
            ```
            """, shown: ["class=\"output\">round and round\n</pre>"],
            """
            notebooks/loop.md:8:1: error: the block was stopped after 1 s, its time limit; look for an endless loop, or \
            raise the limit with '//| time-limit: SECONDS'
                 8 | while i >= 0 { i = (i + 1) % 1000 }
                   | ^
            """),
        Case(
            "inlineloop",
            """
            ```swift
            func forever() -> Int { var i = 0; while i >= 0 { i = (i + 1) % 1000 }; return i }
            ```

            It is `{swift} forever()`.
            """, in: ["prose"],
            """
            notebooks/inlineloop.md:8:16: error: the inline value was stopped after 10 s, its time limit; compute it in \
            a block and name the result here
                 8 | It is `{swift} forever()`.
                   |                ^
            """),
        Case(
            "flood",
            """
            ```swift
            for _ in 0..<20_000 { print("This line is <fifty> characters of many, many more.") }
            ```
            """, shown: ["class=\"output\">This line is &lt;fifty&gt; characters"],
            """
            notebooks/flood.md:5:1: error: the block was stopped because it printed more than 256 KB, its output limit; \
            print less, or raise the limit with '//| output-limit: KILOBYTES'
                 5 | for _ in 0..<20_000 { print("This line is <fifty> characters of many, many more.") }
                   | ^
            """),
        Case(
            "wave",
            """
            ```swift
            //| output-limit: 1
            print(String(repeating: "ab", count: 1000))
            ```
            """,
            shown: ["class=\"output\">" + String(repeating: "ab", count: 512) + "</pre>"],
            """
            notebooks/wave.md:6:1: error: the block was stopped because it printed more than 1 KB, its output limit; \
            print less, or raise the limit with '//| output-limit: KILOBYTES'
                 6 | print(String(repeating: "ab", count: 1000))
                   | ^
            """),
        Case(
            "missing", reading("missing"),
            thrown(
                "missing",
                "cannot read missing/mnist5k-labels-idx1-ubyte.gz: there is no such file, or it may not be read; \(restore)"
            )),
        Case(
            "flipped", reading("flipped"),
            thrown(
                "flipped",
                "flipped/mnist5k-images-idx3-ubyte.gz does not unpack: it is not a complete gzip file; \(restore)"
            )),
        Case(
            "notgzip", reading("notgzip"),
            thrown(
                "notgzip",
                "notgzip/mnist5k-images-idx3-ubyte.gz does not unpack: it is not a complete gzip file; \(restore)"
            )),
        Case(
            "other", reading("other"),
            thrown(
                "other",
                "other/mnist5k-images-idx3-ubyte.gz does not hold the data set: the SHA-256 of its unpacked content is "
                    + "704256e87519240fd1d7ecdf681fe209864691e252c6642aeadc21f3c4d44b41, expected "
                    + "a4a9358b9ba319305e7cd69b2c7410e463401e152d7e9e60189b94a3f159d012; \(restore)")),
        Case(
            "column",
            """
            ```swift
            let frame = DataFrame(Column("epoch", [1, 2]), Column("loss", [0.5, 0.25]))
            Figure(frame, .lines(x: "epok", y: "loss"))
            ```
            """,
            """
            notebooks/column.md:6:1: error: The figure's lines name for x column 'epok', which the data doesn't have. \
            Did you mean 'epoch'? It has 'epoch', 'loss'.
                 6 | Figure(frame, .lines(x: "epok", y: "loss"))
                   | ^
            """),
    ]

    private static let restore =
        "restore it with `git checkout notebooks/data`, or make it again with notebooks/data/make_mnist5k.py"

    private static func reading(_ folder: String) -> String {
        "```swift\nlet digits = try LabeledImages<Float>.mnist5k(in: \"\(folder)\")\n```\n"
    }

    private static func thrown(_ name: String, _ words: String) -> String {
        """
        notebooks/\(name).md:5:1: error: the block threw an error: \(words)
             5 | let digits = try LabeledImages<Float>.mnist5k(in: "\(name)")
               | ^
        """
    }

    /// Copies of the digits: without the labels, with a flipped bit, with other content, and not gzip at all.
    private static func writeDamagedData(in project: SampleProject) throws {
        let (images, labels) = ("mnist5k-images-idx3-ubyte.gz", "mnist5k-labels-idx1-ubyte.gz")
        func original(_ file: String) throws -> Data {
            try Data(contentsOf: URL(filePath: "\(Products.package)/notebooks/data/\(file)"))
        }
        for folder in ["missing", "flipped", "notgzip", "other"] {
            try project.write(try original(images), to: "notebooks/\(folder)/\(images)")
            try project.write(try original(labels), to: "notebooks/\(folder)/\(labels)")
        }
        try project.remove("notebooks/missing/\(labels)")
        var flipped = try original(images)
        flipped[flipped.count / 2] ^= 1
        try project.write(flipped, to: "notebooks/flipped/\(images)")
        try project.write(Data("these are not the digits".utf8), to: "notebooks/notgzip/\(images)")
        try project.write(try original(labels), to: "notebooks/other/\(images)")
    }
}
