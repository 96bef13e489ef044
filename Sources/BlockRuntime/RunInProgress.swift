import Digest
import Exhibits

/// One run of a sweep while it goes: what it is seeded with, and where it records what it measures.
public struct RunInProgress {
    /// The number of the repetition, from 0.
    public let seed: Int

    /// A 64-bit key made of the notebook, the block's label, the settings and the seed, never of the order of runs.
    public let key: UInt64

    /// A 64-bit key made of the notebook, the block's label and the seed: the same for every setting. A generator
    /// with this key gives the runs that are compared the same initial weights and the same batches.
    public let pairedKey: UInt64

    /// What has been recorded so far.
    public private(set) var run: Run

    init(settings: [Run.Setting], seed: Int, notebook: String, label: String) {
        self.seed = seed
        run = Run(settings: settings, seed: seed)
        key = key64(parts: ["run", notebook, label] + run.identity)
        pairedKey = key64(parts: ["pair", notebook, label, "\(seed)"])
    }

    /// Records the value of a metric at step, epoch or time `x`. The first value that is not finite marks the run
    /// as diverged.
    public mutating func record(_ metric: String, at x: some BinaryInteger, _ value: some BinaryFloatingPoint)
    {
        record(metric, at: Double(x), value)
    }

    /// Records the value of a metric at `x`. The first value that is not finite marks the run as diverged.
    public mutating func record(_ metric: String, at x: Double, _ value: some BinaryFloatingPoint) {
        if metric == "seed" || run.settings.contains(where: { $0.name == metric }) {
            session.fail(
                "'\(metric)' names a setting of the sweep's runs, so it cannot name what they record as well")
        }
        run.record(metric, at: x, Double(value))
        if !value.isFinite && run.divergence == nil { run.divergence = "\(metric) was \(value) at \(x)" }
    }

    /// Whether a recorded value was not finite. A training loop may stop then.
    public var hasDiverged: Bool { run.divergence != nil }
}

extension Run {
    /// The texts that tell a run from the others of its sweep.
    var identity: [String] { settings.flatMap { [$0.name, $0.value] } + ["\(seed)"] }
}
