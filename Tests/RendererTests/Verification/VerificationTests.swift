import BlockGraph
import Exhibits
import Foundation
import Testing

@testable import Renderer

/// What a verification says of sites that differ: made-up ones, and one that was computed.
@Suite struct VerificationTests {
    private func site(_ files: [String: String]) -> [String: [UInt8]] { files.mapValues { Array($0.utf8) } }

    @Test func filesThatDifferAreNamed() {
        let there = site(["a.html": "one\ntwo\n", "b.html": "b", "old.html": "x", "same.css": "y"])
        let anew = site(["a.html": "one\ntwO\n", "b.html": "b and more", "new.html": "x", "same.css": "y"])
        let found = siteDifferences(there: there, anew: anew)
        #expect(
            found.map { $0.words(in: "site") } == [
                "site/a.html differs from line 2 on", "site/b.html differs from line 1 on",
                "site/new.html is missing; the sources give it",
                "site/old.html is there, and the sources don't give it",
            ])
        #expect(siteDifferences(there: there, anew: there) == [])
    }

    @Test func detailsStandBelowTheirFile() {
        let difference = SiteDifference(path: "data/a.records", kind: .line(3), details: ["one", "two"])
        #expect(difference.words(in: "site") == "site/data/a.records differs from line 3 on\n  one\n  two")
    }

    private func records(
        _ records: [(key: String, record: BlockRecord)], values: [String] = []
    ) throws -> CommittedRecords {
        CommittedRecords(
            reading: try CommittedRecords.file(records, values: values.map { Array($0.utf8) }))
    }

    private let blocks = [
        VerifiedBlock(name: "runs", line: 4, key: "k1"), VerifiedBlock(name: "fig-loss", line: 12, key: "k2"),
        VerifiedBlock(name: "broken", line: 20, key: nil),
    ]

    @Test func recordsAreComparedBlockByBlock() throws {
        let value = BlockRecord.Output(.value, type: "Int", digest: "d1")
        let old = BlockRecord(
            exhibits: [.text("1\n"), .text("2\n")], outputs: ["x": value],
            files: [FileUse(path: "data/a.csv", digest: "f")])
        var values = old
        values.outputs["x"]?.digest = "d2"
        values.outputs["y"] = value
        var shown = old
        shown.exhibits[1] = .text("3\n")
        shown.files[0].digest = "g"
        let there = try records([("k1", old), ("k2", old)])
        #expect(
            recordDifferences(
                there: there, anew: try records([("k1", values), ("k2", shown)]), blocks: blocks) == [
                    "runs (line 4): the value of 'x' came out otherwise; the value of 'y' came out otherwise",
                    "fig-loss (line 12): what it shows came out otherwise (2 of 2); the file 'data/a.csv', which it read, "
                        + "is another",
                ])
        var fewer = old
        fewer.exhibits = []
        #expect(
            recordDifferences(there: there, anew: try records([("k1", old), ("k2", fewer)]), blocks: blocks)
                == [
                    "fig-loss (line 12): it shows 0 things instead of 2"
                ])
    }

    @Test func recordsOfOtherSourcesAreTold() throws {
        let record = BlockRecord(exhibits: [.text("1\n")])
        let there = try records([("k1", record), ("gone", record)])
        #expect(
            recordDifferences(
                there: there, anew: try records([("k1", record), ("k2", record)]), blocks: blocks) == [
                    "fig-loss (line 12): no result is kept under its key k2; the records are of other sources or files",
                    "1 result is kept that no block has any more",
                ])
    }

    @Test func aDifferenceIsNeverWithoutWords() throws {
        let record = BlockRecord(exhibits: [.text("1\n")])
        let anew = try records([("k1", record), ("k2", record)])
        #expect(
            recordDifferences(
                there: try records([("k2", record), ("k1", record)]), anew: anew, blocks: blocks)
                == ["the same results, written otherwise"])
        #expect(
            recordDifferences(
                there: try records([("k1", record), ("k2", record)], values: ["7"]), anew: anew,
                blocks: blocks)
                == ["other values are kept for the same results"])
        var bytes = try CommittedRecords.file([("k1", record), ("k2", record)], values: [])
        bytes[70] ^= 1
        let damaged = recordDifferences(
            there: CommittedRecords(reading: bytes), anew: anew, blocks: blocks)
        #expect(
            damaged == [
                "line 1 is damaged",
                "runs (line 4): no result is kept under its key k1; the records are of other sources or files",
            ])
    }

    @Test func anotherVersionIsSaid() {
        let swift = DeclaredVersion(
            name: "Swift", version: "6.3.1", question: [], answerPrefix: "Swift version ")
        #expect(swift.remark(answer: "Apple Swift version 6.3.1 (swift-6.3.1-RELEASE)\n") == nil)
        #expect(
            swift.remark(answer: "Swift version 6.3.10 (x)\n")
                == "the site was made with Swift 6.3.1, and here is 6.3.10; where the site differs, that may be why"
        )
        for answer in [nil, "", "command not found"] {
            #expect(
                swift.remark(answer: answer)
                    == "the site was made with Swift 6.3.1; which one is here cannot be told; where the site differs, "
                    + "that may be why")
        }
        let sleef = DeclaredVersion(name: "SLEEF", version: "3.5.1", question: [])
        #expect(sleef.remark(answer: "3.5.1\n") == nil)
    }

    @Test func whatMayReachAResultIsAsked() {
        #expect(DeclaredVersion.all.map(\.name) == ["Swift", "SLEEF"])
    }
}

