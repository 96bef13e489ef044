import Digest

/// What must be compiled and run for a notebook, and the key under which its result is kept.
struct NotebookPlan: Sendable {
    var notebook: Notebook
    var program: Program
    /// The experiment blocks that are run, in order.
    var blocks: [ExperimentBlock]
    /// SHA-256 of everything of ours that can change the result. The same on every machine.
    var contentKey: String
}

/// Everything besides the notebook's own text that can change a result and is ours.
struct Surroundings: Equatable, Sendable {
    /// Digest of the modules that a notebook's program links.
    var engine: String
    /// Digest of the data files beside the notebooks.
    var data: String
    /// The profile that is built, such as `quick`.
    var profile: String

    init(engine: String, data: String, profile: String) {
        self.engine = engine
        self.data = data
        self.profile = profile
    }
}

extension NotebookPlan {
    /// Plans a notebook. With problems in the result there is nothing to run.
    ///
    /// A block's key covers the blocks before it, so editing a block makes it and the later ones stale and leaves
    /// the runs of earlier sweeps valid.
    static func make(for notebook: Notebook, in surroundings: Surroundings) -> (
        NotebookPlan, [Problem]
    ) {
        var problems: [Problem] = []
        var planned: [PlannedBlock] = []
        var experiments: [ExperimentBlock] = []
        var bound: [String: Int] = [:]
        var chain = sha256(parts: [
            "labbook block 1", surroundings.engine, surroundings.data, surroundings.profile, notebook.name,
        ])
        let evaluated = notebook.experiments.filter(\.options.isEvaluated)
        let parsed = evaluated.map { BlockSyntax.parse($0) }
        problems += nameProblems(parsed.map { ($0.0.names, $0.0.imports) })
        // An extension or an operator changes what other blocks mean without being named in them.
        chain = sha256(parts: [chain] + parsed.flatMap(\.0.names.reachingEverywhere))
        for (block, (syntax, found)) in zip(evaluated, parsed) {
            problems += found + repeatedNames(in: syntax, &bound)
            let name = block.options.label ?? "block-\(experiments.count + 1)"
            chain = sha256(parts: [chain, name, syntax.digest])
            planned.append(PlannedBlock(name: name, syntax: syntax, key: chain))
            experiments.append(block)
        }
        let inlines = notebook.inlineExpressions.filter { !$0.code.isEmpty }
        let inlineDigests = inlines.map { inline in
            let (digest, found) = BlockSyntax.parse(inline)
            problems += found
            return digest
        }
        let plan = NotebookPlan(
            notebook: notebook,
            program: Program(notebook: notebook.name, blocks: planned, inlineExpressions: inlines),
            blocks: experiments,
            contentKey: sha256(parts: [chain] + inlineDigests))
        return (plan, problems.sorted { $0.position < $1.position })
    }

    /// A name bound at top level twice in a notebook is an error that names both lines.
    private static func repeatedNames(in syntax: BlockSyntax, _ bound: inout [String: Int]) -> [Problem] {
        var problems: [Problem] = []
        for item in syntax.items {
            guard case .binding(let head, let names) = item.kind else { continue }
            for name in names {
                if let line = bound[name] {
                    problems.append(Problem(.nameBoundTwice(name, firstLine: line), at: head.position))
                } else {
                    bound[name] = head.position.line
                }
            }
        }
        return problems
    }
}
