import SwiftIDEUtils
import SwiftSyntax

/// A stretch of code and what the compiler's own classifier calls it.
struct ClassifiedToken: Sendable {
    /// Its bytes in the code.
    var bytes: Range<Int>
    var kind: SyntaxClassification
}

/// The whole of a file in stretches, in order.
func classifiedTokens(of tree: SourceFileSyntax) -> [ClassifiedToken] {
    tree.classifications.map { token in
        ClassifiedToken(
            bytes: token.range.lowerBound.utf8Offset..<token.range.upperBound.utf8Offset, kind: token.kind)
    }
}
