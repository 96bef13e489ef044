import Digest
import Storage

/// What parsing gave for the blocks and inline values of a notebook, kept from one build to the next: parsing takes a third of
/// a build that runs nothing.
///
/// Code is known by its digest. Code with a mistake is not kept, and what is kept is believed only by the program that wrote it, whose
/// parser and rules are the same.
struct KnownSyntax: Equatable, Sendable {
    /// The packed syntax of each piece of code by its digest, as an earlier build left it.
    private var known: [String: ArraySlice<UInt8>] = [:]
    /// The same of what was asked for since.
    private var used: [String: ArraySlice<UInt8>] = [:]

    /// Nothing is known.
    init() {}

    /// The syntax of a block, and what is wrong with it.
    mutating func parse(_ block: ExperimentBlock) -> (BlockSyntax, [Problem]) {
        let origin = SourcePosition(
            file: block.position.file, line: block.firstCodeLine, column: block.indentation)
        return parse(key: sha256(parts: ["block", block.code]), at: origin) { BlockSyntax.parse(block) }
    }

    /// The same of an inline value.
    mutating func parse(_ inline: InlineExpression) -> (BlockSyntax, [Problem]) {
        parse(key: sha256(parts: ["inline", inline.code]), at: inline.position) { BlockSyntax.parse(inline) }
    }

    private mutating func parse(
        key: String, at origin: SourcePosition, _ parse: () -> (BlockSyntax, [Problem])
    ) -> (BlockSyntax, [Problem]) {
        if let packed = used[key] ?? known[key], let syntax = try? BlockSyntax(packed: packed, at: origin) {
            used[key] = packed
            return (syntax, [])
        }
        let (syntax, problems) = parse()
        if problems.isEmpty { used[key] = syntax.packed(from: origin)[...] }
        return (syntax, problems)
    }
}

// MARK: Its file

extension KnownSyntax {
    /// What `keep` left in the file; nothing where there is none, where it is damaged, or where another `program` wrote it.
    init(keptIn path: String, by program: String) {
        guard case .bytes(let bytes) = SealedFile.read(path) else { return }
        var unpacker = Unpacker(bytes[...])
        guard let writer = try? unpacker.text(), writer == program,
            let entries = try? unpacker.list({ (try $0.text(), try $0.content()) })
        else { return }
        known = Dictionary(entries) { first, _ in first }
    }

    /// Keeps what was asked for, and nothing else, unless the file holds just that. It only saves time; a disk that refuses it
    /// stops nothing.
    func keep(in path: String, by program: String) {
        guard used != known else { return }
        var packer = Packer()
        packer.write(program)
        packer.write(used.sorted { $0.key < $1.key }) { packer, entry in
            packer.write(entry.key)
            packer.write(entry.value)
        }
        try? SealedFile.write(packer.bytes, to: path)
    }
}
