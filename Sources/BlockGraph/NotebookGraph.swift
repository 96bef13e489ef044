/// What is known of a notebook's blocks before anything runs: what each declares, what it reaches, and the parts of its
/// key that don't depend on values.
///
/// Inline values are small blocks behind the others. A *binding* is a top-level `let` or `var`, named by the first name
/// that it binds; a declaration that holds state (a `static var`) counts as one.
public struct NotebookGraph: Codable, Equatable, Sendable {
    /// The notebook's name.
    public var notebook: String
    /// The blocks in order, then the inline values.
    public var blocks: [BlockDescription]
    /// The types that the notebook declares, by name.
    public var types: [String: DeclaredType]

    /// A graph.
    public init(notebook: String, blocks: [BlockDescription], types: [String: DeclaredType]) {
        self.notebook = notebook
        self.blocks = blocks
        self.types = types
    }
}

/// A type that a notebook declares.
public struct DeclaredType: Codable, Equatable, Sendable {
    /// SHA-256 of the type and of all declarations that it reaches.
    public var digest: String
    /// Whether its values are values: no class, closure or pointer can be inside.
    public var isValue: Bool

    /// A declared type.
    public init(digest: String, isValue: Bool) {
        self.digest = digest
        self.isValue = isValue
    }
}

/// What is known of one block before it runs.
public struct BlockDescription: Codable, Equatable, Sendable {
    /// Whether it is a block or an inline value.
    public enum Kind: String, Codable, Sendable { case experiment, inline }

    /// What it is.
    public var kind: Kind
    /// What progress and messages call it.
    public var name: String
    /// What the seeds of its sweeps are made from: the label, or a digest of the code where it has none.
    public var identity: String
    /// The parts of its key that don't depend on values.
    public var parts: [KeyPart]
    /// The earlier bindings that it reaches, itself or through declarations, sorted.
    public var inputs: [String]
    /// The bindings that it makes.
    public var bindings: [Binding]
    /// How many bytes it may print.
    public var printLimit: Int
    /// The data sets that it may read.
    public var data: [String]

    /// A top-level binding, or a declaration that holds state.
    public struct Binding: Codable, Equatable, Sendable {
        /// What a binding is, which decides whether a later block can change it.
        public enum Kind: String, Codable, Sendable { case constant, variable, state }

        /// Its name; the first one of a tuple's.
        public var name: String
        /// What it is.
        public var kind: Kind

        /// A binding.
        public init(_ name: String, _ kind: Kind) {
            self.name = name
            self.kind = kind
        }
    }

    /// A block's description.
    public init(
        kind: Kind, name: String, identity: String, parts: [KeyPart], inputs: [String], bindings: [Binding],
        printLimit: Int, data: [String] = []
    ) {
        self.kind = kind
        self.name = name
        self.identity = identity
        self.parts = parts
        self.inputs = inputs
        self.bindings = bindings
        self.printLimit = printLimit
        self.data = data
    }
}
