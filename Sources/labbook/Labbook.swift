import ArgumentParser
import Foundation

/// The command line: `labbook build` and what may join it.
@main
struct Labbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labbook",
        abstract: "Turns Markdown notebooks with Swift experiment blocks into a static website.",
        subcommands: [
            BuildCommand.self, StatusCommand.self, WhyCommand.self, GraphCommand.self, StoreCommand.self,
            RememberSourcesCommand.self,
        ],
        defaultSubcommand: BuildCommand.self)

    /// Like the parser's own `main`, but misuse ends with status 2, as the commands' help says, not with 64.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data("\(fullMessage(for: error))\n".utf8))
            Foundation.exit(2)
        }
    }
}
