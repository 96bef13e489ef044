/// Why a notebook cannot be exported.
public enum ExportError: Error, Equatable {
    /// The file has a mistake that no block can be blamed for.
    case notInOrder(file: String)
    /// Some blocks have no result.
    case noResults(notebook: String, blocks: [String])
    /// The export would be read as a notebook, or take the place of one.
    case amongNotebooks(path: String)
}

extension ExportError: CustomStringConvertible {
    /// What was found, and what to do.
    public var description: String {
        switch self {
        case .notInOrder(let file):
            "'\(file)' is not in order; 'labbook build' says where"
        case .noResults(let notebook, let blocks):
            "'\(notebook)' has no result for \(listed(blocks)); run 'labbook build' first"
        case .amongNotebooks(let path):
            "'\(path)' lies among the notebooks, where it would be read as one; name another file with --output"
        }
    }

    private func listed(_ names: [String]) -> String {
        let shown = names.prefix(4)
        let rest = names.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
