import BlockGraph
import Storage

/// The keys of a notebook's blocks when it was last built, in parts, so that it can be said what changed since.
struct LastKeys: Codable, Equatable {
    struct Entry: Codable, Equatable {
        var key: BlockKey
        var files: [FileUse]
    }

    /// By the name of the block.
    var entries: [String: Entry] = [:]

    init() {}

    init(of plan: NotebookPlan, _ states: BlockStates) {
        for (number, state) in states.states.enumerated() {
            guard case .fresh(let record, let key) = state else { continue }
            entries[plan.blocks[number].name] = Entry(key: key, files: record.files)
        }
    }

    /// What was kept in the file; nothing where there is none, or it is damaged.
    init(keptIn path: String) {
        guard case .bytes(let bytes) = SealedFile.read(path),
            let kept = try? RecordCoding.decode(LastKeys.self, from: bytes)
        else { return }
        self = kept
    }

    /// Keeps the keys. They only explain; a disk that refuses them stops nothing.
    func keep(in path: String) {
        guard self != LastKeys(keptIn: path), let bytes = try? RecordCoding.encode(self) else { return }
        try? SealedFile.write(bytes, to: path)
    }
}
