import BlockGraph
import Digest

/// The lines of a file of committed records, by the content keys of their records, so that what has not changed need not be written
/// anew.
///
/// A line is good for as long as its key: what decides the form of a record are modules that blocks link, whose sources are in
/// every key.
struct CommittedLines: Sendable {
    private var lines: [String: ArraySlice<UInt8>] = [:]

    /// The lines that are whole and hold a record.
    init(_ bytes: [UInt8]) {
        let beginning = Array(" {\"key\":\"".utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let rest = line.dropFirst(64)
            guard rest.starts(with: beginning),
                sha256(rest.dropFirst()).utf8.elementsEqual(line.prefix(64))
            else { continue }
            let key = rest.dropFirst(beginning.count).prefix { $0 != UInt8(ascii: "\"") }
            lines[String(decoding: key, as: UTF8.self)] = line
        }
    }

    /// What `CommittedRecords.file` gives; `committed` are the records of these lines.
    func file(
        _ records: [(key: String, record: BlockRecord)], values: [[UInt8]], committed: CommittedRecords
    ) throws -> [UInt8] {
        var file: [UInt8] = []
        for (key, record) in records {
            if let line = lines[key], committed.records[key] == record {
                file += line
                file.append(UInt8(ascii: "\n"))
            } else {
                file += try CommittedRecords.file([(key, record)], values: [])
            }
        }
        return file + (try CommittedRecords.file([], values: values))
    }
}
