import BlockGraph
import Digest
import Exhibits
import Storage

/// The saved runs of one sweep: a sealed file each, named by the digest of all that can change the run.
struct RunStore {
    /// The folder of the runs of the block that the sweep stands in; its name is the block's key. Without one, nothing
    /// is saved.
    let folder: String?
    /// Which of the block's sweeps it is: two in one block may have the same settings and other bodies.
    let sweep: Int

    /// A run with the files that its block had opened when it ended.
    private struct Saved: Codable {
        var run: Run
        var files: [FileUse]
    }

    /// The saved record of a run, if there is one, it is whole, and the files that it may have read are as they were. A
    /// damaged one is computed again.
    func load(_ run: RunInProgress) -> Run? {
        guard let path = path(of: run.run), case .bytes(let bytes) = SealedFile.read(path),
            let saved = try? RecordCoding.decode(Saved.self, from: bytes)
        else { return nil }
        guard FileWatch.areUnchanged(saved.files) else { return nil }
        FileWatch.note(saved.files)
        return saved.run
    }

    /// Saves a finished run. Where the disk refuses, the run still counts; only a later build must repeat it.
    func save(_ run: RunInProgress) {
        guard let path = path(of: run.run), let files = FileWatch.filesSoFar() else { return }
        guard let bytes = try? RecordCoding.encode(Saved(run: run.run, files: files)) else { return }
        try? SealedFile.write(bytes, to: path)
        run.checkpointFile?.remove()
    }

    /// Where a run that is not finished keeps how far it is.
    func checkpointFile(of run: Run) -> CheckpointFile? {
        path(of: run).map { CheckpointFile(path: $0.dropLast(".run".count) + ".checkpoint") }
    }

    private func path(of run: Run) -> String? {
        folder.map { "\($0)/\(sha256(parts: ["run 3", "\(sweep)"] + run.identity)).run" }
    }
}
