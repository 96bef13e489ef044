import SwiftParser
import SwiftSyntax

/// The names of the cases that the enum `name` in a Swift source has.
func casesOfEnum(_ name: String, in source: String) -> [String] {
    let finder = CaseFinder(name)
    finder.walk(Parser.parse(source: source))
    return finder.cases
}

private final class CaseFinder: SyntaxVisitor {
    let name: String
    var cases: [String] = []

    init(_ name: String) {
        self.name = name
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind {
        guard node.name.text == name else { return .visitChildren }
        for member in node.memberBlock.members {
            guard let declaration = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
            cases += declaration.elements.map(\.name.text)
        }
        return .skipChildren
    }
}
