import BlockGraph
import Exhibits

extension Inspection {
    /// Why a block is stale or not, in words. `name` is its label, or `NOTEBOOK:LABEL`.
    public func why(_ name: String) throws -> String {
        let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
        let candidates = parts.count == 2 ? try selected(parts[0]) : notebooks
        let label = parts.last ?? name
        let found = candidates.filter { notebook in
            notebook.experiments.contains { notebook.plan.blocks[$0].name == label }
        }
        guard let notebook = found.first else {
            let known = candidates.flatMap { notebook in
                notebook.experiments.map { notebook.plan.blocks[$0].name }
            }
            throw InspectionError.noBlock(label, nearest: nearestName(to: label, among: known))
        }
        if found.count > 1 { throw InspectionError.severalBlocks(label, notebooks: found.map(\.name)) }
        let block = notebook.experiments.first { notebook.plan.blocks[$0].name == label } ?? 0
        return notebook.why(block)
    }
}

extension InspectedNotebook {
    func why(_ block: Int) -> String {
        let name = plan.blocks[block].name
        switch states.states[block] {
        case .fresh(let record, let key):
            let what = dependencies(of: key) + record.files.map { "the file \($0.path)" }
            return "\(name) is fresh: its result is known under the key \(key.digest.prefix(16)).\n"
                + "It depends on\n" + what.map { "  \($0)" }.joined(separator: "\n")
        case .failed:
            let problems = plan.broken[block] ?? []
            return "\(name) cannot be compiled:\n"
                + problems.map { "  \($0.position): \($0.sentence)" }.joined(separator: "\n")
        case .blocked(let other):
            return "\(name) cannot run, because it needs \(plan.blocks[other].name).\n" + why(other)
        case .waiting(let other):
            let own = changesBesideValues(block).map { "  \(sentence(for: $0, of: block))\n" }.joined()
            let needed = plan.blocks[other].name
            let waits =
                own.isEmpty
                ? "\(name) waits for the result of \(needed); if that comes out as before, \(name) is fresh.\n"
                : "\(name) is stale, because\n\(own)and it waits for the result of \(needed).\n"
            return waits + why(other)
        case .stale(let key, let file):
            return "\(name) is stale, because\n"
                + reasons(block, key, file).map { "  \($0)" }.joined(separator: "\n")
        }
    }

    /// What changed since the block was last built.
    private func reasons(_ block: Int, _ key: BlockKey, _ file: FileUse?) -> [String] {
        if let message = last.failure(of: block, in: plan) {
            return ["it failed when it was last tried as it is: \(message)"]
        }
        if let file { return ["the file '\(file.path)', which it opened, changed"] }
        guard let last = last.entries[plan.blocks[block].name] else { return ["it has not been run yet"] }
        let changes = KeyChange.between(last.key, key)
        guard !changes.isEmpty else {
            return [
                "its result is not in the store, though nothing of it changed: "
                    + "the store was emptied, or this is another compiler than the last"
            ]
        }
        return changes.map { sentence(for: $0, of: block) }
    }

    /// What changed of all that decides a block but the values that it uses, which are not known yet.
    private func changesBesideValues(_ block: Int) -> [KeyChange] {
        guard let last = last.entries[plan.blocks[block].name] else { return [] }
        let parts = last.key.parts.filter { $0.kind != .value && $0.kind != .object }
        return KeyChange.between(BlockKey(parts: parts), BlockKey(parts: plan.graph.blocks[block].parts))
    }

    private func sentence(for change: KeyChange, of block: Int) -> String {
        let source = plan.analysis.arrows[block].first { $0.name == change.name }
        let origin = source.map { " (\(plan.blocks[$0.source].name), \(place($0.source)))" } ?? ""
        return change.sentence(origin: origin)
    }

    /// What a key is made of, for a reader.
    private func dependencies(of key: BlockKey) -> [String] {
        let modules = key.parts.filter { $0.kind == .module }.map(\.name)
        var lines = ["its own code"]
        for part in key.parts {
            switch part.kind {
            case .declaration: lines.append("the code of '\(part.name)'")
            case .reaching: lines.append("the extension or operator '\(part.name)'")
            case .value: lines.append("the value of '\(part.name)'")
            case .object: lines.append("all that makes '\(part.name)' or may change it")
            case .identity:
                lines.append("its name '\(part.name)', from which the seeds of its sweep are made")
            case .notebook, .profile, .module, .imports, .code: break
            }
        }
        return lines + ["the sources of \(modules.joined(separator: ", "))"]
    }
}
