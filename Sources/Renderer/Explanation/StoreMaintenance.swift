import BlockGraph
import Foundation
import Storage

/// Looks after the store of a project: how large it is, whether it is whole, and what nobody needs any more.
public struct StoreMaintenance: Sendable {
    let folder: String

    /// The store of a project.
    public init(_ project: Project) { folder = "\(project.workFolder)/store" }

    /// One kind of entry.
    public struct Size: Equatable, Sendable {
        /// `records`, `values`, `runs` or `formulas`.
        public var kind: String
        /// How many there are.
        public var count: Int
        /// Their size together.
        public var bytes: Int
    }

    /// How many entries of each kind there are, and how large they are.
    public func sizes() throws -> [Size] {
        try Self.kinds.map { kind, ending in
            let files = try entries(kind).filter { $0.hasSuffix(ending) }
            return Size(kind: kind, count: files.count, bytes: files.reduce(0) { $0 + byteCount($1) })
        }
    }

    /// Reads every entry and sets the damaged ones aside.
    ///
    /// - Returns: how many were read, and the paths of those that were damaged.
    public func verify() throws -> (count: Int, damaged: [String]) {
        var count = 0
        var damaged: [String] = []
        for (kind, ending) in Self.kinds {
            for file in try entries(kind) where file.hasSuffix(ending) {
                count += 1
                if case .damaged = SealedFile.read(file) {
                    SealedFile.setAside(file)
                    damaged.append(file)
                }
            }
        }
        return (count, damaged)
    }

    /// Removes the entries that no present notebook uses and that were written more than `days` ago, and what was set
    /// aside as damaged or never finished.
    ///
    /// - Returns: how many files were removed, and their size together.
    public func collectGarbage(_ inspection: Inspection, olderThan days: Double) throws -> (
        count: Int, bytes: Int
    ) {
        let math = try MathBuild(inspection.workspace.project)
        let used = Set(inspection.notebooks.flatMap { $0.usedEntries })
            .union(math.entries(of: inspection.notebooks.map(\.plan.notebook)))
        var removed = (count: 0, bytes: 0)
        for (kind, ending) in Self.kinds {
            for file in try entries(kind) {
                // A run that was interrupted is as good as a finished one.
                let isEntry = file.hasSuffix(ending) || file.hasSuffix(".checkpoint")
                let name = String(file.dropFirst(folder.count + 1))
                let inside = name.prefix(upTo: name.lastIndex(of: "/") ?? name.endIndex) + "/"
                if isEntry, used.contains(name) || used.contains(String(inside)) { continue }
                // Another build may be writing it.
                if age(of: file) < days * 86_400 { continue }
                let size = byteCount(file)
                guard (try? FileManager.default.removeItem(atPath: file)) != nil else { continue }
                removed.count += 1
                removed.bytes += size
            }
        }
        return removed
    }

    private static let kinds = [
        ("records", ".record"), ("values", ".value"), ("runs", ".run"), FormulaStore.kind,
    ]

    private func entries(_ kind: String) throws -> [String] {
        let place = "\(folder)/\(kind)"
        guard FileManager.default.fileExists(atPath: place) else { return [] }
        return try filesBelow(place).map { "\(place)/\($0)" }
    }

    private func byteCount(_ file: String) -> Int {
        let facts = try? FileManager.default.attributesOfItem(atPath: file)
        return (facts?[.size] as? NSNumber)?.intValue ?? 0
    }

    private func age(of file: String) -> Double {
        let facts = try? FileManager.default.attributesOfItem(atPath: file)
        return (facts?[.modificationDate] as? Date).map { -$0.timeIntervalSinceNow } ?? .infinity
    }
}

extension InspectedNotebook {
    /// The entries of the store that the notebook uses, as paths below it; a folder of runs ends with a slash.
    fileprivate var usedEntries: [String] {
        var used: [String] = []
        for state in states.states {
            switch state {
            case .fresh(let record, let key):
                used.append("records/\(read.store.name(of: key)).record")
                used.append("runs/\(read.store.name(of: key))/")
                used += record.valueDigests.map { "values/\($0).value" }
            case .stale(let key, _):
                // Runs of a sweep that was interrupted.
                used.append("runs/\(read.store.name(of: key))/")
            case .waiting, .failed, .blocked: break
            }
        }
        return used
    }
}
