import BlockGraph
import Digest

/// What a notebook's blocks depend on, as their syntax shows it.
struct AnalyzedBlocks: Sendable {
    var graph: NotebookGraph
    /// For each block what it reaches of others.
    var arrows: [[Arrow]]

    /// A name of another block that a block reaches, itself or through declarations.
    struct Arrow: Hashable, Sendable {
        /// The block that declares or binds it.
        var source: Int
        var name: String
        /// Whether it is a binding, so that its value counts, or a declaration, whose code does.
        var isBinding: Bool
    }

    /// The other blocks whose declarations or bindings a block reaches.
    func reached(by block: Int) -> Set<Int> { Set(arrows[block].map(\.source)) }
}

/// Builds the graph of a notebook's blocks and inline values.
struct GraphBuilder {
    let notebook: String
    let surroundings: Surroundings
    let blocks: [PlannedBlock]
    let experimentCount: Int

    func build() -> AnalyzedBlocks {
        let reachability = Reachability(blocks.map(\.syntax))
        var descriptions: [BlockDescription] = []
        var arrows: [[AnalyzedBlocks.Arrow]] = []
        var imports: [String] = []
        for (number, block) in blocks.enumerated() {
            imports += block.syntax.imports.map(\.text).filter { !imports.contains($0) }
            let closure = reachability.closure(of: block.syntax.words)
            let inputs = closure.bindings.filter { maker(of: $0, reachability) < number }
            descriptions.append(
                BlockDescription(
                    kind: number < experimentCount ? .experiment : .inline, name: block.name,
                    identity: block.identity,
                    parts: parts(of: number, closure, imports, reachability), inputs: inputs,
                    bindings: bindings(of: number, reachability), printLimit: block.printLimit,
                    data: block.data))
            arrows.append(self.arrows(of: number, closure, reachability))
        }
        return AnalyzedBlocks(
            graph: NotebookGraph(notebook: notebook, blocks: descriptions, types: types(reachability)),
            arrows: arrows)
    }

    private func arrows(of number: Int, _ closure: Reachability.Closure, _ reachability: Reachability)
        -> [AnalyzedBlocks.Arrow]
    {
        let declarations = closure.declarations.map { index in
            let place = reachability.declarations[index]
            return AnalyzedBlocks.Arrow(
                source: place.block, name: name(of: place.declaration), isBinding: false)
        }
        let bindings = closure.bindings.map { name in
            AnalyzedBlocks.Arrow(source: maker(of: name, reachability), name: name, isBinding: true)
        }
        return (declarations + bindings).filter { $0.source != number }
    }

    /// The parts of a block's key that don't depend on values.
    private func parts(
        of number: Int, _ closure: Reachability.Closure, _ imports: [String], _ reachability: Reachability
    ) -> [KeyPart] {
        let block = blocks[number]
        var parts = surroundings.modules.map { KeyPart(.module, $0.name, digest: $0.digest) }
        parts.append(KeyPart(.profile, surroundings.profile, digest: ""))
        parts.append(KeyPart(.imports, "", digest: sha256(parts: imports)))
        // The same expression in a block is shown otherwise than in running text.
        parts.append(KeyPart(.code, number < experimentCount ? "" : "inline", digest: block.syntax.digest))
        // The seeds of a sweep's runs are made of names; nothing else asks for them.
        if closure.words.contains("sweep") {
            parts.append(KeyPart(.notebook, notebook, digest: ""))
            parts.append(KeyPart(.identity, block.identity, digest: ""))
        }
        if let line = block.line { parts.append(KeyPart(.code, "line", digest: "\(line)")) }
        let others = closure.declarations.map { reachability.declarations[$0] }.filter { $0.block != number }
        parts += others.map { place in
            let declaration = place.declaration
            let kind: KeyPart.Kind = declaration.reach == .byName ? .declaration : .reaching
            return KeyPart(kind, name(of: declaration), digest: declaration.digest)
        }.sorted { ($0.kind.rawValue, $0.name, $0.digest) < ($1.kind.rawValue, $1.name, $1.digest) }
        return parts
    }

    /// The declaration's name, or that of the type which it extends.
    private func name(of declaration: Declaration) -> String {
        declaration.extendedType ?? declaration.names.first ?? ""
    }

    private func bindings(of number: Int, _ reachability: Reachability) -> [BlockDescription.Binding] {
        var bindings = blocks[number].syntax.items.compactMap { item -> BlockDescription.Binding? in
            guard case .binding(_, let names, let isVariable, _) = item.kind, let first = names.first else {
                return nil
            }
            // A tuple of variables has no one setter; it is left to be made again.
            return .init(first, isVariable ? (names.count == 1 ? .variable : .state) : .constant)
        }
        for (index, place) in reachability.declarations.enumerated()
        where place.block == number && place.declaration.holdsState {
            bindings.append(.init(reachability.stateName(index), .state))
        }
        return bindings
    }

    private func maker(of binding: String, _ reachability: Reachability) -> Int {
        if let block = reachability.bindings[binding]?.block { return block }
        let number = reachability.declarations.indices.first { index in
            reachability.declarations[index].declaration.holdsState
                && reachability.stateName(index) == binding
        }
        return number.map { reachability.declarations[$0].block } ?? 0
    }

    private func types(_ reachability: Reachability) -> [String: DeclaredType] {
        var types: [String: DeclaredType] = [:]
        for place in reachability.declarations where place.declaration.isType {
            for name in place.declaration.names where types[name] == nil {
                let reached = reachability.closure(of: [name]).declarations.map {
                    reachability.declarations[$0].declaration
                }
                types[name] = DeclaredType(
                    digest: sha256(parts: reached.map(\.digest).sorted()),
                    isValue: reached.allSatisfy(\.isValue))
            }
        }
        return types
    }
}
