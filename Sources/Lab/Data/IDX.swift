import Digest

/// An array of bytes in the format of the MNIST files: two zero bytes, the type (8: unsigned byte), the number of axes,
/// each axis' size as four bytes with the high one first, then the elements in row-major order.
public struct IDXArray: Sendable, Equatable {
    /// The sizes of the axes.
    public let shape: [Int]
    /// The elements in row-major order.
    public let bytes: [UInt8]

    /// Reads a gzip-compressed IDX file. Where `sha256` is given, the unpacked content must have that digest (another
    /// zlib may pack the same content into other bytes). An error says how to get a file from `origin` back.
    public init(
        gzip path: String, sha256 expected: String? = nil, from origin: DataOrigin = .unknown
    ) throws(DataError) {
        let content = try unpackGzip(readFile(path, from: origin), path: path, from: origin)
        if let expected {
            let found = Digest.sha256(content)
            guard found == expected else {
                throw .wrongDigest(path: path, expected: expected, found: found, from: origin)
            }
        }
        try self.init(unpacked: content, path: path)
    }

    /// Reads the content of an IDX file.
    init(unpacked content: [UInt8], path: String) throws(DataError) {
        let head = Array(content.prefix(4))
        guard head.count == 4, head[0] == 0, head[1] == 0, head[2] == 8 else {
            throw .notIDX(path: path, firstBytes: head)
        }
        let start = 4 + 4 * Int(head[3])
        guard content.count >= start else {
            throw .wrongLength(path: path, expected: start, found: content.count)
        }
        let shape = stride(from: 4, to: start, by: 4).map { at in
            content[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        // Sizes from a damaged header may be huge; an overflow counts as a wrong length too.
        let elements = shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
        let expected = start &+ elements
        guard content.count == expected else {
            throw .wrongLength(path: path, expected: expected, found: content.count)
        }
        self.shape = shape
        bytes = Array(content[start...])
    }
}
