import Storage
import Yams

/// A notebook that does not exist yet: a name, a title, and an example of everything that a first experiment needs.
public struct NewNotebook: Sendable {
    /// The file's name without `.md`, which also names the page.
    public let name: String
    /// The page's heading.
    public let title: String

    /// Why there can be no such notebook.
    public enum Mistake: Error, Equatable {
        case nameEmpty
        case nameWithPath(String)
        case nameHidden(String)
        case nameWithExtension(String)
        case nameWithControlCharacter
        case nameTooLong(bytes: Int)
        case titleEmpty
        case titleOnSeveralLines
        case exists(file: String)
    }

    /// A notebook called `name`, which may end in `.md`. Without a title it is called by its name in words.
    public init(name given: String, title: String? = nil) throws(Mistake) {
        let name = given.hasSuffix(".md") ? String(given.dropLast(3)) : given
        if name.allSatisfy(\.isWhitespace) { throw .nameEmpty }
        if name.contains("/") || name.contains("\\") { throw .nameWithPath(name) }
        if name.hasPrefix(".") { throw .nameHidden(name) }
        if !Self.isOneLine(name) { throw .nameWithControlCharacter }
        if Self.hasExtension(name) { throw .nameWithExtension(name) }
        if name.utf8.count > Self.longestName { throw .nameTooLong(bytes: name.utf8.count) }
        let title = title ?? Self.words(of: name)
        if title.allSatisfy(\.isWhitespace) { throw .titleEmpty }
        if !Self.isOneLine(title) { throw .titleOnSeveralLines }
        (self.name, self.title) = (name, title)
    }

    /// A file system's limit for a name is 255 bytes, and the site's files add to it.
    static let longestName = 100

    /// Whether a name ends like that of another kind of file; a number, as in `v1.2`, is none.
    private static func hasExtension(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return false }
        let letters = name[name.index(after: dot)...]
        return (1...5).contains(letters.count) && letters.allSatisfy { $0.isASCII && $0.isLetter }
    }

    private static func isOneLine(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { isHarmless($0) && ($0 == " " || !$0.properties.isWhitespace) }
    }

    /// `small-batches` as `Small batches`.
    private static func words(of name: String) -> String {
        let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        return words.isEmpty ? name : words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The file's text, which builds as it is.
    public var text: String {
        let template = String(decoding: PackageResources.new_notebook_md, as: UTF8.self)
        return template.replacing("{{title}}", with: yaml(title), maxReplacements: 1)
    }

    /// A text as a YAML value, quoted where it must be.
    private func yaml(_ text: String) -> String {
        let node = Node.scalar(.init(text, Tag(.str)))
        let line = try? Yams.serialize(node: node, width: -1, allowUnicode: true)
        return line.map { String(Substring($0).trimmingSuffix(while: \.isNewline)) } ?? text
    }

    /// Writes the notebook into the project and returns its path, relative to the project's folder.
    @discardableResult
    public func create(in project: Project) throws -> String {
        let file = "\(project.notebooks)/\(name).md"
        let path = project.path(file)
        if case .success = readFile(path) { throw Mistake.exists(file: file) }
        if folderEntries(path) != nil { throw Mistake.exists(file: file) }
        try writeFile(Array(text.utf8), to: path)
        return file
    }
}

extension NewNotebook.Mistake: CustomStringConvertible {
    /// What was found, what was expected, and what to do.
    public var description: String {
        switch self {
        case .nameEmpty:
            "the notebook's name is empty; give it one, such as 'small-batches'"
        case .nameWithPath(let name):
            "'\(name)' names a folder; notebooks lie side by side in 'notebooks/', so write the name without '/' and '\\'"
        case .nameHidden(let name):
            "'\(name)' begins with a dot, and files that do are not read as notebooks; begin with a letter or digit"
        case .nameWithExtension(let name):
            "'\(name)' is the name of another kind of file; a notebook's ends in '.md', which may be left out"
        case .nameWithControlCharacter:
            "the notebook's name has a character in it that cannot be seen; type it again with letters, digits and hyphens"
        case .nameTooLong(let bytes):
            "the notebook's name has \(bytes) bytes, and \(NewNotebook.longestName) is the most; shorten it, "
                + "and write the long one as --title"
        case .titleEmpty:
            "the title is empty; leave --title out, or write a few words"
        case .titleOnSeveralLines:
            "the title has a line break or another character in it that cannot be seen; write it on one line"
        case .exists(let file):
            "'\(file)' exists already and stays as it is; choose another name"
        }
    }
}
