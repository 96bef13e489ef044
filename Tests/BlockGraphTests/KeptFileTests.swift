import BlockGraph
import Exhibits
import Storage
import Testing

@Suite struct KeptFileTests {
    private let origin = KeptOrigin(
        notebook: "mnist", block: "runs", profile: .paper, contentKey: "12ab", numericContract: 1,
        files: [FileUse(path: "data/a.gz", digest: "34cd")])

    @Test func theFileIsReadableAndCanBeReadBack() throws {
        let value = ["name": [0.1, 2]]
        let file = try origin.file(holding: RecordCoding.encodeReadably(value))
        #expect(
            String(decoding: file, as: UTF8.self) == """
                {
                  "origin": {
                    "block" : "runs",
                    "contentKey" : "12ab",
                    "files" : [
                      {
                        "digest" : "34cd",
                        "path" : "data/a.gz"
                      }
                    ],
                    "notebook" : "mnist",
                    "numericContract" : 1,
                    "profile" : "paper"
                  },
                  "value": {
                    "name" : [
                      0.1,
                      2
                    ]
                  }
                }

                """)
        let read = try RecordCoding.decode(KeptFile<[String: [Double]]>.self, from: file)
        #expect(read.origin == origin && read.value == value)
    }

    /// No end of a line stands inside a string of JSON, so moving lines to the right changes none.
    @Test func textsStayWhatTheyAre() throws {
        let value = ["one\ntwo", "  three", "\r\n\t\u{2028}"]
        let file = try origin.file(holding: RecordCoding.encodeReadably(value))
        #expect(try RecordCoding.decode(KeptFile<[String]>.self, from: file).value == value)
    }

    @Test func notANumberHasItsWord() throws {
        let value = [Double.infinity, -.infinity, .nan]
        let file = try origin.file(holding: RecordCoding.encodeReadably(value))
        let read = try RecordCoding.decode(KeptFile<[Double]>.self, from: file).value
        #expect(read[0] == .infinity && read[1] == -.infinity && read[2].isNaN)
    }

    @Test func thePathNamesProfileAndValue() {
        #expect(KeptOrigin.path(of: "long-run", in: .tune) == "data/tune/long-run.json")
    }
}
