import SwiftSyntax

/// A type, function, computed variable, extension or operator of a block, as other blocks may reach it.
struct Declaration: Equatable, Sendable {
    /// The names by which it is mentioned; none for an extension.
    var names: [String]
    /// SHA-256 of its syntax tree.
    var digest: String
    /// Every word in it.
    var words: Set<String>
    var isType: Bool
    /// The type that it extends, for an extension.
    var extendedType: String?
    /// Whether it holds state that outlives a call: a `static var`, or a variable with observers. Whoever reaches it may
    /// change it.
    var holdsState: Bool
    /// For a type: whether its values are values, with no class, closure or pointer inside.
    var isValue: Bool
    var reach: Reach

    /// How a block comes to depend on it.
    enum Reach: Equatable, Sendable {
        /// It must mention one of the names.
        case byName
        /// It need not mention anything: operators, conformances, and what can be called without a name.
        case everywhere
        /// It must mention the extended type, or one of the added members.
        case extending(type: String, members: [String])
    }

}

extension Declaration {
    init(_ syntax: DeclSyntax) {
        names = BlockNames.names(of: syntax).map { $0.identifier?.name ?? $0.text }
        digest = treeDigest(syntax)
        words = Renderer.words(of: syntax)
        isType =
            syntax.asProtocol((any DeclGroupSyntax).self) != nil && !syntax.is(ExtensionDeclSyntax.self)
            || syntax.is(TypeAliasDeclSyntax.self)
        extendedType = syntax.as(ExtensionDeclSyntax.self)?.extendedType.trimmedDescription
        let inside = InsideReader(viewMode: .sourceAccurate)
        inside.walk(syntax)
        holdsState = inside.holdsState || syntax.is(VariableDeclSyntax.self) && inside.hasObservers
        isValue = !inside.mayShare
        reach = Self.reach(of: syntax)
    }

    private static func reach(of syntax: DeclSyntax) -> Reach {
        if syntax.is(OperatorDeclSyntax.self) || syntax.is(PrecedenceGroupDeclSyntax.self) {
            return .everywhere
        }
        if let function = syntax.as(FunctionDeclSyntax.self), function.name.isOperator { return .everywhere }
        guard let extended = syntax.as(ExtensionDeclSyntax.self) else { return .byName }
        // A conformance makes other code behave differently, without a name of it being mentioned.
        guard extended.inheritanceClause == nil else { return .everywhere }
        var members: [String] = []
        for member in extended.memberBlock.members {
            if let function = member.decl.as(FunctionDeclSyntax.self), function.name.isOperator {
                return .everywhere
            }
            let names = BlockNames.names(of: member.decl)
            // Initializers and subscripts have no name that a caller must write.
            if names.isEmpty { return .everywhere }
            members += names.map { $0.identifier?.name ?? $0.text }
        }
        guard let type = extended.extendedType.firstToken(viewMode: .sourceAccurate) else {
            return .everywhere
        }
        return .extending(type: type.text, members: members)
    }
}

/// Every word of a piece of code: names, keywords and operators, as far as they can refer to something. The name that a
/// function or type is given where it is declared refers to nothing.
func words(of syntax: some SyntaxProtocol) -> Set<String> {
    var words: Set<String> = []
    for token in syntax.tokens(viewMode: .sourceAccurate)
    where token.parent?.asProtocol((any NamedDeclSyntax).self)?.name.id != token.id {
        switch token.tokenKind {
        case .identifier: words.insert(token.identifier?.name ?? token.text)
        case .keyword, .binaryOperator, .prefixOperator, .postfixOperator, .dollarIdentifier:
            words.insert(token.text)
        default: break
        }
    }
    return words
}

extension TokenSyntax {
    fileprivate var isOperator: Bool {
        switch tokenKind {
        case .binaryOperator, .prefixOperator, .postfixOperator: true
        default: false
        }
    }
}

/// Looks for what makes a type more than a value, and for state.
private final class InsideReader: SyntaxVisitor {
    var holdsState = false
    var hasObservers = false
    var mayShare = false

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind {
        mayShare = true
        return .visitChildren
    }

    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind {
        mayShare = true
        return .visitChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        let isStatic = node.modifiers.contains { ["static", "class"].contains($0.name.text) }
        let isLocal = node.parent?.parent?.is(CodeBlockItemListSyntax.self) == true
        for binding in node.bindings {
            let observers = binding.accessorBlock?.tokens(viewMode: .sourceAccurate).contains {
                ["willSet", "didSet"].contains($0.text)
            }
            hasObservers = hasObservers || observers == true
            let isStored = binding.accessorBlock == nil || observers == true
            guard isStored, !isLocal else { continue }
            if isStatic, !(node.bindingSpecifier.text == "let" && isLiteral(binding.initializer?.value)) {
                holdsState = true
            }
            if !isStatic, holdsMoreThanAValue(binding) { mayShare = true }
        }
        return .visitChildren
    }

    private func isLiteral(_ value: ExprSyntax?) -> Bool {
        guard let value else { return false }
        if let array = value.as(ArrayExprSyntax.self) {
            return array.elements.allSatisfy { isLiteral($0.expression) }
        }
        if let prefixed = value.as(PrefixOperatorExprSyntax.self) { return isLiteral(prefixed.expression) }
        return value.is(IntegerLiteralExprSyntax.self) || value.is(FloatLiteralExprSyntax.self)
            || value.is(StringLiteralExprSyntax.self) || value.is(BooleanLiteralExprSyntax.self)
    }

    /// Whether a stored property may hold a function, an existential or a pointer.
    private func holdsMoreThanAValue(_ binding: PatternBindingSyntax) -> Bool {
        if binding.initializer?.value.is(ClosureExprSyntax.self) == true { return true }
        return binding.typeAnnotation?.tokens(viewMode: .sourceAccurate).contains { token in
            ["->", "any", "some"].contains(token.text) || token.text.hasPrefix("Any")
                || token.text.hasPrefix("Unsafe")
        } ?? false
    }
}
