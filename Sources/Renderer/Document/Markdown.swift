import CCmark

// The only file that calls cmark. It turns the tree that cmark parses into our items, and lets cmark's own
// renderer write the HTML of the prose.

/// Parses the Markdown of `source` that begins on line `firstLine`.
func parseMarkdown(
    _ source: SourceText, from firstLine: Int, allowsHTML: Bool
) -> (items: [Notebook.Item], problems: [Problem]) {
    // Empty lines in place of the front matter make cmark's line numbers the file's.
    let text =
        String(repeating: "\n", count: firstLine - 1)
        + source.lines.dropFirst(firstLine - 1).joined(separator: "\n")
    let options = CMARK_OPT_SMART | (allowsHTML ? CMARK_OPT_UNSAFE : 0)
    guard let document = cmark_parse_document(text, text.utf8.count, options) else { return ([], []) }
    defer { cmark_node_free(document) }

    var reader = MarkdownReader(source: source, options: options)
    if !allowsHTML { reader.showRawHTML(in: document) }
    reader.markInlineExpressions(in: document)
    var node = cmark_node_first_child(document)
    while let current = node {
        reader.append(current)
        node = cmark_node_next(current)
    }
    reader.giveAnchors()
    return (reader.items, reader.problems)
}

/// cmark keeps its node type to itself, so Swift sees an opaque pointer.
private typealias CmarkNode = OpaquePointer

private struct MarkdownReader {
    let source: SourceText
    let options: Int32
    var items: [Notebook.Item] = []
    var problems: [Problem] = []
    private var inlineExpressions: [InlineExpression] = []

    init(source: SourceText, options: Int32) {
        self.source = source
        self.options = options
    }

