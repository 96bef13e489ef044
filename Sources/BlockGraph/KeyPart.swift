import Digest

/// One of the things that decide a block's result: what it is, and the digest of its content.
///
/// A block's key is the digest of all its parts, and the parts are kept, so that it can be said which of them changed.
public struct KeyPart: Codable, Hashable, Sendable {
    /// What a part is about. The raw values are in stored files.
    public enum Kind: String, Codable, Sendable {
        /// The notebook's name, from which the seeds of its sweeps are made.
        case notebook
        /// The block's label, or what stands for it; seeds are made from it too.
        case identity
        case profile
        /// The sources of a module that the program links.
        case module
        /// The `import` lines that hold in the block.
        case imports
        /// The block's own code.
        case code
        /// A function, type or computed variable of another block that this one reaches.
        case declaration
        /// An extension or operator that reaches into the block without being named.
        case reaching
        /// The value of an earlier binding.
        case value
        /// An earlier binding whose value cannot be compared: everything that made or may have changed it.
        case object
    }

    /// What the part is about.
    public var kind: Kind
    /// Its name: a module, a declaration, a binding.
    public var name: String
    /// SHA-256 of its content.
    public var digest: String

    /// A part of a key.
    public init(_ kind: Kind, _ name: String, digest: String) {
        self.kind = kind
        self.name = name
        self.digest = digest
    }
}

/// Everything that decides a block's result.
public struct BlockKey: Codable, Equatable, Sendable {
    /// The parts, in a fixed order.
    public var parts: [KeyPart]

    /// A key of these parts.
    public init(parts: [KeyPart]) { self.parts = parts }

    /// The content key, SHA-256 of all parts: the same on every machine.
    public var digest: String {
        sha256(parts: ["labbook block 3"] + parts.flatMap { [$0.kind.rawValue, $0.name, $0.digest] })
    }
}
