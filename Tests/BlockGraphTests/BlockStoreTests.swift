import Exhibits
import Foundation
import Storage
import Testing

@testable import BlockGraph

@Suite final class BlockStoreTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "labbook-\(UUID())").path
    private let key = BlockKey(parts: [KeyPart(.code, "", digest: "1")])
    private let record = BlockRecord(exhibits: [.text("shown")], files: [])

    deinit { try? FileManager.default.removeItem(atPath: root) }

    private func store(toolchain: String = "swift", committed: CommittedRecords = .none) -> BlockStore {
        BlockStore(folder: "\(root)/store", toolchain: toolchain, notebooks: root, committed: committed)
    }

    @Test func aRecordIsFoundUnderItsKeyAndToolchain() throws {
        #expect(store().load(key) == .nothing)
        try store().save(record, for: key)
        #expect(store().load(key) == .record(record))
        #expect(store(toolchain: "another").load(key) == .nothing)
        #expect(store().load(BlockKey(parts: [])) == .nothing)
    }

    @Test func aRecordIsGoodWhileItsFilesAre() throws {
        try writeFile(Array("one".utf8), to: "\(root)/data/a.csv")
        let uses = [FileUse.current("data/a.csv", in: root), FileUse.current("data/none.csv", in: root)]
        #expect(uses[1].digest == nil)
        var reading = record
        reading.files = uses
        try store().save(reading, for: key)
        #expect(store().load(key) == .record(reading))
        try writeFile(Array("two".utf8), to: "\(root)/data/a.csv")
        #expect(store().load(key) == .outdated(uses[0]))
        try writeFile(Array("one".utf8), to: "\(root)/data/a.csv")
        #expect(store().load(key) == .record(reading))
        try writeFile([], to: "\(root)/data/none.csv")
        #expect(store().load(key) == .outdated(uses[1]))
    }

    @Test func aDamagedRecordIsSetAside() throws {
        try store().save(record, for: key)
        let path = "\(root)/store/records/\(store().name(of: key)).record"
        var bytes = try readFile(path).get()
        bytes[bytes.count - 3] ^= 4
        try writeFile(bytes, to: path)
        #expect(store().load(key) == .damaged(path: path, committed: nil))
        #expect(store().load(key) == .nothing)
        #expect(try readFile(path + ".damaged").get() == bytes)
    }

    @Test func committedRecordsLieBelow() throws {
        let value = Array("[1,2]".utf8)
        let file = try CommittedRecords.file([(key.digest, record)], values: [value])
        let committed = CommittedRecords(reading: file)
        #expect(committed.damagedLines == [])
        #expect(store(toolchain: "any", committed: committed).load(key) == .record(record))
        let digest = try store().keep(value)
        try FileManager.default.removeItem(atPath: "\(root)/store/values")
        #expect(store().value(digest) == nil)
        #expect(store(committed: committed).value(digest) == value)
        // What this machine computed comes first.
        var other = record
        other.exhibits = [.text("other")]
        try store().save(other, for: key)
        #expect(store(committed: committed).load(key) == .record(other))
    }

    @Test func aDamagedLineCostsItsEntryOnly() throws {
        let second = BlockKey(parts: [KeyPart(.code, "", digest: "2")])
        let file = try CommittedRecords.file([(key.digest, record), (second.digest, record)], values: [])
        for index in file.indices where index % 7 == 0 {
            var damaged = file
            damaged[index] ^= 1
            let read = CommittedRecords(reading: damaged)
            #expect(read.records.count < 2 && !read.damagedLines.isEmpty, "byte \(index)")
            #expect(read.records.values.allSatisfy { $0 == record })
        }
        #expect(CommittedRecords(reading: Array(file.dropLast(5))).records.count == 1)
        #expect(CommittedRecords(reading: []) == .none)
    }

    @Test func aLargeValueDoesNotTravel() throws {
        let large = [UInt8](repeating: UInt8(ascii: "1"), count: CommittedRecords.mostValueBytes + 1)
        #expect(CommittedRecords(reading: try CommittedRecords.file([], values: [large])).values.isEmpty)
    }

    @Test func aDamagedValueIsMended() throws {
        let value = Array("7".utf8)
        let digest = try store().keep(value)
        let path = "\(root)/store/values/\(digest).value"
        try writeFile(Array("rubbish".utf8), to: path)
        #expect(store().value(digest) == nil)
        #expect(try store().keep(value) == digest)
        #expect(store().value(digest) == value)
    }
}
