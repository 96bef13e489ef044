import BlockGraph
import Exhibits
import Glibc
import Storage
import Synchronization

/// The one conductor of this process. Without a plan (a program started by hand) every block just runs.
let conductor = Conductor()

/// Decides for each block whether it must run, brings what it needs into the state in which it expects it, runs it, and
/// keeps its result at once.
final class Conductor: Sendable {
    let plan: ProgramPlan?
    private let store: BlockStore?
    private let state: Mutex<State>

    private struct State: Sendable {
        var walk: GraphWalk?
        /// The records of the blocks that have a result.
        var records: [Int: BlockRecord] = [:]
        var keys: [Int: BlockKey] = [:]
        /// The blocks that have run in this process, so that their objects are alive.
        var performed: Set<Int> = []
        /// The block that runs, and whether it only makes its objects again.
        var running: (block: Int, isAgain: Bool)?
        /// What the running block has bound so far.
        var outputs: [String: BlockRecord.Output] = [:]
    }

    init() {
        plan = environment("LABBOOK_PLAN").flatMap { path in
            guard case .success(let bytes) = readFile(path) else { return nil }
            return try? RecordCoding.decode(ProgramPlan.self, from: bytes)
        }
        store = plan?.blockStore
        state = Mutex(State(walk: plan.map { GraphWalk($0.graph) }))
    }

    // MARK: The way through the blocks

    func perform(_ blocks: [Block]) {
        guard let plan, let store else {
            for block in blocks { runByHand(block) }
            return
        }
        let numbered = Dictionary(uniqueKeysWithValues: blocks.map { ($0.number, $0) })
        for number in plan.graph.blocks.indices {
            let walk = currentWalk
            if let cause = plan.left[number] {
                state.withLock { $0.walk?.passWithoutResult(number, because: cause) }
                continue
            }
            guard case .success(let key) = walk.key(of: number) else {
                state.withLock { $0.walk?.passWithoutResult(number, because: number) }
                continue
            }
            if case .record(let record) = store.load(key) {
                pass(number, key, record)
                continue
            }
            // A block that is not in this program has lost its record since the renderer looked; it looks again.
            let succeeded = numbered[number] != nil && run(number, among: numbered, key: key)
            if !succeeded { state.withLock { $0.walk?.passWithoutResult(number, because: number) } }
        }
    }

    private var currentWalk: GraphWalk { state.withLock { $0.walk! } }

    private func pass(_ number: Int, _ key: BlockKey, _ record: BlockRecord) {
        state.withLock {
            $0.walk?.pass(number, key: key, record: record)
            $0.records[number] = record
            $0.keys[number] = key
        }
    }

    private func runByHand(_ block: Block) {
        do { try block.run() } catch { session.fail(with: error) }
    }

    // MARK: One block

    /// Runs a block that has no result, and keeps what comes out.
    private func run(_ number: Int, among blocks: [Int: Block], key: BlockKey) -> Bool {
        guard let plan, let store, let block = blocks[number] else { return false }
        let description = plan.graph.blocks[number]
        prepare(number, among: blocks)
        begin(number, isAgain: false)
        session.begin(number, as: description, of: plan.graph.notebook, runs: store.runFolder(key))
        let watch = FileWatch(plan: plan, named: description.data)
        let thrown = error(of: block)
        let files: [FileUse]
        do {
            files = try watch.end()
        } catch {
            // What is refused fails, and a block often throws because of it.
            session.reportFailure(
                isThrown: thrown != nil, thrown.map { "\(words(of: $0)); \(error)" } ?? "\(error)")
            return false
        }
        if let thrown {
            let missing = files.lazy.compactMap { $0.sentenceIfMissing(in: plan.notebooks) }.first
            session.reportFailure(isThrown: true, words(of: thrown) + (missing.map { "; \($0)" } ?? ""))
            return false
        }
        guard let exhibits = session.takeExhibits() else { return false }
        do {
            let outputs = try finalOutputs(of: description, among: blocks)
            let sweeps = session.current.sweeps
            let kept = session.current.kept
            let record = BlockRecord(
                exhibits: exhibits, outputs: outputs, files: files, sweeps: sweeps.isEmpty ? nil : sweeps,
                kept: kept.isEmpty ? nil : kept)
            try store.save(record, for: key)
            pass(number, key, record)
        } catch {
            session.reportFailure("its result cannot be kept: \(error)")
            return false
        }
        session.end(block: number)
        return true
    }

    private func begin(_ number: Int, isAgain: Bool) {
        state.withLock {
            $0.running = (number, isAgain)
            $0.outputs = [:]
            $0.performed.insert(number)
        }
    }

    /// What the block threw, if anything.
    private func error(of block: Block) -> (any Error)? {
        do {
            try block.run()
            return nil
        } catch {
            return error
        }
    }

