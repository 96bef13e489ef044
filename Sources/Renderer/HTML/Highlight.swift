import SwiftIDEUtils
import SwiftSyntax

/// Swift code as HTML, each token in a `<span>` of the class that the compiler's own classifier gives it. Code that is too
/// deep to be parsed stays plain.
func highlighted(_ code: String) -> String { highlightedLines(code).joined(separator: "\n") }

/// The same, a string for each line: a token over several lines, such as a comment, is marked anew in each.
func highlightedLines(_ code: String) -> [String] {
    (try? withSyntaxTree(of: code) { highlightedLines(code, $0) }.get())
        ?? code.split(separator: "\n", omittingEmptySubsequences: false).map { escaped($0) }
}

private func highlightedLines(_ code: String, _ tree: SourceFileSyntax) -> [String] {
    let bytes = Array(code.utf8)
    var lines: [String] = [""]
    for classified in tree.classifications {
        let range = classified.range.lowerBound.utf8Offset..<classified.range.upperBound.utf8Offset
        let name = styleClass(classified.kind)
        let parts = bytes[range].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0 { lines.append("") }
            let text = escaped(String(decoding: part, as: UTF8.self))
            if let name, !text.isEmpty {
                lines[lines.count - 1] += "<span class=\"\(name)\">\(text)</span>"
            } else {
                lines[lines.count - 1] += text
            }
        }
    }
    return lines
}

/// One short class per group of kinds; what is left plain has none.
private func styleClass(_ kind: SyntaxClassification) -> String? {
    switch kind {
    case .keyword, .ifConfigDirective: "k"
    case .type: "t"
    case .stringLiteral, .regexLiteral: "s"
    case .integerLiteral, .floatLiteral: "n"
    case .lineComment, .blockComment, .docLineComment, .docBlockComment: "c"
    case .attribute: "a"
    default: nil
    }
}
