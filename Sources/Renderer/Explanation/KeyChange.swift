import BlockGraph

/// One difference between two keys of a block.
struct KeyChange: Equatable {
    enum Way: Equatable { case changed, added, removed }

    var way: Way
    var kind: KeyPart.Kind
    var name: String

    /// The differences, those nearest to the block first.
    static func between(_ old: BlockKey, _ new: BlockKey) -> [KeyChange] {
        struct Place: Hashable {
            var kind: KeyPart.Kind
            var name: String
        }
        func digests(_ key: BlockKey) -> [Place: [String]] {
            Dictionary(grouping: key.parts) { Place(kind: $0.kind, name: $0.name) }.mapValues {
                $0.map(\.digest).sorted()
            }
        }
        let (before, after) = (digests(old), digests(new))
        let changes = Set(before.keys).union(after.keys).compactMap { place -> KeyChange? in
            guard before[place] != after[place] else { return nil }
            let way: Way = before[place] == nil ? .added : after[place] == nil ? .removed : .changed
            return KeyChange(way: way, kind: place.kind, name: place.name)
        }
        return changes.sorted { ($0.rank, $0.name) < ($1.rank, $1.name) }
    }

    private var rank: Int {
        let order: [KeyPart.Kind] = [
            .code, .imports, .identity, .value, .object, .declaration, .reaching, .notebook, .profile,
            .module,
        ]
        return order.firstIndex(of: kind) ?? order.count
    }

    /// The difference in words; `origin` says where what it is about stands.
    func sentence(origin: String = "") -> String {
        switch (kind, way) {
        case (.code, _) where name == "line": "it stands on another line, for which it asks with #line"
        case (.code, _): "its own code was edited"
        case (.imports, _): "the 'import' lines that hold in it changed"
        case (.identity, .added): "its seeds are now made from the name '\(name)'"
        case (.identity, _): "its seeds are no longer made from the name '\(name)'"
        case (.notebook, _): "the notebook, from whose name its seeds are made, was renamed"
        case (.profile, .added): "the profile is now '\(name)'"
        case (.profile, _): "the profile is no longer '\(name)'"
        case (.module, .changed): "the sources of the module \(name) were edited"
        case (.module, .added): "the program now links the module \(name)"
        case (.module, .removed): "the program no longer links the module \(name)"
        case (.value, .changed): "the value of '\(name)' changed\(origin)"
        case (.object, .changed): "something that makes '\(name)' or may change it was edited\(origin)"
        case (.value, .added), (.object, .added): "it now uses '\(name)'\(origin)"
        case (.value, .removed), (.object, .removed): "it no longer uses '\(name)'"
        case (.declaration, .changed): "the code of '\(name)', which it reaches, was edited\(origin)"
        case (.declaration, .added): "it now reaches the code of '\(name)'\(origin)"
        case (.declaration, .removed): "it no longer reaches the code of '\(name)'"
        case (.reaching, .changed):
            "the extension or operator '\(name)', which reaches it, was edited\(origin)"
        case (.reaching, .added): "the extension or operator '\(name)' now reaches it\(origin)"
        case (.reaching, .removed): "the extension or operator '\(name)' no longer reaches it"
        }
    }
}
