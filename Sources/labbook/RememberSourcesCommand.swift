import ArgumentParser
import Renderer

/// `labbook remember-sources`: what `make report` calls after building the package.
struct RememberSourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remember-sources",
        abstract: "Note which sources the library of the notebooks was built from.",
        shouldDisplay: false)

    func run() throws {
        let engine = try ProjectOptions.engine()
        try engine.rememberSources()
    }
}
