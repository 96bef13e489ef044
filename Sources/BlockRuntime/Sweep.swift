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
///         run.record("test error", at: epoch, error)
///     }
///
/// Runs go in parallel on all cores, one thread each. A run knows its settings and its seed and nothing of the
/// others, so the result does not depend on how many go at once. Each finished run is saved at once under a key of
/// everything that can change it; a later build takes it from there.
///
/// - Parameters:
///   - settings: what varies. The last varies fastest in the result; seeds vary faster still.
///   - seeds: how many repetitions, seeded 0 ..< seeds.
///   - body: one run. It must not touch what other runs touch.
/// - Throws: the first error, in the order of the runs, that a run threw, with the run named.
public func sweep<each Value: Sendable>(
    over settings: repeat Setting<each Value>, seeds: Int,
    run body: @Sendable (inout RunInProgress, repeat each Value) throws -> Void
) throws -> Runs {
    var counts: [Int] = []
    for setting in repeat each settings {
        if let twice = firstRepeated(setting.values.map { "\($0)" }) {
            session.fail("the setting '\(setting.name)' has the value '\(twice)' twice")
        }
        counts.append(setting.values.count)
    }
    if seeds < 1 { session.fail("a sweep needs at least one seed, found seeds: \(seeds)") }
    let total = counts.reduce(seeds, *)
    let place = session.current
    let store = RunStore(block: place.blockKey)
    let outcomes = Mutex([Result<Run, any Error>?](repeating: nil, count: total))
    let next = Atomic(0)
    let finished = Atomic(0)

    @Sendable func perform(_ index: Int) -> Result<Run, any Error> {
        var span = total
        func pick<Chosen>(_ setting: Setting<Chosen>) -> Chosen {
            span /= setting.values.count
            return setting.values[index / span % setting.values.count]
        }
        let chosen = (repeat pick(each settings))
        var names: [Run.Setting] = []
        for (setting, value) in repeat (each settings, each chosen) { names.append(.init(setting.name, "\(value)")) }
        var run = RunInProgress(
            settings: names, seed: index % seeds, notebook: place.notebook, label: place.blockName)
        if let saved = store.load(run) { return .success(saved) }
        do {
            try body(&run, repeat each chosen)
            store.save(run)
            return .success(run.run)
        } catch {
            let settings = names.map { "\($0.name) = \($0.value)" } + ["seed = \(run.seed)"]
            return .failure(RunError(run: settings.joined(separator: ", "), error: error))
        }
    }

    session.report(.progress(block: place.block, done: 0, total: total))
    DispatchQueue.concurrentPerform(iterations: min(jobLimit(), total)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= total { return }
            let outcome = perform(index)
            outcomes.withLock { $0[index] = outcome }
            let done = finished.wrappingAdd(1, ordering: .relaxed).newValue
            session.report(.progress(block: place.block, done: done, total: total))
            // A failed run ends the sweep: runs not yet begun would be thrown away.
            if case .failure = outcome { next.store(total, ordering: .relaxed) }
        }
    }
    return Runs(try outcomes.withLock { try $0.compactMap { try $0?.get() } })
}

/// An error that a run of a sweep threw, with the run's settings.
public struct RunError: Error, CustomStringConvertible {
    public let run: String
    public let error: any Error

    public var description: String { "in the run with \(run): \(error)" }
}

/// How many runs go at once: `LABBOOK_JOBS`, or the number of processors.
private func jobLimit() -> Int {
    if let jobs = environment("LABBOOK_JOBS").flatMap({ Int($0) }), jobs > 0 { return jobs }
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

private func firstRepeated(_ names: [String]) -> String? {
    names.indices.first { names[..<$0].contains(names[$0]) }.map { names[$0] }
}
