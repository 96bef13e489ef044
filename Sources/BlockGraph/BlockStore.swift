import Digest
import Storage

/// The results of earlier builds: records by key, and the saved values of bindings by the digest of their bytes.
///
/// There are two layers. The upper one is a folder of sealed files, below `.labbook/`; a record's file is named by the
/// content key together with compiler, flags and target. Below it lie the records that are committed with the site, by
/// content key alone: the numeric contract says that they are right everywhere. They are only read.
public struct BlockStore: Sendable {
    /// The folder of the upper layer.
    public let folder: String
    /// What a record depends on besides its content key: compiler version, flags, target.
    public let toolchain: String
    /// The folder of the notebooks, to which the paths of read files are relative.
    public let notebooks: String
    /// The records that came with the site.
    public let committed: CommittedRecords
    /// The data sets whose files need not be there for a record to hold.
    public let data: KnownData

    /// A store.
    public init(
        folder: String, toolchain: String, notebooks: String, committed: CommittedRecords = .none,
        data: KnownData = .none
    ) {
        self.folder = folder
        self.toolchain = toolchain
        self.notebooks = notebooks
        self.committed = committed
        self.data = data
    }

    /// What a look-up found.
    public enum Found: Equatable, Sendable {
        case record(BlockRecord)
        /// There is a record, but a file that its block read has changed since.
        case outdated(FileUse)
        case nothing
        /// There is an entry and it is damaged; it was set aside. The committed record may stand in for it.
        case damaged(path: String, committed: BlockRecord?)
    }

    /// The name of a key in the upper layer.
    public func name(of key: BlockKey) -> String { sha256(parts: ["store 3", key.digest, toolchain]) }

    /// The record of a block's result, provided that the files which it read are as they were.
    public func load(_ key: BlockKey) -> Found {
        let path = recordPath(key)
        switch SealedFile.read(path) {
        case .bytes(let bytes):
            guard let record = try? RecordCoding.decode(BlockRecord.self, from: bytes) else { fallthrough }
            // The value that it kept for other profiles is a part of the result.
            if let kept = record.kept, !kept.allSatisfy({ value($0.digest) != nil }) { return .nothing }
            // Another version of the data may be the one that was committed.
            if let changed = changedFile(of: record) {
                return committed(key).map { .record($0) } ?? .outdated(changed)
            }
            return .record(record)
        case .damaged:
            SealedFile.setAside(path)
            return .damaged(path: path, committed: committed(key))
        case .missing:
            return committed(key).map { .record($0) } ?? .nothing
        }
    }

    private func committed(_ key: BlockKey) -> BlockRecord? {
        guard let record = committed.records[key.digest], changedFile(of: record) == nil else { return nil }
        return record
    }

    private func changedFile(of record: BlockRecord) -> FileUse? {
        record.files.first { !data.isUnchanged($0, in: notebooks) }
    }

    /// Keeps a record.
    public func save(_ record: BlockRecord, for key: BlockKey) throws {
        try SealedFile.write(RecordCoding.encode(record), to: recordPath(key))
    }

    /// The saved bytes of a value, if they are there and whole.
    public func value(_ digest: String) -> [UInt8]? {
        if case .bytes(let bytes) = SealedFile.read(valuePath(digest)), sha256(bytes) == digest {
            return bytes
        }
        return committed.values[digest]
    }

    /// Keeps the bytes of a value and returns their digest.
    public func keep(_ value: [UInt8]) throws -> String {
        let digest = sha256(value)
        // The seal of a present file is checked, so that a damaged one is mended.
        if self.value(digest) == nil { try SealedFile.write(value, to: valuePath(digest)) }
        return digest
    }

    /// Where the finished runs of a block's sweeps are.
    public func runFolder(_ key: BlockKey) -> String { "\(folder)/runs/\(name(of: key))" }

    private func recordPath(_ key: BlockKey) -> String { "\(folder)/records/\(name(of: key)).record" }
    private func valuePath(_ digest: String) -> String { "\(folder)/values/\(digest).value" }
}
