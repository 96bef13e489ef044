import ArgumentParser
import Renderer

/// `labbook new`: the first page of an experiment.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a notebook that builds at once, to be changed into your own.",
        discussion: """
            The file is 'notebooks/NAME.md'. It holds a sweep over seeds, a figure with a caption and values in its \
            sentences, and says in comments what they are. A file that exists is never touched.
            """)

    @Argument(help: "The name of the file, with or without '.md', and of the page.")
    var name: String

    @Option(help: "The title of the page. [default: the name in words]")
    var title: String?

    @Option(help: "The folder that holds 'notebooks/'.")
    var project = "."

    func run() throws {
        let notebook = try NewNotebook(name: name, title: title)
        let file = try notebook.create(in: Project(root: ProjectOptions.root(project)))
        print("\(file) is ready; 'labbook build' computes it, 'labbook preview' shows it while you write")
    }
}
