/// One Markdown file, read: its front matter and its items in order.
struct Notebook: Sendable {
    var source: SourceText
    /// The file's name without `.md`: the name of its page and part of every key.
    var name: String
    var frontMatter: FrontMatter
    var items: [Item]

    enum Item: Equatable, Sendable {
        case heading(Heading)
        case prose(Prose)
        case experiment(ExperimentBlock)
    }

    /// The experiment blocks in order.
    var experiments: [ExperimentBlock] {
        items.compactMap { if case .experiment(let block) = $0 { block } else { nil } }
    }

    /// The inline values of headings and prose in order.
    var inlineExpressions: [InlineExpression] {
        items.flatMap { item -> [InlineExpression] in
            switch item {
            case .heading(let heading): heading.content.inlineExpressions
            case .prose(let prose): prose.inlineExpressions
            case .experiment: []
            }
        }
    }
}

/// A heading, rendered, with the anchor that links lead to.
struct Heading: Equatable, Sendable {
    var level: Int
    var anchor: String
    var text: String
    var content: Prose
}

/// HTML of prose with the places where inline values go.
struct Prose: Equatable, Sendable {
    var pieces: [Piece]

    enum Piece: Equatable, Sendable {
        case html(String)
        case inline(InlineExpression)
    }

    /// The inline values in order.
    var inlineExpressions: [InlineExpression] {
        pieces.compactMap { if case .inline(let expression) = $0 { expression } else { nil } }
    }
}

/// An expression in running text, written `` `{swift} expression` ``, whose value stands in its place.
struct InlineExpression: Equatable, Sendable {
    var position: SourcePosition
    var code: String
}

/// A top-level fenced block whose info string is `swift`.
struct ExperimentBlock: Equatable, Sendable {
    /// The position of the opening fence.
    var position: SourcePosition
    /// The code as it stands in the file, option lines included.
    var code: String
    /// How many columns the whole block is indented.
    var indentation: Int
    var options: BlockOptions
    /// How many of the code's first lines are options.
    var optionLineCount: Int

    /// The line of the file on which the code begins.
    var firstCodeLine: Int { position.line + 1 }

    /// The code as the page shows it: without option lines and surrounding empty lines.
    var shownCode: String {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(optionLineCount)
        let begun = lines.drop { $0.allSatisfy(\.isWhitespace) }
        let count = begun.lastIndex { !$0.allSatisfy(\.isWhitespace) }.map { $0 - begun.startIndex + 1 } ?? 0
        return begun.prefix(count).joined(separator: "\n")
    }
}

extension Notebook {
    /// Reads a notebook from the bytes of its file. All problems of the file are found, not only the first.
    static func parse(file: String, bytes: [UInt8]) -> (Notebook, [Problem]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let source = SourceText(file: file, text: text)
        let name =
            file.split(separator: "/").last.map { String($0.hasSuffix(".md") ? $0.dropLast(3) : $0) } ?? file
        let damage = textProblems(bytes, text, in: source)
        var (matter, bodyLine, matterProblems) = FrontMatter.parse(source)
        if matter.title.isEmpty { matter.title = name }
        guard damage.isEmpty else {
            return (Notebook(source: source, name: name, frontMatter: matter, items: []), damage)
        }
        let (items, bodyProblems) = parseMarkdown(source, from: bodyLine, allowsHTML: matter.allowsHTML)
        let notebook = Notebook(source: source, name: name, frontMatter: matter, items: items)
        let problems = matterProblems + bodyProblems + notebook.repeatedLabels()
        return (notebook, problems.sorted { $0.position < $1.position })
    }

    private func repeatedLabels() -> [Problem] {
        var first: [String: Int] = [:]
        return experiments.compactMap { block in
            guard let label = block.options.label else { return nil }
            if let line = first[label] {
                return Problem(.labelTwice(label, firstLine: line), at: block.position)
            }
            first[label] = block.position.line
            return nil
        }
    }

    /// Bytes that no notebook needs: anything that is not UTF-8, and control characters. Refusing the latter
    /// leaves them free to mark places in the HTML that cmark writes.
    private static func textProblems(_ bytes: [UInt8], _ text: String, in source: SourceText) -> [Problem] {
        if !text.utf8.elementsEqual(bytes) {
            let damaged = zip(text.utf8, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let before = bytes.prefix(damaged ?? bytes.count)
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let column = before.count - ((before.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1) + 1
            return [Problem(.notUTF8, at: source.position(line: line, column: column))]
        }
        for (index, line) in source.lines.enumerated() {
            var column = 1
            for scalar in line.unicodeScalars {
                if scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F {
                    let place = source.position(line: index + 1, column: column)
                    return [Problem(.controlCharacter(scalar.value), at: place)]
                }
                column += UTF8.width(scalar)
            }
        }
        return []
    }
}
