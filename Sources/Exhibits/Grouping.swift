extension DataFrame {
    /// The rows that share their values in some columns.
    public struct Group: Sendable, Equatable {
        /// The shared values as text, in the order of the columns asked for.
        public var key: [String]
        /// Where the rows stand in the frame they come from, first to last.
        public var rows: [Int]
        /// The rows, in their original order.
        public var frame: DataFrame
    }

    /// The rows split by their values in `names`, in the order in which each combination first appears.
    ///
    /// A column that doesn't exist splits nothing.
    public func groups(by names: String...) -> [Group] { groups(by: names) }

    /// The rows split by their values in `names`, in the order in which each combination first appears.
    public func groups(by names: [String]) -> [Group] {
        let texts = names.compactMap { self.texts($0) }
        var positions: [[String]: Int] = [:]
        var keys: [[String]] = []
        var members: [[Int]] = []
        for row in 0..<rowCount {
            let key = texts.map { $0[row] }
            if let position = positions[key] {
                members[position].append(row)
            } else {
                positions[key] = keys.count
                keys.append(key)
                members.append([row])
            }
        }
        return zip(keys, members).map { Group(key: $0, rows: $1, frame: selecting(rows: $1)) }
    }

    /// The different values of a column as text, in the order in which they first appear.
    public func distinct(_ name: String) -> [String] {
        var seen: Set<String> = []
        return (texts(name) ?? []).filter { seen.insert($0).inserted }
    }
}
