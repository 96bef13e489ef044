import Foundation
import Testing

@testable import Lab

/// The files of an R package's data: real ones where they lie, and hand-made ones for what can be wrong with them.
@Suite struct RDatabaseTests {
    // MARK: R's serialization, written by hand

    private static func word(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }

    /// A value in the format's version 3, whose head names an encoding.
    private static func serialized(_ value: [UInt8]) -> [UInt8] {
        [0x58, 0x0A] + word(3) + word(0x040201) + word(0x030500) + word(5) + Array("UTF-8".utf8) + value
    }

    /// A text with the flags that R gives to ASCII.
    private static func text(_ text: String, flags: Int = 0x40009) -> [UInt8] {
        word(flags) + word(text.utf8.count) + Array(text.utf8)
    }

    private static func texts(_ all: [String]) -> [UInt8] {
        word(16) + word(all.count) + all.flatMap { text($0) }
    }

    private static func integers(_ numbers: [Int]) -> [UInt8] {
        word(13) + word(numbers.count) + numbers.flatMap { word($0) }
    }

    /// A list with names; the symbol `names` is written out, or referred to by its number.
    private static func list(_ items: [(String, [UInt8])], symbol: [UInt8]) -> [UInt8] {
        word(19 | 0x200) + word(items.count) + items.flatMap(\.1) + word(0x402) + symbol
            + texts(items.map(\.0)) + word(254)
    }

    private static let namesSymbol = word(1) + text("names")
    private static let firstSymbol = word(1 << 8 | 255)

    /// A directory as R writes it: the inner list's symbol comes first, the outer list refers to it.
    private static func directory(_ places: [(String, [Int])]) -> [UInt8] {
        let variables = list(places.map { ($0.0, integers($0.1)) }, symbol: namesSymbol)
        let references = word(19) + word(0)
        return serialized(
            list(
                [("variables", variables), ("references", references), ("compressed", integers([1]))],
                symbol: firstSymbol))
    }

    private static func packed(_ value: [UInt8]) -> [UInt8] {
        word(serialized(value).count) + PackedBytes.zlib(serialized(value))
    }

    private static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "labbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }

    /// The two files in a folder of their own, and what reading the variable `name` gives.
    private func read(
        _ name: String, directory: [UInt8], values: [UInt8]
    ) throws -> Result<[String], DataError> {
        try Self.inFolder { folder in
            try Data(PackedBytes.gzip(directory)).write(to: URL(filePath: folder + "/Rdata.rdx"))
            try Data(values).write(to: URL(filePath: folder + "/Rdata.rdb"))
            do throws(DataError) {
                return .success(
                    try RDatabase(folder + "/Rdata", from: .fetched(set: "books")).texts(of: name))
            } catch {
                return .failure(error)
            }
        }
    }

    private func fault(
        _ name: String = "book", directory: [UInt8], values: [UInt8]
    ) throws -> RDataFault? {
        guard
            case .failure(.notRData(_, let fault, .fetched(set: "books"))) = try read(
                name, directory: directory, values: values)
        else { return nil }
        return fault
    }

    // MARK: What is read

