/// The lines of Swift code as HTML, each token in a `<span>` of the class that the compiler's own classifier gives it; a
/// token over several lines, such as a comment, is marked anew in each. Code that is too deep to be parsed stays plain.
func highlightedLines(_ code: String) -> [String] {
    highlightedLines(code, try? withSyntaxTree(of: code, classifiedTokens).get())
}

/// The same of code that has been parsed before.
private func highlightedLines(_ code: String, _ tokens: [ClassifiedToken]?) -> [String] {
    guard let tokens else {
        return code.split(separator: "\n", omittingEmptySubsequences: false).map { escaped($0) }
    }
    let bytes = Array(code.utf8)
    var lines: [String] = [""]
    for token in tokens {
        let parts = bytes[token.bytes].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { lines.append("") }
            let text = escaped(String(decoding: part, as: UTF8.self))
            if let style = token.style, !text.isEmpty {
                lines[lines.count - 1] += "<span class=\"\(style.rawValue)\">\(text)</span>"
            } else {
                lines[lines.count - 1] += text
            }
        }
    }
    return lines
}

/// The blocks of a notebook in colour, by what parsing gave when they were planned.
struct HighlightedBlocks: Sendable {
    /// The tokens of blocks that were parsed to be run, each by the line of its fence.
    private var tokens: [Int: [ClassifiedToken]] = [:]

    init() {}

    init(of plan: NotebookPlan) {
        for (block, planned) in zip(plan.experiments, plan.blocks) {
            tokens[block.position.line] = planned.syntax.classified
        }
    }

    /// The lines of a block as they stand in its file but for its indentation, option lines included.
    func lines(of block: ExperimentBlock) -> [String] {
        guard let tokens = tokens[block.position.line] else { return highlightedLines(block.code) }
        return highlightedLines(block.code, tokens)
    }

    /// What the page shows of a block's code.
    func shown(of block: ExperimentBlock) -> String { block.shownLines(of: lines(of: block)) }
}
