import BlockGraph
import Exhibits

/// Looks at a project without running anything: what is fresh, what is stale and why, and how its blocks depend on each
/// other.
public struct Inspection: Sendable {
    let workspace: Workspace
    let notebooks: [InspectedNotebook]

    /// Reads a project's notebooks and looks each block up in the store.
    public init(_ project: Project, engine: Engine) async throws {
        let workspace = try await Workspace(project, engine: engine)
        self.workspace = workspace
        notebooks = workspace.files.map { file in
            let (read, _) = workspace.read(file)
            return InspectedNotebook(
                read: read,
                states: BlockStates(
                    of: read.plan, in: read.store, uncompiled: Set(read.plan.broken.keys), failed: []),
                last: LastKeys(keptIn: workspace.lastKeysPath(read.notebook.name)))
        }
    }

    /// The notebooks with this name, or all of them.
    func selected(_ name: String?) throws -> [InspectedNotebook] {
        guard var name else { return notebooks }
        // The file is meant as well as the name.
        if name.hasSuffix(".md") { name = String(name.split(separator: "/").last?.dropLast(3) ?? "") }
        let found = notebooks.filter { $0.name == name }
        if found.isEmpty {
            throw InspectionError.noNotebook(
                name, nearest: nearestName(to: name, among: notebooks.map(\.name)))
        }
        return found
    }
}

/// A notebook with the states of its blocks.
struct InspectedNotebook: Sendable {
    var read: Workspace.ReadNotebook
    var states: BlockStates
    var last: LastKeys

    var name: String { read.notebook.name }
    var plan: NotebookPlan { read.plan }
    /// The numbers of the blocks, without the inline values.
    var experiments: Range<Int> { 0..<plan.experiments.count }
    var inlineValues: Range<Int> { plan.experiments.count..<plan.blocks.count }

    /// What the store has of the notebook, as far as a page or an export takes it.
    var result: NotebookResult {
        let record = NotebookRecord(
            blocks: experiments.map { states.record(of: $0)?.exhibits },
            inlineValues: inlineValues.map { states.record(of: $0)?.exhibits.last })
        return NotebookResult(
            notebook: plan.notebook, record: record, blocks: plan.experiments, problems: [], contentKey: nil)
    }

    func place(_ block: Int) -> String { "line \(plan.blocks[block].position.line)" }
}

/// What a question about a project may get wrong.
public enum InspectionError: Error, Equatable, CustomStringConvertible {
    case noNotebook(String, nearest: String?)
    case noBlock(String, nearest: String?)
    case severalBlocks(String, notebooks: [String])

    /// What was asked for, and what there is.
    public var description: String {
        switch self {
        case .noNotebook(let name, let nearest):
            "there is no notebook '\(name)'" + suggestion(nearest)
        case .noBlock(let name, let nearest):
            "no block is called '\(name)'" + suggestion(nearest)
        case .severalBlocks(let name, let notebooks):
            "several notebooks have a block '\(name)'; say which: "
                + notebooks.map { "\($0):\(name)" }.joined(separator: ", ")
        }
    }

    private func suggestion(_ nearest: String?) -> String {
        nearest.map { "; did you mean '\($0)'?" } ?? "; 'labbook status' lists what there is"
    }
}
