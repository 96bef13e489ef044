import Storage

/// Something that a build says about the notebooks, for a person and, as one JSON object, for an editor.
///
/// The fields below are all that the JSON has; their names stay. A field without a value is left out. Lines and columns
/// count from 1, columns in bytes of UTF-8.
///
///     {"block":"runs","column":9,"file":"notebooks/mnist.md","line":34,"message":"cannot find 'rns' in scope",
///      "notebook":"mnist","notes":[],"severity":"error"}
public struct Diagnostic: Encodable, Equatable, Sendable {
    /// How bad it is.
    public enum Severity: String, Encodable, Sendable {
        /// The notebook is not in order, or nothing could be built at all.
        case error
        /// A person should know it; it stops nothing.
        case remark
    }

    /// How bad it is: `error` or `remark`.
    public var severity: Severity
    /// The sentence, without the place.
    public var message: String
    /// The file, relative to the project's folder; none where it is about no file.
    public var file: String?
    /// The line in the file.
    public var line: Int?
    /// The column in the line.
    public var column: Int?
    /// The name of the notebook.
    public var notebook: String?
    /// The block that it lies in, by its label or else as `block-3`; `inline value on line 7` for one in running text.
    public var block: String?
    /// What belongs to it: a compiler's notes, the callers of what crashed.
    public var notes: [Note]
    /// What a person reads: place, sentence, the quoted line, and the notes. Not part of the JSON.
    public var text: String

    /// A remark that belongs to a problem.
    public struct Note: Encodable, Equatable, Sendable {
        /// The remark.
        public var message: String
        /// Its own file, where it has a place of its own.
        public var file: String?
        /// The line in that file.
        public var line: Int?
        /// The column in that line.
        public var column: Int?
    }

    private enum CodingKeys: String, CodingKey {
        case severity, message, file, line, column, notebook, block, notes
    }

    /// Something that has no place in a notebook.
    public init(_ severity: Severity, _ message: String) {
        self.severity = severity
        self.message = message
        notes = []
        text = message
    }

    /// A problem of the notebook that `plan` belongs to.
    init(_ problem: Problem, in plan: NotebookPlan) {
        severity = .error
        message = problem.sentence
        file = problem.position.file
        line = problem.position.line
        column = problem.position.column
        notebook = plan.notebook.name
        block = plan.block(around: problem.position).map { plan.blocks[$0].name }
        notes = problem.notes.map { note in
            let place = note.position
            return Note(message: note.text, file: place?.file, line: place?.line, column: place?.column)
        }
        text = plan.notebook.message(of: problem)
    }

    /// A problem of a file that is no notebook.
    init(_ problem: Problem, in source: SourceText?) {
        severity = .error
        message = problem.sentence
        (file, line, column) = (problem.position.file, problem.position.line, problem.position.column)
        notes = []
        text = problem.message(in: source)
    }

    /// The JSON object on one line.
    public var json: String {
        // Strings and whole numbers always have JSON.
        (try? RecordCoding.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension NotebookPlan {
    /// The block in whose lines a place lies, or the inline value that begins there.
    fileprivate func block(around position: SourcePosition) -> Int? {
        guard position.file == notebook.source.file else { return nil }
        return experiments.firstIndex { $0.lines.contains(position.line) }
            ?? blocks.indices.dropFirst(experiments.count).first { blocks[$0].position == position }
    }
}
