import BlockGraph
import Exhibits
import Storage

/// Where a long run stood when it was stopped.
public struct RunCheckpoint: Sendable, Equatable {
    /// The step after which it was kept.
    public let step: Int
    /// What the run kept, such as the bytes of Lab's `Checkpoint`.
    public let bytes: [UInt8]
}

extension RunInProgress {
    /// Takes up the run where a build that was stopped had kept it last: gives back what it had recorded until then, and
    /// returns what it kept. Nil where there is nothing to take up.
    ///
    ///     var first = 1
    ///     if let kept = run.resume() {
    ///         let checkpoint = try Checkpoint<Float>(bytes: kept.bytes)
    ///         try checkpoint.restore(&model, &optimizer)
    ///         order = try checkpoint.stream("order")
    ///         first = kept.step + 1
    ///     }
    ///     for epoch in first...epochs {
    ///         …
    ///         run.keep(after: epoch) { Checkpoint(model, optimizer, streams: ["order": order]).bytes }
    ///     }
    ///
    /// A run that keeps everything which it goes on from ends with the same bits as one that was never stopped.
    public mutating func resume() -> RunCheckpoint? {
        guard let file = checkpointFile, let kept = file.load() else { return nil }
        restore(kept.run)
        return RunCheckpoint(step: kept.step, bytes: kept.bytes)
    }

    /// Keeps where the run stands, so that a later build can `resume` it. The bytes are asked for only when enough time
    /// has passed since the last time; what is kept goes when the run is finished.
    ///
    /// - Parameters:
    ///   - step: the step that is done.
    ///   - seconds: how much time to let pass; it decides how much work a stopped build loses, and no result.
    ///   - bytes: everything that the run goes on from.
    public mutating func keep(after step: Int, every seconds: Double = 10, _ bytes: () throws -> [UInt8])
        rethrows
    {
        let now = ContinuousClock.now
        guard let file = checkpointFile, now - lastKept >= .seconds(seconds) else { return }
        file.save(CheckpointFile.Content(run: run, step: step, bytes: try bytes()))
        lastKept = .now
    }
}

/// The file of a run's checkpoint: a line of JSON and the kept bytes, sealed.
struct CheckpointFile {
    let path: String

    struct Content {
        var run: Run
        var step: Int
        var bytes: [UInt8]
    }

    private struct Head: Codable {
        var run: Run
        var step: Int
        var files: [FileUse]
    }

    /// The content, if it is whole and the files that the run may have read are as they were.
    func load() -> Content? {
        guard case .bytes(let content) = SealedFile.read(path),
            let end = content.firstIndex(of: UInt8(ascii: "\n")),
            let head = try? RecordCoding.decode(Head.self, from: content[..<end]),
            FileWatch.areUnchanged(head.files)
        else { return nil }
        FileWatch.note(head.files)
        return Content(run: head.run, step: head.step, bytes: Array(content[(end + 1)...]))
    }

    /// Writes the file. Where the disk refuses, the run goes on; only a later build must begin it again.
    func save(_ content: Content) {
        guard let files = FileWatch.filesSoFar(),
            let head = try? RecordCoding.encode(Head(run: content.run, step: content.step, files: files))
        else { return }
        try? SealedFile.write(head + [UInt8(ascii: "\n")] + content.bytes, to: path)
    }

    func remove() { try? removeFile(path) }
}
