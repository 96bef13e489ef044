import BlockGraph
import Exhibits
import Storage

extension Project {
    /// The data sets that the project describes.
    var dataSets: DataSetFile {
        let file = "\(notebooks)/\(DataSetFile.name)"
        return DataSetFile(file: file, content: readFile(path(file)))
    }
}

/// What a person asks of the data sets of a project: which there are, to have them, whether they are whole.
public struct DataShelf: Sendable {
    let project: Project
    let sets: [DataSet]

    /// The data sets of a project, or those with the given names.
    ///
    /// - Throws: `DataShelfError` where the description is not in order or a name is unknown.
    public init(_ project: Project, named names: [String] = []) throws {
        self.project = project
        let description = project.dataSets
        guard description.problems.isEmpty else {
            throw DataShelfError.notInOrder(description.problems.map { $0.message(in: description.source) })
        }
        for name in names where !description.sets.contains(where: { $0.name == name }) {
            let known = description.sets.map(\.name)
            throw DataShelfError.unknown(name, nearest: nearestName(to: name, among: known))
        }
        sets = names.isEmpty ? description.sets : description.sets.filter { names.contains($0.name) }
    }

    /// A paragraph a set: its name, what it is, its licence, where it comes from, where it lies, and whether it is there.
    public var list: String {
        if sets.isEmpty { return "no data sets; describe them in '\(project.notebooks)/\(DataSetFile.name)'" }
        return sets.map { set in
            """
            \(set.name): \(set.title)
              licence  \(set.licence)
              source   \(set.source.words)
              folder   \(project.notebooks)/\(set.folder)
              state    \(state(of: set))
            """
        }.joined(separator: "\n")
    }

    private func state(of set: DataSet) -> String {
        let states = set.states(in: project.path(project.notebooks))
        let absent = states.count { $0 == .absent }
        let damaged = states.count { if case .damaged = $0 { true } else { false } }
        if damaged > 0 { return "\(damaged) of \(states.count) files damaged" }
        if absent == 0 { return "there" }
        return absent == states.count ? "not there" : "\(absent) of \(states.count) files missing"
    }

    /// Fetches each set that is not there.
    ///
    /// - Returns: a line a set, and whether all are there now. What a reader provides is not counted unless it was asked
    ///   for by its name.
    public func fetch(
        searchPath: String, log: @escaping @Sendable (Build.Progress) -> Void
    ) async throws -> (lines: [String], isGood: Bool) {
        let fetch = DataFetch(project: project, searchPath: searchPath, log: log)
        var lines: [String] = []
        var isGood = true
        for set in sets {
            do {
                try await fetch.bring(set)
                lines.append("\(set.name): there")
            } catch let lack as DataLack {
                lines.append("\(set.name): not there; \(lack.sentence)")
                isGood = isGood && set.isProvided
            }
        }
        return (lines, isGood)
    }

    /// Reads every file.
    ///
    /// - Returns: a line a file, and whether none is damaged.
    public func verify() -> (lines: [String], isGood: Bool) {
        var isGood = true
        let lines = sets.flatMap { set in
            zip(set.files, set.states(in: project.path(project.notebooks))).map { file, state in
                switch state {
                case .good: return "good: \(set.folder)/\(file.name)"
                case .absent: return "absent: \(set.folder)/\(file.name)"
                case .damaged(let found):
                    isGood = false
                    return "damaged: \(set.folder)/\(file.name), SHA-256 \(found), expected \(file.sha256)"
                }
            }
        }
        return (lines, isGood)
    }
}

/// What a question about data sets may get wrong.
public enum DataShelfError: Error, Equatable, CustomStringConvertible {
    case notInOrder([String])
    case unknown(String, nearest: String?)

    /// What was asked for, and what there is.
    public var description: String {
        switch self {
        case .notInOrder(let messages): messages.joined(separator: "\n")
        case .unknown(let name, let nearest):
            "no data set is called '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; 'labbook data list' lists them")
        }
    }
}
