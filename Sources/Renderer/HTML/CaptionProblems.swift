import Exhibits

extension NotebookResult {
    /// The captions and descriptions of blocks that ran well and show nothing they could belong to.
    var captionProblems: [Problem] {
        notebook.experiments.flatMap { block -> [Problem] in
            guard hasRun(block.position), let outputs = outputs(of: block) else { return [] }
            let showsFigure = outputs.contains { if case .figure = $0 { true } else { false } }
            let showsTable = outputs.contains { if case .table = $0 { true } else { false } }
            let options = block.options
            let captions: [(BlockOption, PlacedText?, isUsed: Bool, call: String)] = [
                (.figureCaption, options.figureCaption, showsFigure, "Figure"),
                (.figureDescription, options.figureDescription, showsFigure, "Figure"),
                (.tableCaption, options.tableCaption, showsTable, "Table"),
            ]
            return captions.compactMap { option, text, isUsed, call in
                guard let text, !isUsed else { return nil }
                return Problem(.captionWithoutExhibit(option: option.rawValue, call: call), at: text.position)
            }
        }
    }
}
