import SwiftSyntax

/// The names of a block: what it declares for the whole notebook, and what it mentions that it doesn't declare itself.
struct BlockNames: Equatable, Sendable {
    struct Mention: Equatable, Sendable {
        var name: String
        var position: SourcePosition
    }

    /// Functions, types and top-level bindings, in order.
    var declared: [Mention] = []
    /// Each name that the block mentions and doesn't introduce anywhere in itself, at its first place.
    var mentioned: [Mention] = []
    /// Calls such as `.random(in:)` that draw from the system's generator.
    var systemRandomCalls: [Mention] = []
    /// `return` that stands in no function.
    var topLevelReturns: [SourcePosition] = []
    /// Whether the block asks where it stands, with `#line` or `#column`.
    var asksForItsPlace = false

    init() {}

    init(of tree: SourceFileSyntax, position: @escaping (AbsolutePosition) -> SourcePosition) {
        let reader = NameReader(position: position)
        reader.walk(tree)
        mentioned = reader.mentioned.filter { !reader.introduced.contains($0.name) }
        systemRandomCalls = reader.systemRandomCalls
        topLevelReturns = reader.topLevelReturns
        asksForItsPlace = reader.asksForItsPlace
        for item in tree.statements {
            guard case .decl(let declaration) = item.item else { continue }
            for name in Self.names(of: declaration) {
                declared.append(
                    Mention(name: name.text, position: position(name.positionAfterSkippingLeadingTrivia)))
            }
        }
    }

    /// The names under which a declaration is mentioned.
    static func names(of declaration: DeclSyntax) -> [TokenSyntax] {
        if let variable = declaration.as(VariableDeclSyntax.self) {
            return variable.bindings.flatMap(\.pattern.boundIdentifiers)
        }
        return declaration.asProtocol((any NamedDeclSyntax).self).map { [$0.name] } ?? []
    }
}

/// Walks a block once and collects.
private final class NameReader: SyntaxVisitor {
    let position: (AbsolutePosition) -> SourcePosition
    var mentioned: [BlockNames.Mention] = []
    /// Every name that the block introduces at any depth: a mention of it may mean that.
    var introduced: Set<String> = []
    var systemRandomCalls: [BlockNames.Mention] = []
    var topLevelReturns: [SourcePosition] = []
    var asksForItsPlace = false
    private var seen: Set<String> = []
    private var functionDepth = 0

    init(position: @escaping (AbsolutePosition) -> SourcePosition) {
        self.position = position
        super.init(viewMode: .sourceAccurate)
    }

    private func mention(_ token: TokenSyntax) {
        guard seen.insert(token.text).inserted else { return }
        mentioned.append(
            .init(name: token.text, position: position(token.positionAfterSkippingLeadingTrivia)))
    }

    // MARK: What is mentioned

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        // `x.name` and `.name` speak of a member, not of something at top level.
        let access = node.parent?.as(MemberAccessExprSyntax.self)
        let isMember =
            access?.declName.id == node.id || node.parent?.is(KeyPathPropertyComponentSyntax.self) == true
        if !isMember { mention(node.baseName) }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        mention(node.name)
        return .visitChildren
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let drawing: Set<String> = ["random", "randomElement", "shuffle", "shuffled"]
        if let access = node.calledExpression.as(MemberAccessExprSyntax.self),
            drawing.contains(access.declName.baseName.text),
            !node.arguments.contains(where: { $0.label?.text == "using" })
        {
            let token = access.declName.baseName
            systemRandomCalls.append(
                .init(name: token.text, position: position(token.positionAfterSkippingLeadingTrivia)))
        }
        return .visitChildren
    }

    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
        if ["line", "column"].contains(node.macroName.text) { asksForItsPlace = true }
        return .visitChildren
    }

    // MARK: What is introduced

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert(node.identifier.text)
        return .visitChildren
    }

    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert((node.secondName ?? node.firstName).text)
        return .visitChildren
    }

    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert(node.name.text)
        return .visitChildren
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { introduce(node.name) }
    override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind {
        introduce(node.name)
    }

    private func introduce(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        introduced.insert(name.text)
        return .visitChildren
    }

    // MARK: Functions, out of which a `return` may lead

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        functionDepth += 1
        return introduce(node.name)
    }

    override func visitPost(_ node: FunctionDeclSyntax) { functionDepth -= 1 }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { enter() }
    override func visitPost(_ node: ClosureExprSyntax) { functionDepth -= 1 }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { enter() }
    override func visitPost(_ node: AccessorBlockSyntax) { functionDepth -= 1 }
    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter() }
    override func visitPost(_ node: InitializerDeclSyntax) { functionDepth -= 1 }
    override func visit(_ node: DeinitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter() }
    override func visitPost(_ node: DeinitializerDeclSyntax) { functionDepth -= 1 }
    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind { enter() }
    override func visitPost(_ node: SubscriptDeclSyntax) { functionDepth -= 1 }

    private func enter() -> SyntaxVisitorContinueKind {
        functionDepth += 1
        return .visitChildren
    }

    override func visit(_ node: ReturnStmtSyntax) -> SyntaxVisitorContinueKind {
        if functionDepth == 0 { topLevelReturns.append(position(node.positionAfterSkippingLeadingTrivia)) }
        return .visitChildren
    }
}
