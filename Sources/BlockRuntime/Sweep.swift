import BlockGraph
import Dispatch
import Exhibits
import Glibc
import Synchronization

/// Runs `body` for every combination of the settings' values and every seed, and returns what the runs recorded.
///
///     let runs = try sweep(
///         over: Setting("normalization", Normalization.allCases), Setting("batch size", [128, 4]), seeds: 5
///     ) { run, normalization, batchSize in
///         var random = RandomStream(key: run.pairedKey)
///         …
///         try run.record("test error", at: epoch, error)
///     }
///
/// Runs go in parallel on all cores, one thread each. A run knows its settings and its seed and nothing of the
/// others, so the result does not depend on how many go at once. Each finished run is saved at once under a key of
/// everything that can change it; a later build takes it from there. What a run prints is therefore not kept, and a run
/// cannot show anything: record it, and show it afterwards.
///
/// A run ends with the first value it records that is not finite. It counts as finished, the others go on, and the page
/// says below the sweep which runs diverged and where.
///
/// - Parameters:
///   - settings: what varies. The last varies fastest in the result; seeds vary faster still.
///   - seeds: how many repetitions, seeded 0 ..< seeds.
///   - body: one run. It must not change what other runs see: changing a `var` of the notebook, or one that the body
///     captures, is an error of the block.
/// - Throws: the first error, in the order of the runs, that a run threw, with the run named.
public func sweep<A: Sendable, B: Sendable>(
    over a: Setting<A>, _ b: Setting<B>, seeds: Int,
    run body: @Sendable (inout RunInProgress, A, B) throws -> Void
) throws -> Runs {
    try perform([a.names, b.names], seeds: seeds) { run, choice in
        try body(&run, a.values[choice[0]], b.values[choice[1]])
    }
}

/// A sweep over one setting; see `sweep(over:_:seeds:run:)`.
public func sweep<A: Sendable>(
    over a: Setting<A>, seeds: Int, run body: @Sendable (inout RunInProgress, A) throws -> Void
) throws -> Runs {
    try perform([a.names], seeds: seeds) { run, choice in try body(&run, a.values[choice[0]]) }
}

/// A sweep over three settings; see `sweep(over:_:seeds:run:)`.
public func sweep<A: Sendable, B: Sendable, C: Sendable>(
    over a: Setting<A>, _ b: Setting<B>, _ c: Setting<C>, seeds: Int,
    run body: @Sendable (inout RunInProgress, A, B, C) throws -> Void
) throws -> Runs {
    try perform([a.names, b.names, c.names], seeds: seeds) { run, choice in
        try body(&run, a.values[choice[0]], b.values[choice[1]], c.values[choice[2]])
    }
}

/// The sweep itself, then what there is to say about it: `body` gets the index of each setting's value.
private func perform(
    _ settings: [SettingNames], seeds: Int, _ body: @Sendable (inout RunInProgress, [Int]) throws -> Void
) throws -> Runs {
    let runs = try performRuns(settings, seeds: seeds, body)
    show(runs.divergenceReport)
    return runs
}

private func performRuns(
    _ settings: [SettingNames], seeds: Int, _ body: @Sendable (inout RunInProgress, [Int]) throws -> Void
) throws -> Runs {
    for setting in settings {
        if let twice = setting.firstRepeated {
            session.fail("the setting '\(setting.name)' has the value '\(twice)' twice")
        }
    }
    if seeds < 1 { session.fail("a sweep needs at least one seed, found seeds: \(seeds)") }
    let total = settings.map(\.values.count).reduce(seeds, *)
    let (place, sweep) = session.beginSweep(SweepUse(runs: total, seeds: seeds))
    defer { session.endSweep() }
    let store = RunStore(folder: place.runs, sweep: sweep)
    let outcomes = Mutex([Result<Run, any Error>?](repeating: nil, count: total))
    let next = Atomic(0)
    let finished = Atomic(0)
    let restored = Atomic(0)
    @Sendable func outcome(of index: Int) -> Result<Run, any Error> {
        var span = total
        let choice = settings.map { setting in
            span /= setting.values.count
            return index / span % setting.values.count
        }
        let chosen = zip(settings, choice).map { Run.Setting($0.name, $0.values[$1]) }
        var run = RunInProgress(
            settings: chosen, seed: index % seeds, notebook: place.notebook, label: place.identity,
            checkpointFile: store.checkpointFile)
        if let saved = store.load(run) {
            restored.wrappingAdd(1, ordering: .relaxed)
            return .success(saved)
        }
        session.report(.runBegan(block: place.block, run: index + 1, words: run.run.words))
        do {
            try withThreadName(threadName(ofRun: index + 1)) { try body(&run, choice) }
        } catch is Divergence {
            // The record says it; the run is as finished as any.
        } catch {
            return .failure(RunError(run: run.run.words, error: error))
        }
        store.save(run)
        return .success(run.run)
    }

    @Sendable func report(done: Int) {
        session.report(
            .progress(
                block: place.block, done: done, total: total, restored: restored.load(ordering: .relaxed)))
    }

    report(done: 0)
    // The runs compute now, and the block's own thread waits for them.
    session.releaseSlot()
    defer {
        session.holdSlot()
        // The block's time goes on only now that it has its turn again.
        report(done: total)
    }
    DispatchQueue.concurrentPerform(iterations: min(jobLimit(), total)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= total { return }
            let slot = takeSlot()
            let outcome = outcome(of: index)
            slot?.release()
            outcomes.withLock { $0[index] = outcome }
            let done = finished.wrappingAdd(1, ordering: .relaxed).newValue
            report(done: done)
            // A failed run ends the sweep: runs not yet begun would be thrown away.
            if case .failure = outcome { next.store(total, ordering: .relaxed) }
        }
    }
    return Runs(try outcomes.withLock { try $0.compactMap { try $0?.get() } })
}

extension Run {
    /// The settings and the seed as an author would say them.
    fileprivate var words: String {
        (settings.map { "\($0.name) = \($0.value)" } + ["seed = \(seed)"]).joined(separator: ", ")
    }
}

extension Runs {
    /// Which runs diverged and where, a line each up to the tenth; nil where none did.
    var divergenceReport: String? {
        let lines = runs.compactMap { run in run.divergence.map { "  \(run.words): \($0)" } }
        guard !lines.isEmpty else { return nil }
        let rest = lines.count > 10 ? ["  and \(lines.count - 10) more"] : []
        return (["\(lines.count) of \(runs.count) runs diverged and stopped:"] + lines.prefix(10) + rest)
            .joined(separator: "\n")
    }
}

/// An error that a run of a sweep threw, with the run's settings.
public struct RunError: Error, CustomStringConvertible {
    /// The run's settings and seed.
    public let run: String
    /// What the run threw.
    public let error: any Error

    /// The run and what it threw.
    public var description: String { "in the run with \(run): \(words(of: error))" }
}
