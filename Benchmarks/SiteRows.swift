import Foundation
@preconcurrency import Glibc

/// What an author waits for: a build with nothing to do, after an edit of prose, after an edit of a plot, and of a hundred
/// pages from nothing.
func siteRows() -> [Row] {
    guard let labbook = ToolPath.labbook else { return [] }
    let book = SampleBook(labbook: labbook)
    return [
        row("report-noop") { book.build() },
        row("prose-edit") {
            book.editProse()
            return book.build()
        },
        row("plot-edit") {
            book.editPlot()
            return book.build()
        },
        previewRow(book),
    ] + pageRows(labbook) + growthRows(labbook)
}

private func row(_ name: String, _ ours: @escaping () -> Double) -> Row {
    Row(name: name, unit: .seconds, peerName: nil, ours: ours, peer: nil)
}

/// A hundred pages of text from nothing, beside the programs that people would use, and how the time grows to a thousand.
private func pageRows(_ labbook: String) -> [Row] {
    let hundred = TextSite(pages: 100, labbook: labbook)
    let thousand = TextSite(pages: 1000, labbook: labbook)
    return [
        Row(
            name: "pages-100", unit: .seconds, peerName: "Hugo", ours: hundred.build,
            peer: ToolPath.find("hugo").map { hugo in { hundred.hugo(hugo) } }),
        Row(
            name: "pages-100-cmark", unit: .seconds, peerName: "cmark, the parsing alone",
            ours: hundred.build,
            peer: ToolPath.find("cmark").map { cmark in { hundred.cmark(cmark) } }),
        // A ratio near one says that the time is proportional to the pages.
        Row(
            name: "pages-growth", unit: .seconds, peerName: "ten times the time of 100 pages",
            ours: thousand.build,
            peer: { 10 * hundred.build() }),
    ]
}

/// The programs that the rows start.
enum ToolPath {
    /// `labbook`, built beside this program.
    static let labbook: String? = {
        let path = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "labbook").path
        return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }()

    static func find(_ name: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program and returns the seconds it took. The system's own calls, because Foundation's `Process` notices an
    /// end late.
    static func time(_ program: String, _ arguments: [String]) -> Double {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for output in [Int32(1), 2] {
            posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        return seconds {
            var process = pid_t()
            guard posix_spawn(&process, program, &actions, nil, &words, environ) == 0 else {
                fatalError("cannot start \(program)")
            }
            var status: Int32 = 0
            waitpid(process, &status, 0)
            precondition(status == 0, "\(program) \(arguments) failed")
        }
    }
}

/// A folder of its own, which goes with the program.
func newFolder() -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "labbook-bench-\(UUID())")
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
        fatalError("cannot make \(folder.path): \(error)")
    }
    return folder.path
}

func write(_ text: String, to path: String) {
    let file = URL(filePath: path)
    do {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: false, encoding: .utf8)
    } catch { fatalError("cannot write \(path): \(error)") }
}

/// A book of twelve notebooks with ten blocks, a sweep and a figure each, all computed.
final class SampleBook {
    let folder = newFolder()
    let labbook: String
    /// The notebook whose prose is edited.
    static let editedNumber = 3
    static let editedNotebook = "notebook-\(editedNumber)"
    private var edits = 0
    /// The files are written when they are first needed; most runs of the benchmark ask for other rows.
    private lazy var isWritten = {
        for number in 0..<12 { writeNotebook(number) }
        return true
    }()

    init(labbook: String) { self.labbook = labbook }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func build() -> Double {
        precondition(isWritten)
        return ToolPath.time(labbook, ["build", "--project", folder])
    }

    func editProse() {
        precondition(isWritten)
        edits += 1
        writeNotebook(Self.editedNumber, intro: "An introduction that was edited \(edits) times.")
    }

    func editPlot() {
        precondition(isWritten)
        edits += 1
        writeNotebook(5, title: "loss, edition \(edits)")
    }

    private func writeNotebook(_ number: Int, intro: String = "An introduction.", title: String = "loss") {
        let helpers = (0..<8).map { index in
            "```swift\nlet value\(index) = (0..<10).map { Double($0) * \(index + 1) }\n```\n\nThe sum is `{swift} value\(index).reduce(0, +)`.\n"
        }
        write(
            """
            ---
            title: Notebook \(number)
            ---
            \(intro)

            \(helpers.joined(separator: "\n"))
            ```swift
            //| label: runs
            let runs = try sweep(over: Setting("rate", [0.1, 0.2, 0.3]), seeds: 5) { run, rate in
                var random = RandomStream(key: run.key)
                for step in 0..<50 { try run.record("loss", at: step, 1 / (1 + rate * Double(step)) + 0.01 * random.normal()) }
            }
            ```

            ```swift
            //| label: fig-loss
            //| fig-cap: The loss of three rates.
            Figure(
                runs.summary(of: "loss"), .lines(x: "step", y: "mean", lower: "lower", upper: "upper", color: "rate"),
                title: "\(title)")
            ```

            """, to: "\(folder)/notebooks/notebook-\(number).md")
    }
}

/// Pages of text, 20 KB each, as a project of ours and as a site of Hugo's.
private final class TextSite {
    private let folder = newFolder()
    private let labbook: String
    private let pages: Int

    private lazy var isWritten = {
        writeFiles()
        return true
    }()

    init(pages: Int, labbook: String) {
        self.pages = pages
        self.labbook = labbook
    }

    private func writeFiles() {
        for page in 0..<pages {
            let text = "---\ntitle: Page \(page)\n---\n\(Self.text)"
            write(text, to: "\(folder)/ours/notebooks/page-\(page).md")
            write(text, to: "\(folder)/hugo/content/page-\(page).md")
        }
        write("title = 'Pages'\nbaseURL = '/'\n", to: "\(folder)/hugo/hugo.toml")
        let layout =
            "<!DOCTYPE html><html><head><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n"
        for kind in ["single", "list"] { write(layout, to: "\(folder)/hugo/layouts/_default/\(kind).html") }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// From nothing: neither a site nor anything remembered.
    func build() -> Double {
        precondition(isWritten)
        for name in ["site", ".labbook"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/ours/\(name)")
        }
        return ToolPath.time(labbook, ["build", "--project", "\(folder)/ours"])
    }

    func hugo(_ hugo: String) -> Double {
        precondition(isWritten)
        for name in ["public", "resources"] {
            try? FileManager.default.removeItem(atPath: "\(folder)/hugo/\(name)")
        }
        return ToolPath.time(hugo, ["--quiet", "--source", "\(folder)/hugo"])
    }

    /// All files in one process: no page, no navigation, only the HTML of the text.
    func cmark(_ cmark: String) -> Double {
        precondition(isWritten)
        let files = (0..<pages).map { "\(folder)/ours/notebooks/page-\($0).md" }
        return ToolPath.time(cmark, files)
    }

    private static let text: String = {
        var text = ""
        var number = 0
        while text.utf8.count < 20_000 {
            number += 1
            text += """
                ## Section \(number)

                A paragraph with *emphasis*, **strong words**, a [link](https://example.org/\(number)) and `code`, which says
                what a paragraph of a longer text might say, and goes on for another line so that there is something to wrap.

                - A list with an item
                - and another, *more important* one
                  - below which there is a third

                > A quotation of what somebody said.

                ```
                let answer = \(number)
                ```


                """
        }
        return text
    }()
}
