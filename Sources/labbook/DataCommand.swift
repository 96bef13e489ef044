import ArgumentParser
import Foundation
import Renderer

/// `labbook data`: the data sets that the notebooks read.
struct DataCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "Look after the data sets that the notebooks read.",
        discussion: """
            The file 'notebooks/data.yml' describes them. A build fetches what it needs by itself.
            """,
        subcommands: [List.self, Fetch.self, Verify.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract:
                "Print the data sets with their licences, where they come from, and whether they are there.")

        @OptionGroup var options: ProjectOptions

        func run() throws { print(try DataShelf(options.chosen()).list) }
    }

    struct Fetch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fetch",
            abstract: "Fetch the data sets that are not there.",
            discussion: """
                Packages come by the system's own clients, apt-get or pip. Every file is checked against its SHA-256 \
                before it comes into its place. For a set that a reader provides, the folder is named.

                Exit status: 0 when all sets that can be fetched are there, 1 when one cannot be had.
                """)

        @OptionGroup var options: ProjectOptions

        @Argument(help: "Only these data sets.")
        var names: [String] = []

        func run() async throws {
            let terminal = Terminal()
            let shelf = try DataShelf(options.chosen(), named: names)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let (lines, isGood) = try await interruptible {
                try await shelf.fetch(searchPath: path) { terminal.show($0) }
            }
            terminal.stop()
            for line in lines { print(line) }
            if !isGood { throw ExitCode(1) }
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Read every file of the data sets and compare it with its SHA-256.",
            discussion:
                "Exit status: 0 when no file is damaged, 1 when one is. A file that is absent is fetched when it is needed."
        )

        @OptionGroup var options: ProjectOptions

        @Argument(help: "Only these data sets.")
        var names: [String] = []

        func run() throws {
            let (lines, isGood) = try DataShelf(options.chosen(), named: names).verify()
            for line in lines { print(line) }
            if !isGood { throw ExitCode(1) }
        }
    }
}
