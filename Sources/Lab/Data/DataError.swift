/// What can be wrong with a data file. The sentences are in `description`.
public enum DataError: Error, Equatable {
    /// There is no such file, or it may not be read.
    case unreadable(path: String)
    /// The SHA-256 of the unpacked content is not that of the data set.
    case wrongDigest(path: String, expected: String, found: String)
    /// The file does not unpack as gzip.
    case notGzip(path: String)
    /// The unpacked file does not begin like an IDX file of unsigned bytes.
    case notIDX(path: String, firstBytes: [UInt8])
    /// The unpacked file ends too early, or goes on after the end.
    case wrongLength(path: String, expected: Int, found: Int)
    /// The file has another number of axes than images or labels have.
    case wrongAxes(path: String, expected: Int, found: Int)
    /// There are not as many labels as images.
    case unequalCounts(images: Int, labels: Int, path: String)
}

extension DataError: CustomStringConvertible {
    /// What happened, and what to do.
    public var description: String {
        let restore =
            "restore it with `git checkout notebooks/data`, or make it again with notebooks/data/make_mnist5k.py"
        return switch self {
        case .unreadable(let path):
            "cannot read \(path): there is no such file, or it may not be read; \(restore)"
        case .wrongDigest(let path, let expected, let found):
            "\(path) does not hold the data set: the SHA-256 of its unpacked content is \(found), expected \(expected); \(restore)"
        case .notGzip(let path):
            "\(path) does not unpack: it is not a complete gzip file; \(restore)"
        case .notIDX(let path, let firstBytes):
            "\(path) is not an IDX file of unsigned bytes: it begins with \(firstBytes), not [0, 0, 8, number of axes]"
        case .wrongLength(let path, let expected, let found):
            "\(path) has \(found) bytes when unpacked, but its header says \(expected)"
        case .wrongAxes(let path, let expected, let found):
            "\(path) holds an array with \(found) axes; \(expected == 1 ? "labels have 1" : "images have \(expected)")"
        case .unequalCounts(let images, let labels, let path):
            "\(path) holds \(labels) labels, but there are \(images) images"
        }
    }
}
