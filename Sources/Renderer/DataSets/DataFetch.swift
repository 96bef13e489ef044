import BlockGraph
import Digest
import Foundation
import Storage

/// Brings the files of data sets to where blocks read them.
struct DataFetch: Sendable {
    let project: Project
    /// The folders of the package clients, as in the variable `PATH`.
    let searchPath: String
    let log: @Sendable (Build.Progress) -> Void

    private var notebooks: String { project.path(project.notebooks) }

    /// Fetches a set unless all its files are there and right.
    ///
    /// Files come into their place whole and checked, one by one, so an attempt that was killed costs at most its own
    /// work. Of several attempts at once one fetches, the others wait for it.
    ///
    /// - Throws: `DataLack` where the set cannot be had; `CancellationError`.
    func bring(_ set: DataSet) async throws {
        if set.lacking(in: notebooks).isEmpty { return }
        do {
            try await fetch(set)
        } catch let error as FileError {
            throw DataLack.notWritten("\(error)")
        }
    }

    private func fetch(_ set: DataSet) async throws {
        let (client, name, version): (PackageClient, String, String)
        switch set.source {
        case .provided(let whence): throw set.notProvided(whence, in: project)
        case .package(let package, let itsName, let itsVersion):
            (client, name, version) = (package, itsName, itsVersion)
        }
        let work = "\(project.workFolder)/data/\(set.name)"
        let slot = try await turn(in: work)
        defer { slot.release() }
        let lacking = set.lacking(in: notebooks)
        if lacking.isEmpty { return }
        log(.fetching(set: set.name, from: client.specification(name, version)))
        let folder = "\(work)/package"
        try makeFolder(folder)
        let contents: [[UInt8]]
        do {
            contents = try await client.fetch(
                name, version, files: lacking.map(\.path), in: folder, searchPath: searchPath)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // What arrived may be the fault; the next attempt begins anew.
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try? FileManager.default.removeItem(atPath: folder)
        for (file, content) in zip(lacking, contents) {
            let found = sha256(content)
            guard found == file.sha256 else {
                throw DataLack.wrongDigest(file.path, expected: file.sha256, found: found)
            }
            try writeFile(content, to: "\(notebooks)/\(set.folder)/\(file.name)")
        }
    }

    private func turn(in folder: String) async throws -> JobSlots.Held {
        let slots = try JobSlots(folder: folder, count: 1)
        while true {
            if let held = slots.takeIfFree() { return held }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension DataSet {
    /// What a reader must do to provide the files that are missing or wrong.
    fileprivate func notProvided(_ whence: String, in project: Project) -> DataLack {
        let folder = "\(project.notebooks)/\(self.folder)"
        let states = self.states(in: project.path(project.notebooks))
        for (file, state) in zip(files, states) {
            if case .damaged(let found) = state {
                return .wrongDigest("\(folder)/\(file.name)", expected: file.sha256, found: found)
            }
        }
        let names = zip(files, states).filter { $1 == .absent }.map(\.0.name)
        return .notProvided(names, folder: folder, whence: whence)
    }
}
