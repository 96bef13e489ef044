import BlockGraph
import Digest

/// What a notebook's blocks depend on, as their syntax shows it.
struct AnalyzedBlocks: Sendable {
    var graph: NotebookGraph
    /// For each block the earlier ones whose declarations or bindings it reaches.
    var reached: [Set<Int>]
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
        var reached: [Set<Int>] = []
        var imports: [String] = []
        for (number, block) in blocks.enumerated() {
            imports += block.syntax.imports.filter { !imports.contains($0) }
            let closure = reachability.closure(of: block.syntax.words)
            let inputs = closure.bindings.filter { maker(of: $0, reachability) < number }
            descriptions.append(
                BlockDescription(
                    kind: number < experimentCount ? .experiment : .inline, name: block.name,
                    identity: block.identity,
                    parts: parts(of: number, closure, imports, reachability), inputs: inputs,
                    bindings: bindings(of: number, reachability), printLimit: block.printLimit))
            let ofDeclarations = closure.declarations.map { reachability.declarations[$0].block }
            let ofBindings = closure.bindings.map { maker(of: $0, reachability) }
            reached.append(Set(ofDeclarations + ofBindings).subtracting([number]))
        }
        return AnalyzedBlocks(
            graph: NotebookGraph(notebook: notebook, blocks: descriptions, types: types(reachability)),
            reached: reached)
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
            if let name = declaration.names.first, declaration.reach == .byName {
                return KeyPart(.declaration, name, digest: declaration.digest)
            }
            return KeyPart(.reaching, extendedType(declaration), digest: declaration.digest)
        }.sorted { ($0.kind.rawValue, $0.name, $0.digest) < ($1.kind.rawValue, $1.name, $1.digest) }
        return parts
    }

    private func extendedType(_ declaration: Declaration) -> String {
        if case .extending(let type, _) = declaration.reach { return type }
        return declaration.names.first ?? ""
    }

    private func bindings(of number: Int, _ reachability: Reachability) -> [BlockDescription.Binding] {
        var bindings = blocks[number].syntax.items.compactMap { item -> BlockDescription.Binding? in
            guard case .binding(_, let names, let isVariable) = item.kind, let first = names.first else {
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
