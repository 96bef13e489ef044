import Exhibits
import Storage
import Yams

/// The file `data.yml` in the folder of the notebooks, read: the data sets of a project.
///
///     fashion-mnist:
///       title: Fashion-MNIST, 70,000 pictures of clothes
///       licence: MIT (Zalando SE)
///       apt: dataset-fashion-mnist=0.0~git20200523.55506a9-1
///       files:
///         usr/share/datasets/fashion-mnist/t10k-labels-idx1-ubyte.gz: 8d3605d1…
struct DataSetFile: Sendable {
    /// The sets that are in order, as they stand in the file.
    var sets: [DataSet] = []
    var problems: [Problem] = []
    /// The file's text; nil where there is none or it is no text.
    var source: SourceText?

    static let name = "data.yml"
    static let keys = ["title", "licence", "apt", "pip", "provided", "files"]

    /// Reads the description. A project needs none.
    ///
    /// - Parameters:
    ///   - file: the path that messages name.
    ///   - content: what reading the file gave.
    init(file: String, content: Result<[UInt8], FileError>) {
        let start = SourcePosition(file: file, line: 1)
        switch content {
        case .failure(let error) where error.isAbsence: return
        case .failure(let error): problems = [Problem(.data(.unreadable(error.reason)), at: start)]
        case .success(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                problems = [Problem(.notUTF8, at: start)]
                return
            }
            let source = SourceText(file: file, text: text)
            self.source = source
            read(text, source)
        }
    }

    private mutating func read(_ text: String, _ source: SourceText) {
        func place(_ node: Node?) -> SourcePosition {
            source.position(line: node?.mark?.line ?? 1, column: node?.mark?.column ?? 1)
        }
        do {
            guard let root = try composedYAML(text) else { return }
            guard let mapping = root.mapping else {
                let fact = DataFault.notMapping("the description of the data sets", found: described(root))
                problems = [Problem(.data(fact), at: place(root))]
                return
            }
            for (key, value) in mapping {
                var reader = DataSetReader(name: key.string ?? "", place: place)
                if let set = reader.read(key, value) { sets.append(set) }
                problems += reader.problems
            }
        } catch {
            let (reason, line, column) = described(error)
            let position = source.position(line: line, column: column)
            problems = [Problem(.data(.notYAML(reason)), at: position)]
        }
    }
}

/// Reads one set and collects everything that is wrong with it.
private struct DataSetReader {
    let name: String
    let place: (Node?) -> SourcePosition
    var problems: [Problem] = []

    /// The set; nil where anything is wrong with it.
    mutating func read(_ key: Node, _ value: Node) -> DataSet? {
        guard isLabel(name) else {
            let expected = "a name of lower-case letters, digits and hyphens that begins with a letter"
            report(.value(key: "name of a data set", found: described(key), expected: expected), at: key)
            return nil
        }
        guard let fields = value.mapping else {
            report(.notMapping("the data set '\(name)'", found: described(value)), at: value)
            return nil
        }
        var (title, licence): (String?, String?)
        var sources: [(key: String, source: DataSet.Source?)] = []
        var files: [DataSet.File]?
        for (field, content) in fields {
            switch field.string ?? "" {
            case "title": title = text(field, content)
            case "licence": licence = text(field, content)
            case "apt": sources.append(("apt", package(.apt, field, content)))
            case "pip": sources.append(("pip", package(.pip, field, content)))
            case "provided":
                sources.append(("provided", text(field, content).map { .provided($0) }))
            case "files": files = self.files(content)
            case let other:
                let nearest = nearestName(to: other, among: DataSetFile.keys)
                report(
                    .unknownKey(other, set: name, nearest: nearest, known: DataSetFile.keys), at: field)
            }
        }
        if sources.count != 1 { report(.sources(set: name, given: sources.map(\.key)), at: key) }
        let given = Set(fields.keys.compactMap(\.string))
        for needed in ["title", "licence", "files"] where !given.contains(needed) {
            report(.missingKey(needed, set: name), at: key)
        }
        guard problems.isEmpty, let title, let licence, let files, let source = sources.first?.source else {
            return nil
        }
        return DataSet(name: name, title: title, licence: licence, source: source, files: files)
    }

    private mutating func report(_ fault: DataFault, at node: Node) {
        problems.append(Problem(.data(fault), at: place(node)))
    }

    private mutating func text(_ key: Node, _ value: Node) -> String? {
        guard let text = value.string, !text.isEmpty else {
            report(.value(key: described(key), found: described(value), expected: "text"), at: value)
            return nil
        }
        return text
    }

    private mutating func package(_ client: PackageClient, _ key: Node, _ value: Node) -> DataSet.Source? {
        guard let text = value.string, let (name, version) = client.package(in: text) else {
            let expected = "a package with its version, such as \(client.specification("NAME", "1.0"))"
            report(.value(key: described(key), found: described(value), expected: expected), at: value)
            return nil
        }
        return .package(client, name: name, version: version)
    }

    private mutating func files(_ value: Node) -> [DataSet.File]? {
        guard let mapping = value.mapping, !mapping.isEmpty else {
            let expected = "lines 'PATH: SHA-256', one for each file"
            report(.value(key: "files", found: described(value), expected: expected), at: value)
            return nil
        }
        var files: [DataSet.File] = []
        for (key, digest) in mapping {
            guard let path = key.string, isPathBelow(path), !path.hasPrefix("-") else {
                let expected = "the path of a file in the package, without a leading '/'"
                report(.value(key: "path of a file", found: described(key), expected: expected), at: key)
                continue
            }
            guard let sha256 = digest.string, sha256.wholeMatch(of: /[0-9a-f]{64}/) != nil else {
                let expected = "the SHA-256 of the file, 64 digits of 0-9 and a-f"
                report(.value(key: path, found: described(digest), expected: expected), at: digest)
                continue
            }
            let file = DataSet.File(path: path, sha256: sha256)
            if files.contains(where: { $0.name == file.name }) { report(.fileTwice(file.name), at: key) }
            files.append(file)
        }
        return files
    }
}
