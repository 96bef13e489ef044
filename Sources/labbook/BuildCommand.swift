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
            """)

    @Option(help: "The folder that holds 'notebooks/'.")
    var project = "."

    @Option(help: "The folder to write the site to, below the project's. [default: site, or site-PROFILE]")
    var site: String?

    @Option(help: "The profile: 'quick' is what the committed site shows.")
    var profile = "quick"

    @Option(help: "How many runs of a sweep go at once. [default: the number of processors]")
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, found \(jobs).") }
        if profile != "quick" {
            throw ValidationError("Unknown profile '\(profile)'; known is quick.")
        }
    }

    func run() async throws {
        let terminal = Terminal()
        do {
            guard let engine = Engine.besideExecutable() else { throw BuildError.noEngine }
            let root = URL(fileURLWithPath: self.project).standardizedFileURL.path
            let project = Project(root: root, site: site ?? "site", profile: profile, jobs: jobs)
            let report = try await interruptible {
                try await Build(project, engine: engine) { terminal.show($0) }.perform()
            }
            terminal.finish(report)
            if !report.isGood { throw ExitCode(1) }
        } catch let error as ExitCode {
            throw error
        } catch let interruption as Interruption {
            terminal.finishInterrupted()
            throw ExitCode(interruption.exitStatus)
        } catch {
            terminal.complain("labbook: error: \(error)")
            throw ExitCode(2)
        }
    }
}
