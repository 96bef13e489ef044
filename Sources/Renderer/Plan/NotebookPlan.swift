import BlockGraph
import Digest

/// What must be known of a notebook to decide what is stale and to write its program.
struct NotebookPlan: Sendable {
    var notebook: Notebook
    /// The experiment blocks that are run, in order.
    var experiments: [ExperimentBlock]
    /// These blocks and, behind them, the inline values.
    var blocks: [PlannedBlock]
    var analysis: AnalyzedBlocks
    /// The blocks that cannot be compiled as they stand, each with what is wrong.
    var broken: [Int: [Problem]]
    /// What parsing gave, for the next build.
    var syntax: KnownSyntax

    var graph: NotebookGraph { analysis.graph }
    var isEmpty: Bool { blocks.allSatisfy { $0.syntax.items.isEmpty } }
}

/// Everything besides the notebook's own text that can change a result and is ours, but for the files that blocks read.
struct Surroundings: Equatable, Sendable {
    struct Module: Equatable, Sendable {
        var name: String
        var digest: String
    }

    /// The modules that a notebook's program links, each with the digest of its sources.
    var modules: [Module]
    /// The profile that is built, such as `quick`.
    var profile: String
}

extension NotebookPlan {
    /// Plans a notebook; code that is `known` is not parsed. Problems of a block are in `broken`.
    init(_ notebook: Notebook, in surroundings: Surroundings, known: KnownSyntax = KnownSyntax()) {
        self.notebook = notebook
        syntax = known
        experiments = notebook.experiments.filter(\.options.isEvaluated)
        var problems: [Problem] = []
        blocks = []
        var imports: [SourceFragment] = []
        for block in experiments {
            let (syntax, found) = self.syntax.parse(block)
            problems += found
            imports += syntax.imports.filter { line in
                !imports.contains { $0.text == line.text } && !Program.imports.contains(line.text)
            }
            blocks.append(
                PlannedBlock(
                    name: block.options.label ?? "block-\(blocks.count + 1)",
                    identity: block.options.label ?? "code \(syntax.digest.prefix(16))",
                    position: block.position, syntax: syntax, imports: imports,
                    printLimit: block.options.outputLimit * 1024,
                    data: block.options.data(in: surroundings.profile).map(\.text),
                    line: syntax.names.asksForItsPlace ? block.position.line : nil))
        }
        problems += nameProblems(blocks.map { ($0.syntax.names, $0.syntax.imports.map(\.text)) })
        problems += Self.repeatedNames(in: blocks)
        for inline in notebook.inlineExpressions where !inline.code.isEmpty {
            let (syntax, found) = self.syntax.parse(inline)
            problems += found
            blocks.append(
                PlannedBlock(
                    name: "inline value on line \(inline.position.line)", identity: "inline value",
                    position: inline.position, syntax: syntax, imports: imports,
                    printLimit: BlockLimits.inlineValue.printedBytes))
        }
        analysis = GraphBuilder(
            notebook: notebook.name, surroundings: surroundings, blocks: blocks,
            experimentCount: experiments.count
        ).build()
        broken = [:]
        for problem in problems.sorted(by: { $0.position < $1.position }) {
            let block = block(at: problem.position) ?? 0
            if experiments.indices.contains(block), experiments[block].isMisread { continue }
            broken[block, default: []].append(problem)
        }
    }

    /// The block or inline value that a place of the file belongs to.
    func block(at position: SourcePosition) -> Int? {
        guard position.file == notebook.source.file else { return nil }
        if let block = experiments.firstIndex(where: { $0.lines.contains(position.line) }) { return block }
        return blocks.indices.dropFirst(experiments.count).last { blocks[$0].position <= position }
    }

    /// A name bound at top level twice in a notebook is an error that names both lines.
    private static func repeatedNames(in blocks: [PlannedBlock]) -> [Problem] {
        var problems: [Problem] = []
        var bound: [String: Int] = [:]
        for item in blocks.flatMap(\.syntax.items) {
            guard case .binding(let head, let names, _, _) = item.kind else { continue }
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

    /// The Markdown place of a statement of the program.
    func position(block: Int, statement: Int) -> SourcePosition {
        guard blocks.indices.contains(block) else {
            return SourcePosition(file: notebook.source.file, line: 1)
        }
        let places = blocks[block].places
        return places.indices.contains(statement) ? places[statement] : blocks[block].position
    }
}
