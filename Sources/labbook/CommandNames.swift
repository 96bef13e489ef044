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
    // As closures: a key path into a metatype ends the compiler.
    let shown = commands.filter { $0.configuration.shouldDisplay }.compactMap { $0.configuration.commandName }
    return CommandMistake(unknownCommand: word, known: shown)
}
