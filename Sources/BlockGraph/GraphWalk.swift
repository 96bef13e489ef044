import Digest

/// Goes through a notebook's blocks in order and knows, before each, in which version it finds every binding.
///
/// The renderer walks to see what is stale, the running program to see what must run; both decide alike.
public struct GraphWalk: Sendable {
    /// The state of a binding between two blocks.
    public enum Version: Equatable, Sendable {
        /// A saved value, by the digest of its bytes.
        case value(digest: String, type: String)
        /// A value that nothing changes and whose maker's result is `digest`.
        case constant(digest: String)
        /// Something that every block which reaches it may have changed; `digest` covers all of them.
        case object(digest: String)
        /// Not known, because of a block that failed or has not run.
        case missing(because: Int)
    }

    /// The notebook.
    public let graph: NotebookGraph
    private var versions: [String: Version] = [:]
    private var kinds: [String: BlockDescription.Binding.Kind] = [:]
    /// The blocks that made a binding or may have changed it, in order.
    private var makers: [String: [Int]] = [:]

    /// A walk that stands before the first block.
    public init(_ graph: NotebookGraph) { self.graph = graph }

    /// The version in which the next block finds a binding.
    public func version(of binding: String) -> Version? { versions[binding] }

    /// The blocks that must run, in this order, to have a binding as the next block finds it.
    public func makers(of binding: String) -> [Int] { makers[binding] ?? [] }

    /// The key of a block, when all before it have been passed; or the block because of which it cannot be known.
    public func key(of block: Int) -> Result<BlockKey, MissingInput> {
        let description = graph.blocks[block]
        var parts = description.parts
        for name in description.inputs {
            switch versions[name] {
            case .value(let digest, let type):
                let ofTypes = declaredTypes(in: type).sorted().map { graph.types[$0]?.digest ?? "" }
                parts.append(KeyPart(.value, name, digest: sha256(parts: [digest, type] + ofTypes)))
            case .constant(let digest), .object(let digest):
                parts.append(KeyPart(.object, name, digest: digest))
            case .missing(let cause):
                return .failure(MissingInput(binding: name, cause: cause))
            case nil:
                return .failure(MissingInput(binding: name, cause: block))
            }
        }
        return .success(BlockKey(parts: parts))
    }

    /// A binding that a block needs and that is not there.
    public struct MissingInput: Error, Equatable, Sendable {
        /// The binding.
        public var binding: String
        /// The block that failed, or has not run.
        public var cause: Int
    }

    /// Passes a block that has a result.
    public mutating func pass(_ block: Int, key: BlockKey, record: BlockRecord) {
        let description = graph.blocks[block]
        let result = sha256(parts: [key.digest] + record.files.flatMap { [$0.path, $0.digest ?? "-"] })
        for binding in description.bindings {
            kinds[binding.name] = binding.kind
            makers[binding.name] = [block]
            versions[binding.name] = version(record.outputs[binding.name], result: result)
        }
        // An inline value is an expression; it is trusted to change nothing.
        guard description.kind == .experiment else { return }
        for name in description.inputs {
            switch (versions[name], kinds[name]) {
            case (.object(let before), _):
                versions[name] = .object(digest: sha256(parts: [before, result]))
                makers[name, default: []].append(block)
            case (.value, .variable):
                if let output = record.outputs[name] { versions[name] = version(output, result: result) }
                makers[name, default: []].append(block)
            default: break
            }
        }
    }

    /// Passes a block without a result: what it makes or may change is missing for the later ones.
    public mutating func passWithoutResult(_ block: Int, because cause: Int) {
        let description = graph.blocks[block]
        for binding in description.bindings {
            kinds[binding.name] = binding.kind
            versions[binding.name] = .missing(because: cause)
        }
        guard description.kind == .experiment else { return }
        for name in description.inputs {
            switch (versions[name], kinds[name]) {
            case (.object, _), (.value, .variable): versions[name] = .missing(because: cause)
            default: break
            }
        }
    }

    private func version(_ output: BlockRecord.Output?, result: String) -> Version {
        guard let output else { return .object(digest: result) }
        return switch output.kind {
        case .value: .value(digest: output.digest ?? "", type: output.type)
        case .constant: .constant(digest: result)
        case .object: .object(digest: result)
        }
    }

    /// The types of the notebook that a type's name speaks of.
    private func declaredTypes(in name: String) -> Set<String> { typeNames(in: name, of: "Notebook") }
}
