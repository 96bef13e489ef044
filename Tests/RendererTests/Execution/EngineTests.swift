import Foundation
import Testing

@testable import Renderer

@Suite final class EngineTests {
    let root = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
    var engine: Engine { Engine(products: "\(root)/products", package: root) }
    var cache: String { "\(root)/cache" }

    init() throws {
        for module in Engine.modules { try write("let \(module.lowercased()) = 1", to: "\(module)/A.swift") }
        for module in Engine.headers { try write("int one(void) { return 1; }", to: "\(module)/shim.h") }
        try write("let package = 1", to: "../Package.swift")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func write(_ source: String, to file: String) throws {
        let url = URL(filePath: "\(root)/Sources/\(file)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try source.write(to: url, atomically: true, encoding: .utf8)
    }

    @Test func commentsDoNotChangeTheDigest() throws {
        let original = try engine.moduleDigests(cache: cache)
        #expect(try engine.moduleDigests(cache: cache) == original)
        try write("// A remark.\nlet  lab  =  1\n", to: "Lab/A.swift")
        #expect(try engine.moduleDigests(cache: cache) == original)
        try write("let lab = 2", to: "Lab/A.swift")
        #expect(try engine.moduleDigests(cache: cache) != original)
        try write("let lab = 1", to: "Lab/A.swift")
        #expect(try engine.moduleDigests(cache: cache) == original)
        try write("let exhibits = 2", to: "Exhibits/A.swift")
        let changed = zip(original, try engine.moduleDigests(cache: cache)).filter { $0 != $1 }.map(\.0.name)
        #expect(changed == ["Exhibits"])
        try write("let more = 1", to: "Lab/B.swift")
        #expect(try engine.moduleDigests(cache: cache) != original)
    }

    @Test func whatIsNotSwiftCountsToo() throws {
        let original = try engine.moduleDigests(cache: cache)
        try write("int one(void) { return 2; }", to: "CProcessor/shim.h")
        let header = try engine.moduleDigests(cache: cache)
        #expect(header != original)
        try write("let package = 2", to: "../Package.swift")
        #expect(try engine.moduleDigests(cache: cache) != header)
    }

    @Test func aDamagedCacheIsNotBelieved() throws {
        let original = try engine.moduleDigests(cache: cache)
        try "rubbish".write(toFile: cache, atomically: true, encoding: .utf8)
        #expect(try engine.moduleDigests(cache: cache) == original)
    }

    @Test func otherSourcesThanThoseBuiltAreRefused() throws {
        try engine.rememberSources()
        _ = try engine.moduleDigests(cache: cache)
        try write("let lab = 2", to: "Lab/A.swift")
        let error = #expect(throws: BuildError.self) { try engine.moduleDigests(cache: cache) }
        #expect(
            error?.description
                == "the sources in 'Sources/' are not those that labbook was built from; build it again with "
                + "'make report'")
    }
}
