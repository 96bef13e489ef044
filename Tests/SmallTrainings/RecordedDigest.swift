/// What one run gave on one machine: a row of `notebooks/data/digests.json`, which `make digests` writes.
package struct RecordedDigest: Codable, Equatable, Sendable {
    /// The name of a `SmallTraining`, or `kernelRun`.
    package var run: String
    /// The build of the kernels.
    package var kernels: String
    /// How many copies ran at once, each on a thread of its own.
    package var jobs: Int
    /// The processor; where it is emulated, the model that the emulator was asked for.
    package var machine: String
    /// The program that stood in for the processor, with its version; nil for a real one.
    package var emulator: String?
    /// The version of the numeric contract that the run followed.
    package var contract: Int
    /// The different results among the copies, in order. By the contract there is one.
    package var digests: [String]

    /// The run that is every kernel by itself.
    package static let kernelRun = "kernels"
    /// How many copies of each run are started at once.
    package static let numbersOfJobs = [1, 2, 4]

    package init(
        run: String, kernels: String, jobs: Int, machine: String, emulator: String? = nil, contract: Int,
        digests: [String]
    ) {
        self.run = run
        self.kernels = kernels
        self.jobs = jobs
        self.machine = machine
        self.emulator = emulator
        self.contract = contract
        self.digests = digests
    }
}

extension [RecordedDigest] {
    /// The rows with others added: those of a machine that is recorded again are replaced, the other machines' stay. Rows
    /// of another contract than the new ones' are dropped, as their digests say nothing about this one.
    package func recording(_ rows: [RecordedDigest]) -> [RecordedDigest] {
        let again = Set(rows.map(\.place))
        let contracts = Set(rows.map(\.contract))
        return filter { !again.contains($0.place) && contracts.contains($0.contract) } + rows
    }
}

extension RecordedDigest {
    /// What tells machines apart. A newer emulator replaces an older one.
    fileprivate var place: [String] { [machine, emulator == nil ? "real" : "emulated"] }
}