    /// What the running block leaves behind: what it has bound, and every `var` that it may have changed.
    private func finalOutputs(of description: BlockDescription, among blocks: [Int: Block]) throws
        -> [String: BlockRecord.Output]
    {
        guard let plan, let store else { return [:] }
        var outputs = state.withLock { $0.outputs }
        let own = description.bindings.filter { $0.kind == .variable }.map(\.name)
        for variable in blocks.values.flatMap(\.variables)
        where own.contains(variable.name) || isChangeable(variable.name, by: description) {
            guard let value = variable.current() else { continue }
            let output = try value.output(in: plan.graph, isVariable: true, store: store)
            if description.kind == .inline, output.digest != valueDigest(of: variable.name) {
                session.fail(
                    "an inline value must change nothing, but this one changed '\(variable.name)'; do it in a block"
                )
            }
            outputs[variable.name] = output
            // From now on everybody sees the value as it was saved.
            if output.kind == .value, let bytes = value.bytes { _ = variable.restore(bytes) }
        }
        return outputs
    }

    /// Whether the block reaches a `var` of another block whose value is saved.
    private func isChangeable(_ name: String, by description: BlockDescription) -> Bool {
        description.inputs.contains(name) && valueDigest(of: name) != nil
    }

    private func valueDigest(of name: String) -> String? {
        if case .value(let digest, _) = currentWalk.version(of: name) { digest } else { nil }
    }

    // MARK: What a block needs

    /// Brings the bindings that a block reaches into the state in which it expects them.
    private func prepare(_ number: Int, among blocks: [Int: Block]) {
        guard let plan, let store else { return }
        for name in plan.graph.blocks[number].inputs {
            let version = state.withLock { $0.walk?.version(of: name) }
            if case .value(let digest, _) = version, let bytes = store.value(digest) {
                // A `let` restores itself when it is reached. A `var` may stand at another version.
                for variable in blocks.values.flatMap(\.variables) where variable.name == name {
                    _ = variable.restore(bytes)
                }
                continue
            }
            for maker in currentWalk.makers(of: name) where maker < number { makeAgain(maker, among: blocks) }
        }
    }

    /// Runs a block for its objects. What it shows is known.
    private func makeAgain(_ number: Int, among blocks: [Int: Block]) {
        let (isAlive, key) = state.withLock { ($0.performed.contains(number), $0.keys[number]) }
        guard let plan, let store, let block = blocks[number], let key, !isAlive else { return }
        let walk = currentWalk
        rewind(to: number)
        prepare(number, among: blocks)
        begin(number, isAgain: true)
        session.begin(
            number, as: plan.graph.blocks[number], of: plan.graph.notebook, runs: store.runFolder(key),
            isAgain: true)
        // Its files are in its record; the runs that it saves need them once more.
        let watch = FileWatch(plan: plan, named: plan.graph.blocks[number].data)
        let thrown = error(of: block)
        _ = try? watch.end()
        if let error = thrown {
            session.fail(
                "the block ran once, and running it again for what it made threw an error: \(words(of: error))"
            )
        }
        session.end(block: number)
        state.withLock { $0.walk = walk }
    }

    /// Puts the walk back to where a block stands, so that its inputs are found as it found them.
    private func rewind(to number: Int) {
        state.withLock { state in
            guard let graph = state.walk?.graph else { return }
            var walk = GraphWalk(graph)
            for earlier in 0..<number {
                if let record = state.records[earlier], let key = state.keys[earlier] {
                    walk.pass(earlier, key: key, record: record)
                } else {
                    walk.passWithoutResult(earlier, because: earlier)
                }
            }
            state.walk = walk
        }
    }

    // MARK: Values for other profiles

    /// Keeps a value for the other profiles, and returns it as they will read it.
    func keep<Value: Codable>(_ value: Value, as name: String) -> Value {
        do {
            let bytes = try RecordCoding.encodeReadably(value)
            guard bytes.count <= KeptValue.mostBytes else {
                session.fail(
                    "'\(name)' is \(bytes.count >> 10) KB as JSON, and a kept value may have "
                        + "\(KeptValue.mostBytes >> 10) KB; keep what the page shows of it")
            }
            // A block that runs again for its objects has a record, which names the value.
            if let store, !session.current.isAgain {
                session.noteKept(KeptValue(name: name, digest: try store.keep(bytes)))
            }
            return try RecordCoding.decode(Value.self, from: bytes)
        } catch {
            session.fail("'\(name)' cannot be kept: \(error)")
        }
    }

    // MARK: Bindings

    /// The value of a binding when it is first reached.
    func bind<Value>(_ block: Int, _ statement: Int, _ name: String, _ value: () throws -> Value) -> Value {
        let (running, record) = state.withLock { ($0.running, $0.records[block]) }
        let kind = plan?.graph.blocks[block].bindings.first { $0.name == name }?.kind
        // A `var` is computed again in a block that runs again, because the block's statements will change it again.
        let isOwn = running?.block == block && (running?.isAgain == false || kind == .variable)
        if !isOwn, let output = record?.outputs[name], output.kind == .value, let digest = output.digest,
            let bytes = store?.value(digest), let value = restored(Value.self, from: bytes)
        {
            return value
        }
        let computed = session.evaluate(block, statement, value)
        guard let plan, let store, running?.block == block, running?.isAgain == false, kind == .constant
        else {
            return computed
        }
        let savable = SavableValue(computed)
        do {
            let output = try savable.output(in: plan.graph, isVariable: false, store: store)
            state.withLock { $0.outputs[name] = output }
            if output.kind == .value, let bytes = savable.bytes, let value = restored(Value.self, from: bytes)
            {
                return value
            }
        } catch {
            session.fail("the value of '\(name)' cannot be kept: \(error)")
        }
        return computed
    }
}
