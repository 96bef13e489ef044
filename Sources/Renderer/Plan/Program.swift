/// The Swift program that some of a notebook's blocks become: a file per block and a `main.swift`.
struct Program: Equatable, Sendable {
    var files: [File]

    struct File: Equatable, Sendable {
        var name: String
        var text: String
    }
}

/// A block or inline value, ready for the program.
struct PlannedBlock: Sendable {
    /// What progress and messages call it.
    var name: String
    /// See `BlockDescription.identity`.
    var identity: String
    var position: SourcePosition
    var syntax: BlockSyntax
    /// The `import` lines that hold in it: its own and those of the blocks before it.
    var imports: [SourceFragment] = []
    /// How many bytes it may print.
    var printLimit: Int
    /// The data sets that its options name.
    var data: [String] = []
    /// The line of its code, if it asks for it.
    var line: Int?
    /// The places of its statements, in the order in which the program numbers them.
    var places: [SourcePosition] { syntax.items.compactMap(\.place) }
}

extension BlockSyntax.Item {
    /// Where the item stands, if the program counts it as a statement.
    var place: SourcePosition? {
        switch kind {
        case .declaration: nil
        case .binding(let head, _, _, _): head.position
        case .statement, .shownExpression, .inlineExpression: code.position
        }
    }
}

extension Program {
    /// Writes the program of those blocks of a notebook that are in `included`.
    ///
    /// Declarations stay at file scope. Each top-level binding becomes a global whose value is computed or restored on
    /// first use, inside `labbookBind`; the block's function touches them in order. Everything else goes into that
    /// function. `#sourceLocation` lines and kept columns make the compiler, the debugger and `#file` speak of the Markdown
    /// file. What is called of the run time has its module before it, because a block may declare a `Block` of its own.
    init(
        _ blocks: [PlannedBlock], including included: some Sequence<Int>,
        without brokenImports: Set<SourcePosition> = []
    ) {
        files = []
        var list: [String] = []
        for number in included.sorted() {
            let block = blocks[number]
            var writer = BlockWriter(block: number)
            for line in block.imports where !brokenImports.contains(line.position) {
                writer.write(import: line)
            }
            for item in block.syntax.items { writer.write(item) }
            let lines = Program.imports + writer.fileScope + writer.function
            files.append(File(name: "block-\(number + 1).swift", text: lines.joined(separator: "\n") + "\n"))
            let variables = writer.variables.map { name in
                "BlockRuntime::labbookVariable(\(literal(name)), get: { \(name) }, set: { \(name) = $0 })"
            }
            list.append(
                "    BlockRuntime::Block(\(number), run: labbookBlock\(number), "
                    + "variables: [\(variables.joined(separator: ", "))]),")
        }
        let main = ["import BlockRuntime", "", "BlockRuntime::labbookMain(["] + list + ["])"]
        files.append(File(name: "main.swift", text: main.joined(separator: "\n") + "\n"))
    }

    /// What every block may use without asking.
    static let imports = ["import BlockRuntime", "import Exhibits", "import Lab", "import Statistics"]
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
    /// The names bound by `var`, one a pattern.
    var variables: [String] = []

    init(block: Int) { self.block = block }

    /// The function stands where its first statement does: a back trace names a function's file only once, and one
    /// of ours would hide the notebook's line.
    var function: [String] {
        let lines = ["func labbookBlock\(block)() throws {"] + body + ["}"]
        return places.first.map { directive($0) + lines + [reset] } ?? lines
    }

    mutating func write(import line: SourceFragment) { fileScope += located(line) + [reset] }

    mutating func write(_ item: BlockSyntax.Item) {
        switch item.kind {
        case .declaration:
            fileScope += located(item.code) + [reset]
        case .binding(let head, let names, let isVariable, let isPattern):
            let place = next(head.position)
            // The head stands on its own line of the file; the value follows inside the closure, again located.
            fileScope += directive(head.position)
            fileScope.append(
                padding(head.position) + head.text
                    + " = BlockRuntime::labbookBind(\(block), \(place), \(literal(names[0]))) {")
            fileScope += located(item.code) + [reset]
            // Swift lets nobody observe the parts of a pattern.
            let observer = " { didSet { BlockRuntime::labbookChanged(\(literal(names[0]))) } }"
            fileScope.append(isVariable && !isPattern ? "}" + observer : "}")
            body += names.flatMap { directive(head.position) + ["    _ = \($0)"] }
            if isVariable, names.count == 1 { variables.append(names[0]) }
        case .statement:
            body += directive(item.code.position)
            body.append("    BlockRuntime::labbookReach(\(block), \(next(item.code.position)))")
            body += located(item.code)
        case .shownExpression:
            body += wrapped("try BlockRuntime::labbookShow", item.code)
        case .inlineExpression:
            body += wrapped("try BlockRuntime::labbookInline", item.code)
        }
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
