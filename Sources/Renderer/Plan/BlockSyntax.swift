import Digest
import SwiftDiagnostics
import SwiftParserDiagnostics
import SwiftSyntax

/// One experiment block, taken apart into what the generated program puts in different places.
struct BlockSyntax: Equatable, Sendable {
    /// `import` lines; they hold for this block and every later one.
    var imports: [SourceFragment] = []
    var items: [Item] = []
    var names = BlockNames()
    /// The types, functions and the like, as other blocks may reach them.
    var declarations: [Declaration] = []
    /// Every word of the block: whatever it mentions is among them.
    var words: Set<String>
    /// SHA-256 of the syntax tree: comments and spacing don't change it, anything the parser sees does.
    var digest: String
    /// The block's code as the compiler's classifier divides it, for the pages that show it; nil where it is too deep.
    var classified: [ClassifiedToken]?

    struct Item: Equatable, Sendable {
        var kind: Kind
        var code: SourceFragment
    }

    enum Kind: Equatable, Sendable {
        /// A type, function, extension and the like: it stays at file scope.
        case declaration
        /// `let` or `var` with a value: a global that is computed when it is reached. `head` is the declaration up
        /// to `=`; `names` are what it binds, by a pattern where `isPattern`; the item's code is the value.
        case binding(head: SourceFragment, names: [String], isVariable: Bool, isPattern: Bool)
        /// Something to do when it is reached.
        case statement
        /// The block's last expression, whose value is shown.
        case shownExpression
        /// An expression whose value stands in the running text.
        case inlineExpression
    }
}

/// Code as it stands in the Markdown file, and where.
struct SourceFragment: Equatable, Sendable {
    var text: String
    var position: SourcePosition
}

extension BlockSyntax {
    /// Parses a block's code. Problems are syntax errors and what a notebook does not allow at top level.
    static func parse(_ block: ExperimentBlock) -> (BlockSyntax, [Problem]) {
        let parsed = withSyntaxTree(of: block.code) { tree in
            var analysis = BlockAnalysis(block: block, tree: tree)
            analysis.run()
            analysis.syntax.classified = classifiedTokens(of: tree)
            return (analysis.syntax, analysis.problems)
        }
        switch parsed {
        case .success(let found): return found
        case .failure(let fault):
            let place = fault.place(in: block.code)
            let position = SourcePosition(
                file: block.position.file, line: block.firstCodeLine + place.line,
                column: 1 + place.column + block.indentation)
            return (unparsed(block.code), [Problem(fault.fact, at: position)])
        }
    }

    /// Parses the expression of an inline value.
    static func parse(_ inline: InlineExpression) -> (BlockSyntax, [Problem]) {
        let parsed = withSyntaxTree(of: inline.code) { tree -> (BlockSyntax, [Problem]) in
            let isExpression =
                tree.statements.count == 1 && tree.statements.first?.item.is(ExprSyntax.self) == true
            var syntax = BlockSyntax(words: Renderer.words(of: tree), digest: treeDigest(tree))
            guard isExpression, !tree.hasError else {
                return (syntax, [Problem(.inlineWithoutExpression, at: inline.position)])
            }
            let code = SourceFragment(text: inline.code, position: inline.position)
            syntax.items = [Item(kind: .inlineExpression, code: code)]
            return (syntax, [])
        }
        switch parsed {
        case .success(let found): return found
        case .failure(let fault): return (unparsed(inline.code), [Problem(fault.fact, at: inline.position)])
        }
    }

    /// A block of which nothing is known but that it is broken.
    private static func unparsed(_ code: String) -> BlockSyntax {
        BlockSyntax(words: [], digest: sha256(Array(code.utf8)))
    }
}

private struct BlockAnalysis {
    let block: ExperimentBlock
    let tree: SourceFileSyntax
    let converter: SourceLocationConverter
    var syntax: BlockSyntax
    var problems: [Problem] = []

    init(block: ExperimentBlock, tree: SourceFileSyntax) {
        self.block = block
        self.tree = tree
        converter = SourceLocationConverter(fileName: block.position.file, tree: tree)
        syntax = BlockSyntax(words: words(of: tree), digest: treeDigest(tree))
    }

    mutating func run() {
        let (converter, block) = (converter, block)
        syntax.names = BlockNames(of: tree) { Self.position($0, converter, block) }
        for item in tree.statements { add(item) }
        if tree.hasError {
            // What the block declares is known all the same, so that it is not missed elsewhere.
            problems = ParseDiagnosticsGenerator.diagnostics(for: tree).map { diagnostic in
                Problem(.syntaxError(diagnostic.message), at: position(diagnostic.position))
            }
            return
        }
        if case .statement = syntax.items.last?.kind, let last = tree.statements.last, isShown(last) {
            syntax.items[syntax.items.count - 1].kind = .shownExpression
        }
    }

