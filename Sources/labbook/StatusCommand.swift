import ArgumentParser
import Renderer

/// `labbook status`: which blocks are fresh and which are not, without running anything.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "List the blocks with whether their results are known.",
        discussion: """
            fresh: the result is known. stale: the block must run. waits: it uses the result of a stale block, and runs \
            only if that comes out otherwise. failed: it was tried as it is, and the message is what came of it. broken: \
            its code is not in order. blocked: it needs a broken block. problem: a mistake in the front matter or the prose, \
            which keeps no block from running.

            Exit status: 0 when everything is fresh and in order, 1 when not, 2 when the command cannot be carried out.
            """)

    @OptionGroup var options: ProjectOptions

    @Argument(help: "Only this notebook.")
    var notebook: String?

    func run() async throws {
        let inspection = try await Inspection(options.chosen(), engine: ProjectOptions.engine())
        print(try inspection.status(of: notebook))
        if !inspection.isFresh { throw ExitCode(1) }
    }
}

/// `labbook why`: what changed since a block was last run.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: "Say why a block is stale, or what a fresh one depends on.")

    @OptionGroup var options: ProjectOptions

    @Argument(help: "The block's label, or NOTEBOOK:LABEL.")
    var label: String

    func run() async throws {
        let inspection = try await Inspection(options.chosen(), engine: ProjectOptions.engine())
        print(try inspection.why(label))
    }
}

/// `labbook graph`: what the blocks use of each other.
struct GraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph",
        abstract: "Print what the blocks use of each other.")

    @OptionGroup var options: ProjectOptions

    @Flag(help: "Print it for Graphviz: 'labbook graph --dot | dot -Tsvg > graph.svg'.")
    var dot = false

    @Argument(help: "Only this notebook.")
    var notebook: String?

    func run() async throws {
        let inspection = try await Inspection(options.chosen(), engine: ProjectOptions.engine())
        print(try dot ? inspection.dot(of: notebook) : inspection.graph(of: notebook))
    }
}
