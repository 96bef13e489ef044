import ArgumentParser
import CProcessor
import Foundation
import Renderer

/// `labbook verify`: whether the site follows from its sources, byte for byte.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Compute everything once more from nothing, elsewhere, and compare every byte of the site.",
        discussion: """
            Nothing that is kept is used: the notebooks are copied to a temporary folder and computed there, by another \
            build of the kernels than usual and with another number of jobs at once. The project is not changed. What \
            differs is named, down to the block.

            Exit status: 0 when the site is what its sources give, 1 when not, 2 when the command cannot be carried out.
            """)

    @OptionGroup var options: ProjectOptions

    @Option(help: "How many runs of a sweep go at once. [default: one more than there are processors]")
    var jobs: Int?

    @Option(
        help:
            "The build of the kernels: 'baseline', 'avx2' or 'avx512'. [default: the fastest but one, where there are two]"
    )
    var kernels: String?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, found \(jobs).") }
    }

    func run() async throws {
        let terminal = Terminal()
        let engine = try ProjectOptions.engine()
        let jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount + 1
        let kernels = kernels ?? Self.otherKernels
        for remark in await versionRemarks() { terminal.complain("verify: \(remark)") }
        let build = kernels.map { "the kernels for \($0)" } ?? "the only kernels of this processor"
        terminal.complain("verify: computing everything from nothing, \(jobs) jobs at once, with \(build)")
        let project = options.chosen(jobs: jobs)
        let verification = Verification(project, engine: engine, kernels: kernels) { terminal.show($0) }
        do {
            let report = try await interruptible { try await verification.perform() }
            terminal.stop()
            for problem in report.problems { terminal.complain(problem.text) }
            for difference in report.differences {
                terminal.complain(difference.words(in: project.site))
            }
            let files = "\(report.fileCount) \(report.fileCount == 1 ? "file" : "files")"
            guard report.isGood else {
                terminal.complain(
                    "verify: \(report.differences.count) of \(files) of \(project.site)/ differ from what the sources give"
                )
                throw ExitCode(1)
            }
            terminal.complain(
                "verify: all \(files) of \(project.site)/ are what the sources give, byte for byte")
        } catch let interruption as Interruption {
            terminal.finishInterrupted()
            throw ExitCode(interruption.exitStatus)
        }
    }

    /// The build of the kernels next to the fastest that this processor can run; nil where there is but one.
    private static var otherKernels: String? {
        if labbook_supports_x86_64_v4() != 0 { return "avx2" }
        return labbook_supports_x86_64_v3() != 0 ? "baseline" : nil
    }
}