/// A whole verification: a book is computed twice, and then something of it is changed by hand.
@Suite(.enabled(if: runsSlowTests)) struct WholeVerificationTests {
    @Test func aSiteIsVerifiedAndItsChangesAreFound() async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            //| label: runs
            let runs = try sweep(over: Setting("n", [1, 2]), seeds: 3) { run, n in
                var random = RandomStream(key: run.key)
                try run.record("x", at: 0, Double(n) * random.normal())
            }
            ```

            ```swift
            //| label: shown
            print(runs.runs.count)
            ```
            """,
            "index": "Text.\n",
        ])
        #expect(try await project.build().report.isGood)
        func verified() async throws -> Verification.Report {
            try await Verification(
                Project(root: project.root, jobs: 3), engine: Products.engine, kernels: "baseline"
            ) { _ in }.perform()
        }
        let good = try await verified()
        #expect(good.isGood && good.fileCount > 4, "\(good)")

        let site = "\(project.root)/site"
        func edit(_ file: String, _ change: (String) -> String) throws {
            let text = try String(contentsOfFile: "\(site)/\(file)", encoding: .utf8)
            try change(text).write(toFile: "\(site)/\(file)", atomically: false, encoding: .utf8)
        }
        try edit("index.html") { $0.replacing("Text.", with: "Test.") }
        try edit("a.html") { $0 }
        try FileManager.default.removeItem(atPath: "\(site)/style.css")
        try "x".write(toFile: "\(site)/extra.html", atomically: false, encoding: .utf8)
        // A record that is whole, and wrong.
        let path = "\(site)/data/a.records"
        let committed = CommittedRecords(reading: Array(try Data(contentsOf: URL(filePath: path))))
        let changed = committed.records.sorted { $0.key < $1.key }.map { key, record in
            var record = record
            record.exhibits = record.exhibits.map { $0 == .text("6\n") ? .text("7\n") : $0 }
            return (key: key, record: record)
        }
        let values = committed.values.sorted { $0.key < $1.key }.map(\.value)
        try Data(CommittedRecords.file(changed, values: values)).write(to: URL(filePath: path))

        let words = try await verified().differences.map { $0.words(in: "site") }
        #expect(words.count == 4, "\(words)")
        #expect(words[0].hasPrefix("site/data/a.records differs from line "))
        #expect(
            words[0].hasSuffix("\n  shown (line 12): what it shows came out otherwise (1 of 1)"), "\(words)")
        #expect(words[1] == "site/extra.html is there, and the sources don't give it")
        #expect(words[2].hasPrefix("site/index.html differs from line "))
        #expect(words[3] == "site/style.css is missing; the sources give it")
    }
}
