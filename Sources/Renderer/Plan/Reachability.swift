import Digest

/// Which declarations and bindings of a notebook a piece of code can reach, by the words in it.
///
/// Words are all that is looked at, so more may count as reached than is: a member or a local name that is also the name
/// of a binding. What is reached is never missed, because Swift reaches nothing without a word for it, but for what
/// `Declaration.Reach` says.
struct Reachability: Sendable {
    struct Place: Sendable {
        var block: Int
        var declaration: Declaration
    }

    let declarations: [Place]
    /// The binding that each bound name belongs to, and the block that makes it.
    let bindings: [String: (binding: String, block: Int)]
    private let byName: [String: [Int]]
    private let unnamed: [Int]

    /// What a piece of code reaches.
    struct Closure: Sendable {
        /// Numbers in `declarations`, in order.
        var declarations: [Int]
        /// Bindings, and declarations that hold state, sorted.
        var bindings: [String]
        var words: Set<String>
    }

    init(_ blocks: [BlockSyntax]) {
        declarations = blocks.enumerated().flatMap { index, block in
            block.declarations.map { Place(block: index, declaration: $0) }
        }
        var bindings: [String: (String, Int)] = [:]
        for (index, block) in blocks.enumerated() {
            for item in block.items {
                guard case .binding(_, let names, _, _) = item.kind, let first = names.first else { continue }
                for name in names where bindings[name] == nil { bindings[name] = (first, index) }
            }
        }
        self.bindings = bindings
        var byName: [String: [Int]] = [:]
        for (number, place) in declarations.enumerated() {
            for name in place.declaration.names { byName[name, default: []].append(number) }
        }
        self.byName = byName
        unnamed = declarations.indices.filter { [declarations] in
            declarations[$0].declaration.reach != .byName
        }
    }

    func closure(of words: Set<String>) -> Closure {
        var seen: Set<String> = []
        var reached: Set<Int> = []
        var found: Set<String> = []
        var new = words
        var waiting = unnamed
        while true {
            for word in new where seen.insert(word).inserted {
                if let binding = bindings[word] { found.insert(binding.binding) }
                reached.formUnion(byName[word] ?? [])
            }
            new = []
            for number in waiting where reaches(declarations[number].declaration, seen) {
                reached.insert(number)
            }
            waiting.removeAll { reached.contains($0) }
            for number in reached { new.formUnion(declarations[number].declaration.words) }
            new.subtract(seen)
            if new.isEmpty { break }
        }
        for number in reached where declarations[number].declaration.holdsState {
            found.insert(stateName(number))
        }
        return Closure(declarations: reached.sorted(), bindings: found.sorted(), words: seen)
    }

    /// The name under which a declaration with state counts as a binding.
    func stateName(_ number: Int) -> String {
        declarations[number].declaration.names.first ?? "extension-\(number)"
    }

    private func reaches(_ declaration: Declaration, _ words: Set<String>) -> Bool {
        switch declaration.reach {
        case .byName: false
        case .everywhere: true
        case .extending(let type, let members):
            words.contains(type) || members.contains(where: words.contains)
        }
    }
}
