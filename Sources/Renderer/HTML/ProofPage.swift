/// A notebook as it is read and written without any result: what a tool outside the renderer, such as the fuzzer, looks at.
package struct ProofPage: Equatable, Sendable {
    /// The content of the page.
    package var html: String
    /// Whether raw HTML of the notebook's own reaches the page.
    package var allowsHTML: Bool
    /// The problems found, each with its place and its sentence.
    package var problems: [ProofProblem]

    /// Reads a notebook from the bytes of its file, with a bibliography that its front matter may name.
    package init(file: String, notebook bytes: [UInt8], bibliography: [UInt8]) {
        let (notebook, problems) = Notebook.parse(file: file, bytes: bytes) { _ in .success(bibliography) }
        let result = NotebookResult(
            notebook: notebook, record: nil, blocks: notebook.experiments, problems: problems, contentKey: nil
        )
        let checked = [result].withReferencesChecked
        let targets = SiteTargets(checked)
        html = checked.map { NotebookPage.render($0, profile: "quick", targets: targets).main }.joined()
        allowsHTML = notebook.frontMatter.allowsHTML
        self.problems = checked.flatMap(\.problems).map {
            ProofProblem(
                file: $0.position.file, line: $0.position.line, column: $0.position.column,
                sentence: $0.sentence)
        }
    }
}

/// A problem with its place, as anybody may look at it.
package struct ProofProblem: Equatable, Sendable {
    /// The file, the line and the byte of the line, counted from 1.
    package var file: String
    package var line: Int
    package var column: Int
    package var sentence: String
}
