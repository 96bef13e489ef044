/// What can be wrong with the description of data sets, with a block that asks for one, or with getting it.
enum DataFault: Equatable, Sendable {
    // The description
    case unreadable(String)
    case notYAML(String)
    case notMapping(String, found: String)
    case unknownKey(String, set: String, nearest: String?, known: [String])
    case missingKey(String, set: String)
    case value(key: String, found: String, expected: String)
    case sources(set: String, given: [String])
    case fileTwice(String)
    // A block's wish
    case unknownSet(String, nearest: String?)
    case unavailable(String, DataLack)
}

/// Why the files of a data set cannot be had.
enum DataLack: Error, Equatable, Sendable {
    case noProgram(String, package: String)
    case programFailed(String, reason: String)
    case notInPackage(String, package: String)
    case wrongDigest(String, expected: String, found: String)
    case notProvided([String], folder: String, whence: String)
    case notWritten(String)
}

extension DataFault {
    /// What happened and what to do, in one sentence without the place.
    var sentence: String {
        switch self {
        case .unreadable(let reason): "the description of the data sets cannot be read: \(reason)"
        case .notYAML(let reason): "the description of the data sets is not valid YAML: \(reason)"
        case .notMapping(let what, let found):
            "\(what) must consist of lines 'key: value', but it is \(found)"
        case .unknownKey(let key, let set, let nearest, let known):
            "unknown key '\(key)' of the data set '\(set)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; known are \(known.joined(separator: ", "))")
        case .missingKey(let key, let set): "the data set '\(set)' has no '\(key)'; add a line '\(key): …'"
        case .value(let key, let found, let expected): "'\(key)' is '\(found)', but must be \(expected)"
        case .sources(let set, let given):
            "the data set '\(set)' must have one of 'apt', 'pip' and 'provided', but has "
                + (given.isEmpty ? "none" : given.map { "'\($0)'" }.joined(separator: " and "))
        case .fileTwice(let name):
            "another file of this data set is called '\(name)' too; their names must differ, because they lie in one folder"
        case .unknownSet(let name, let nearest):
            "no data set is called '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; describe it in 'notebooks/data.yml'")
        case .unavailable(let name, let lack):
            "the data set '\(name)' is needed and cannot be had: \(lack.sentence). When that is mended, run "
                + "'labbook data fetch \(name)'; until then the page stays as it was"
        }
    }
}

extension DataLack: CustomStringConvertible {
    var description: String { sentence }

    /// What is in the way, without a full stop.
    var sentence: String {
        switch self {
        case .noProgram(let program, let package):
            "'\(program)' is not on the PATH, and the package '\(package)' comes by it"
        case .programFailed(let program, let reason): "'\(program)' failed (\(reason))"
        case .notInPackage(let path, let package): "the package '\(package)' holds no file '\(path)'"
        case .wrongDigest(let path, let expected, let found):
            "the SHA-256 of '\(path)' is \(found), expected \(expected)"
        case .notProvided(let names, let folder, let whence):
            "put \(names.map { "'\($0)'" }.joined(separator: ", ")) into '\(folder)/' (\(whence))"
        case .notWritten(let reason): reason
        }
    }
}
