import CCmark

// What becomes of raw HTML, before cmark writes it.

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
        if !(trimmed.hasPrefix("<!--") && trimmed.hasSuffix("-->")) {
            let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
            let shown = cmark_node_new(isBlock ? CMARK_NODE_CODE_BLOCK : CMARK_NODE_TEXT)
            cmark_node_set_literal(shown, literal)
            cmark_node_insert_before(node, shown)
        }
        remove(node)
    }
}

/// Where the raw HTML of a notebook that may have it does not stay in its place.
func htmlProblems(in document: CmarkNode, _ text: ArrangedText, _ marks: MarkTable) -> [Problem] {
    var balance = HTMLBalance()
    var imageDepth = 0
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }
    while true {
        let event = cmark_iter_next(iterator)
        if event == CMARK_EVENT_DONE { return balance.problems }
        guard let node = cmark_iter_get_node(iterator) else { continue }
        let type = cmark_node_get_type(node)
        let isEntered = event == CMARK_EVENT_ENTER
        // The text of an image is an attribute, in which cmark writes no markup.
        if type == CMARK_NODE_IMAGE { imageDepth += isEntered ? 1 : -1 }
        switch type {
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE:
            guard imageDepth == 0 else { continue }
            let html = Array(string(cmark_node_get_literal(node)).utf8)
            balance.read(html) { htmlPosition(of: node, html, $0, in: text, marks) }
        case CMARK_NODE_TEXT, CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE,
            CMARK_NODE_CODE_BLOCK, CMARK_NODE_THEMATIC_BREAK:
            continue
        default:
            if isEntered { balance.beginMarkdown() } else { balance.endMarkdown() }
        }
    }
}

/// The file's place of a byte of raw HTML: looked for in its line, since cmark's columns are off inside lists and quotes.
private func htmlPosition(
    of node: CmarkNode, _ html: [UInt8], _ offset: Int, in text: ArrangedText, _ marks: MarkTable
) -> SourcePosition {
    let before = html[..<offset]
    let line = Int(cmark_node_get_start_line(node)) - 1 + before.count { $0 == UInt8(ascii: "\n") }
    guard text.lines.indices.contains(line) else { return text.position(line: line, offset: 0) }
    let bytes = text.lines[line].bytes
    let begin = html[offset...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: ">") }
    let told = Int(cmark_node_get_start_column(node)) - 1
    let isTold = bytes.indices.contains(told) && bytes[told...].starts(with: begin)
    let found = isTold ? told : bytes.indices.first { bytes[$0...].starts(with: begin) } ?? 0
    return text.position(line: line, offset: marks.sourceLength(of: bytes[..<found]) ?? found)
}