    @Test func textsOfSeveralVariables() throws {
        let first = Self.packed(Self.texts(["It is", "", "a truth"]))
        // "née" in Latin-1, then in UTF-8.
        let latin = Self.word(0x4009) + Self.word(3) + [0x6E, 0xE9, 0x65]
        let second = Self.packed(
            Self.word(16) + Self.word(2) + latin + Self.text("née", flags: 0x8009))
        let directory = Self.directory([
            ("book", [0, first.count]), ("other", [first.count, second.count]),
        ])
        #expect(
            try read("book", directory: directory, values: first + second)
                == .success(["It is", "", "a truth"]))
        #expect(try read("other", directory: directory, values: first + second) == .success(["née", "née"]))
    }

    /// The first version of the format that packages have, 2, names no encoding.
    @Test func versionTwo() throws {
        let bytes = [0x58, 0x0A] + Self.word(2) + Self.word(0) + Self.word(0) + Self.texts(["a"])
        #expect(try RValue(serialized: bytes) == .texts(["a"]))
    }

    private static let fetched = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "notebooks/data/fetched/austen").path

    /// The directory of janeaustenr 1.0.0, byte for byte as the package has it (262 bytes).
    @Test func theDirectoryOfARealPackage() throws {
        let base64 = Self.realDirectory
        let packed = try #require(Data(base64Encoded: base64))
        #expect(packed.count == 262)
        try Self.inFolder { folder in
            try packed.write(to: URL(filePath: folder + "/Rdata.rdx"))
            try Data().write(to: URL(filePath: folder + "/Rdata.rdb"))
            let database = try RDatabase(folder + "/Rdata", from: .unknown)
            #expect(
                database.names == [
                    "emma", "mansfieldpark", "northangerabbey", "persuasion", "prideprejudice",
                    "sensesensibility",
                ])
            // Its values are not here.
            #expect(throws: DataError.notRData(path: folder + "/Rdata.rdb", .outside("emma"), from: .unknown))
            {
                try database.texts(of: "emma")
            }
        }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: fetched + "/Rdata.rdb")))
    func theNovels() throws {
        // Each text is compared with its digest as it is read.
        let texts = try Novel.allCases.map { try $0.text(in: Self.fetched) }
        #expect(
            texts.map { $0.count { $0 == "\n" } + 1 } == [16235, 15349, 7856, 8328, 13030, 12624])
        #expect(
            texts[4].contains("It is a truth universally acknowledged, that a single man in possession\n"))
    }

    // MARK: What is wrong

    @Test func aNovelThatIsAnother() throws {
        try Self.inFolder { folder in
            let value = Self.packed(Self.texts(["It was the best of times"]))
            let directory = Self.directory([("emma", [0, value.count])])
            try Data(PackedBytes.gzip(directory)).write(to: URL(filePath: folder + "/Rdata.rdx"))
            try Data(value).write(to: URL(filePath: folder + "/Rdata.rdb"))
            #expect {
                try Novel.emma.text(in: folder)
            } throws: { error in
                guard case DataError.wrongDigest(folder + "/Rdata.rdb", _, _, .fetched(set: "austen")) = error
                else {
                    return false
                }
                return true
            }
        }
    }

    @Test func aMissingFile() {
        #expect {
            try Novel.emma.text(in: "/nowhere")
        } throws: { error in
            "\(error)"
                == "cannot read /nowhere/Rdata.rdx: there is no such file, or it may not be read; bring it back "
                + "with `labbook data fetch austen`"
        }
    }

    @Test func faultsOfTheDirectory() throws {
        let cases: [([UInt8], RDataFault)] = [
            (Array("RDX3".utf8), .noSerialization),
            ([0x58, 0x0A] + Self.word(9) + Self.word(0) + Self.word(0), .noSerialization),
            ([0x58, 0x0A] + Self.word(3), .end(at: 6)),
            (Self.serialized(Self.texts(["a"])), .noDirectory),
            (
                Self.serialized(Self.list([("other", Self.integers([1]))], symbol: Self.namesSymbol)),
                .noDirectory
            ),
            (Self.directory([("book", [0])]), .noDirectory),
            (Self.directory([("book", [0, 4])]) + [0], .end(at: Self.directory([("book", [0, 4])]).count)),
            // A reference to a symbol that nobody named, a count beyond the end, a real number.
            (Self.serialized(Self.firstSymbol), .kind(255, at: 23)),
            (Self.serialized(Self.word(13) + Self.word(1 << 30)), .end(at: 31)),
            (Self.serialized(Self.word(13) + Self.word(-1)), .end(at: 31)),
            (Self.serialized(Self.word(14) + Self.word(0)), .kind(14, at: 23)),
            // A list with more values than names.
            (
                Self.serialized(
                    Self.word(19 | 0x200) + Self.word(1) + Self.word(254) + Self.word(0x402)
                        + Self.namesSymbol
                        + Self.texts(["a", "b"]) + Self.word(254)), .kind(19, at: 23)
            ),
            (
                Self.serialized((0..<20).flatMap { _ in Self.word(19) + Self.word(1) } + Self.word(254)),
                .nesting(at: 23 + 17 * 8)
            ),
        ]
        for (directory, expected) in cases {
            #expect(try fault(directory: directory, values: []) == expected)
        }
    }

    @Test func faultsOfAVariable() throws {
        let good = Self.packed(Self.texts(["a"]))
        func found(_ values: [UInt8], place: [Int]? = nil, name: String = "book") throws -> RDataFault? {
            try fault(
                name, directory: Self.directory([("book", place ?? [0, values.count])]), values: values)
        }
        #expect(try found(good, name: "cook") == .noVariable("cook", known: ["book"]))
        #expect(try found(good, place: [1, good.count]) == .outside("book"))
        #expect(try found(good, place: [-1, good.count]) == .outside("book"))
        #expect(try found(good, place: [0, 3]) == .outside("book"))
        #expect(try found(Array(good.dropLast())) == .notUnpacked("book"))
        #expect(try found(Self.word(7) + good.dropFirst(4)) == .notUnpacked("book"))
        #expect(try found(Self.packed(Self.integers([1]))) == .noTexts("book"))
        // R's missing value, and bytes that are no UTF-8.
        let missing = Self.word(16) + Self.word(1) + Self.word(9) + Self.word(-1)
        #expect(try found(Self.packed(missing)) == .missingText(at: 31))
        let broken = Self.word(16) + Self.word(1) + Self.word(0x8009) + Self.word(1) + [0xFF]
        #expect(try found(Self.packed(broken)) == .missingText(at: 31))
    }

    @Test(arguments: [
        (RDataFault.noSerialization, "it does not begin with 'X', a line feed and version 2 or 3"),
        (.end(at: 7), "it ends too early, or goes on after its end, at byte 7"),
        (
            .kind(14, at: 23),
            "at byte 23 stands a value of kind 14, which is not read here or has no place there"
        ),
        (.missingText(at: 31), "the text at byte 31 is missing, or not in its encoding"),
        (.nesting(at: 9), "at byte 9 lists stand too deep in lists"),
        (.noDirectory, "it does not say where its variables lie"),
        (.noVariable("a", known: ["b", "c"]), "there is no variable 'a', only b, c"),
        (.outside("a"), "the variable 'a' should lie beyond its end"),
        (.notUnpacked("a"), "the variable 'a' does not unpack to the length that stands before it"),
        (.noTexts("a"), "the variable 'a' is no list of texts"),
    ])
    func theSentences(_ fault: RDataFault, _ words: String) {
        #expect(
            DataError.notRData(path: "x.rdb", fault, from: .fetched(set: "books")).description
                == "x.rdb is not the data of an R package: \(words); bring it back with `labbook data fetch books`"
        )
    }

    private static let realDirectory = """
        H4sIAAAAAAAAA1WQ0UrDMBSG/6apsEJnxT3BLhXvBYeXPoGCFxNJ2zMXbdKSbMIewjfxAQTxKXwcQU3TkLGLk/z/d8LJn9znAFJw\
        liDNnER2d3tzcQmwU98Y9yNXhSsGf+TxPPpBZ8u36PPPD7D3ZfTFegb2fRZ9eXUNPv+KfvbwA36ygEvgfAKOyXCDFoqsE6W/fISc\
        lBJBF0pou5LUNr0wLwEe685s1kI/kRFVRbuA856M3QorOx3ItDeyod7Q87aRNQVaWtKWhkVWspWbnWO/4QMwBkz+QiaMPeQ+tK+D\
        fhpmTl6FkaJq3WNCGEMrMqTrPak75aJYS80w9B/7URx+kQEAAA==
        """
}
