import Foundation
import Testing

@testable import Renderer

/// Which blocks run after which edit: exactly those whose result the edit can change.
@Suite(.enabled(if: runsSlowTests), .serialized) struct InvalidationTests {
    /// A notebook that can be edited block by block.
    fileprivate struct Sheet {
        var blocks: [(label: String?, code: String)]
        var intro = "Text."

        init(_ blocks: KeyValuePairs<String, String>) { self.blocks = blocks.map { ($0.key, $0.value) } }

        subscript(label: String) -> String {
            get { blocks.first { $0.label == label }?.code ?? "" }
            set {
                if let index = blocks.firstIndex(where: { $0.label == label }) {
                    blocks[index].code = newValue
                }
            }
        }

        mutating func insert(_ label: String?, _ code: String, at index: Int) {
            blocks.insert((label, code), at: index)
        }

        var text: String {
            intro + "\n\n"
                + blocks.map { block in
                    "```swift\n\(block.label.map { "//| label: \($0)\n" } ?? "")\(block.code)\n```\n"
                }.joined(separator: "\nMore.\n\n")
        }
    }

    /// A project with one sheet, built once.
    private final class Bench {
        let project: SampleProject
        var sheet: Sheet

        init(_ sheet: Sheet) async throws {
            self.sheet = sheet
            project = try SampleProject(["a": sheet.text])
            let built = try await project.build()
            #expect(built.report.messages == [])
        }

        /// Edits the sheet, builds, and expects that just these blocks run.
        func expect(
            _ ran: [String], after edit: (inout Sheet) throws -> Void = { _ in },
            sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            try edit(&sheet)
            try project.write("a", sheet.text)
            let built = try await project.build()
            #expect(built.report.messages == [], sourceLocation: sourceLocation)
            #expect(built.report.ran == ran.map { "a:\($0)" }, sourceLocation: sourceLocation)
        }

        /// Expects what a block of the page shows, and that a build from nothing shows the same.
        func expectPage(
            _ label: String, _ shown: String, sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let output = "class=\"output\">\(shown)\n</pre>"
            #expect(
                section(label, of: try project.page("a")).contains(output), sourceLocation: sourceLocation)
            let fresh = try SampleProject(["a": sheet.text])
            for (path, data) in try project.contents("notebooks/data") {
                try fresh.write(data, to: "notebooks/data/\(path)")
            }
            _ = try await fresh.build()
            #expect(try fresh.contents("site") == project.contents("site"), sourceLocation: sourceLocation)
        }
    }

    @Test func valuesFlowOnlyWhereTheyChange() async throws {
        let bench = try await Bench(
            Sheet([
                "numbers": "let numbers = [3, 1, 2]",
                "largest": "let largest = numbers.max() ?? 0",
                "shown": "print(\"largest\", largest)",
                "other": "print(\"other\")",
            ]))
        // Nothing that the compiler sees: words, comments, spacing, what only the page shows, a date.
        try await bench.expect([]) { $0.intro = "Other text.\n\nAnd more." }
        try await bench.expect([]) {
            $0["largest"] = "// The largest.\nlet largest =\n    numbers.max() ?? 0"
        }
        try await bench.expect([]) { $0["shown"] = "//| echo: false\nprint(\"largest\", largest)" }
        try await bench.expect([]) { _ in
            try FileManager.default.setAttributes(
                [.modificationDate: Date()], ofItemAtPath: "\(bench.project.root)/notebooks/a.md")
        }
        // The value changes, and so does what is made of it.
        try await bench.expect(["numbers", "largest", "shown"]) { $0["numbers"] = "let numbers = [3, 1, 9]" }
        try await bench.expectPage("shown", "largest 9")
        // The value changes, and what is made of it does not: the cut comes early.
        try await bench.expect(["numbers", "largest"]) { $0["numbers"] = "let numbers = [9, 1]" }
        // The code changes, and its value does not.
        try await bench.expect(["numbers"]) { $0["numbers"] = "let numbers = [8 + 1, 1]" }
        // Back to what was known.
        try await bench.expect([]) { $0["numbers"] = "let numbers = [3, 1, 2]" }
        try await bench.expectPage("shown", "largest 3")
        // A block between two others that rebinds nothing, with a label and without.
        try await bench.expect(["between"]) { $0.insert("between", "let unrelated = 4", at: 1) }
        try await bench.expect(["block-2"]) { $0.insert(nil, "print(5)", at: 1) }
        // Blocks in another order; a label that no seed is made of.
        try await bench.expect([]) { $0.blocks.swapAt(0, 2) }
        try await bench.expect([]) { $0.blocks[$0.blocks.count - 1].label = "another" }
        try await bench.expectPage("another", "other")
    }

    @Test func declarationsReachWhoMentionsThem() async throws {
        let bench = try await Bench(
            Sheet([
                "helpers":
                    "func half(_ x: Double) -> Double { x / 2 }\nfunc triple(_ x: Double) -> Double { 3 * x }",
                "point":
                    "struct Point: Codable { var x = 1.0; func length() -> Double { half(x) } }\nlet point = Point()",
                "halves": "print(half(3))",
                "triples": "print(triple(3))",
                "lengths": "print(point.length())",
            ]))
        try await bench.expect(["helpers", "triples"]) {
            $0["helpers"] =
                "func half(_ x: Double) -> Double { x / 2 }\nfunc triple(_ x: Double) -> Double { x + x + x }"
        }
        // Through the method of a type whose name the last block doesn't mention.
        try await bench.expect(["helpers", "point", "halves", "lengths"]) {
            $0["helpers"] =
                "func half(_ x: Double) -> Double { 0.25 * x }\nfunc triple(_ x: Double) -> Double { x + x + x }"
        }
        try await bench.expectPage("lengths", "0.25")
        // An overload counts as mentioned by who mentions the name, even when it stands below.
        try await bench.expect(["point", "halves", "lengths", "late"]) {
            $0.blocks.append(("late", "func half(_ x: Int) -> Int { x / 2 }"))
        }
        try await bench.expectPage("halves", "1")
    }

    @Test func extensionsReachWhatTheyCanChange() async throws {
        let bench = try await Bench(
            Sheet([
                "type": "struct Point { var x = 1 }\nlet point = Point()",
                "uses": "print(point.x)",
                "counts": "print([1, 2].count)",
                "member": "print([1, 2].map { $0 + 1 })",
            ]))
        // A member of an array's: who mentions neither the type nor the member is not touched.
        try await bench.expect(["more"]) {
            $0.blocks.append(("more", "extension Array { var secondLast: Element { self[count - 2] } }"))
        }
        try await bench.expect(["member", "more"]) {
            $0["more"] =
                "extension Array { func map(_ f: (Int) -> Int) -> String where Element == Int { \"mine\" } }"
        }
        // A conformance may change anything.
        try await bench.expect(["type", "uses", "counts", "member", "more", "described"]) {
            $0.blocks.append(
                (
                    "described",
                    "extension Point: CustomStringConvertible { var description: String { \"P\" } }"
                ))
        }
    }

    @Test func whatASharedObjectBecomesDependsOnAllWhoReachIt() async throws {
        let bench = try await Bench(
            Sheet([
                "make": "final class Log { var lines: [String] = [] }\nlet log = Log()\nlet title = \"log\"",
                "first": "log.lines.append(\"one\")",
                "aside": "print(title)",
                "second": "log.lines.append(\"two\")",
                "shown": "print(log.lines)",
            ]))
        try await bench.expectPage("shown", "[&quot;one&quot;, &quot;two&quot;]")
        // The last block alone: the object is made again, and nothing of it is shown twice.
        try await bench.expect(["shown"]) { $0["shown"] = "print(log.lines.count, log.lines)" }
        try await bench.expectPage("shown", "2 [&quot;one&quot;, &quot;two&quot;]")
        try await bench.expect(["second", "shown"]) { $0["second"] = "log.lines.append(\"2\")" }
        try await bench.expect(["first", "second", "shown"]) { $0["first"] = "log.lines.append(\"1\")" }
        try await bench.expectPage("shown", "2 [&quot;1&quot;, &quot;2&quot;]")
        try await bench.expect(["aside"]) { $0["aside"] = "print(title, 1)" }
    }

    @Test func variablesAreFoundAsTheBlockBeforeLeftThem() async throws {
        let bench = try await Bench(
            Sheet([
                "start": "var count = 1\nvar names: [String] = []",
                "add": "count += 10",
                "look": "print(count)",
                "double": "count *= 2\nnames.append(\"x\")",
                "end": "print(count, names)",
            ]))
        try await bench.expectPage("end", "22 [&quot;x&quot;]")
        try await bench.expect(["look"]) { $0["look"] = "print(\"now\", count)" }
        try await bench.expectPage("look", "now 11")
        try await bench.expect(["double", "end"]) { $0["double"] = "count *= 3\nnames.append(\"x\")" }
        try await bench.expectPage("end", "33 [&quot;x&quot;]")
        // Another way to the same number: nothing below notices.
        try await bench.expect(["add"]) { $0["add"] = "count += 4\ncount += 6" }
        // A state that belongs to a type.
        let counter = try await Bench(
            Sheet([
                "type":
                    "struct Counter { static var next = 0; static func step() -> Int { next += 1; return next } }",
                "one": "print(Counter.step())",
                "two": "print(Counter.step())",
            ]))
        try await counter.expectPage("two", "2")
        try await counter.expect(["two"]) { $0["two"] = "print(\"second\", Counter.step())" }
        try await counter.expectPage("two", "second 2")
        try await counter.expect(["one", "two"]) { $0["one"] = "print(Counter.step(), Counter.step())" }
        try await counter.expectPage("two", "second 3")
    }

    @Test func filesReachTheBlocksThatOpenedThem() async throws {
        let reading = "let text = try String(contentsOfFile: \"data/a.csv\", encoding: .utf8)"
        let project = try SampleProject([:])
        try project.write(Data("1".utf8), to: "notebooks/data/a.csv")
        try project.write(Data("1".utf8), to: "notebooks/data/b.csv")
        let sheet = Sheet([
            "load": "import Foundation\n\(reading)",
            "length": "let length = text.count",
            "shown": "print(length)",
            "exists": "print((try? String(contentsOfFile: \"data/c.csv\", encoding: .utf8)) ?? \"nothing\")",
            "other": "print(1)",
        ])
        func expect(_ ran: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws {
            try project.write("a", sheet.text)
            let built = try await project.build()
            #expect(built.report.messages == [], sourceLocation: sourceLocation)
            #expect(built.report.ran == ran.map { "a:\($0)" }, sourceLocation: sourceLocation)
        }
        try await expect(["load", "length", "shown", "exists", "other"])
        // A file that no block opened.
        try project.write(Data("2".utf8), to: "notebooks/data/b.csv")
        try await expect([])
        // One that was opened: its text changes, its length does not.
        try project.write(Data("3".utf8), to: "notebooks/data/a.csv")
        try await expect(["load", "length"])
        try project.write(Data("333".utf8), to: "notebooks/data/a.csv")
        try await expect(["load", "length", "shown"])
        // One that was looked for and comes into being.
        try project.write(Data("here".utf8), to: "notebooks/data/c.csv")
        try await expect(["exists"])
        #expect(section("exists", of: try project.page("a")).contains("here"))
    }

    @Test func equalBlocksHaveOneResult() async throws {
        let bench = try await Bench(
            Sheet([
                "start": "let one = 1", "first": "print(one + 1)", "again": "print(one + 1)",
            ]))
        let page = try bench.project.page("a")
        #expect(section("first", of: page).contains(">2\n<") && section("again", of: page).contains(">2\n<"))
        let project = try SampleProject(["a": bench.sheet.text])
        #expect(try await project.build().report.ran == ["a:start", "a:first"])
    }

    @Test func aFailedBlockIsNeverReusedAndStopsOnlyWhoNeedsIt() async throws {
        let project = try SampleProject([:])
        var sheet = Sheet([
            "good": "let good = 1",
            "bad": "let bad = [1, 2][good + 1]",
            "needs": "print(bad)",
            "free": "print(\"free\", good)",
        ])
        try project.write("a", sheet.text)
        let failed = try await project.build()
        #expect(failed.report.messages.count == 1)
        #expect(failed.report.ran == ["a:good", "a:bad", "a:free"])
        var page = try project.page("a")
        #expect(section("free", of: page).contains("free 1"))
        #expect(
            section("needs", of: page).contains(
                "Not run, because it needs <a href=\"#bad\">bad</a>, which failed."))
        #expect(try await project.build().report.ran == ["a:bad"])

        sheet["bad"] = "let bad: Int = \"text\""
        try project.write("a", sheet.text)
        let uncompiled = try await project.build()
        #expect(uncompiled.report.messages.count == 1 && uncompiled.report.ran == [])

        sheet["bad"] = "let bad = [1, 2][good]"
        try project.write("a", sheet.text)
        let fixed = try await project.build()
        #expect(fixed.report.isGood && fixed.report.ran == ["a:bad", "a:needs"])
        page = try project.page("a")
        #expect(section("needs", of: page).contains(">2\n<"))
    }

    @Test func aCheckoutMayMove() async throws {
        let project = try SampleProject(["a": "```swift\nprint(1)\n```\n"])
        _ = try await project.build()
        let moved = try SampleProject([:])
        try FileManager.default.copyItem(atPath: project.root, toPath: moved.root)
        #expect(try await moved.build().report.ran == [])
        // A fresh clone has the site and nothing else.
        try moved.remove(".labbook")
        let fresh = try await moved.build()
        #expect(fresh.report.ran == [] && fresh.report.changed == [])
    }
}
