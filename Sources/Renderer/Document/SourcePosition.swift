/// A place in a notebook's Markdown file. Lines and columns count from 1; a column counts UTF-8 bytes, as the
/// Swift compiler and cmark do.
struct SourcePosition: Hashable, Sendable, Codable {
    var file: String
    var line: Int
    var column: Int

    init(file: String, line: Int, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }
}

extension SourcePosition: CustomStringConvertible {
    /// `file:line:column`, the form that editors and terminals turn into a link.
    var description: String { "\(file):\(line):\(column)" }
}

extension SourcePosition: Comparable {
    static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}

/// The text of one file together with where its lines begin, so that a message can quote the line it is about.
struct SourceText: Sendable {
    /// The file's path as messages print it: relative to the project, such as `notebooks/mnist.md`.
    let file: String
    let text: String
    let lines: [Substring]

    init(file: String, text: String) {
        self.file = file
        self.text = text
        // A file from Windows has the same lines.
        lines = Renderer.lines(of: text, endedBy: [.newline, .carriageReturn, .both])
    }

    /// The line with the given number, or nothing where the file has no such line.
    func line(_ number: Int) -> Substring? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    func position(line: Int, column: Int = 1) -> SourcePosition {
        SourcePosition(file: file, line: line, column: column)
    }
}
