import Foundation
import Testing

@testable import Renderer

/// What the page about commands says is what the program's own help says.
@Suite struct GuideCommandTests {
    /// The description of itself that the program prints for tools.
    private struct Help: Decodable {
        var command: Command
    }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?

        var shownSubcommands: [Command] {
            (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        }
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }

        var kind: String
        var shouldDisplay: Bool?
        var isOptional: Bool
        var names: [Name]?
        var valueName: String?
        var defaultValue: String?
        var abstract: String?

        /// As it stands in the first column: `-o, --output <output>`.
        var synopsis: String {
            let value = valueName.map { "<\($0)>" } ?? ""
            let spelled = (names ?? []).map { $0.kind == "short" ? "-\($0.name)" : "--\($0.name)" }
                .sorted { $0.count < $1.count }
            let name = spelled.joined(separator: ", ")
            return switch kind {
            case "positional": value
            case "flag": name
            default: "\(name) \(value)"
            }
        }

        /// The words of the help without those about the default.
        var effect: String {
            plainWords(String((abstract ?? "").prefix { $0 != "[" }))
        }

        /// The default, in words where the help has words; nil where there is none.
        var standard: String? {
            if let words = abstract?.firstMatch(of: /\[default: (.*)\]/) { return String(words.1) }
            return kind == "flag" ? nil : defaultValue
        }
    }

    @Test func everyCommandAndOptionIsThere() throws {
        let answer = try labbook("--experimental-dump-help")
        #expect(answer.status == 0)
        let help = try JSONDecoder().decode(Help.self, from: Data(answer.printed.utf8))
        let page = try GuidePage("commands")
        let shared = try page.table("tbl-project-options")
        var headings: [String] = []

        func check(_ command: Command, _ path: String, _ level: Int) throws {
            let heading = "\(String(repeating: "#", count: level)) `\(path)`"
            headings.append(heading)
            let section = try #require(page.section(heading), "no section '\(heading)'")
            let words = section.words
            for paragraph in (command.discussion ?? "").split(separator: "\n\n") {
                #expect(words.contains(plainWords(String(paragraph))), "\(path): \(paragraph)")
            }
            let abstract = plainWords(command.abstract ?? "")
            #expect(!abstract.isEmpty && words.hasPrefix(abstract), "\(path): \(abstract)")
            let arguments = (command.arguments ?? []).filter {
                $0.shouldDisplay != false
                    && $0.names?.contains { ["help", "version"].contains($0.name) } != true
            }
            let isOnProject = shared.allSatisfy { row in arguments.contains { "`\($0.synopsis)`" == row[0] } }
            let rows = (isOnProject ? shared : []) + section.tableRows
            #expect(words.contains("@tbl-project-options") == isOnProject, "\(path)")
            #expect(rows.compactMap { code($0[0]) }.sorted() == arguments.map(\.synopsis).sorted(), "\(path)")
            for argument in arguments {
                let row = try #require(rows.first { code($0[0]) == argument.synopsis })
                if let standard = argument.standard {
                    #expect(plainWords(row[2]) == plainWords(standard), "\(path) \(argument.synopsis)")
                } else if !argument.isOptional {
                    #expect(row[2] == "", "\(path) \(argument.synopsis)")
                }
                #expect(plainWords(row[1]) == argument.effect, "\(path) \(argument.synopsis)")
            }
            for subcommand in command.shownSubcommands {
                try check(subcommand, "\(path) \(subcommand.commandName)", level + 1)
            }
        }

        for command in help.command.shownSubcommands {
            try check(command, "labbook \(command.commandName)", 2)
        }
        let onPage = page.lines.filter { $0.hasPrefix("#") && $0.contains("`labbook ") }.map { line in
            String(line.prefix(upTo: line.lastIndex(of: "`") ?? line.endIndex)) + "`"
        }
        #expect(onPage == headings)
    }
}
