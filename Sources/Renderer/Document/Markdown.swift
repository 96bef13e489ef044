import CCmark

// Says what the lines of a text are, and lets cmark's own renderer write the HTML of the prose, in which marks (see
// Marks.swift) stand for what is beyond CommonMark. Only this file, CmarkTree.swift and RawHTML.swift call cmark.

/// What the lines of `text` are.
func lineStructure(of text: ArrangedText) -> LineStructure {
    let count = text.lines.count
    var structure = LineStructure(lines: count, areParagraphs: false)
    withDocument(text.joined, CMARK_OPT_DEFAULT) { document in
        // A block that ends with its list or quotation counts one line too many; the block after it sets that right.
        walk(document) { node in
            guard let lines = lines(of: node, count: count) else { return }
            let type = cmark_node_get_type(node)
            structure.beginsBlock[lines.lowerBound] = true
            switch type {
            case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: set(lines, isText: true, isVerbatim: false)
            case CMARK_NODE_CODE_BLOCK:
                let isFenced = isFenced(node, in: text)
                set(lines, isText: false, isVerbatim: isFenced)
                for line in lines { structure.isIndentedCode[line] = !isFenced }
            case CMARK_NODE_HTML_BLOCK: set(lines, isText: false, isVerbatim: true)
            case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_ITEM:
                for line in lines { structure.isInContainer[line] = true }
            default: break
            }
            guard type == CMARK_NODE_CODE_BLOCK, cmark_node_parent(node) == document else { return }
            if isFenced(node, in: text) { structure.fencedBlocks.append(lines) }
            if isExperiment(node) {
                structure.experiments.append(fencedBlock(node, firstLine: 1))
            }
        }
    }
    func set(_ lines: ClosedRange<Int>, isText: Bool, isVerbatim: Bool) {
        for line in lines {
            structure.isText[line] = isText && !text.lines[line].isEmpty
            structure.isVerbatim[line] = isVerbatim
            structure.isIndentedCode[line] = false
        }
    }
    return structure
}

/// A block at the top of a document.
enum MarkdownBlock: Equatable {
    /// `words` is the heading's text without markup; both hold marks. `line` counts from 0.
    case heading(level: Int, html: String, words: String, line: Int)
    case experiment(FencedBlock)
    /// Whatever else there is, as HTML with marks. Raw HTML may begin or end anything. A table or formula has no line of
    /// its own, because it was lifted out of its paragraph.
    case prose(String, isRawHTML: Bool = false, line: Int?)
    /// One of the parts before the body: HTML that begins with the part's mark.
    case part(String)
}

/// Parses a text whose first `partLines` lines hold parts: captions, cells and footnotes, each of which begins with a mark.
///
/// Marks in running text stay in the HTML; elsewhere their source is put back. What is said of them along the way,
/// that they stand in a link or between paragraphs, goes into `marks`.
func parseMarkdown(
    _ text: ArrangedText, partLines: Int, allowsHTML: Bool, marks: inout MarkTable
) -> (blocks: [MarkdownBlock], links: [WrittenLink], problems: [Problem]) {
    let options = CMARK_OPT_SMART | (allowsHTML ? CMARK_OPT_UNSAFE : 0)
    var blocks: [MarkdownBlock] = []
    var links: [WrittenLink] = []
    var problems: [Problem] = []
    withDocument(text.joined, options) { document in
        var editor = TreeEditor(text: text, partLines: partLines, marks: marks)
        editor.putBackSources(in: document)
        if !allowsHTML { showRawHTML(in: document) }
        // A callout's word is looked for before anything leaves its paragraph.
        editor.makeCallouts(in: document)
        editor.liftBlocks(in: document)
        // HTML that takes in what follows is no author's wish; it is shown, as where none is allowed.
        let unbalanced = allowsHTML ? htmlProblems(in: document, text, editor.marks) : []
        if !unbalanced.isEmpty { showRawHTML(in: document) }
        (marks, links, problems) = (editor.marks, editor.links, editor.problems + unbalanced)
        var next = cmark_node_first_child(document)
        while let node = next {
            blocks.append(block(node, partLines: partLines, options))
            next = cmark_node_next(node)
        }
    }
    return (blocks, links, problems)
}

