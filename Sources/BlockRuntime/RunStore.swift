import Digest
import Exhibits
import Storage

/// The saved runs of one sweep: a sealed file each, named by the digest of all that can change the run.
struct RunStore {
    /// The key of the block that the sweep stands in; it covers the blocks before it.
    let block: String
    /// Which of the block's sweeps it is: two in one block may have the same settings and other bodies.
    let sweep: Int
    /// The folder that `LABBOOK_RUNS` names. Without one, nothing is saved.
    let folder = environment("LABBOOK_RUNS")

    /// The saved record of a run, if there is one and it is whole. A damaged one is computed again.
    func load(_ run: RunInProgress) -> Run? {
        guard let path = path(of: run), case .bytes(let bytes) = SealedFile.read(path) else { return nil }
        return try? RecordCoding.decode(Run.self, from: bytes)
    }

    /// Saves a finished run. Where the disk refuses, the run still counts; only a later build must repeat it.
    func save(_ run: RunInProgress) {
        guard let path = path(of: run), let bytes = try? RecordCoding.encode(run.run) else { return }
        try? SealedFile.write(bytes, to: path)
    }

    private func path(of run: RunInProgress) -> String? {
        folder.map { "\($0)/\(sha256(parts: ["run 1", block, "\(sweep)"] + run.run.identity)).run" }
    }
}
