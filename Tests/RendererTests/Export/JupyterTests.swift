import Exhibits
import Foundation
import Testing

@testable import Renderer

/// The rules of Jupyter's format 4.5 that a notebook of ours can break, and where everything goes.
@Suite struct JupyterTests {
    private let frame = DataFrame(Column("x", [1, 2]), Column("y", [3, 4]))

    private func exported(_ parts: [ExportedNotebook.Part]) -> ExportedNotebook {
        var matter = FrontMatter()
        (matter.title, matter.subtitle, matter.paper) = ("A *title*", "below", "Section 6")
        return ExportedNotebook(
            name: "test", file: "notebooks/test.md", profile: "quick", matter: matter, parts: parts)
    }

    private func block(
        _ name: String, _ outputs: [ExportedNotebook.Output] = [],
        _ change: (inout BlockOptions) -> Void = { _ in }
    ) -> ExportedNotebook.Part {
        var options = BlockOptions()
        change(&options)
        return .block(
            .init(name: name, code: "let a = 1\na\n", shownCode: "a", options: options, outputs: outputs))
    }

    private func read(_ notebook: ExportedNotebook) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(JupyterNotebook(notebook).json))
        return try #require(json as? [String: Any])
    }

    private func cells(_ notebook: ExportedNotebook) throws -> [[String: Any]] {
        try #require(try read(notebook)["cells"] as? [[String: Any]])
    }

    @Test func theNotebookNamesItsFormatAndKernel() throws {
        let json = try read(exported([]))
        #expect(json["nbformat"] as? Int == 4 && json["nbformat_minor"] as? Int == 5)
        #expect(Set(json.keys) == ["cells", "metadata", "nbformat", "nbformat_minor"])
        let metadata = try #require(json["metadata"] as? [String: Any])
        #expect(
            metadata["kernelspec"] as? [String: String]
                == ["name": "swift", "display_name": "Swift", "language": "swift"])
        #expect(
            metadata["language_info"] as? [String: String]
                == ["name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift"])
        #expect(
            metadata["labbook"] as? [String: String] == ["source": "notebooks/test.md", "profile": "quick"])
        #expect(metadata["title"] as? String == "A *title*")
    }

    @Test func everyCellHasWhatTheFormatWants() throws {
        let parts: [ExportedNotebook.Part] = [
            .prose("one\ntwo"), block("block-1"), block("never") { $0.isEvaluated = false }, .prose("three"),
            block("last", [.text("a\nb"), .value(Value("v", 1))]),
        ]
        let cells = try cells(exported(parts))
        #expect(
            cells.map { $0["cell_type"] as? String } == [
                "markdown", "markdown", "code", "code", "markdown", "code",
            ])
        let ids = cells.compactMap { $0["id"] as? String }
        #expect(ids == ["text_0", "text_1", "block-1", "never", "text_4", "last"])
        #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
        for cell in cells {
            #expect(cell["metadata"] is [String: Any])
            let isCode = cell["cell_type"] as? String == "code"
            let common: Set = ["cell_type", "id", "metadata", "source"]
            #expect(Set(cell.keys) == (isCode ? common.union(["execution_count", "outputs"]) : common))
        }
        #expect(cells.map { $0["execution_count"] as? Int } == [nil, nil, 1, nil, nil, 2])
        #expect(cells[3]["execution_count"] is NSNull)
        #expect(
            cells[0]["source"] as? [String] == ["# A \\*title\\*\n", "\n", "*below*\n", "\n", "Section 6"])
        #expect(cells[1]["source"] as? [String] == ["one\n", "two"])
        // The code as it stands in the file, not as the page shows it.
        #expect(cells[2]["source"] as? [String] == ["let a = 1\n", "a"])
    }

    @Test func outputsAreInTheirMediaTypes() throws {
        let table = Table(["name", "n"], rows: [["a", 1]], caption: "no")
        let figure = Figure(frame, .dots(x: "x", y: "y"), title: "T", description: "D")
        let outputs: [ExportedNotebook.Output] = [
            .text("a\nb\n"), .value(Value("v", 1)), .table(table, id: "b-3"), .figure(figure, id: "b-4"),
            .caption("**Figure 1.** c"),
        ]
        let found = try #require(try cells(exported([block("b", outputs)]))[1]["outputs"] as? [[String: Any]])
        #expect(found.count == 5)
        #expect(found[0]["output_type"] as? String == "stream" && found[0]["name"] as? String == "stdout")
        #expect(found[0]["text"] as? [String] == ["a\n", "b\n"])
        for output in found.dropFirst() {
            #expect(output["output_type"] as? String == "display_data")
            #expect(output["metadata"] is [String: Any])
        }
        let data = found.dropFirst().compactMap {
            ($0["data"] as? [String: [String]])?.mapValues { $0.joined() }
        }
        #expect(data[0] == ["text/plain": "v: 1"])
        #expect(data[1]["text/plain"] == "| name |   n |\n| ---- | --: |\n| a    |   1 |")
        #expect(data[1]["text/html"] == html(of: .table(Table(["name", "n"], rows: [["a", 1]])), id: "b-3"))
        #expect(data[2] == ["image/svg+xml": svg(of: figure, id: "b-4"), "text/plain": "T: D"])
        #expect(data[3] == ["text/markdown": "**Figure 1.** c", "text/plain": "**Figure 1.** c"])
    }

    @Test func hiddenCodeIsHidden() throws {
        func isHidden(_ change: (inout BlockOptions) -> Void) throws -> Bool? {
            let metadata =
                try cells(exported([block("b", [], change)]))[1]["metadata"] as? [String: [String: Bool]]
            return metadata?["jupyter"]?["source_hidden"]
        }
        #expect(try isHidden { _ in } == nil)
        #expect(try isHidden { $0.showsCode = false } == true)
        #expect(try isHidden { $0.foldsCode = true } == true)
        #expect(try isHidden { $0.isIncluded = false } == true)
    }
}
