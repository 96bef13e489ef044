import BlockGraph

/// What is known of one block's result.
enum BlockState: Sendable, Equatable {
    /// There is a result, under this key.
    case fresh(BlockRecord, BlockKey)
    /// It must run. `because` is a file that it read and that has changed, where that is the only reason.
    case stale(BlockKey, because: FileUse?)
    /// It needs the result of a block that must run first.
    case waiting(for: Int)
    /// It failed, or cannot be compiled.
    case failed
    /// It needs a block that failed.
    case blocked(by: Int)
}

/// The states of all blocks of a notebook.
struct BlockStates: Sendable {
    var states: [BlockState]
    /// The entries of the store that were damaged and set aside.
    var damaged: [String] = []

    /// Looks each block up in the store, in order.
    ///
    /// - Parameters:
    ///   - uncompiled: the blocks whose code cannot be compiled; who mentions their declarations cannot be either.
    ///   - failed: the blocks that failed when they ran.
    init(of plan: NotebookPlan, in store: BlockStore, uncompiled: Set<Int>, failed: Set<Int>) {
        var walk = GraphWalk(plan.graph)
        states = []
        for number in plan.blocks.indices {
            let state: BlockState
            if uncompiled.contains(number) || failed.contains(number) {
                state = .failed
            } else if let cause = plan.analysis.reached(by: number).intersection(uncompiled).min() {
                state = .blocked(by: cause)
            } else {
                switch walk.key(of: number) {
                case .failure(let missing):
                    let isFailure = states[missing.cause] == .failed
                    state = isFailure ? .blocked(by: missing.cause) : .waiting(for: missing.cause)
                case .success(let key):
                    switch store.load(key) {
                    case .record(let record): state = .fresh(record, key)
                    case .outdated(let file): state = .stale(key, because: file)
                    case .nothing: state = .stale(key, because: nil)
                    case .damaged(let path, let committed):
                        damaged.append(path)
                        state = committed.map { .fresh($0, key) } ?? .stale(key, because: nil)
                    }
                }
            }
            states.append(state)
            switch state {
            case .fresh(let record, let key): walk.pass(number, key: key, record: record)
            case .blocked(let cause), .waiting(let cause): walk.passWithoutResult(number, because: cause)
            case .failed, .stale: walk.passWithoutResult(number, because: number)
            }
        }
    }

    /// The blocks that must or may have to run.
    var unfinished: [Int] {
        states.indices.filter { number in
            switch states[number] {
            case .stale, .waiting: true
            case .fresh, .failed, .blocked: false
            }
        }
    }

    /// The blocks that a program must leave out, each with the block that is the cause.
    var left: [Int: Int] {
        var left: [Int: Int] = [:]
        for (number, state) in states.enumerated() {
            if case .failed = state { left[number] = number }
            if case .blocked(let cause) = state { left[number] = cause }
        }
        return left
    }

    func record(of block: Int) -> BlockRecord? {
        if case .fresh(let record, _) = states[block] { record } else { nil }
    }

    /// The blocks whose code a program needs in order to run the unfinished ones: these, all whose declarations or
    /// bindings they reach, and those that must run again to make an object that was not saved.
    func needed(for plan: NotebookPlan, in store: BlockStore) -> Set<Int> {
        var needed: Set<Int> = []
        var waiting = unfinished
        while let number = waiting.popLast() {
            guard needed.insert(number).inserted else { continue }
            waiting += plan.analysis.reached(by: number)
            for name in plan.graph.blocks[number].inputs where !canBeRestored(name, store) {
                waiting += plan.experiments.indices.filter { maker in
                    maker < number && plan.graph.blocks[maker].inputs.contains(name)
                }
            }
        }
        return needed.filter { states[$0] != .failed }
    }

    /// The blocks that run: the unfinished ones, and those that run again to make what was not saved.
    func running(for plan: NotebookPlan, in store: BlockStore) -> Set<Int> {
        var running: Set<Int> = []
        var waiting = unfinished
        while let number = waiting.popLast() {
            guard running.insert(number).inserted else { continue }
            for name in plan.graph.blocks[number].inputs where !canBeRestored(name, store) {
                waiting += plan.experiments.indices.filter { maker in
                    let block = plan.graph.blocks[maker]
                    return maker < number
                        && (block.inputs.contains(name) || block.bindings.contains { $0.name == name })
                }
            }
        }
        return running
    }

    /// Whether a binding's value is saved in every version that a block with a result left it in.
    private func canBeRestored(_ name: String, _ store: BlockStore) -> Bool {
        let outputs = states.indices.compactMap { record(of: $0)?.outputs[name] }
        return !outputs.isEmpty
            && outputs.allSatisfy { $0.kind == .value && store.value($0.digest ?? "") != nil }
    }
}
