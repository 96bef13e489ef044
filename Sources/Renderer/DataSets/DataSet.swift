import BlockGraph

/// A data set of the project: where its files come from, and what they must hold.
struct DataSet: Equatable, Sendable {
    /// Its name, for blocks and commands.
    var name: String
    /// What it is, in a line.
    var title: String
    /// The licence, and whose it is.
    var licence: String
    /// Where its files come from.
    var source: Source
    /// The files, in the order in which they are described.
    var files: [File]

    /// Where the files of a set come from.
    enum Source: Equatable, Sendable {
        /// A package with a pinned version.
        case package(PackageClient, name: String, version: String)
        /// A reader, with what tells them where they find the files.
        case provided(String)

        /// What a person reads: `dataset-fashion-mnist=1.0 (apt)`.
        var words: String {
            switch self {
            case .package(let client, let name, let version):
                "\(client.specification(name, version)) (\(client.rawValue))"
            case .provided: "provided by the reader"
            }
        }
    }

    /// A file of a set.
    struct File: Equatable, Sendable {
        /// The path in the package, or the name where a reader provides it.
        var path: String
        /// SHA-256 of the content.
        var sha256: String

        /// The name in the set's folder.
        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    var isProvided: Bool { if case .provided = source { true } else { false } }

    /// The folder of its files, relative to that of the notebooks: blocks may read there, and records name it.
    var folder: String { "data/\(isProvided ? "provided" : "fetched")/\(name)" }

    /// What the results of blocks depend on.
    var place: DataSetPlace {
        DataSetPlace(
            name: name, folder: folder, isProvided: isProvided,
            files: files.map { .init(name: $0.name, sha256: $0.sha256) })
    }
}

/// What is known of a file of a set.
enum DataFileState: Equatable, Sendable {
    case good
    case absent
    case damaged(found: String)
}

extension DataSet {
    /// The state of each file; `notebooks` is the whole path of the folder of the notebooks.
    func states(in notebooks: String) -> [DataFileState] {
        files.map { file in
            let found = FileUse.current("\(folder)/\(file.name)", in: notebooks).digest
            return found == nil ? .absent : found == file.sha256 ? .good : .damaged(found: found ?? "")
        }
    }

    /// The files that are missing or not what they must be.
    func lacking(in notebooks: String) -> [File] {
        zip(files, states(in: notebooks)).filter { $1 != .good }.map(\.0)
    }
}
