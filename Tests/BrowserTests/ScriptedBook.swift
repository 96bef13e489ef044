import Foundation

@testable import Renderer

/// A book of two pages, one with a plot of two series: written as a site without any block being run. It goes when the value does.
final class ScriptedBook: Sendable {
    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "labbook-scripted-\(UUID())").path
        let record = try JSONDecoder().decode(NotebookRecord.self, from: Data(Self.record.utf8))
        let results = [("plot", Self.plot, record), ("words", Self.words, NotebookRecord())].map {
            name, text, record in
            let (notebook, _) = Notebook.parse(file: "notebooks/\(name).md", bytes: Array(text.utf8))
            return NotebookResult(
                notebook: notebook, record: record, blocks: notebook.experiments, problems: [])
        }
        for file in Site.render(results, profile: "quick").files {
            let path = URL(filePath: "\(folder)/\(file.path)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: path)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func path(_ page: String) -> String { "\(folder)/\(page).html" }

    private static let plot = """
        ---
        title: A plot
        ---
        ## What came out {#sec-out}

        ```swift
        //| label: fig-loss
        //| echo: false
        1
        ```

        """

    private static let words = """
        ---
        title: Words
        ---
        Before the first heading.

        ## Sizes

        The größe of a batch.

        ## Colours

        A batch has no colour.

        """

    private static let record = """
        {"blocks": [[{"figure": {
            "color": {"labels": [], "order": []},
            "data": {"columns": [
                {"name": "epoch", "numbers": [1, 2, 3, 1, 2, 3]}, {"name": "loss", "numbers": [8, 6.5, 5, 4, 2.25, 1]},
                {"name": "norm", "strings": ["batch", "batch", "batch", "layer", "layer", "layer"]}]},
            "fill": {"isLog": false, "middle": 0, "palette": "automatic"}, "hasEqualUnits": false,
            "marks": [{"lines": {"color": "norm", "x": "epoch", "y": "loss"}}],
            "x": {"categories": {"labels": [], "order": []}, "includesZero": false, "isReversed": false, "kind": "automatic"},
            "y": {"categories": {"labels": [], "order": []}, "includesZero": false, "isReversed": false, "kind": "automatic"}}}]],
        "inlineValues": []}
        """
}
