import BlockGraph
import Exhibits
import Storage

extension FileUse {
    /// That nothing is where a block wanted to read, with the file that may have been meant; nil where something is.
    /// `folder` is that of the notebooks.
    func sentenceIfMissing(in folder: String) -> String? {
        guard digest == nil else { return nil }
        let parts = path.split(separator: "/")
        let parent = parts.dropLast().joined(separator: "/")
        guard let neighbours = folderEntries(parent.isEmpty ? folder : "\(folder)/\(parent)") else {
            return "there is no folder 'notebooks/\(parent)', and paths begin in 'notebooks/'"
        }
        let nearest = parts.last.flatMap { nearestName(to: String($0), among: neighbours) }
        return "there is no file 'notebooks/\(path)'"
            + (nearest.map { "; did you mean '\(parent.isEmpty ? "" : "\(parent)/")\($0)'?" }
                ?? "; paths begin in 'notebooks/'")
    }
}