    mutating func append(_ node: CmarkNode) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_CODE_BLOCK where string(cmark_node_get_fence_info(node)) == "swift":
            items.append(.experiment(experiment(node)))
        case CMARK_NODE_HEADING:
            items.append(.heading(heading(node)))
        default:
            let prose = Prose(pieces: pieces(of: html(node)))
            if case .prose(let before) = items.last {
                items[items.count - 1] = .prose(Prose(pieces: before.pieces + prose.pieces))
            } else {
                items.append(.prose(prose))
            }
        }
    }

    private mutating func experiment(_ node: CmarkNode) -> ExperimentBlock {
        let position = position(of: node)
        let indentation = position.column - 1
        let code = string(cmark_node_get_literal(node))
        let start = SourcePosition(file: position.file, line: position.line + 1, column: position.column)
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
        let (options, count, found) = BlockOptions.parse(lines, from: start)
        problems += found
        return ExperimentBlock(
            position: position, code: code, indentation: indentation, options: options, optionLineCount: count
        )
    }

    private mutating func heading(_ node: CmarkNode) -> Heading {
        var text = ""
        walk(node) { inner in
            switch cmark_node_get_type(inner) {
            case CMARK_NODE_TEXT, CMARK_NODE_CODE: text += string(cmark_node_get_literal(inner))
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: text += " "
            default: break
            }
        }
        let level = Int(cmark_node_get_heading_level(node))
        // cmark writes exactly <hN>…</hN> and a newline; the page writes its own tags with an anchor.
        let content = html(node).dropFirst("<h1>".count).dropLast("</h1>\n".count)
        return Heading(
            level: level, anchor: "", text: text, content: Prose(pieces: pieces(of: String(content))))
    }

    /// Gives each heading its anchor: its letters and digits in lower case, hyphens between words. What a block or its
    /// outputs are called stays theirs, because the author chose the label; the heading's name then begins with
    /// `section-`. A number follows where an earlier heading has the same name.
    mutating func giveAnchors() {
        let labels = items.compactMap { item in
            if case .experiment(let block) = item { block.options.label } else { nil }
        }
        var given: Set<String> = []
        func belongsToBlock(_ name: String) -> Bool {
            labels.contains { name == $0 || name.hasPrefix("\($0)-output") }
                || name.wholeMatch(of: /block(-\d+(-output.*)?)?/) != nil
        }
        for (index, item) in items.enumerated() {
            guard case .heading(var heading) = item else { continue }
            let words = heading.text.lowercased().split { !$0.isLetter && !$0.isNumber }
            var base = words.isEmpty ? "section" : words.joined(separator: "-")
            while belongsToBlock(base) { base = "section-\(base)" }
            heading.anchor = base
            var number = 1
            while given.contains(heading.anchor) || belongsToBlock(heading.anchor) {
                number += 1
                heading.anchor = "\(base)-\(number)"
            }
            given.insert(heading.anchor)
            items[index] = .heading(heading)
        }
    }

    // MARK: Changes to the tree before it is rendered

    /// Raw HTML becomes text that shows it; comments disappear.
    func showRawHTML(in document: CmarkNode) {
        var found: [CmarkNode] = []
        walk(document) { node in
            let type = cmark_node_get_type(node)
            if type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE { found.append(node) }
        }
        for node in found {
            let literal = string(cmark_node_get_literal(node))
            let trimmed = Substring(literal).trimmingSuffix(while: \.isWhitespace)
            let isComment = trimmed.hasPrefix("<!--") && trimmed.hasSuffix("-->")
            if !isComment {
                let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
                let shown = cmark_node_new(isBlock ? CMARK_NODE_CODE_BLOCK : CMARK_NODE_TEXT)
                cmark_node_set_literal(shown, literal)
                cmark_node_insert_before(node, shown)
            }
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
    }

    /// Inline code that begins with `{swift}` becomes a mark that `pieces(of:)` finds again in the HTML.
    mutating func markInlineExpressions(in document: CmarkNode) {
        var found: [CmarkNode] = []
        walk(document) { node in
            if cmark_node_get_type(node) == CMARK_NODE_CODE,
                string(cmark_node_get_literal(node)).hasPrefix(inlineMarker)
            {
                found.append(node)
            }
        }
        for node in found {
            var position = position(of: node)
            let rest = string(cmark_node_get_literal(node)).dropFirst(inlineMarker.count)
            let code = rest.drop(while: \.isWhitespace)
            position.column += inlineMarker.count + rest.count - code.count
            if code.isEmpty { problems.append(Problem(.inlineWithoutExpression, at: position)) }
            let mark = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
            cmark_node_set_on_enter(mark, "\(markBegin)\(inlineExpressions.count)\(markEnd)")
            cmark_node_insert_before(node, mark)
            cmark_node_unlink(node)
            cmark_node_free(node)
            inlineExpressions.append(InlineExpression(position: position, code: String(code)))
        }
    }

    /// `html` cut at the marks of inline expressions.
    private func pieces(of html: String) -> [Prose.Piece] {
        var pieces: [Prose.Piece] = []
        for (index, part) in html.split(separator: markBegin, omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let end = part.firstIndex(of: markEnd), let number = Int(part[..<end]) else {
                if !part.isEmpty { pieces.append(.html(String(part))) }
                continue
            }
            pieces.append(.inline(inlineExpressions[number]))
            let rest = part[part.index(after: end)...]
            if !rest.isEmpty { pieces.append(.html(String(rest))) }
        }
        return pieces
    }

    // MARK: Small calls of cmark

    private func html(_ node: CmarkNode) -> String {
        guard let rendered = cmark_render_html(node, options) else { return "" }
        defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
        return String(cString: rendered)
    }

    private func position(of node: CmarkNode) -> SourcePosition {
        source.position(
            line: Int(cmark_node_get_start_line(node)), column: max(1, Int(cmark_node_get_start_column(node)))
        )
    }

    /// Visits a node and all below it in order. cmark's iterator keeps its own stack, so depth costs nothing.
    private func walk(
        _ root: CmarkNode, _ visit: (CmarkNode) -> Void
    ) {
        let iterator = cmark_iter_new(root)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { visit(node) }
        }
    }

    private func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
}

/// What inline code begins with when it is an expression.
private let inlineMarker = "{swift}"

// Control characters cannot occur in a notebook (`Notebook.parse` refuses them), so they can mark places.
private let markBegin: Character = "\u{1}"
private let markEnd: Character = "\u{2}"
