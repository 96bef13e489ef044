import Exhibits
import Testing

@testable import Renderer

@Suite struct TableDataTests {
    /// Numbers are whole however they are shown; a spread has a column of its own; names are told apart.
    @Test func aTableIsAFrame() {
        let table = Table(
            [
                "", .number("error", .percent(decimals: 1)), .number("from", .decimals(2)), "from", "error",
            ],
            rows: [
                [.text("layer, \"the\" one"), .number(0.0213, spread: 0.5), 1.23456, "low", 1],
                ["batch", .number(.nan), 2, 7, .number(2, spread: 0.25)],
            ])
        #expect(
            table.data
                == DataFrame(
                    Column("column 1", ["layer, \"the\" one", "batch"]), Column("error", [0.0213, .nan]),
                    Column("error ±", [0.5, .nan]), Column("from", [1.23456, 2]),
                    Column("from (2)", ["low", "7"]), Column("error (2)", [1.0, 2]),
                    Column("error (2) ±", [.nan, 0.25])))
        #expect(table.data.problems() == [])
    }

    /// A row that is too short, and a table without rows, are no reason to stop.
    @Test func whatIsMissingIsEmpty() {
        #expect(
            Table(["a", "b"], rows: [["x"]]).data == DataFrame(Column("a", ["x"]), Column("b", [""])))
        let none = [String]()
        #expect(Table(["a"], rows: []).data == DataFrame(Column("a", none)))
    }

    @Test func aPageLinksTheFilesOfItsTables() throws {
        let text = "---\ntitle: T\n---\n```swift\n//| label: tbl-a\n1\n```\n"
        let (notebook, _) = Notebook.parse(file: "notebooks/a b.md", bytes: Array(text.utf8))
        let table = Table(["n"], rows: [[0.125]])
        let result = NotebookResult(
            notebook: notebook, record: NotebookRecord(blocks: [[.table(table), .table(table)]]),
            blocks: notebook.experiments, problems: [])
        let files = Site.render([result], profile: "quick").files.map {
            (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
        }
        #expect(problems(ofSite: files) == [])
        let page = try #require(files.first { $0.path == "a b.html" }).text
        let links = page.matches(of: /<p class="table-data">(.*?)<\/p>/).map { String($0.1) }
        #expect(
            links == [
                "Data of table 1: <a href=\"data/a%20b/tbl-a-output.csv\">CSV</a>, <a href=\"data/a%20b/tbl-a-output.json\">JSON</a>",
                "Data of table 2: <a href=\"data/a%20b/tbl-a-output-2.csv\">CSV</a>, <a href=\"data/a%20b/tbl-a-output-2.json\">JSON</a>",
            ])
        #expect(files.first { $0.path == "data/a b/tbl-a-output.csv" }?.text == "n\r\n0.125\r\n")
        #expect(
            try #require(files.first { $0.path == "data/a b/tbl-a-output-2.json" }).text.contains("[0.125]"))
    }
}
