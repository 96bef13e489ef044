import SwiftIDEUtils
import SwiftParser

/// Swift code as HTML, each token in a `<span>` of the class that the compiler's own classifier gives it.
func highlighted(_ code: String) -> String {
    let tree = Parser.parse(source: code)
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
