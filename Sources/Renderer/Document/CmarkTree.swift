import CCmark

// Small calls of cmark, which Markdown.swift and RawHTML.swift put together.

/// cmark keeps its node type to itself, so Swift sees an opaque pointer.
typealias CmarkNode = OpaquePointer

func withDocument(_ bytes: [UInt8], _ options: Int32, _ body: (CmarkNode) -> Void) {
    let document = bytes.withUnsafeBytes { buffer in
        cmark_parse_document(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, options)
    }
    guard let document else { return }
    defer { cmark_node_free(document) }
    body(document)
}

/// Visits a node and all below it in order. cmark's iterator keeps its own stack, so depth costs nothing.
func walk(_ root: CmarkNode, _ visit: (CmarkNode) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while true {
        let event = cmark_iter_next(iterator)
        if event == CMARK_EVENT_DONE { return }
        if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { visit(node) }
    }
}

func html(_ node: CmarkNode, _ options: Int32) -> String {
    guard let rendered = cmark_render_html(node, options) else { return "" }
    defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
    return String(cString: rendered)
}

func words(in node: CmarkNode) -> String {
    var words = ""
    walk(node) { inner in
        switch cmark_node_get_type(inner) {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE: words += string(cmark_node_get_literal(inner))
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: words += " "
        default: break
        }
    }
    return words
}

/// The lines of a node, counted from 0; nil for what is inside a line, and for the document.
func lines(of node: CmarkNode, count: Int) -> ClosedRange<Int>? {
    let type = cmark_node_get_type(node)
    guard type != CMARK_NODE_DOCUMENT, type.rawValue <= CMARK_NODE_LAST_BLOCK.rawValue else { return nil }
    let start = Int(cmark_node_get_start_line(node)) - 1
    guard (0..<count).contains(start) else { return nil }
    return start...max(start, min(count, Int(cmark_node_get_end_line(node))) - 1)
}

/// Whether a node begins in the first `lines` lines. One that was put into the tree has no line.
func isWithin(_ node: CmarkNode, lines: Int) -> Bool {
    let line = Int(cmark_node_get_start_line(node))
    return line > 0 && line <= lines
}

func isExperiment(_ node: CmarkNode) -> Bool {
    cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK
        && isMeantToRun(string(cmark_node_get_fence_info(node)))
}

func isFenced(_ node: CmarkNode, in text: ArrangedText) -> Bool {
    let line = text.lines[Int(cmark_node_get_start_line(node)) - 1].bytes
    let place = Int(cmark_node_get_start_column(node)) - 1
    return line.indices.contains(place)
        && (line[place] == UInt8(ascii: "`") || line[place] == UInt8(ascii: "~"))
}

func fencedBlock(_ node: CmarkNode, firstLine: Int) -> FencedBlock {
    FencedBlock(
        line: Int(cmark_node_get_start_line(node)) - firstLine,
        indentation: max(0, Int(cmark_node_get_start_column(node)) - 1),
        code: string(cmark_node_get_literal(node)), info: string(cmark_node_get_fence_info(node)))
}

func textNode(_ text: String) -> CmarkNode {
    let node: CmarkNode = cmark_node_new(CMARK_NODE_TEXT)
    cmark_node_set_literal(node, text)
    return node
}

func remove(_ node: CmarkNode) {
    cmark_node_unlink(node)
    cmark_node_free(node)
}

func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

/// The text, if it may hold marks.
func marked(_ text: UnsafePointer<CChar>?) -> String? {
    guard let text else { return nil }
    var place = text
    while place.pointee != 0 {
        if UInt8(bitPattern: place.pointee) == MarkCharacter.firstByte { return String(cString: text) }
        place += 1
    }
    return nil
}
