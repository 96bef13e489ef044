import Digest
import Storage

/// The records that travel with the site, so that a fresh clone need not compute what its pages already show.
///
/// The file of a notebook is text, a line an entry: the SHA-256 of the rest of the line, a space, and JSON. An entry is
/// a block's record under its content key, or the bytes of a value.
public struct CommittedRecords: Sendable, Equatable {
    /// The records by content key.
    public private(set) var records: [String: BlockRecord] = [:]
    /// The values by the digest of their bytes.
    public private(set) var values: [String: [UInt8]] = [:]
    /// The lines that were damaged, counted from 1.
    public private(set) var damagedLines: [Int] = []

    /// No records.
    public static let none = CommittedRecords()

    /// The largest value that travels with the site; a larger one is made again by who needs it.
    public static let mostValueBytes = 256 << 10

    private struct Entry: Codable {
        var key: String?
        var record: BlockRecord?
        var value: String?
    }

    private init() {}

    /// Reads a file's content; a damaged line is counted and left out.
    public init(reading bytes: [UInt8]) {
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
            let content = line.dropFirst(65)
            guard line.count > 65, sha256(content).utf8.elementsEqual(line.prefix(64)),
                let entry = try? RecordCoding.decode(Entry.self, from: content)
            else {
                damagedLines.append(index + 1)
                continue
            }
            if let key = entry.key, let record = entry.record { records[key] = record }
            if let value = entry.value { values[sha256(value)] = Array(value.utf8) }
        }
    }

    /// The content of the file for some records with their keys, and the values that fit.
    public static func file(_ records: [(key: String, record: BlockRecord)], values: [[UInt8]]) throws
        -> [UInt8]
    {
        var lines: [UInt8] = []
        let entries =
            records.map { Entry(key: $0.key, record: $0.record) }
            + values.filter { $0.count <= mostValueBytes }.map {
                Entry(value: String(decoding: $0, as: UTF8.self))
            }
        for entry in entries {
            let content = try RecordCoding.encode(entry)
            lines += Array(sha256(content).utf8) + [UInt8(ascii: " ")] + content + [UInt8(ascii: "\n")]
        }
        return lines
    }
}
