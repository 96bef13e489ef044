import Foundation
import Testing

@testable import Renderer

/// What runs again when not a notebook but what it is compiled with changes.
@Suite(.enabled(if: runsSlowTests), .serialized) struct EngineChangeTests {
    private static let notebooks: KeyValuePairs = [
        "a": "```swift\nlet two = 2\n```\n\n```swift\ntwo + 1\n```\n", "b": "Six is `{swift} 6`.\n",
    ]
    private static let allBlocks = ["a:block-1", "a:block-2", "b:inline value on line 4"]

    /// What is compiled against is the built library; these sources stand for its own, which take long to parse.
    private final class Sources: Sendable {
        let folder = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
        var engine: Engine { Engine(products: Products.folder, package: folder) }

        init() throws {
            for module in Engine.modules where module != "CFileWatch" {
                try write("func one() -> Int { 1 }\n", to: module)
            }
            for module in ["CCrypto", "CProcessor", "CSleef", "CZlib", "CFileWatch"] {
                try FileManager.default.copyItem(
                    atPath: "\(Products.package)/Sources/\(module)", toPath: "\(folder)/Sources/\(module)")
            }
            try Data().write(to: URL(filePath: "\(folder)/Package.swift"))
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func write(_ text: String, to module: String) throws {
            let file = URL(filePath: "\(folder)/Sources/\(module)/One.swift")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    @Test func otherFlagsMakeAllBlocksRun() async throws {
        let project = try SampleProject(Self.notebooks)
        let sources = try Sources()
        #expect(try await project.build(engine: sources.engine).report.ran == Self.allBlocks)
        var engine = sources.engine
        engine.flags += ["-D", "OTHER"]
        // The records that travel with the site are good for any flags: that is the numeric contract.
        #expect(try await project.build(engine: engine).report.ran == [])
        try project.remove("site/data")
        #expect(try await project.build(engine: engine).report.ran == Self.allBlocks)
        try project.remove("site/data")
        #expect(try await project.build(engine: engine).report.ran == [])
        #expect(try await project.build(engine: sources.engine).report.ran == [])
    }

    @Test func anotherBodyInTheLibraryMakesAllBlocksRunAndACommentNone() async throws {
        let project = try SampleProject(Self.notebooks)
        let sources = try Sources()
        #expect(try await project.build(engine: sources.engine).report.ran == Self.allBlocks)
        try sources.write("// A remark.\nfunc one() -> Int { 1 }\n", to: "Lab")
        #expect(try await project.build(engine: sources.engine).report.ran == [])
        try sources.write("func one() -> Int { 2 - 1 }\n", to: "Lab")
        #expect(try await project.build(engine: sources.engine).report.ran == Self.allBlocks)
    }
}
