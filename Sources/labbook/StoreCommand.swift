import ArgumentParser
import Renderer

/// `labbook store`: the results of earlier builds below `.labbook/store`.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Look after the results of earlier builds.",
        subcommands: [Size.self, Verify.self, CollectGarbage.self])

    struct Size: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "size", abstract: "Print how many results are kept, and how large they are.")

        @OptionGroup var options: ProjectOptions

        func run() async throws {
            for size in try StoreMaintenance(options.chosen()).sizes() {
                print("\(size.kind): \(size.count), \((size.bytes + 1023) / 1024) KB")
            }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Read every result and set damaged ones aside.",
            discussion: "Exit status: 0 when all are whole, 1 when some were damaged.")

        @OptionGroup var options: ProjectOptions

        func run() async throws {
            let (count, damaged) = try StoreMaintenance(options.chosen()).verify()
            for path in damaged {
                print("damaged: \(path), renamed to \(path).damaged; the next build computes it again")
            }
            print("\(count) entries read, \(damaged.count) damaged")
            if !damaged.isEmpty { throw ExitCode(1) }
        }
    }

    struct CollectGarbage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "gc", abstract: "Remove the results that no present notebook uses.")

        @OptionGroup var options: ProjectOptions

        @Option(help: "Keep what was written in the last so many days.")
        var days = 7.0

        func validate() throws {
            if days < 0 { throw ValidationError("--days must not be negative, found \(days).") }
        }

        func run() async throws {
            let project = options.chosen()
            let inspection = try await Inspection(project, engine: ProjectOptions.engine())
            let (count, bytes) = try StoreMaintenance(project).collectGarbage(inspection, olderThan: days)
            print("removed \(count) \(count == 1 ? "file" : "files"), \((bytes + 1023) / 1024) KB")
        }
    }
}
