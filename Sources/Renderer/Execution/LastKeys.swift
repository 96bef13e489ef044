import BlockGraph
import Storage

/// The keys of a notebook's blocks when it was last built, in parts, so that it can be said what changed since.
struct LastKeys: Codable, Equatable {
    struct Entry: Codable, Equatable {
        var key: BlockKey
        var files: [FileUse]
    }

    /// A block that was tried and did not come to its end, or could not be compiled.
    struct Failure: Codable, Equatable {
        /// The digest of all that decides the block but the values that it uses.
        var parts: String
        /// The place in the file, and what was said.
        var message: String
    }

    /// By the name of the block.
    var entries: [String: Entry] = [:]
    var failures: [String: Failure] = [:]

    init() {}

    /// - Parameter problems: what the build found; those that only running or compiling could find are kept.
    init(of plan: NotebookPlan, _ states: BlockStates, problems: [Problem]) {
        for problem in problems {
            guard let number = plan.block(at: problem.position), states.states[number] == .failed,
                plan.broken[number] == nil, failures[plan.blocks[number].name] == nil
            else { continue }
            failures[plan.blocks[number].name] = Failure(
                parts: plan.digestWithoutValues(of: number),
                message: "\(problem.position): \(problem.sentence)")
        }
        for (number, state) in states.states.enumerated() {
            guard case .fresh(let record, let key) = state else { continue }
            entries[plan.blocks[number].name] = Entry(key: key, files: record.files)
        }
    }

    /// What was said of a block when it was last tried as it is now; nil where it wasn't, or all was well.
    func failure(of block: Int, in plan: NotebookPlan) -> String? {
        guard let failure = failures[plan.blocks[block].name],
            failure.parts == plan.digestWithoutValues(of: block)
        else { return nil }
        return failure.message
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
        guard let bytes = try? RecordCoding.encode(self), SealedFile.read(path) != .bytes(bytes) else {
            return
        }
        try? SealedFile.write(bytes, to: path)
    }
}

extension NotebookPlan {
    /// The digest of all that decides a block but the values that it uses.
    fileprivate func digestWithoutValues(of block: Int) -> String {
        BlockKey(parts: graph.blocks[block].parts).digest
    }
}
