import ArgumentParser

/// The command line: `labbook build` and what may join it.
@main
struct Labbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labbook",
        abstract: "Turns Markdown notebooks with Swift experiment blocks into a static website.",
        subcommands: [BuildCommand.self],
        defaultSubcommand: BuildCommand.self)
}
