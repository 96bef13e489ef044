import Exhibits

/// The works that a notebook can cite.
struct Bibliography: Equatable, Sendable {
    /// The file as messages print it.
    var file: String
    /// The file's text, so that a message can quote it.
    var lines: [String]
    var works: [String: Work]
    /// Whether something in it could not be read, so that works may be missing.
    var isDamaged = false

    /// Reads the file that the front matter names.
    ///
    /// - Parameter file: the notebook's own, beside which the bibliography is.
    static func read(
        _ path: PlacedText, beside file: String, reading read: (String) -> Result<[UInt8], UnreadableFile>
    ) -> (Bibliography?, [Problem]) {
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let name = (folder + [path.text[...]]).joined(separator: "/")
        switch read(name) {
        case .failure(let error):
            let fact = Problem.Fact.bibliographyUnreadable(file: name, reason: error.reason)
            return (nil, [Problem(fact, at: path.position)])
        case .success(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            guard text.utf8.elementsEqual(bytes) else {
                let fact = Problem.Fact.bibliographyUnreadable(file: name, reason: "it is not UTF-8 text")
                return (nil, [Problem(fact, at: path.position)])
            }
            let source = SourceText(file: name, text: text)
            let (entries, problems) = readBibTeX(source)
            let works = Dictionary(uniqueKeysWithValues: entries.map { ($0.key, Work($0)) })
            let lines = source.lines.map(String.init)
            return (
                Bibliography(file: name, lines: lines, works: works, isDamaged: !problems.isEmpty), problems
            )
        }
    }
}

/// Why a file of the project cannot be read, in the system's words.
struct UnreadableFile: Error, Equatable, Sendable {
    var reason: String
    /// The file beside it that may have been meant.
    var nearest: String?

    static let missing = UnreadableFile(reason: "there is no such file")
}

extension Notebook {
    /// The problem of every citation that names no work.
    ///
    /// - Parameter isKnown: whether the front matter could be read as far as it says which bibliography there is. A file that
    ///   cannot be read is one problem, not one for each citation.
    func citationProblems(bibliographyIsKnown isKnown: Bool) -> [Problem] {
        var suggestions = Suggestions()
        let keys = bibliography?.works.keys.sorted() ?? []
        return allProse.flatMap(\.references).flatMap(\.items).compactMap { item in
            guard item.kind == nil else { return nil }
            let isUnread = frontMatter.bibliography != nil && bibliography == nil
            guard isKnown, !isUnread, bibliography?.works[item.name] == nil else { return nil }
            if let label = labels.first(where: { $0.name == item.name }) {
                let line = (label.namePosition ?? label.position).line
                let fact = Problem.Fact.referenceWithoutKind(item.name, carrier: label.carrier, line: line)
                return Problem(fact, at: item.position)
            }
            guard let bibliography else {
                return Problem(.citationWithoutBibliography(item.name), at: item.position)
            }
            if bibliography.isDamaged { return nil }
            let nearest = suggestions.nearest(to: item.name, among: keys)
            let fact = Problem.Fact.unknownCitation(item.name, file: bibliography.file, nearest: nearest)
            return Problem(fact, at: item.position)
        }
    }

    /// The whole message of a problem, with the line that it is about, of this file or of the bibliography.
    func message(of problem: Problem) -> String {
        if let bibliography, problem.position.file == bibliography.file {
            let text = bibliography.lines.joined(separator: "\n")
            return problem.message(in: SourceText(file: bibliography.file, text: text))
        }
        return problem.message(in: source)
    }
}
