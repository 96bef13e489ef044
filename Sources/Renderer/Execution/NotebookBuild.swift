import BlockGraph
import Exhibits
import Foundation
import Glibc
import Storage

/// Brings the results of one notebook up to date: compiles what must run, runs it, and begins again without what failed
/// until nothing is left that can run.
struct NotebookBuild: Sendable {
    let project: Project
    let engine: Engine
    let plan: NotebookPlan
    let store: BlockStore
    /// The committed records' file, which the program reads too.
    let committed: String?
    let slots: JobSlots
    let sandbox: SandboxSearch
    /// The data sets that blocks may name.
    let dataSets: [DataSet]
    let fetch: DataFetch
    let log: @Sendable (Build.Progress) -> Void

    private var name: String { plan.notebook.name }

    /// What became of the notebook.
    struct Outcome: Sendable {
        var states: BlockStates
        /// What is wrong with blocks, in reading order.
        var problems: [Problem] = []
        /// What failed blocks showed before they failed.
        var shown: [Int: [Exhibit]] = [:]
        /// The blocks that ran.
        var ran: [Int] = []
        /// Whether a block was not run because its data cannot be had.
        var lacksData = false
    }

    private struct Attempt {
        var uncompiled: Set<Int>
        var failed: Set<Int> = []
        /// The blocks in the compiled program, if there is one.
        var compiled: Set<Int> = []
        /// Where `import` lines stand that the compiler cannot follow. They hold in the blocks below too, which are compiled
        /// without them.
        var brokenImports: Set<SourcePosition> = []
    }

    func perform() async throws -> Outcome {
        var attempt = Attempt(uncompiled: Set(plan.broken.keys))
        var outcome = Outcome(states: states(attempt), problems: plan.broken.values.flatMap { $0 })
        for path in outcome.states.damaged {
            log(.remark("the record \(path) is damaged and is not used; it was renamed to \(path).damaged"))
        }
        let folder = "\(project.workFolder)/work/\(name)-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let isUpToDate = outcome.states.unfinished.isEmpty
        defer { if !isUpToDate { log(.done(notebook: name)) } }
        while !outcome.states.unfinished.isEmpty {
            let before = outcome.states
            let lacks = try await lacks(of: before.running(for: plan, in: store))
            guard lacks.isEmpty else {
                outcome.problems += lacks.map(\.problem)
                outcome.lacksData = true
                attempt.failed.formUnion(lacks.map(\.block))
                outcome.states = states(attempt)
                continue
            }
            let needed = before.needed(for: plan, in: store)
            if !needed.isSubset(of: attempt.compiled) {
                let found = try await compile(needed, without: attempt.brokenImports, in: folder)
                guard found.isEmpty else {
                    attempt.brokenImports.formUnion(imports(of: found))
                    outcome.problems += found
                    attempt.compiled = []
                    attempt.uncompiled.formUnion(blocks(of: found, among: needed))
                    outcome.states = states(attempt)
                    continue
                }
                attempt.compiled = needed
            }
            let run: ProgramOutcome
            do {
                run = try await self.run(before, in: folder)
            } catch let error as FileError {
                // A full disk, say. Here too, the other notebooks are built.
                giveUp(before.unfinished, .programNotRun("\(error)"), &attempt, &outcome)
                continue
            }
            let failures = run.failedBlocks(in: plan)
            outcome.problems += failures.map(\.problem)
            for failure in failures { outcome.shown[failure.block] = failure.exhibits }
            outcome.ran += run.begunBlocks
            attempt.failed.formUnion(failures.map(\.block))
            outcome.states = states(attempt)
            if failures.isEmpty, outcome.states.unfinished == before.unfinished {
                if let reason = run.failureToStart {
                    giveUp(before.unfinished, .programNotRun(reason), &attempt, &outcome)
                } else {
                    // The program ended well and left no result: somebody removed it meanwhile.
                    giveUp([before.unfinished[0]], .resultLost, &attempt, &outcome)
                }
            }
        }
        outcome.problems.sort { $0.position < $1.position }
        return outcome
    }

    /// Fetches the data of the blocks that are to run; those whose data cannot be had, each with what to say about it.
    private func lacks(of blocks: Set<Int>) async throws -> [(block: Int, problem: Problem)] {
        var lacks: [(block: Int, problem: Problem)] = []
        for block in blocks.sorted() where plan.experiments.indices.contains(block) {
            for name in plan.experiments[block].options.data(in: project.profile) {
                // What a reader provides may be missing; the block asks whether it is there.
                guard let set = dataSets.first(where: { $0.name == name.text }), !set.isProvided else {
                    continue
                }
                do {
                    try await fetch.bring(set)
                } catch let lack as DataLack {
                    lacks.append((block, Problem(.data(.unavailable(set.name, lack)), at: name.position)))
                }
            }
        }
        return lacks
    }

