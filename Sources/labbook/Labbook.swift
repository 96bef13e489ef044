import ArgumentParser
import Foundation

/// The command line: `labbook build` and what may join it.
@main
struct Labbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labbook",
        abstract: "Turns Markdown notebooks with Swift experiment blocks into a static website.",
        version: ProjectOptions.version,
        subcommands: [
            BuildCommand.self, NewCommand.self, PreviewCommand.self, StatusCommand.self, WhyCommand.self,
            GraphCommand.self, StoreCommand.self, DataCommand.self, VerifyCommand.self, ExportCommand.self,
            RememberSourcesCommand.self,
        ],
        defaultSubcommand: BuildCommand.self)

    /// Like the parser's own `main`, but with the exit statuses that the commands' help promises: misuse ends with 2
    /// rather than 64, and so does a command that cannot be carried out.
    static func main() async {
        if let mistake = unknownCommand(CommandLine.arguments.dropFirst(), below: Self.self) {
            complain("labbook: error: \(mistake)")
            Foundation.exit(2)
        }
        var command: any ParsableCommand
        do {
            command = try parseAsRoot()
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            complain("\(fullMessage(for: error))")
            Foundation.exit(2)
        }
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error where error is ExitCode || exitCode(for: error) == .success {
            // Asked for help, the parser throws that too.
            exit(withError: error)
        } catch {
            complain("labbook: error: \(error)")
            Foundation.exit(2)
        }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}
