/// A file in which the site that was computed anew differs from the one that is there.
public struct SiteDifference: Equatable, Sendable {
    /// How a file differs.
    public enum Kind: Equatable, Sendable {
        /// The site lacks it.
        case missing
        /// Nothing makes it any more.
        case extra
        /// Both have it; the first line that differs, counted from 1.
        case line(Int)
    }

    /// The path below the site.
    public var path: String
    /// How it differs.
    public var kind: Kind
    /// What is behind it, as far as records tell: a sentence each.
    public var details: [String] = []

    /// The difference in words, for a person, with its details below it.
    public func words(in folder: String) -> String {
        let file = "\(folder)/\(path)"
        let sentence =
            switch kind {
            case .missing: "\(file) is missing; the sources give it"
            case .extra: "\(file) is there, and the sources don't give it"
            case .line(let line): "\(file) differs from line \(line) on"
            }
        return ([sentence] + details.map { "  \($0)" }).joined(separator: "\n")
    }
}

/// The differences between the files that are there and those that were computed anew, by path.
func siteDifferences(there: [String: [UInt8]], anew: [String: [UInt8]]) -> [SiteDifference] {
    Set(there.keys).union(anew.keys).sorted().compactMap { path in
        guard let new = anew[path] else { return SiteDifference(path: path, kind: .extra) }
        guard let old = there[path] else { return SiteDifference(path: path, kind: .missing) }
        return old == new ? nil : SiteDifference(path: path, kind: .line(firstLine(old, new)))
    }
}

/// The line of the first byte in which two texts differ, or in which one has ended.
private func firstLine(_ old: [UInt8], _ new: [UInt8]) -> Int {
    let same = zip(old, new).prefix { $0 == $1 }.count
    return 1 + old.prefix(same).count { $0 == UInt8(ascii: "\n") }
}
