import BlockGraph
import Foundation
import Storage

/// Computes a project's site once more from nothing, in another folder, and compares it with the one that is there. By the
/// numeric contract every byte comes out the same, whatever the kernels and however many threads.
public struct Verification: Sendable {
    let project: Project
    let engine: Engine
    /// The build of the kernels; nil for the fastest.
    let kernels: String?
    let log: @Sendable (Build.Progress) -> Void

    /// A verification of `project`, with as many jobs at once as it says.
    public init(
        _ project: Project, engine: Engine, kernels: String?,
        log: @escaping @Sendable (Build.Progress) -> Void
    ) {
        self.project = project
        self.engine = engine
        self.kernels = kernels
        self.log = log
    }

    /// What came out.
    public struct Report: Sendable {
        /// The problems of the notebooks; with any of them the sites are not the same either.
        public var problems: [Diagnostic]
        /// The files that differ.
        public var differences: [SiteDifference]
        /// How many files were compared.
        public var fileCount: Int

        /// Whether the site follows from its sources.
        public var isGood: Bool { problems.isEmpty && differences.isEmpty }
    }

    /// Computes and compares. Nothing of the project is changed, and nothing of its store is used.
    public func perform() async throws -> Report {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("labbook-verify-\(ProcessInfo.processInfo.processIdentifier)").path
        try? FileManager.default.removeItem(atPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try copySources(to: folder)
        var elsewhere = project
        elsewhere.root = folder
        elsewhere.kernels = kernels
        let report = try await Build(elsewhere, engine: engine, log: log).perform()
        let there = try files(of: project)
        let anew = try files(of: elsewhere)
        var differences = siteDifferences(there: there, anew: anew)
        let notebooks = try await Inspection(elsewhere, engine: engine).notebooks
        for index in differences.indices {
            let path = differences[index].path
            guard let notebook = notebooks.first(where: { Site.recordsPath($0.name) == path }),
                let old = there[path], let new = anew[path]
            else { continue }
            differences[index].details = recordDifferences(
                there: CommittedRecords(reading: old), anew: CommittedRecords(reading: new),
                blocks: notebook.verifiedBlocks)
        }
        return Report(
            problems: report.problems, differences: differences,
            fileCount: Set(there.keys).union(anew.keys).count)
    }

    /// What decides the site besides the engine: no results, and no site.
    private func copySources(to folder: String) throws {
        try makeFolder(folder)
        for name in [project.notebooks, Project.settingsFile] {
            guard FileManager.default.fileExists(atPath: project.path(name)) else { continue }
            try FileManager.default.copyItem(atPath: project.path(name), toPath: "\(folder)/\(name)")
        }
    }

    private func files(of project: Project) throws -> [String: [UInt8]] {
        let folder = project.path(project.site)
        guard FileManager.default.fileExists(atPath: folder) else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: try filesBelow(folder).map { ($0, try readFile("\(folder)/\($0)").get()) })
    }
}

extension InspectedNotebook {
    fileprivate var verifiedBlocks: [VerifiedBlock] {
        plan.blocks.indices.map { number in
            var key: String?
            if case .fresh(_, let found) = states.states[number] { key = found.digest }
            let block = plan.blocks[number]
            return VerifiedBlock(name: block.name, line: block.position.line, key: key)
        }
    }
}
