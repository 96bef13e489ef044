import Digest
import Exhibits
import Storage

/// The result of one block: what its page shows, what it bound, and what it read.
public struct BlockRecord: Codable, Equatable, Sendable {
    /// What the block showed and printed, in order.
    public var exhibits: [Exhibit]
    /// The bindings that it made, and the variables that it may have changed, as they were when it ended.
    public var outputs: [String: Output]
    /// The files that it opened for reading, sorted by path.
    public var files: [FileUse]
    /// The sweeps that it made, in order; nil for none.
    public var sweeps: [SweepUse]?
    /// What it computed for the other profiles, in order; nil for nothing.
    public var kept: [KeptValue]?

    /// A record.
    public init(
        exhibits: [Exhibit] = [], outputs: [String: Output] = [:], files: [FileUse] = [],
        sweeps: [SweepUse]? = nil, kept: [KeptValue]? = nil
    ) {
        self.exhibits = exhibits
        self.outputs = outputs
        self.files = files
        self.sweeps = sweeps
        self.kept = kept
    }

    /// What a binding was when a block ended.
    public struct Output: Codable, Equatable, Sendable {
        /// How far the binding can be compared and kept.
        public enum Kind: String, Codable, Sendable {
            /// A value that is saved: `digest` is that of its bytes.
            case value
            /// A value that nothing can change, but that must be made again to be had.
            case constant
            /// Anything that a later block might change.
            case object
        }

        /// How far it can be compared and kept.
        public var kind: Kind
        /// The type's name, with modules.
        public var type: String
        /// SHA-256 of the saved bytes of a `value`.
        public var digest: String?

        /// An output.
        public init(_ kind: Kind, type: String, digest: String? = nil) {
            self.kind = kind
            self.type = type
            self.digest = digest
        }
    }
}

/// A sweep that a block made.
public struct SweepUse: Codable, Hashable, Sendable {
    /// How many runs it had, over all settings and seeds.
    public var runs: Int
    /// How many seeds: they were 0 ..< seeds.
    public var seeds: Int

    /// A sweep of so many runs and seeds.
    public init(runs: Int, seeds: Int) {
        self.runs = runs
        self.seeds = seeds
    }
}

/// A file that a block opened, with what it held.
public struct FileUse: Codable, Hashable, Sendable {
    /// The path: relative to the folder of the notebooks where the file lies below it.
    public var path: String
    /// SHA-256 of the content; of the names where it is a folder; nil where there was nothing.
    public var digest: String?

    /// A file and what it held.
    public init(path: String, digest: String?) {
        self.path = path
        self.digest = digest
    }

    /// What the file at `path` holds now; `folder` is that of the notebooks.
    public static func current(_ path: String, in folder: String) -> FileUse {
        let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
        if let names = folderEntries(whole) { return FileUse(path: path, digest: sha256(parts: names)) }
        guard case .success(let bytes) = readFile(whole) else { return FileUse(path: path, digest: nil) }
        return FileUse(path: path, digest: sha256(bytes))
    }
}
