import BlockGraph
import Digest
import Exhibits
import Testing

@testable import Renderer

/// The file of committed records is what writing all of it anew gives, though most lines are taken as they came.
@Suite struct CommittedLinesTests {
    let records = ["one", "two", "three"].map { word in
        (key: sha256(word), record: BlockRecord(exhibits: [.text(word)]))
    }
    let values = [Array("[1,2]".utf8)]

    /// What comes of `bytes` as the file that there is.
    private func written(_ records: [(key: String, record: BlockRecord)], over bytes: [UInt8]) throws
        -> [UInt8]
    {
        try CommittedLines(bytes).file(records, values: values, committed: CommittedRecords(reading: bytes))
    }

    /// A line as a file has it.
    private func sealed(_ json: String) -> [UInt8] { Array("\(sha256(json)) \(json)\n".utf8) }

    @Test func isWhatWritingAnewGives() throws {
        let new = try CommittedRecords.file(records, values: values)
        #expect(try written(records, over: new) == new)
        #expect(try written(records, over: []) == new)
        // Another order, and one record less.
        let others = [records[2], records[0]]
        #expect(try written(others, over: new) == CommittedRecords.file(others, values: values))
    }

    @Test func anotherRecordIsWrittenAnew() throws {
        let old = try CommittedRecords.file(records, values: values)
        var changed = records
        changed[1].record.exhibits = [.text("second")]
        #expect(try written(changed, over: old) == CommittedRecords.file(changed, values: values))
    }

    @Test func aLineIsTakenAsItCame() throws {
        // A space that no encoder writes shows where a line comes from.
        let line = sealed(
            #"{"key":"\#(records[0].key)","record": {"exhibits":[{"text":"one"}],"files":[],"outputs":{}}}"#
        )
        let found = CommittedRecords(reading: line).records[records[0].key]
        let record = try #require(found)
        let rest = try CommittedRecords.file([], values: values)
        #expect(try written([(records[0].key, record)], over: line) == line + rest)
    }

    @Test func aDamagedLineIsWrittenAnew() throws {
        let new = try CommittedRecords.file([records[0]], values: values)
        for place in new.indices {
            var bytes = new
            bytes[place] ^= 1
            #expect(try written([records[0]], over: bytes) == new)
        }
        // Behind a line that is whole, too.
        var damaged = try CommittedRecords.file([records[0]], values: [])
        damaged[damaged.count - 4] ^= 1
        #expect(
            try written([records[0]], over: CommittedRecords.file([records[0]], values: []) + damaged) == new)
    }
}
