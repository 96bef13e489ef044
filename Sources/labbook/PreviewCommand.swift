import ArgumentParser
import Foundation
import Glibc
import Preview
import Renderer
import Synchronization

/// `labbook preview`: the site in a browser while its notebooks are written.
struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Show the site in a browser, build after every save, and have the pages reload.",
        discussion: """
            Only this machine can reach the pages. What is wrong with a notebook stands in the browser as well as here. \
            A notebook that is saved during a build is built after it. Ctrl-C ends the preview.
            """)

    @OptionGroup var options: ProjectOptions

    @Option(help: "How many runs of a sweep go at once. [default: the number of processors]")
    var jobs: Int?

    @Option(help: "The port to listen on; the next free one where it is taken.")
    var port: UInt16 = 8017

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1, found \(jobs).") }
    }

    func run() async throws {
        let engine = try ProjectOptions.engine()
        // Later the last notebook may go and come back; at first there must be something to show.
        try options.chosen().notebookFiles()
        // A handler rather than ignoring the signal, which the blocks' processes would inherit. They end when we do.
        for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(0) } }
        // One terminal a build: it counts the build's time.
        let current = Mutex(Terminal())
        @Sendable func terminal() -> Terminal { current.withLock { $0 } }
        let preview = LivePreview(options.chosen(jobs: jobs), engine: engine, port: port) { event in
            switch event {
            case .serving(let address, let taken):
                if let taken { terminal().complain("labbook: port \(taken) is taken by another program") }
                terminal().complain("labbook: the preview is at \(address) (Ctrl-C ends it)")
            case .building: current.withLock { $0 = Terminal() }
            case .progress(let progress): terminal().show(progress)
            case .built(let report): terminal().finish(report)
            case .failed(let error):
                terminal().stop()
                terminal().complain("labbook: error: \(error)")
            }
        }
        try await preview.run()
    }
}
