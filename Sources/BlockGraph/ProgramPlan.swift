import Storage

/// What the renderer tells a notebook's program: the graph, where results are kept, and which blocks to leave out.
public struct ProgramPlan: Codable, Sendable {
    /// The notebook's blocks.
    public var graph: NotebookGraph
    /// The folder of the store's upper layer.
    public var store: String
    /// See `BlockStore.toolchain`.
    public var toolchain: String
    /// The folder of the notebooks, in which the program runs.
    public var notebooks: String
    /// The file of committed records below the store, if there is one.
    public var committed: String?
    /// The data sets that the project describes.
    public var data: KnownData
    /// The profile that is built.
    public var profile: String
    /// The blocks that cannot run or have failed already, each with the block that is the cause.
    public var left: [Int: Int]

    /// A plan.
    public init(
        graph: NotebookGraph, store: String, toolchain: String, notebooks: String, committed: String?,
        data: KnownData, profile: String, left: [Int: Int]
    ) {
        self.graph = graph
        self.store = store
        self.toolchain = toolchain
        self.notebooks = notebooks
        self.committed = committed
        self.data = data
        self.profile = profile
        self.left = left
    }

    /// Where the program finds and keeps results.
    public var blockStore: BlockStore {
        var records = CommittedRecords.none
        if let committed, case .success(let bytes) = readFile(committed) {
            records = CommittedRecords(reading: bytes)
        }
        return BlockStore(
            folder: store, toolchain: toolchain, notebooks: notebooks, committed: records, data: data)
    }
}
