import BlockGraph
import Exhibits
import Foundation
import Storage
import Testing

@testable import Renderer

/// Where the kept site is: `input/*.md` with the record of one of them, and the files that come out of it.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Golden/page")

/// A whole site from notebooks and a record made by hand: neither compiler nor blocks take part.
@Suite(.serialized) struct PageGoldenTests {
    @Test func theSiteIsWrittenAsKept() throws {
        let output = folder.appending(path: "output")
        let theme = Set(Theme.files().map(\.path))
        let drawn = try renderedSite().files.filter { !theme.contains($0.path) }
        if ProcessInfo.processInfo.environment["LABBOOK_UPDATE_GOLDENS"] == "1" {
            try? FileManager.default.removeItem(at: output)
            for file in drawn { try writeFile(file.bytes, to: "\(output.path)/\(file.path)") }
        }
        #expect(
            try filesBelow(output.path) == drawn.map(\.path), "a golden is missing, or belongs to nothing")
        for file in drawn {
            let kept = try? String(contentsOf: output.appending(path: file.path), encoding: .utf8)
            let lines = String(decoding: file.bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let keptLines = kept?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
            let firstChange = zip(lines, keptLines).enumerated().first { $1.0 != $1.1 }
            #expect(firstChange == nil, "\(file.path):\((firstChange?.offset ?? 0) + 1)")
            #expect(lines.count == keptLines.count, "\(file.path)")
        }
    }

    @Test func nothingElseLiesAmongTheGoldens() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["input", "output", "record.json"])
        #expect(
            try filesBelow(folder.appending(path: "input").path) == [
                "example.md", "index.md", "prose.md", "references.bib",
            ])
    }

    @Test func thePagesAreInOrder() throws {
        let files = try renderedSite().files.map {
            (path: $0.path, text: String(decoding: $0.bytes, as: UTF8.self))
        }
        #expect(
            files.map(\.path).filter { $0.hasSuffix(".html") } == [
                "colophon.html", "example.html", "example.source.html", "figures.html", "index.html",
                "index.source.html",
                "prose.html", "prose.source.html",
            ])
        #expect(problems(ofSite: files) == [])
    }

    /// Names that an address would read as something else, and a file that has no title to show.
    @Test func everyNameOfAFileCanBeLinked() {
        let names = ["it's 100% a#b?c", "größe", "a<b>&\"c\""]
        let results = names.map { name in
            let (notebook, problems) = Notebook.parse(file: "notebooks/\(name).md", bytes: [0xFF])
            #expect(notebook.frontMatter.title == name)
            let figure = Figure(DataFrame(Column("x", [1]), Column("y", [1])), .dots(x: "x", y: "y"))
            var result = NotebookResult(
                notebook: notebook, record: nil, blocks: [], problems: problems, contentKey: nil)
            let block = ExperimentBlock(
                position: SourcePosition(file: "x.md", line: 1), code: "1\n", indentation: 0,
                options: BlockOptions(),
                optionLineCount: 0)
            result.notebook.items = [.experiment(block)]
            result.blocks = [block]
            result.record = NotebookRecord(blocks: [[.figure(figure)]])
            return result
        }
        let files = Site.render(results, profile: "quick").files.map {
            ($0.path, String(decoding: $0.bytes, as: UTF8.self))
        }
        // Of each a page, its source, the source's page and two files of data; besides them front page, figures, colophon and
        // what can be searched.
        #expect(files.count == 4 + Theme.files().count + 5 * names.count)
        #expect(problems(ofSite: files) == [])
    }

    @Test func theThemeIsPartOfTheSite() throws {
        let files = try renderedSite().files
        #expect(
            Theme.files().map(\.path) == [
                "style.css", "script.js", "theme.js", "fonts/serif-regular.woff2", "fonts/serif-italic.woff2",
                "fonts/serif-bold.woff2", "fonts/serif-OFL.txt",
            ])
        #expect(Theme.files().allSatisfy { files.contains($0) && !$0.bytes.isEmpty })
    }

    /// The committed site, which visitors see.
    @Test func theCommittedSiteIsInOrder() throws {
        let site = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "site").path
        let files = try filesBelow(site).map {
            // Fonts are no text, and nothing is looked for in them.
            (
                path: $0,
                text: String(decoding: try Data(contentsOf: URL(filePath: "\(site)/\($0)")), as: UTF8.self)
            )
        }
        #expect(problems(ofSite: files) == [])
    }

    private func renderedSite() throws -> Site {
        let results = try ["example", "index", "prose"].map { name in
            let bytes = try Data(contentsOf: folder.appending(path: "input/\(name).md"))
            let (notebook, readProblems) = Notebook.parse(file: "notebooks/\(name).md", bytes: Array(bytes)) {
                readFile(folder.appending(path: $0.replacing("notebooks/", with: "input/")).path)
                    .mapError { UnreadableFile(reason: $0.reason) }
            }
            let plan = NotebookPlan(notebook, in: .forTests)
            #expect(readProblems == [] && plan.broken.isEmpty)
            var result = NotebookResult(
                notebook: notebook, record: NotebookRecord(), blocks: plan.experiments, problems: [],
                contentKey: nil)
            if name == "example" {
                let record = try Data(contentsOf: folder.appending(path: "record.json"))
                result.record = try RecordCoding.decode(NotebookRecord.self, from: record)
                result.contentKey = String(repeating: "0123456789abcdef", count: 4)
                result.origins = plan.experiments.indices.map { index in
                    let files = [FileUse(path: "data/<one>.csv", digest: String(repeating: "ab", count: 32))]
                    let key = String(repeating: "\(index % 10)", count: 64)
                    return BlockOrigin(
                        key: key, files: index == 0 ? files : [],
                        sweeps: index == 1 ? [SweepUse(runs: 40, seeds: 5)] : [])
                }
                let failing = try #require(plan.experiments.first { $0.options.label == "failing" })
                let place = SourcePosition(
                    file: notebook.source.file, line: failing.firstCodeLine + 3, column: 1)
                let note = Problem.Note(
                    "called from <here> & there", at: SourcePosition(file: place.file, line: place.line - 1))
                result.problems = [Problem(.thrown("no file \"<file>\""), at: place, notes: [note])]
            }
            if name == "prose" {
                let values = ["0.25", "<one>"].map { Exhibit.text($0) }
                result.record = NotebookRecord(
                    blocks: [[.table(Table(["a"], rows: [[1]]))]], inlineValues: values)
            }
            return result
        }
        let checked = results.withReferencesChecked
        #expect(checked.flatMap(\.problems).count == 1)
        return Site.render(checked, profile: "quick")
    }
}
