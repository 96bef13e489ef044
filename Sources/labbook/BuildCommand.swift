import ArgumentParser
import Foundation
import Renderer

/// `labbook build`: runs what is stale and writes the site.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Run the blocks whose results are not known, and write the site.",
        discussion: """
            Exit status: 0 when every notebook is in order, 1 when one has a problem (its page shows it, the other \
            pages are written all the same), 2 when the command itself cannot be carried out, 130 after Ctrl-C: what \
            had finished is kept, and the site stays as it was.

            With --diagnostics json each problem and each remark is a line of JSON on standard output, as well as text \
            on standard error. Its fields: severity (error or remark), message, notebook, block, file, line, column, \
            and notes, a list with message, file, line and column. What has no value is left out; lines and columns \
            count from 1, columns in bytes of UTF-8.
            """)

    /// Where problems go besides standard error.
    enum Diagnostics: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    @OptionGroup var options: ProjectOptions

    @Option(help: "How many runs of a sweep go at once. [default: the number of processors]")
    var jobs: Int?

    @Option(help: "How problems are reported: for people, or for editors too.")
    var diagnostics = Diagnostics.text

    /// Nothing is taken; a name is answered with more than the parser's words.
    @Argument(help: .hidden)
    var names: [String] = []

    func validate() throws {
        if let name = names.first { throw ValidationError("\(CommandMistake.buildsAll(name))") }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, found \(jobs).") }
    }

    func run() async throws {
        let terminal = Terminal()
        do {
            let engine = try ProjectOptions.engine()
            let build = Build(options.chosen(jobs: jobs), engine: engine) { progress in
                terminal.show(progress)
                if case .remark(let text) = progress { tell(Diagnostic(.remark, text)) }
            }
            let report = try await interruptible { try await build.perform() }
            report.problems.forEach(tell)
            terminal.finish(report)
            if !report.isGood { throw ExitCode(1) }
        } catch let interruption as Interruption {
            terminal.finishInterrupted()
            throw ExitCode(interruption.exitStatus)
        } catch let error as SiteNotWritten {
            terminal.stop()
            for problem in error.problems { terminal.complain(problem.text) }
            (error.problems + [Diagnostic(.error, error.reason)]).forEach(tell)
            terminal.complain("labbook: error: \(error.reason)")
            throw ExitCode(2)
        } catch let error where !(error is ExitCode) {
            terminal.stop()
            tell(Diagnostic(.error, "\(error)"))
            throw error
        }
    }

    /// Writes a line for editors, where one listens.
    private func tell(_ diagnostic: Diagnostic) {
        guard diagnostics == .json else { return }
        FileHandle.standardOutput.write(Data("\(diagnostic.json)\n".utf8))
    }
}