    private mutating func add(_ item: CodeBlockItemSyntax) {
        switch item.item {
        case .decl(let declaration):
            if let imported = declaration.as(ImportDeclSyntax.self) {
                syntax.imports.append(fragment(imported))
            } else if let variable = declaration.as(VariableDeclSyntax.self), isStored(variable) {
                addBindings(variable)
            } else {
                syntax.items.append(.init(kind: .declaration, code: fragment(declaration)))
                syntax.declarations.append(Declaration(declaration))
            }
        case .stmt(let statement):
            if statement.is(GuardStmtSyntax.self) {
                problems.append(
                    Problem(.guardAtTopLevel, at: position(statement.positionAfterSkippingLeadingTrivia)))
            }
            syntax.items.append(.init(kind: .statement, code: fragment(statement)))
        case .expr(let expression):
            syntax.items.append(.init(kind: .statement, code: fragment(expression)))
        @unknown default:
            syntax.items.append(.init(kind: .statement, code: fragment(item)))
        }
    }

    /// Whether a variable is stored, or computed by accessors and so a declaration like any other.
    private func isStored(_ variable: VariableDeclSyntax) -> Bool {
        variable.bindings.allSatisfy { $0.accessorBlock == nil }
    }

    private mutating func addBindings(_ variable: VariableDeclSyntax) {
        for binding in variable.bindings {
            let names = binding.pattern.boundIdentifiers.compactMap(\.identifier?.name)
            let start = binding.pattern.positionAfterSkippingLeadingTrivia
            if names.isEmpty, let value = binding.initializer?.value {
                // `let _ = f()` binds nothing that anybody could reach: it is a statement.
                let text = SourceFragment(text: "_ = " + value.trimmedDescription, position: position(start))
                syntax.items.append(.init(kind: .statement, code: text))
                continue
            }
            if binding.initializer == nil {
                problems.append(
                    Problem(.bindingWithoutValue(names.joined(separator: ", ")), at: position(start)))
            }
            // The first pattern of a declaration is printed with its 'let' where that stands in the file.
            let isFirst = binding.id == variable.bindings.first?.id
            let headStart = isFirst ? variable.positionAfterSkippingLeadingTrivia : start
            let headEnd =
                binding.typeAnnotation?.endPositionBeforeTrailingTrivia
                ?? binding.pattern.endPositionBeforeTrailingTrivia
            var head = SourceFragment(text: source(headStart, headEnd), position: position(headStart))
            if !isFirst { head.text = "\(variable.bindingSpecifier.text) " + head.text }
            syntax.items.append(
                .init(
                    kind: .binding(
                        head: head, names: names, isVariable: variable.bindingSpecifier.text == "var",
                        isPattern: !binding.pattern.is(IdentifierPatternSyntax.self)),
                    // Without a value the block is not compiled; that it binds the name is known all the same.
                    code: binding.initializer.map { fragment($0.value) } ?? head))
        }
    }

    /// Whether the last item of a block is an expression with a value to show. An assignment has none.
    private func isShown(_ item: CodeBlockItemSyntax) -> Bool {
        guard case .expr(let expression) = item.item else { return false }
        guard let sequence = expression.as(SequenceExprSyntax.self) else { return true }
        return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
    }

    private func fragment(_ node: some SyntaxProtocol) -> SourceFragment {
        let start = node.positionAfterSkippingLeadingTrivia
        return SourceFragment(
            text: source(start, node.endPositionBeforeTrailingTrivia), position: position(start))
    }

    private func source(_ start: AbsolutePosition, _ end: AbsolutePosition) -> String {
        String(decoding: Array(block.code.utf8)[start.utf8Offset..<end.utf8Offset], as: UTF8.self)
    }

    private func position(_ position: AbsolutePosition) -> SourcePosition {
        Self.position(position, converter, block)
    }

    private static func position(
        _ position: AbsolutePosition, _ converter: SourceLocationConverter, _ block: ExperimentBlock
    ) -> SourcePosition {
        let location = converter.location(for: position)
        return SourcePosition(
            file: block.position.file,
            line: block.firstCodeLine + location.line - 1,
            column: location.column + block.indentation)
    }
}

extension PatternSyntax {
    /// The identifiers that the pattern binds, in order; `_` binds none.
    var boundIdentifiers: [TokenSyntax] {
        tokens(viewMode: .sourceAccurate).filter { $0.parent?.is(IdentifierPatternSyntax.self) == true }
    }
}
