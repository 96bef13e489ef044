import Digest
import SwiftSyntax

/// SHA-256 of a syntax tree: the kinds of its nodes and the texts of its tokens, in order.
///
/// Spacing and comments are not part of it unless the parser sees another program because of them (`f (x)` on two
/// lines is two expressions), so equal digests mean equal programs but for what `#line` and `#column` read.
func treeDigest(_ tree: some SyntaxProtocol) -> String {
    let writer = TreeWriter(viewMode: .sourceAccurate)
    writer.walk(tree)
    return sha256(writer.bytes)
}

/// The digest of Swift source text by its syntax tree.
func swiftDigest(_ source: String) -> String { treeDigest(syntaxTree(ofOwn: source)) }

private final class TreeWriter: SyntaxAnyVisitor {
    var bytes: [UInt8] = []
    /// The names of the kinds that were met. The language finds them by reflection, which takes a microsecond.
    private var names: [SyntaxKind: [UInt8]] = [:]

    override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
        bytes.append(UInt8(ascii: "("))
        let name = names[node.kind] ?? Array(String(describing: node.kind).utf8)
        names[node.kind] = name
        bytes += name
        return .visitChildren
    }

    override func visitAnyPost(_ node: Syntax) { bytes.append(UInt8(ascii: ")")) }

    override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
        bytes.append(0x1F)
        bytes += token.text.utf8
        return .skipChildren
    }
}
