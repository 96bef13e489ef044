import Foundation
import Storage
import Testing

@Suite final class SealedFileTests {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("labbook-\(UUID())").path
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    @Test func readsWhatItWrote() throws {
        let path = "\(folder)/a/b/c.record"
        #expect(SealedFile.read(path) == .missing)
        for content in [[], Array("hello\nworld".utf8), [UInt8](repeating: 0, count: 100_000)] {
            try SealedFile.write(content, to: path)
            #expect(SealedFile.read(path) == .bytes(content))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a/b") == ["c.record"])
    }

    @Test func everyFlippedBitIsSeen() throws {
        let path = "\(folder)/x.record"
        try SealedFile.write(Array("{\"a\":1}".utf8), to: path)
        let whole = try readFile(path).get()
        for bit in 0..<(whole.count * 8) {
            var bytes = whole
            bytes[bit / 8] ^= 1 << (bit % 8)
            try writeFile(bytes, to: path)
            #expect(SealedFile.read(path) == .damaged, "bit \(bit)")
        }
        for length in 0..<whole.count {
            try writeFile(Array(whole[..<length]), to: path)
            #expect(SealedFile.read(path) == .damaged, "cut to \(length) bytes")
        }
    }

    @Test func aDamagedFileIsSetAside() throws {
        let path = "\(folder)/x.record"
        try writeFile([1, 2, 3], to: path)
        SealedFile.setAside(path)
        #expect(SealedFile.read(path) == .missing)
        #expect(try readFile(path + ".damaged").get() == [1, 2, 3])
    }

    @Test func failuresNameThePath() {
        let error = #expect(throws: FileError.self) { try writeFile([1], to: "/proc/labbook/x") }
        #expect(error?.description == "cannot make the folder '/proc/labbook': No such file or directory")
    }

    @Test func recordsKeepWhatJSONCannotSay() throws {
        let values: [Double] = [1.5, -.infinity, .infinity, -0.0]
        let bytes = try RecordCoding.encode(values)
        #expect(String(decoding: bytes, as: UTF8.self) == "[1.5,\"-Infinity\",\"Infinity\",-0]")
        #expect(try RecordCoding.decode([Double].self, from: bytes) == values)
        #expect(try RecordCoding.decode([Double].self, from: RecordCoding.encode([Double.nan]))[0].isNaN)
    }
}
