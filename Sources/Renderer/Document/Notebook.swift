import Exhibits

/// One Markdown file, read: its front matter and its items in order.
struct Notebook: Sendable {
    var source: SourceText
    /// The file's name without `.md`: the name of its page and part of every key.
    var name: String
    var frontMatter: FrontMatter
    var items: [Item]
    /// The line of the file on which each item begins.
    var itemLines: [Int] = []
    /// The footnotes in the order of their numbers.
    var footnotes: [Footnote] = []
    /// What cross-references can lead to.
    var labels: [Label] = []
    /// The links and images that lead to this site.
    var links: [WrittenLink] = []
    /// The files beside the notebook that its page shows or offers, by their paths from there.
    var attachments: [SiteFile] = []
    /// The works that its citations may name; nil where the front matter names no file of them.
    var bibliography: Bibliography?

    enum Item: Equatable, Sendable {
        case heading(Heading)
        case prose(Prose)
        case experiment(ExperimentBlock)
    }

    /// The experiment blocks in order.
    var experiments: [ExperimentBlock] {
        items.compactMap { if case .experiment(let block) = $0 { block } else { nil } }
    }

    /// The inline values of headings, prose and captions in order, those of footnotes last.
    var inlineExpressions: [InlineExpression] {
        items.flatMap { item -> [InlineExpression] in
            switch item {
            case .heading(let heading): heading.content.inlineExpressions
            case .prose(let prose): prose.inlineExpressions
            case .experiment(let block): block.captions.inlineExpressions
            }
        } + footnotes.flatMap(\.content.inlineExpressions)
    }

    /// All prose of the notebook in order: headings, text and captions, and the footnotes last.
    var allProse: [Prose] {
        items.flatMap { item -> [Prose] in
            switch item {
            case .heading(let heading): [heading.content]
            case .prose(let prose): [prose]
            case .experiment(let block): [block.captions.figure, block.captions.table].compactMap { $0 }
            }
        } + footnotes.map(\.content)
    }
}

/// A heading, rendered, with the anchor that links lead to.
struct Heading: Equatable, Sendable {
    var level: Int
    var anchor: String
    /// `sec-name`, where cross-references can lead to it.
    var label: String?
    /// Its words, without markup.
    var text: String
    var content: Prose
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
    /// Whether its fences are wrong, so that what it holds may not be what was meant.
    var isMisread = false
    /// The captions among the options, read as prose.
    var captions = Captions()

    /// The line of the file on which the code begins.
    var firstCodeLine: Int { position.line + 1 }

    /// Where the label stands among the options; nil where there is none.
    var labelPosition: SourcePosition? {
        for (index, line) in codeLines.prefix(optionLineCount).enumerated() {
            let option = line.dropFirst(3).drop { $0 == " " }
            guard line.hasPrefix("//|"), option.hasPrefix(BlockOption.label.rawValue) else { continue }
            let column = position.column + line.utf8.count - option.utf8.count
            return SourcePosition(file: position.file, line: firstCodeLine + index, column: column)
        }
        return nil
    }

    /// The code as the page shows it: without option lines and surrounding empty lines.
    var shownCode: String { shownLines(of: codeLines.map(String.init)) }

    /// Those of the code's lines, given in whatever form, that the page shows.
    func shownLines(of lines: [String]) -> String {
        let codeLines = codeLines
        let shown = lines.indices.dropFirst(optionLineCount)
        func holdsCode(_ index: Int) -> Bool { !codeLines[index].allSatisfy(\.isWhitespace) }
        guard let first = shown.first(where: holdsCode), let last = shown.last(where: holdsCode) else {
            return ""
        }
        return lines[first...last].joined(separator: "\n")
    }

    private var codeLines: [Substring] { Renderer.codeLines(code) }
}

extension Notebook {
    /// Reads a notebook from the bytes of its file. All problems of the file are found, not only the first.
    ///
    /// - Parameter read: gives the bytes of another file of the project, such as the bibliography, or says why it can't.
    static func parse(
        file: String, bytes: [UInt8],
        reading read: (_ path: String) -> Result<[UInt8], UnreadableFile> = { _ in .failure(.missing) }
    ) -> (Notebook, [Problem]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let source = SourceText(file: file, text: text)
        let name =
            file.split(separator: "/").last.map { String($0.hasSuffix(".md") ? $0.dropLast(3) : $0) } ?? file
        let damage = textProblems(bytes, text, in: source)
        var (matter, bodyLine, problems) = FrontMatter.parse(source)
        let hidesBibliography = problems.contains { FrontMatter.hidesBibliography($0.fact) }
        if matter.title.isEmpty { matter.title = name }
        var notebook = Notebook(source: source, name: name, frontMatter: matter, items: [])
        guard damage.isEmpty else { return (notebook, damage) }
        let body = NotebookBody.read(source, from: bodyLine, allowsHTML: matter.allowsHTML)
        notebook.items = body.items
        notebook.itemLines = body.itemLines
        notebook.footnotes = body.footnotes
        notebook.labels = body.labels
        notebook.links = body.links
        problems += body.problems
        if let path = matter.bibliography {
            let (bibliography, found) = Bibliography.read(path, beside: file, reading: read)
            notebook.bibliography = bibliography
            problems += found
        }
        problems += notebook.citationProblems(bibliographyIsKnown: !hidesBibliography)
        problems += notebook.siteProblems()
        return (notebook, problems.sorted { $0.position < $1.position })
    }

    /// What cannot be as it is because of the site around the notebook.
    private func siteProblems() -> [Problem] {
        var problems: [Problem] = []
        if name.hasSuffix(".source") {
            problems.append(Problem(.nameOfSourcePage(name), at: source.position(line: 1)))
        }
        let figures = experiments.compactMap(\.options.label).filter { LabelKind(label: $0) == .figure }
        if let thumbnail = frontMatter.thumbnail, !figures.contains(thumbnail.text) {
            let nearest = nearestName(to: thumbnail.text, among: figures)
            problems.append(
                Problem(.unknownThumbnail(thumbnail.text, nearest: nearest), at: thumbnail.position))
        }
        return problems
    }

    /// Bytes that no notebook needs: anything that is not UTF-8, control characters, and the characters that
    /// Unicode reserves for programs: marks are made of those (Marks.swift).
    private static func textProblems(_ bytes: [UInt8], _ text: String, in source: SourceText) -> [Problem] {
        if !text.utf8.elementsEqual(bytes) {
            let damaged = zip(text.utf8, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let before = bytes.prefix(damaged ?? bytes.count)
            var line = 1
            var lineStart = 0
            for (index, byte) in before.enumerated() where byte == 0x0A || byte == 0x0D {
                // "\r\n" is one line break.
                if byte == 0x0A, index > 0, before[index - 1] == 0x0D { line -= 1 }
                (line, lineStart) = (line + 1, index + 1)
            }
            let column = before.count - lineStart + 1
            return [Problem(.notUTF8, at: source.position(line: line, column: column))]
        }
        for (index, line) in source.lines.enumerated() {
            var column = 1
            for scalar in line.unicodeScalars {
                if scalar.value < 0x20 && scalar != "\t" || scalar.value == 0x7F {
                    let place = source.position(line: index + 1, column: column)
                    return [Problem(.controlCharacter(scalar.value), at: place)]
                }
                if MarkCharacter.isReserved(scalar) {
                    let place = source.position(line: index + 1, column: column)
                    return [Problem(.noncharacter(scalar.value), at: place)]
                }
                column += UTF8.width(scalar)
            }
        }
        return []
    }
}
