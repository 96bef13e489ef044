import BlockGraph
import Exhibits

/// The results of a notebook's blocks: all that its page needs besides the Markdown.
struct NotebookRecord: Codable, Equatable, Sendable {
    /// For each block what it showed and printed, in order; nil where it has no result.
    var blocks: [[Exhibit]?]
    /// The inline values, in order.
    var inlineValues: [Exhibit?]

    init(blocks: [[Exhibit]?] = [], inlineValues: [Exhibit?] = []) {
        self.blocks = blocks
        self.inlineValues = inlineValues
    }
}
