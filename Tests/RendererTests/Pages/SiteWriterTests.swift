import Foundation
import Testing

@testable import Renderer

@Suite final class SiteWriterTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("labbook-\(UUID())").path
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test func makesTheFolderHoldExactlyTheSite() throws {
        let site = "\(folder)/site"
        let first = Site(files: [file("a.html", "one"), file("data/x.csv", "1")])
        #expect(try SiteWriter.write(first, to: site) == ["a.html", "data/x.csv"])
        #expect(try contents(site) == ["a.html": "one", "data/x.csv": "1"])
        let second = Site(files: [file("a.html", "two"), file("b.html", "new")])
        #expect(try SiteWriter.write(second, to: site) == ["a.html", "b.html", "data/x.csv"])
        #expect(try contents(site) == ["a.html": "two", "b.html": "new"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["site"])
    }

    @Test func writesNothingWhereNothingChanged() throws {
        let site = "\(folder)/site"
        let files = Site(files: [file("a.html", "one")])
        try SiteWriter.write(files, to: site)
        let before = try FileManager.default.attributesOfItem(atPath: site)[.systemFileNumber] as? UInt64
        #expect(try SiteWriter.write(files, to: site) == [])
        #expect(
            try FileManager.default.attributesOfItem(atPath: site)[.systemFileNumber] as? UInt64 == before)
    }

    @Test func aFailedWriteLeavesTheOldSite() throws {
        let site = "\(folder)/site"
        try SiteWriter.write(Site(files: [file("a.html", "good")]), to: site)
        // A file where a folder is needed makes the write fail half way.
        let broken = Site(files: [file("a.html", "bad"), file("a.html/b", "impossible")])
        #expect(throws: (any Error).self) { try SiteWriter.write(broken, to: site) }
        #expect(try contents(site) == ["a.html": "good"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["site"])
    }

    private func file(_ path: String, _ text: String) -> SiteFile {
        SiteFile(path: path, bytes: Array(text.utf8))
    }

    private func contents(_ folder: String) throws -> [String: String] {
        var contents: [String: String] = [:]
        for path in try filesBelow(folder) {
            contents[path] = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
        }
        return contents
    }
}
