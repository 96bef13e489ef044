import Exhibits
import Foundation
import Testing

private let frame = DataFrame(
    Column("norm", ["layer", "batch", "layer", "batch"]), Column("epoch", [1, 1, 2, 2]),
    Column("error", [0.3, 0.4, .nan, .infinity]))

@Suite struct DataFrameTests {
    @Test func rowsAndColumns() {
        #expect(frame.rowCount == 4)
        #expect(frame.names == ["norm", "epoch", "error"])
        #expect(frame.numbers("epoch") == [1, 1, 2, 2])
        #expect(frame.numbers("norm") == nil)
        #expect(frame.texts("error") == ["0.3", "0.4", "NaN", "Infinity"])
        #expect(frame.texts("nothing") == nil)
        #expect(frame.rows[1].text("norm") == "batch")
        #expect(frame.rows[1].number("error") == 0.4)
        #expect(frame.rows[1].number("norm").isNaN)
        #expect(frame.rows[1].text("nothing") == "")
    }

    @Test func filterKeepsOrder() {
        let second = frame.filter { $0.number("epoch") == 2 }
        #expect(second.texts("norm") == ["layer", "batch"])
        #expect(second.columns.count == 3)
    }

    @Test func groupsComeInOrderOfFirstAppearance() {
        let groups = frame.groups(by: "norm", "epoch")
        #expect(groups.map(\.key) == [["layer", "1"], ["batch", "1"], ["layer", "2"], ["batch", "2"]])
        #expect(frame.groups(by: "norm").map { $0.frame.rowCount } == [2, 2])
        #expect(frame.groups(by: "nothing").map(\.key) == [[]])
        #expect(frame.distinct("epoch") == ["1", "2"])
    }

    @Test func nanEqualsItself() {
        #expect(frame == frame)
        #expect(Column("a", [1.0]) != Column("a", ["1"]))
        #expect(Column("a", [1.0]) != Column("a", [1.0, 2]))
    }

    @Test func columnsReadNumbersOnlyWhereAllAre() {
        #expect(Column("b", reading: ["4", "128", "0.5"]) == Column("b", [4, 128, 0.5]))
        #expect(Column("b", reading: ["0.1", "1.0", "1e-05"]) == Column("b", [0.1, 1, 1e-05]))
        #expect(Column("b", reading: ["1.00"]) == Column("b", ["1.00"]))
        #expect(Column("b", reading: ["inf"]) == Column("b", ["inf"]))
        #expect(Column("b", reading: ["4", "none"]) == Column("b", ["4", "none"]))
        #expect(Column("b", reading: ["007"]) == Column("b", ["007"]))
        #expect(Column("b", reading: []) == Column("b", [String]()))
    }

    @Test func csvQuotesWhatNeedsIt() {
        let hostile = DataFrame(
            Column("a,b", ["plain", "quote \" here", "line\nbreak", "carriage\r\nreturn", ""]),
            Column("n", [1, 0.1, 1e-7, -.infinity, .nan]))
        #expect(
            hostile.csv == "\"a,b\",n\r\nplain,1\r\n\"quote \"\" here\",0.1\r\n\"line\nbreak\",1e-07\r\n"
                + "\"carriage\r\nreturn\",-Infinity\r\n,NaN\r\n")
    }

    @Test func jsonSaysWhatEachColumnIs() throws {
        let hostile = DataFrame(
            Column("a\"\\\u{1}", ["x\n</script>", "é\t"]), Column("n", [1e-7, -.infinity]),
            Column("m", [.nan, 2]))
        #expect(
            hostile.json == #"""
                {"rows": 2, "columns": [
                  {"name": "a\"\\\u0001", "type": "text", "values": ["x\n</script>", "é\t"]},
                  {"name": "n", "type": "number", "values": [1e-07, "-Infinity"]},
                  {"name": "m", "type": "number", "values": ["NaN", 2]}
                ]}

                """#)
        let read = try #require(
            JSONSerialization.jsonObject(with: Data(hostile.json.utf8)) as? [String: Any])
        let columns = try #require(read["columns"] as? [[String: Any]])
        #expect(columns.map { $0["name"] as? String } == hostile.names)
        #expect(columns[0]["values"] as? [String] == hostile.texts(hostile.names[0]))
        #expect(DataFrame().json == "{\"rows\": 0, \"columns\": [\n\n]}\n")
    }

    @Test func imagesAreRowsOfPixels() {
        let frame = DataFrame(images: [[1, 2, 3], [4]], width: 2, titles: ["one"])
        #expect(frame.names == ["image", "row", "column", "value", "title"])
        #expect(frame.numbers("image") == [1, 1, 1, 2])
        #expect(frame.numbers("row") == [0, 0, 1, 0])
        #expect(frame.numbers("column") == [0, 1, 0, 0])
        #expect(frame.numbers("value") == [1, 2, 3, 4])
        #expect(frame.texts("title") == ["one", "one", "one", ""])
        #expect(DataFrame(images: [], width: 1).names == ["image", "row", "column", "value"])
    }

    @Test func csvNumbersRoundTrip() {
        for value in [0.1, 1.0 / 3, 1e300, 5e-300, 123456789.123, -2] {
            let csv = DataFrame(Column("x", [value])).csv
            #expect(csv.split(whereSeparator: \.isNewline).last.flatMap { Double($0) } == value)
        }
    }

    @Test func raggedAndDoubleColumnsAreReported() {
        let ragged = DataFrame(Column("a", [1, 2]), Column("b", [1]), Column("a", [3, 4]))
        #expect(ragged.rowCount == 1)
        #expect(
            ragged.problems() == [
                "The data has two columns named 'a': give each column its own name.",
                "The data's columns differ in length ('a' 2, 'b' 1, 'a' 2): every column needs one value a row.",
            ])
        #expect(DataFrame().rowCount == 0 && DataFrame().problems().isEmpty)
    }
}

@Suite struct RunsTests {
    private let runs: Runs = {
        var first = Run(settings: [.init("norm", "layer"), .init("batch size", "4")], seed: 0)
        first.record("error", at: 1, 0.5)
        first.record("error", at: 2, 0.25)
        first.record("loss", at: 1, 2)
        var second = Run(settings: [.init("norm", "batch"), .init("batch size", "128")], seed: 1)
        second.record("error", at: 1, .nan)
        second.divergence = "the loss was NaN at step 1"
        return Runs([first, second])
    }()

    @Test func framesAreTidy() {
        #expect(runs.metrics == ["error", "loss"])
        #expect(
            runs.frame(of: "error")
                == DataFrame(
                    Column("norm", ["layer", "layer", "batch"]), Column("batch size", [4, 4, 128]),
                    Column("seed", [0, 0, 1]), Column("step", [1, 2, 1]), Column("error", [0.5, 0.25, .nan])))
        #expect(runs.finals(of: "error", x: "epoch").numbers("epoch") == [2, 1])
        #expect(runs.frame(of: "nothing").rowCount == 0)
        #expect(runs.frame(of: "nothing").names == ["norm", "batch size", "seed", "step", "nothing"])
    }
}