private func block(_ node: CmarkNode, partLines: Int, _ options: Int32) -> MarkdownBlock {
    let isPart = isWithin(node, lines: partLines)
    let start = Int(cmark_node_get_start_line(node))
    switch cmark_node_get_type(node) {
    case CMARK_NODE_CODE_BLOCK where isExperiment(node):
        return .experiment(fencedBlock(node, firstLine: partLines + 1))
    case CMARK_NODE_HEADING:
        let level = Int(cmark_node_get_heading_level(node))
        // cmark writes exactly <hN>…</hN> and a newline; the page writes its own tags with an anchor.
        let content = html(node, options).dropFirst("<h1>".count).dropLast("</h1>\n".count)
        return .heading(
            level: level, html: String(content), words: words(in: node), line: start - partLines - 1)
    case CMARK_NODE_PARAGRAPH where isPart:
        return .part(String(html(node, options).dropFirst("<p>".count).dropLast("</p>\n".count)))
    case CMARK_NODE_BLOCK_QUOTE where isPart:
        // The first paragraph is the mark alone.
        let lines = html(node, options).dropFirst("<blockquote>\n<p>".count).dropLast("</blockquote>\n".count)
        let end = lines.firstRange(of: "</p>\n")
        return .part(end.map { String(lines[..<$0.lowerBound] + lines[$0.upperBound...]) } ?? String(lines))
    default:
        return .prose(
            html(node, options), isRawHTML: cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK,
            line: start > 0 ? start - partLines - 1 : nil)
    }
}

/// Changes to the tree before it is rendered.
private struct TreeEditor {
    let text: ArrangedText
    let partLines: Int
    var marks: MarkTable
    var problems: [Problem] = []
    /// The links and images that lead to this site, in order.
    var links: [WrittenLink] = []

