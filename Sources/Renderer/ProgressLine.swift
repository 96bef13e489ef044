/// What a person sees of the notebooks that are under way, as one line that changes.
///
///     mnist: training, run 12 of 40, about 3 min left · norms: compiling
public struct ProgressLine: Sendable {
    private enum State {
        case compiling
        case running(block: String)
        case runs(Runs)
    }

    private struct Runs {
        var block: String
        var done: Int
        var total: Int
        var restored: Int
        var began: ContinuousClock.Instant
        /// When the last of those that are done was.
        var last: ContinuousClock.Instant
    }

    /// In the order in which they began.
    private var notebooks: [(name: String, state: State)] = []

    /// A line about nothing.
    public init() {}

    /// Takes in what a build tells, when it tells it.
    public mutating func note(_ progress: Build.Progress, at now: ContinuousClock.Instant) {
        switch progress {
        case .compiling(let notebook): set(notebook, .compiling)
        case .running(let notebook, let block): set(notebook, .running(block: block))
        case .runs(let notebook, let block, let done, let total, let restored):
            var runs = Runs(
                block: block, done: done, total: total, restored: restored, began: now, last: now)
            if case .runs(let before) = state(of: notebook), before.block == block, before.total == total,
                before.done <= done
            {
                runs.began = before.began
            }
            set(notebook, .runs(runs))
        case .done(let notebook): notebooks.removeAll { $0.name == notebook }
        case .fetching, .remark: break
        }
    }

    /// The line as it stands; empty where nothing is under way.
    public var text: String { notebooks.compactMap { text(of: $0.name) }.joined(separator: " · ") }

    /// What is to say about one notebook.
    public func text(of notebook: String) -> String? {
        switch state(of: notebook) {
        case .compiling: "\(notebook): compiling"
        case .running(let block): "\(notebook): running \(block)"
        case .runs(let runs):
            "\(notebook): \(runs.block), run \(runs.done) of \(runs.total)\(rest(of: runs))"
        case nil: nil
        }
    }

    /// The time that is left when the runs that remain take as long as those that were computed. Runs that are taken from
    /// an earlier build take none and are not counted.
    private func rest(of runs: Runs) -> String {
        let computed = runs.done - runs.restored
        guard computed > 0, runs.done < runs.total else { return "" }
        let each = (runs.last - runs.began) / .seconds(1) / Double(computed)
        return ", about \(words(for: each * Double(runs.total - runs.done))) left"
    }

    private func words(for seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 60 { return "\(whole) s" }
        let minutes = (whole + 59) / 60
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    private func state(of notebook: String) -> State? { notebooks.first { $0.name == notebook }?.state }

    private mutating func set(_ notebook: String, _ state: State) {
        if let index = notebooks.firstIndex(where: { $0.name == notebook }) {
            notebooks[index].state = state
        } else {
            notebooks.append((notebook, state))
        }
    }
}
