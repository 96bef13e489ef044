/// The Swift program that a notebook's blocks become: one file per block and a `main.swift`.
struct Program: Equatable, Sendable {
    var files: [File]
    /// For each block the places of its statements, in the order in which the program numbers them; behind the
    /// blocks' entries one for the inline values.
    var places: [[SourcePosition]]

    /// Whether there is nothing to compile.
    var isEmpty: Bool { places.allSatisfy(\.isEmpty) }

    struct File: Equatable, Sendable {
        var name: String
        var text: String
    }
}

/// A block ready for the program.
struct PlannedBlock: Sendable {
    var name: String
    var syntax: BlockSyntax
    var key: String
}

extension Program {
    /// Writes the program of a notebook.
    ///
    /// Declarations stay at file scope. Each top-level binding becomes a global whose value is computed on first
    /// use, inside `labbookBind`; the block's function touches them in order. Everything else goes into that
    /// function. Inline values are computed after the last block, so that an introduction may quote a result from
    /// further down. `#sourceLocation` lines and kept columns make the compiler, the debugger and `#file` speak of
    /// the Markdown file.
    init(notebook: String, blocks: [PlannedBlock], inlineExpressions: [InlineExpression]) {
        files = []
        places = []
        var imports = ["import BlockRuntime", "import Exhibits", "import Lab", "import Statistics"]
        for (index, block) in blocks.enumerated() {
            for line in block.syntax.imports where !imports.contains(line) { imports.append(line) }
            var writer = BlockWriter(block: index)
            for item in block.syntax.items { writer.write(item) }
            add("block-\(index + 1).swift", writer, imports)
        }
        var writer = BlockWriter(block: blocks.count)
        for inline in inlineExpressions { writer.write(inline) }
        add("inline-values.swift", writer, imports)
        let list = blocks.enumerated().map { index, block in
            "    Block(name: \(literal(block.name)), key: \(literal(block.key)), run: labbookBlock\(index)),"
        }
        let main =
            ["import BlockRuntime", "", "labbookMain(notebook: \(literal(notebook)), blocks: ["] + list
            + ["], inlineValues: labbookBlock\(blocks.count))"]
        files.append(File(name: "main.swift", text: main.joined(separator: "\n") + "\n"))
    }

    private mutating func add(_ name: String, _ writer: BlockWriter, _ imports: [String]) {
        let lines = imports + [""] + writer.fileScope + writer.function
        files.append(File(name: name, text: lines.joined(separator: "\n") + "\n"))
        places.append(writer.places)
    }
}

/// A Swift string literal with the given value.
private func literal(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\": result += "\\\(scalar)"
        default:
            if scalar.value < 0x20 {
                result += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}

private struct BlockWriter {
    let block: Int
    var fileScope: [String] = []
    var body: [String] = []
    var places: [SourcePosition] = []

    init(block: Int) { self.block = block }

    /// The function stands where its first statement does: a back trace names a function's file only once, and one
    /// of ours would hide the notebook's line.
    var function: [String] {
        let lines = ["func labbookBlock\(block)() throws {"] + body + ["}"]
        return places.first.map { directive($0) + lines + [reset] } ?? lines
    }

    mutating func write(_ item: BlockSyntax.Item) {
        switch item.kind {
        case .declaration:
            fileScope += located(item.code) + [reset]
        case .binding(let head, let names):
            let place = next(head.position)
            // The head stands on its own line of the file; the value follows inside the closure, again located.
            fileScope += directive(head.position)
            fileScope.append(padding(head.position) + head.text + " = labbookBind(\(block), \(place)) {")
            fileScope += located(item.code) + [reset, "}"]
            body += names.flatMap { directive(head.position) + ["    _ = \($0)"] }
        case .statement:
            body += directive(item.code.position)
            body.append("    labbookReach(\(block), \(next(item.code.position)))")
            body += located(item.code)
        case .shownExpression:
            body += wrapped("try labbookShow", item.code)
        }
    }

    mutating func write(_ inline: InlineExpression) {
        body += wrapped("try labbookInline", SourceFragment(text: inline.code, position: inline.position))
    }

    /// A call of the run time whose closure holds the code.
    private mutating func wrapped(_ call: String, _ code: SourceFragment) -> [String] {
        directive(code.position) + ["    \(call)(\(block), \(next(code.position))) {"] + located(code) + [
            "    }"
        ]
    }

    private mutating func next(_ position: SourcePosition) -> Int {
        places.append(position)
        return places.count - 1
    }

    private func located(_ code: SourceFragment) -> [String] {
        directive(code.position) + [padding(code.position) + code.text]
    }

    private let reset = "#sourceLocation()"

    private func directive(_ position: SourcePosition) -> [String] {
        ["#sourceLocation(file: \(literal(position.file)), line: \(position.line))"]
    }

    /// Spaces that put the code in the column it has in the Markdown file.
    private func padding(_ position: SourcePosition) -> String {
        String(repeating: " ", count: max(0, position.column - 1))
    }
}
