import ArgumentParser
import Renderer

extension Export.Format: ExpressibleByArgument {}

/// `labbook export`: a notebook with its results for other programs.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a notebook with its results as a Jupyter notebook or as Markdown.",
        discussion: """
            Nothing is run: the results are those of the last build. The figures of a Markdown file are SVG files in a \
            folder beside it, named like the file with '_files' in place of '.md'. A file that is there is replaced.
            """)

    @OptionGroup var options: ProjectOptions

    @Option(help: "The format.")
    var to: Export.Format

    @Option(name: .shortAndLong, help: "The file to write. [default: NAME.ipynb or NAME.md]")
    var output: String?

    @Argument(help: "The notebook's name.")
    var name: String

    func run() async throws {
        let export = try await Export(options.chosen(), engine: ProjectOptions.engine())
        let file = output ?? "\(name).\(to.rawValue)"
        for path in try export.write(name, as: to, to: file) { print(path) }
    }
}