    /// Puts the source of marks back where they mean nothing, and notes which stand inside a link.
    mutating func putBackSources(in document: CmarkNode) {
        var linkDepth = 0
        var imageDepth = 0
        let iterator = cmark_iter_new(document)
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            guard let node = cmark_iter_get_node(iterator) else { continue }
            let step = event == CMARK_EVENT_ENTER ? 1 : -1
            let type = cmark_node_get_type(node)
            if type == CMARK_NODE_LINK { linkDepth += step }
            if type == CMARK_NODE_IMAGE { imageDepth += step }
            guard event == CMARK_EVENT_ENTER else { continue }
            switch type {
            case CMARK_NODE_TEXT where imageDepth == 0:
                if linkDepth > 0, let literal = marked(cmark_node_get_literal(node)) { noteLink(literal) }
            case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK,
                CMARK_NODE_CODE_BLOCK:
                if let literal = marked(cmark_node_get_literal(node)) {
                    cmark_node_set_literal(node, marks.restored(literal))
                }
                if type == CMARK_NODE_CODE_BLOCK, let info = marked(cmark_node_get_fence_info(node)) {
                    cmark_node_set_fence_info(node, marks.restored(info))
                }
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                if let url = marked(cmark_node_get_url(node)) {
                    cmark_node_set_url(node, marks.restored(url))
                }
                if let title = marked(cmark_node_get_title(node)) {
                    cmark_node_set_title(node, marks.restored(title))
                }
                let address = string(cmark_node_get_url(node))
                if leadsToThisSite(address) {
                    let (isImage, words) = (type == CMARK_NODE_IMAGE, cmark_node_first_child(node))
                    links.append(WrittenLink(address: address, isImage: isImage, hasWords: words != nil))
                }
            default: break
            }
        }
    }

    private mutating func noteLink(_ literal: String) {
        for case .mark(let number) in marks.cut(literal) { marks[number].isInsideLink = true }
    }

    /// Tables, and formulas of their own, come out of the paragraph that they stand in, which ends before them and
    /// goes on after them.
    mutating func liftBlocks(in document: CmarkNode) {
        var found: [CmarkNode] = []
        walk(document) { node in
            guard cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH, !isPart(node) else { return }
            if textChildren(of: node).contains(where: holdsBlock) { found.append(node) }
        }
        for node in found { lift(node) }
    }

    private func isPart(_ node: CmarkNode) -> Bool {
        isWithin(node, lines: partLines)
            && cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT
    }

    private func textChildren(of node: CmarkNode) -> [String] {
        var texts: [String] = []
        var next = cmark_node_first_child(node)
        while let child = next {
            if cmark_node_get_type(child) == CMARK_NODE_TEXT,
                let literal = marked(cmark_node_get_literal(child))
            {
                texts.append(literal)
            }
            next = cmark_node_next(child)
        }
        return texts
    }

    private func holdsBlock(_ literal: String) -> Bool {
        marks.cut(literal).contains { if case .mark(let number) = $0 { isBlock(number) } else { false } }
    }

    private func isBlock(_ number: Int) -> Bool {
        switch marks[number].kind {
        case .table: true
        case .math(let formula): formula.isDisplay
        default: false
        }
    }

    private mutating func lift(_ paragraph: CmarkNode) {
        var group: [CmarkNode] = []
        var next = cmark_node_first_child(paragraph)
        while let child = next {
            next = cmark_node_next(child)
            guard cmark_node_get_type(child) == CMARK_NODE_TEXT else {
                group.append(child)
                continue
            }
            for piece in marks.cut(string(cmark_node_get_literal(child))) {
                switch piece {
                case .text(let text): group.append(textNode(String(text)))
                case .mark(let number) where !isBlock(number): group.append(textNode(marks.text(of: number)))
                case .mark(let number):
                    insertParagraph(of: group, before: paragraph)
                    group = []
                    marks[number].isBlock = true
                    let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
                    cmark_node_set_on_enter(block, marks.text(of: number))
                    cmark_node_insert_before(paragraph, block)
                }
            }
        }
        insertParagraph(of: group, before: paragraph)
        remove(paragraph)
    }

    /// A paragraph of some nodes, without the line breaks and fillers at both ends; none where nothing is left.
    private func insertParagraph(of nodes: [CmarkNode], before place: CmarkNode) {
        func isNothing(_ node: CmarkNode) -> Bool {
            switch cmark_node_get_type(node) {
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: true
            case CMARK_NODE_TEXT: string(cmark_node_get_literal(node)).unicodeScalars.allSatisfy(isBlank)
            default: false
            }
        }
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == MarkCharacter.filler }
        let begun = nodes.drop(while: isNothing)
        let kept = begun[..<((begun.lastIndex { !isNothing($0) } ?? begun.startIndex - 1) + 1)]
        guard let first = kept.first, let last = kept.last else { return }
        for (node, isFirst) in [(first, true), (last, false)]
        where cmark_node_get_type(node) == CMARK_NODE_TEXT {
            var scalars = string(cmark_node_get_literal(node)).unicodeScalars[...]
            if isFirst { scalars = scalars.drop(while: isBlank) }
            while !isFirst, let end = scalars.last, isBlank(end) { scalars.removeLast() }
            cmark_node_set_literal(node, String(scalars))
        }
        let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH)
        cmark_node_insert_before(place, paragraph)
        for node in kept { cmark_node_append_child(paragraph, node) }
    }

    /// Quotations that begin with `[!NOTE]` become callouts.
    mutating func makeCallouts(in document: CmarkNode) {
        var found: [(quote: CmarkNode, paragraph: CmarkNode, word: String)] = []
        walk(document) { node in
            guard cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE,
                let paragraph = cmark_node_first_child(node),
                cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
                let text = cmark_node_first_child(paragraph), cmark_node_get_type(text) == CMARK_NODE_TEXT,
                let word = calloutWord(string(cmark_node_get_literal(text)))
            else { return }
            let after = cmark_node_next(text)
            if after == nil || cmark_node_get_type(after) == CMARK_NODE_SOFTBREAK {
                found.append((node, paragraph, word))
            }
        }
        for (quote, paragraph, word) in found {
            let line = Int(cmark_node_get_start_line(paragraph)) - 1
            let bytes = text.lines[line].bytes
            let offset = bytes.indices.first { bytes[$0...].starts(with: "[!".utf8) } ?? 0
            switch callout(word, at: text.position(line: line, offset: offset)) {
            case .failure(let problem): problems.append(problem)
            case .success(let kind):
                for _ in 0..<2 { cmark_node_first_child(paragraph).map(remove) }
                if cmark_node_first_child(paragraph) == nil { remove(paragraph) }
                let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
                cmark_node_set_on_enter(block, kind.html.begin)
                cmark_node_set_on_exit(block, kind.html.end)
                cmark_node_insert_before(quote, block)
                while let child = cmark_node_first_child(quote) { cmark_node_append_child(block, child) }
                remove(quote)
            }
        }
    }
}
