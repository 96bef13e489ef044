import Foundation
import Synchronization
import Testing

@testable import Renderer

/// Tests that start the real compiler take seconds each; `make test` runs them.
let runsSlowTests = ProcessInfo.processInfo.environment["LABBOOK_SLOW_TESTS"] == "1"

/// What the tests build with: the products beside the test's own executable, the package around this file.
enum Products {
    static let folder: String = {
        let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let beside = executable.map { URL(filePath: $0).deletingLastPathComponent().path } ?? ""
        return FileManager.default.fileExists(atPath: "\(beside)/Modules")
            ? beside : "\(package)/.build/debug"
    }()
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path
    static let engine = Engine(products: folder, package: package)
}

/// A project in a folder of its own, which goes when the value does.
final class SampleProject: Sendable {
    let root: String

    /// A project with these notebooks; a body without front matter gets a title, and so begins on line 4.
    init(
        _ notebooks: KeyValuePairs<String, String>, in folder: URL = FileManager.default.temporaryDirectory
    ) throws {
        root = folder.appending(path: "labbook-\(UUID())").path
        for (name, body) in notebooks { try write(name, body) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ notebook: String, _ body: String) throws {
        let text = body.hasPrefix("---") ? body : "---\ntitle: Test\n---\n" + body
        try write(Data(text.utf8), to: "notebooks/\(notebook).md")
    }

    func write(_ bytes: Data, to path: String) throws {
        let file = URL(filePath: "\(root)/\(path)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(root)/\(path)") }

    /// What a build said.
    struct Outcome {
        var report: BuildReport
        var progress: [Build.Progress]

        var remarks: [String] { progress.compactMap { if case .remark(let text) = $0 { text } else { nil } } }
        /// How far sweeps had come each time they told.
        var runsDone: [Int] {
            progress.compactMap { if case .runs(_, _, let done, _, _) = $0 { done } else { nil } }
        }
    }

    /// - Parameter searchPath: where the program for the sandbox and the package clients are looked for; nil for the `PATH`.
    func build(
        jobs: Int? = nil, engine: Engine = Products.engine, searchPath: String? = nil,
        profile: String = "quick"
    ) async throws -> Outcome {
        let progress = Mutex<[Build.Progress]>([])
        var build = Build(Project(root: root, profile: profile, jobs: jobs), engine: engine) { told in
            progress.withLock { $0.append(told) }
        }
        if let searchPath { build.searchPath = searchPath }
        let report = try await build.perform()
        return Outcome(report: report, progress: progress.withLock { $0 })
    }

    func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The page of a notebook.
    func page(_ notebook: String) throws -> String { try text("site/\(notebook).html") }

    /// The files below a folder with their contents.
    func contents(_ folder: String) throws -> [String: Data] {
        guard FileManager.default.fileExists(atPath: "\(root)/\(folder)") else { return [:] }
        var contents: [String: Data] = [:]
        for path in try filesBelow("\(root)/\(folder)") {
            contents[path] = try Data(contentsOf: URL(filePath: "\(root)/\(folder)/\(path)"))
        }
        return contents
    }

    /// The files below a folder with what changes when one is written again, even with the same bytes.
    func identities(_ folder: String) throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: "\(root)/\(folder)") else { return [:] }
        var identities: [String: String] = [:]
        for path in try filesBelow("\(root)/\(folder)") {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(root)/\(folder)/\(path)")
            let date = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            identities[path] = "\(facts[.systemFileNumber] ?? "") \(date)"
        }
        return identities
    }
}

/// The part of a page that belongs to one block, or all before the first block where `id` is nil.
func section(_ id: String?, of page: String) -> String {
    guard let id else {
        return String(page.prefix(upTo: page.range(of: "<section")?.lowerBound ?? page.endIndex))
    }
    if id == "before" {
        let end = page.range(of: "<section")?.lowerBound ?? page.endIndex
        return String(page[..<end].suffix(from: page.range(of: "</header>")?.upperBound ?? page.startIndex))
    }
    if id == "between" {
        let rest = page.suffix(from: page.range(of: "</section>")?.upperBound ?? page.endIndex)
        return String(rest.prefix(upTo: rest.range(of: "<section")?.lowerBound ?? rest.endIndex))
    }
    if id == "prose" {
        return String(
            page.suffix(
                from: page.range(of: "</section>", options: .backwards)?.upperBound ?? page.startIndex))
    }
    guard let start = page.range(of: "<section class=\"block\" id=\"\(id)\">") else { return "" }
    let rest = page[start.upperBound...]
    return String(rest.prefix(upTo: rest.range(of: "</section>")?.lowerBound ?? rest.endIndex))
}
