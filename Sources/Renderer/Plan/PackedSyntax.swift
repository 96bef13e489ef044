// A block's syntax as bytes and back. Places are kept relative to the beginning of the code, so that a block that moved in its
// file is still known.

extension BlockSyntax {
    /// The syntax as bytes; `origin` is where the code begins.
    func packed(from origin: SourcePosition) -> [UInt8] {
        var writer = SyntaxPacker(origin: origin)
        writer.write(self)
        return writer.packer.bytes
    }

    /// What `packed` gave, of code that begins at `origin` now.
    init(packed bytes: ArraySlice<UInt8>, at origin: SourcePosition) throws {
        var reader = SyntaxUnpacker(origin: origin, unpacker: Unpacker(bytes))
        self = try reader.syntax()
    }
}

private struct SyntaxPacker {
    let origin: SourcePosition
    var packer = Packer()

    mutating func write(_ syntax: BlockSyntax) {
        packer.write(syntax.imports.count)
        for line in syntax.imports { write(line) }
        packer.write(syntax.items.count)
        for item in syntax.items { write(item) }
        write(syntax.names)
        packer.write(syntax.declarations.count)
        for declaration in syntax.declarations { write(declaration) }
        packer.write(syntax.words.sorted())
        packer.write(syntax.digest)
        packer.write(syntax.classified) { packer, tokens in
            packer.write(tokens) { packer, token in
                packer.write(token.bytes.count)
                packer.write(token.style.flatMap(CodeStyle.allCases.firstIndex) ?? CodeStyle.allCases.count)
            }
        }
    }

    private mutating func write(_ position: SourcePosition) {
        packer.write(position.line - origin.line)
        packer.write(position.column - origin.column)
    }

    private mutating func write(_ fragment: SourceFragment) {
        packer.write(fragment.text)
        write(fragment.position)
    }

    private mutating func write(_ item: BlockSyntax.Item) {
        switch item.kind {
        case .declaration: packer.write(0)
        case .statement: packer.write(1)
        case .shownExpression: packer.write(2)
        case .inlineExpression: packer.write(3)
        case .binding(let head, let names, let isVariable, let isPattern):
            packer.write(4)
            write(head)
            packer.write(names)
            packer.write(isVariable)
            packer.write(isPattern)
        }
        write(item.code)
    }

    private mutating func write(_ names: BlockNames) {
        for mentions in [names.declared, names.mentioned, names.systemRandomCalls] {
            packer.write(mentions.count)
            for mention in mentions {
                packer.write(mention.name)
                write(mention.position)
            }
        }
        packer.write(names.topLevelReturns.count)
        for position in names.topLevelReturns { write(position) }
        packer.write(names.asksForItsPlace)
    }

    private mutating func write(_ declaration: Declaration) {
        packer.write(declaration.names)
        packer.write(declaration.digest)
        packer.write(declaration.words.sorted())
        packer.write(declaration.isType)
        packer.write(declaration.extendedType) { $0.write($1) }
        packer.write(declaration.holdsState)
        packer.write(declaration.isValue)
        switch declaration.reach {
        case .byName: packer.write(0)
        case .everywhere: packer.write(1)
        case .extending(let type, let members):
            packer.write(2)
            packer.write(type)
            packer.write(members)
        }
    }
}

private struct SyntaxUnpacker {
    let origin: SourcePosition
    var unpacker: Unpacker

    mutating func syntax() throws -> BlockSyntax {
        let imports = try list { try $0.fragment() }
        let items = try list { try $0.item() }
        let names = try self.names()
        let declarations = try list { try $0.declaration() }
        var syntax = BlockSyntax(words: Set(try unpacker.texts()), digest: try unpacker.text())
        syntax.imports = imports
        syntax.items = items
        syntax.names = names
        syntax.declarations = declarations
        var end = 0
        syntax.classified = try unpacker.optional { unpacker in
            try unpacker.list { unpacker in
                let start = end
                end += try unpacker.number()
                let style = try unpacker.number()
                guard start <= end, (0...CodeStyle.allCases.count).contains(style) else {
                    throw Unpacker.Mismatch()
                }
                let isPlain = style == CodeStyle.allCases.count
                return ClassifiedToken(bytes: start..<end, style: isPlain ? nil : CodeStyle.allCases[style])
            }
        }
        return syntax
    }

    private mutating func list<Element>(_ element: (inout SyntaxUnpacker) throws -> Element) throws
        -> [Element]
    {
        let count = try unpacker.number()
        guard count >= 0 else { throw Unpacker.Mismatch() }
        var list: [Element] = []
        for _ in 0..<count { list.append(try element(&self)) }
        return list
    }

    private mutating func position() throws -> SourcePosition {
        SourcePosition(
            file: origin.file, line: origin.line + (try unpacker.number()),
            column: origin.column + (try unpacker.number()))
    }

    private mutating func fragment() throws -> SourceFragment {
        SourceFragment(text: try unpacker.text(), position: try position())
    }

    private mutating func item() throws -> BlockSyntax.Item {
        let kind: BlockSyntax.Kind =
            switch try unpacker.number() {
            case 0: .declaration
            case 1: .statement
            case 2: .shownExpression
            case 3: .inlineExpression
            case 4:
                .binding(
                    head: try fragment(), names: try unpacker.texts(), isVariable: try unpacker.flag(),
                    isPattern: try unpacker.flag())
            default: throw Unpacker.Mismatch()
            }
        return BlockSyntax.Item(kind: kind, code: try fragment())
    }

    private mutating func mention() throws -> BlockNames.Mention {
        BlockNames.Mention(name: try unpacker.text(), position: try position())
    }

    private mutating func names() throws -> BlockNames {
        var names = BlockNames()
        names.declared = try list { try $0.mention() }
        names.mentioned = try list { try $0.mention() }
        names.systemRandomCalls = try list { try $0.mention() }
        names.topLevelReturns = try list { try $0.position() }
        names.asksForItsPlace = try unpacker.flag()
        return names
    }

    private mutating func declaration() throws -> Declaration {
        Declaration(
            names: try unpacker.texts(), digest: try unpacker.text(), words: Set(try unpacker.texts()),
            isType: try unpacker.flag(), extendedType: try unpacker.optional { try $0.text() },
            holdsState: try unpacker.flag(), isValue: try unpacker.flag(), reach: try reach())
    }

    private mutating func reach() throws -> Declaration.Reach {
        switch try unpacker.number() {
        case 0: .byName
        case 1: .everywhere
        case 2: .extending(type: try unpacker.text(), members: try unpacker.texts())
        default: throw Unpacker.Mismatch()
        }
    }
}
