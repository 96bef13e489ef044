import SwiftIDEUtils
import SwiftSyntax

/// A stretch of code of one colour.
struct ClassifiedToken: Equatable, Sendable {
    /// Its bytes in the code.
    var bytes: Range<Int>
    /// Nil where it is plain.
    var style: CodeStyle?
}

/// What is told apart in code by colour: groups of the kinds that the compiler's classifier knows. The raw value is the class
/// that the style sheets name.
enum CodeStyle: String, CaseIterable, Sendable {
    case keyword = "k"
    case type = "t"
    case string = "s"
    case number = "n"
    case comment = "c"
    case attribute = "a"

    fileprivate init?(_ kind: SyntaxClassification) {
        switch kind {
        case .keyword, .ifConfigDirective: self = .keyword
        case .type: self = .type
        case .stringLiteral, .regexLiteral: self = .string
        case .integerLiteral, .floatLiteral: self = .number
        case .lineComment, .blockComment, .docLineComment, .docBlockComment: self = .comment
        case .attribute: self = .attribute
        default: return nil
        }
    }
}

/// The whole of a file in stretches, in order. Plain tokens that follow each other are one.
func classifiedTokens(of tree: SourceFileSyntax) -> [ClassifiedToken] {
    var tokens: [ClassifiedToken] = []
    for token in tree.classifications {
        let bytes = token.range.lowerBound.utf8Offset..<token.range.upperBound.utf8Offset
        let style = CodeStyle(token.kind)
        if let last = tokens.last, last.style == nil, style == nil, last.bytes.upperBound == bytes.lowerBound
        {
            tokens[tokens.count - 1].bytes = last.bytes.lowerBound..<bytes.upperBound
        } else {
            tokens.append(ClassifiedToken(bytes: bytes, style: style))
        }
    }
    return tokens
}
