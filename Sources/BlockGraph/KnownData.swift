/// The data sets that a project describes, as far as the results of blocks depend on them.
public struct KnownData: Codable, Equatable, Sendable {
    /// The sets, each with its folder.
    public var sets: [DataSetPlace]

    /// No sets.
    public static let none = KnownData(sets: [])

    /// These sets.
    public init(sets: [DataSetPlace]) { self.sets = sets }

    /// The set in whose folder a path lies, or whose folder it is.
    public func set(holding path: String) -> DataSetPlace? {
        sets.first { path == $0.folder || path.hasPrefix($0.folder + "/") }
    }

    /// The SHA-256 that a fetched file must have; nil for every other file, also for what a reader provides.
    public func pin(of path: String) -> String? {
        guard let set = set(holding: path), !set.isProvided else { return nil }
        return set.files.first { "\(set.folder)/\($0.name)" == path }?.sha256
    }

    /// Whether a file is as it was when a block read it; `folder` is that of the notebooks.
    ///
    /// A fetched file counts by its pin, whether it is there or not: so a result that was made from it is good in a clone
    /// that never fetched it.
    public func isUnchanged(_ file: FileUse, in folder: String) -> Bool {
        if let pin = pin(of: file.path) { return file.digest == pin }
        return FileUse.current(file.path, in: folder) == file
    }
}

/// Where the files of a data set lie, and what they must hold.
public struct DataSetPlace: Codable, Equatable, Sendable {
    /// The set's name.
    public var name: String
    /// The folder of the files, relative to that of the notebooks.
    public var folder: String
    /// Whether a reader puts the files there by hand; otherwise they are fetched.
    public var isProvided: Bool
    /// The files.
    public var files: [File]

    /// A file of the set.
    public struct File: Codable, Equatable, Sendable {
        /// Its name in the folder.
        public var name: String
        /// SHA-256 of its content.
        public var sha256: String

        /// A file with this content.
        public init(name: String, sha256: String) {
            self.name = name
            self.sha256 = sha256
        }
    }

    /// A set in a folder.
    public init(name: String, folder: String, isProvided: Bool, files: [File]) {
        self.name = name
        self.folder = folder
        self.isProvided = isProvided
        self.files = files
    }
}
