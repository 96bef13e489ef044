import BlockGraph
import Elementary
import Exhibits
import Storage

/// The files of the values that blocks computed in this profile for all others.
struct KeptFiles: Sendable {
    struct File: Sendable {
        var name: String
        var block: PlannedBlock
        /// Relative to the folder of the notebooks.
        var path: String
        var bytes: [UInt8]
    }

    private(set) var files: [File] = []

    /// No files.
    static let none = KeptFiles()
    private init() {}

    /// What the blocks of a notebook kept, as far as they have results. `origins` are those of its page.
    init(
        of plan: NotebookPlan, _ states: BlockStates, _ origins: [BlockOrigin?], in store: BlockStore,
        profile: String
    ) throws {
        guard let profile = Profile(rawValue: profile) else { return }
        for (number, source) in origins.enumerated() {
            guard let source, let values = states.record(of: number)?.kept else { continue }
            let block = plan.blocks[number]
            let origin = KeptOrigin(
                notebook: plan.notebook.name, block: block.name, profile: profile, contentKey: source.key,
                numericContract: numericContract, files: source.files)
            for kept in values {
                guard let value = store.value(kept.digest) else { continue }
                files.append(
                    File(
                        name: kept.name, block: block, path: KeptOrigin.path(of: kept.name, in: profile),
                        bytes: try origin.file(holding: value)))
            }
        }
    }

    /// Writes the files of all notebooks that are not there as they should be. Of two by one name the second is a problem
    /// of its notebook.
    ///
    /// - Returns: the paths of those that were written, relative to the project.
    static func write(_ notebooks: inout [BuiltNotebook], of project: Project) throws -> [String] {
        var written: [String] = []
        var keepers: [String: String] = [:]
        for index in notebooks.indices {
            let notebook = notebooks[index].plan.notebook.name
            for file in notebooks[index].kept.files {
                if let keeper = keepers[file.name] {
                    notebooks[index].result.problems.append(
                        Problem(.keptTwice(file.name, by: keeper), at: file.block.position))
                    continue
                }
                keepers[file.name] = "\(notebook):\(file.block.name)"
                let path = "\(project.notebooks)/\(file.path)"
                if case .success(file.bytes) = readFile(project.path(path)) { continue }
                try writeFile(file.bytes, to: project.path(path))
                written.append(path)
            }
        }
        return written
    }
}

extension BlockRecord {
    /// The digests of the values that the store has for the record.
    var valueDigests: [String] { outputs.values.compactMap(\.digest) + (kept ?? []).map(\.digest) }
}
