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

    /// Why the run ends early, once it does.
    private var divergence: Divergence?

    /// Where the run keeps its checkpoints; none where nothing is saved.
    let checkpointFile: CheckpointFile?
    /// When a checkpoint was last kept, or the run began.
    var lastKept = ContinuousClock.now

    init(
        settings: [Run.Setting], seed: Int, notebook: String, label: String,
        checkpointFile: (Run) -> CheckpointFile? = { _ in nil }
    ) {
        self.seed = seed
        run = Run(settings: settings, seed: seed)
        key = key64(parts: ["run", notebook, label] + run.identity)
        pairedKey = key64(parts: ["pair", notebook, label, "\(seed)"])
        self.checkpointFile = checkpointFile(run)
    }

    /// Goes on from what an interrupted run had recorded.
    mutating func restore(_ recorded: Run) { run = recorded }

    /// Records the value of a metric at step, epoch or time `x`.
    ///
    ///     try run.record("training loss", at: epoch, loss)
    ///
    /// - Throws: `Divergence` when a value is not finite. It is recorded, and the run ends with it: `sweep` takes the error
    ///   and goes on with the other runs. A run whose body caught the error records nothing more.
    public mutating func record(
        _ metric: String, at x: some BinaryInteger, _ value: some BinaryFloatingPoint
    ) throws(Divergence) {
        try record(metric, at: Double(x), value)
    }

    /// Records the value of a metric at `x`; see `record(_:at:_:)` for whole numbers.
    public mutating func record(
        _ metric: String, at x: Double, _ value: some BinaryFloatingPoint
    ) throws(Divergence) {
        if metric == "seed" || run.settings.contains(where: { $0.name == metric }) {
            session.fail(
                "'\(metric)' names a setting of the sweep's runs, so it cannot name what they record as well")
        }
        if let divergence { throw divergence }
        run.record(metric, at: x, Double(value))
        if !value.isFinite {
            let found = Divergence(metric: metric, x: x, value: Double(value))
            divergence = found
            run.divergence = found.description
            throw found
        }
    }
}

/// The end of a run whose training left the finite numbers: what was recorded, where, and its value.
public struct Divergence: Error, CustomStringConvertible {
    /// The metric that was recorded.
    public let metric: String
    /// The step, epoch or time.
    public let x: Double
    /// The value, which is not finite.
    public let value: Double

    /// `'training loss' was NaN at 12`.
    public var description: String {
        let texts = Column(metric, [value, x])
        return "'\(metric)' was \(texts.text(at: 0)) at \(texts.text(at: 1))"
    }
}

extension Run {
    /// The texts that tell a run from the others of its sweep.
    var identity: [String] { settings.flatMap { [$0.name, $0.value] } + ["\(seed)"] }
}
