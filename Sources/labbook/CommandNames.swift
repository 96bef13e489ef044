import ArgumentParser
import Renderer

/// The first word that stands where a command must and is none; nil where all are.
///
/// The parser would hand a misspelled command to `build`, and say of it what it says of any word too many.
func unknownCommand(_ words: ArraySlice<String>, below parent: any ParsableCommand.Type) -> CommandMistake? {
    let commands = parent.configuration.subcommands
    guard let word = words.first, !word.hasPrefix("-"), !commands.isEmpty else { return nil }
    if word == "help" { return unknownCommand(words.dropFirst(), below: parent) }
    if let command = commands.first(where: { $0.configuration.commandName == word }) {
        return unknownCommand(words.dropFirst(), below: command)
    }
    let shown = commands.filter(\.configuration.shouldDisplay).compactMap(\.configuration.commandName)
    return CommandMistake(unknownCommand: word, known: shown)
}
