import ArgumentParser
import Renderer

/// `labbook remember-sources`: what `make report` calls after building the package.
struct RememberSourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remember-sources",
        abstract: "Note which sources the library of the notebooks was built from.",
        shouldDisplay: false)

    func run() throws {
        guard let engine = Engine.besideExecutable() else { throw BuildError.noEngine }
        try engine.rememberSources()
    }
}
