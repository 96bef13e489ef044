extension Notebook {
    /// Takes in the files beside the notebook that its prose shows as images or offers as links; what is wrong with them.
    ///
    /// - Parameter read: gives the bytes of a file of the project, or says why it can't.
    mutating func attachFiles(
        reading read: (_ path: String) -> Result<[UInt8], UnreadableFile>
    ) -> [Problem] {
        let folder = source.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        var problems: [Problem] = []
        var attached: Set<String> = []
        for link in links where link.isImage || link.isFile {
            func add(_ fact: Problem.Fact) { problems.append(Problem(fact, at: link.position)) }
            if link.isImage, !link.hasWords { add(.imageWithoutWords(link.address)) }
            let path = link.pathFromHere
            guard isPathBelow(path) else {
                add(.fileOutside(link.address))
                continue
            }
            guard !attached.contains(path) else { continue }
            let file = (folder + [path[...]]).joined(separator: "/")
            switch read(file) {
            case .success(let bytes):
                attached.insert(path)
                attachments.append(SiteFile(path: path, bytes: bytes))
            case .failure(let error):
                let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
                let nearest = error.nearest.map { "\(folder)\($0)" }
                add(
                    .fileUnreadable(link.address, file: file, reason: error.reason, nearest: nearest))
            }
        }
        return problems
    }
}

extension WrittenLink {
    /// The path without `./` before it.
    var pathFromHere: String { path.hasPrefix("./") ? String(path.dropFirst(2)) : path }

    /// Whether it leads to a file that is neither a page nor something else that the site writes itself.
    fileprivate var isFile: Bool {
        let path = pathFromHere
        guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: ".") else {
            return false
        }
        let isOfTheme = path.hasPrefix("theme/") || path.hasPrefix("fonts/")
        let ofSite = ["html", "md", "css", "js", "json", "xml"]
        return !isOfTheme && !ofSite.contains(String(name[name.index(after: dot)...]))
    }
}
