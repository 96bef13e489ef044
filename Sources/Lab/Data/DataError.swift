/// Where a data file comes from, which decides how it is got back.
public enum DataOrigin: Equatable, Sendable {
    /// Nobody said.
    case unknown
    /// The repository, where a script makes the file again.
    case repository(folder: String, script: String)
    /// `labbook data fetch`, as part of the set with this name.
    case fetched(set: String)
    /// A reader, as part of the set with this name.
    case provided(set: String)

    /// What to do, behind a semicolon; nothing where the origin is unknown.
    fileprivate var remedy: String {
        switch self {
        case .unknown: ""
        case .repository(let folder, let script):
            "; restore it with `git checkout \(folder)`, or make it again with \(script)"
        case .fetched(let set): "; bring it back with `labbook data fetch \(set)`"
        case .provided(let set): "; put the original there, as `labbook data fetch \(set)` says"
        }
    }
}

/// What can be wrong with a data file. The sentences are in `description`.
public enum DataError: Error, Equatable {
    /// There is no such file, or it may not be read.
    case unreadable(path: String, from: DataOrigin)
    /// The SHA-256 of the unpacked content is not that of the data set.
    case wrongDigest(path: String, expected: String, found: String, from: DataOrigin)
    /// The file does not unpack as gzip.
    case notGzip(path: String, from: DataOrigin)
    /// The unpacked file does not begin like an IDX file of unsigned bytes.
    case notIDX(path: String, firstBytes: [UInt8])
    /// The unpacked file ends too early, or goes on after the end.
    case wrongLength(path: String, expected: Int, found: Int)
    /// The file has another number of axes than images or labels have.
    case wrongAxes(path: String, expected: Int, found: Int)
    /// There are not as many labels as images.
    case unequalCounts(images: Int, labels: Int, path: String)
    /// The file is not the part of an R package's data that it should be.
    case notRData(path: String, RDataFault, from: DataOrigin)
}

/// What can be wrong with a file of an R package's data.
public enum RDataFault: Error, Equatable, Sendable {
    /// The file does not begin like a serialized value of version 2 or 3.
    case noSerialization
    /// It ends too early, or goes on after the end.
    case end(at: Int)
    /// There is a kind of value that is not read here, or not where it stands.
    case kind(Int, at: Int)
    /// A text is missing, or is not in its encoding.
    case missingText(at: Int)
    /// Lists stand too deep in lists.
    case nesting(at: Int)
    /// The directory does not say where the variables are.
    case noDirectory
    /// There is no such variable.
    case noVariable(String, known: [String])
    /// The directory names a place that the file does not have.
    case outside(String)
    /// The bytes of a variable do not unpack, or not to the length that stands before them.
    case notUnpacked(String)
    /// A variable is no list of texts.
    case noTexts(String)
}

extension DataError: CustomStringConvertible {
    /// What happened, and what to do.
    public var description: String {
        switch self {
        case .unreadable(let path, let origin):
            "cannot read \(path): there is no such file, or it may not be read\(origin.remedy)"
        case .wrongDigest(let path, let expected, let found, let origin):
            "\(path) does not hold the data set: the SHA-256 of its unpacked content is \(found), expected \(expected)"
                + origin.remedy
        case .notGzip(let path, let origin):
            "\(path) does not unpack: it is not a complete gzip file\(origin.remedy)"
        case .notIDX(let path, let firstBytes):
            "\(path) is not an IDX file of unsigned bytes: it begins with \(firstBytes), not [0, 0, 8, number of axes]"
        case .wrongLength(let path, let expected, let found):
            "\(path) has \(found) bytes when unpacked, but its header says \(expected)"
        case .wrongAxes(let path, let expected, let found):
            "\(path) holds an array with \(found) axes; \(expected == 1 ? "labels have 1" : "images have \(expected)")"
        case .unequalCounts(let images, let labels, let path):
            "\(path) holds \(labels) labels, but there are \(images) images"
        case .notRData(let path, let fault, let origin):
            "\(path) is not the data of an R package: \(fault.sentence)\(origin.remedy)"
        }
    }
}

extension RDataFault {
    fileprivate var sentence: String {
        switch self {
        case .noSerialization: "it does not begin with 'X', a line feed and version 2 or 3"
        case .end(let place): "it ends too early, or goes on after its end, at byte \(place)"
        case .kind(let kind, let place):
            "at byte \(place) stands a value of kind \(kind), which is not read here or has no place there"
        case .missingText(let place): "the text at byte \(place) is missing, or not in its encoding"
        case .nesting(let place): "at byte \(place) lists stand too deep in lists"
        case .noDirectory: "it does not say where its variables lie"
        case .noVariable(let name, let known):
            "there is no variable '\(name)', only \(known.joined(separator: ", "))"
        case .outside(let name): "the variable '\(name)' should lie beyond its end"
        case .notUnpacked(let name):
            "the variable '\(name)' does not unpack to the length that stands before it"
        case .noTexts(let name): "the variable '\(name)' is no list of texts"
        }
    }
}