    /// Tries these blocks no more, and says so at the first of them.
    private func giveUp(
        _ blocks: [Int], _ fact: Problem.Fact, _ attempt: inout Attempt, _ outcome: inout Outcome
    ) {
        outcome.problems.append(Problem(fact, at: plan.blocks[blocks[0]].position))
        attempt.failed.formUnion(blocks)
        outcome.states = states(attempt)
    }

    private func states(_ attempt: Attempt) -> BlockStates {
        BlockStates(of: plan, in: store, uncompiled: attempt.uncompiled, failed: attempt.failed)
    }

    /// Compiles the blocks; the problems found, none where the program is ready.
    private func compile(
        _ blocks: Set<Int>, without brokenImports: Set<SourcePosition>, in folder: String
    ) async throws -> [Problem] {
        log(.compiling(notebook: name))
        let slot = try await takeSlot()
        defer { slot.release() }
        try? FileManager.default.removeItem(atPath: folder)
        let start = plan.blocks[blocks.min() ?? 0].position
        do {
            switch try await Compiler(engine: engine).compile(
                Program(plan.blocks, including: blocks, without: brokenImports), in: folder)
            {
            case .ready: return []
            case .errors(let problems): return problems
            case .unexplained(let text): return [Problem(.programNotBuilt(text), at: start)]
            }
        } catch let error as FileError {
            // A full disk: this notebook fails, the others are built.
            return [Problem(.programNotBuilt("\(error)"), at: start)]
        }
    }

    /// The places of the `import` lines that problems lie in.
    private func imports(of problems: [Problem]) -> [SourcePosition] {
        let lines = Set(problems.map(\.position.line))
        return plan.blocks.flatMap { $0.syntax.imports.map(\.position) }.filter { lines.contains($0.line) }
    }

    private func takeSlot() async throws -> JobSlots.Held {
        while true {
            if let held = slots.takeIfFree() { return held }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The blocks that compile errors lie in; all of them where the errors lie in none, so that nothing is tried for ever.
    private func blocks(of problems: [Problem], among tried: Set<Int>) -> Set<Int> {
        let blocks = Set(problems.compactMap { plan.block(at: $0.position) }).intersection(tried)
        return blocks.isEmpty ? tried : blocks
    }

    private func run(_ states: BlockStates, in folder: String) async throws -> ProgramOutcome {
        let program = ProgramPlan(
            graph: plan.graph, store: store.folder, toolchain: store.toolchain, notebooks: store.notebooks,
            committed: committed, data: store.data, profile: project.profile, left: states.left)
        try writeFile(RecordCoding.encode(program), to: "\(folder)/plan")
        let limits = plan.blocks.indices.map { number in
            guard plan.experiments.indices.contains(number) else { return BlockLimits.inlineValue }
            let options = plan.experiments[number].options
            var limits = BlockLimits(seconds: options.timeLimit, printedBytes: options.outputLimit << 10)
            if let megabytes = options.memoryLimit { limits.memoryBytes = megabytes << 20 }
            return limits
        }
        let run = ProgramRun(
            folder: folder, workingFolder: store.notebooks, limits: limits,
            environment: environment(plan: "\(folder)/plan"), sandbox: await sandbox.sandbox(),
            readable: [engine.products] + (committed.map { [$0] } ?? []),
            writable: [store.folder, slots.folder])
        let (log, name, blocks) = (log, name, plan.blocks)
        let experimentCount = plan.experiments.count
        return try await run.perform { event in
            switch event {
            case .began(let block, _, _) where block < experimentCount:
                log(.running(notebook: name, block: blocks[block].name))
            case .progress(let block, let done, let total, let restored):
                log(
                    .runs(
                        notebook: name, block: blocks[block].name, done: done, total: total,
                        restored: restored))
            default: break
            }
        }
    }

    /// The variables that a block's process sees: none of the machine's own, so that no result depends on them.
    private func environment(plan: String) -> [String: String] {
        var variables = [
            "LABBOOK_PLAN": plan,
            "LABBOOK_SLOTS": slots.folder,
            "LABBOOK_JOBS": String(slots.count),
            "SWIFT_DETERMINISTIC_HASHING": "1",
            "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,output-to=stderr,threads=crashed,"
                + "registers=none,images=none,sanitize=no,limit=64",
        ]
        variables["LABBOOK_KERNELS"] =
            project.kernels ?? ProcessInfo.processInfo.environment["LABBOOK_KERNELS"]
        return variables
    }
}

extension ProgramOutcome {
    /// Why the program ended without coming to a block: the last line that it wrote about it. Nil where it ended well.
    fileprivate var failureToStart: String? {
        let lastLine = complaints.split(separator: "\n").last.map(String.init)
        return switch end {
        case .exited(0), .stopped: nil
        case .exited(Int(BlockEvent.exitWithoutReport)): "its report could not be written; is the disk full?"
        case .exited(let code): lastLine ?? "exit code \(code)"
        case .signalled(let signal): lastLine ?? "signal \(signal) ended it"
        }
    }

    /// The blocks that ran for a result.
    fileprivate var begunBlocks: [Int] {
        events.compactMap { if case .began(let block, _, false) = $0 { block } else { nil } }
    }
}
