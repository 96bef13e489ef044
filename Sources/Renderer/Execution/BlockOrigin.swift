import BlockGraph

/// Where a block's result comes from, as far as a reader can follow it: what it and all blocks read and ran whose bindings
/// reach it.
struct BlockOrigin: Equatable, Sendable {
    /// The content key: equal keys mean equal results.
    var key: String
    /// The files that were read, sorted by path.
    var files: [FileUse] = []
    /// The sweeps that were made, in the order of their blocks.
    var sweeps: [SweepUse] = []

    /// The origins of a notebook's blocks; nil for a block without a result.
    static func all(of plan: NotebookPlan, _ states: BlockStates) -> [BlockOrigin?] {
        var walk = GraphWalk(plan.graph)
        var reached: [Set<Int>] = []
        var origins: [BlockOrigin?] = []
        for number in plan.experiments.indices {
            guard case .fresh(let record, let key) = states.states[number] else {
                walk.passWithoutResult(number, because: number)
                reached.append([number])
                origins.append(nil)
                continue
            }
            var blocks: Set<Int> = [number]
            for maker in plan.graph.blocks[number].inputs.flatMap(walk.makers) {
                blocks.formUnion(reached[maker])
            }
            reached.append(blocks)
            let records = blocks.sorted().compactMap(states.record)
            let files = Set(records.flatMap(\.files)).sorted {
                ($0.path, $0.digest ?? "") < ($1.path, $1.digest ?? "")
            }
            origins.append(
                BlockOrigin(key: key.digest, files: files, sweeps: records.flatMap { $0.sweeps ?? [] }))
            walk.pass(number, key: key, record: record)
        }
        return origins
    }
}

extension NotebookResult {
    /// Where a block's result comes from; nil where it has none.
    func origin(of block: ExperimentBlock) -> BlockOrigin? {
        guard let index = blocks.firstIndex(where: { $0.position == block.position }) else { return nil }
        return origins.indices.contains(index) ? origins[index] : nil
    }

    /// The files that the blocks of the notebook read, sorted by path.
    var dataFiles: [FileUse] {
        Set(origins.compactMap { $0 }.flatMap(\.files)).sorted { $0.path < $1.path }
    }
}
