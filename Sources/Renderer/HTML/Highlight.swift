import SwiftIDEUtils
import SwiftSyntax

/// Swift code as HTML, each token in a `<span>` of the class that the compiler's own classifier gives it. Code that is too
/// deep to be parsed stays plain.
func highlighted(_ code: String) -> String {
    (try? withSyntaxTree(of: code) { highlighted(code, $0) }.get()) ?? escaped(code)
}

private func highlighted(_ code: String, _ tree: SourceFileSyntax) -> String {
    let bytes = Array(code.utf8)
    var html = ""
    for classified in tree.classifications {
        let range = classified.range.lowerBound.utf8Offset..<classified.range.upperBound.utf8Offset
        let text = escaped(String(decoding: bytes[range], as: UTF8.self))
        if let name = styleClass(classified.kind) {
            html += "<span class=\"\(name)\">\(text)</span>"
        } else {
            html += text
        }
    }
    return html
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
