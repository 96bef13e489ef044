import BlockGraph
import Exhibits

/// A block or inline value of a notebook, as it was computed anew.
struct VerifiedBlock: Equatable, Sendable {
    /// What messages call it.
    var name: String
    /// Its line in the notebook.
    var line: Int
    /// Its content key; nil where it has no result.
    var key: String?
}

/// What differs between the records of a notebook that are there and those that were computed anew: a sentence for each
/// block, in their order, then what belongs to none. Never empty for files that differ.
func recordDifferences(
    there: CommittedRecords, anew: CommittedRecords, blocks: [VerifiedBlock]
) -> [String] {
    var sentences = there.damagedLines.map { "line \($0) is damaged" }
    for block in blocks {
        guard let key = block.key, let new = anew.records[key] else { continue }
        let name = "\(block.name) (line \(block.line))"
        guard let old = there.records[key] else {
            sentences.append(
                "\(name): no result is kept under its key \(key.prefix(16)); the records are of other sources or files"
            )
            continue
        }
        let found = differences(old, new)
        if !found.isEmpty { sentences.append("\(name): \(found.joined(separator: "; "))") }
    }
    let unknown = there.records.keys.filter { key in anew.records[key] == nil }.count
    if unknown > 0 {
        sentences.append(
            "\(unknown) \(unknown == 1 ? "result is" : "results are") kept that no block has any more")
    }
    let values = Set(there.values.keys).symmetricDifference(anew.values.keys)
    if sentences.isEmpty, !values.isEmpty { sentences.append("other values are kept for the same results") }
    return sentences.isEmpty ? ["the same results, written otherwise"] : sentences
}

/// What two results of the same block differ in.
private func differences(_ old: BlockRecord, _ new: BlockRecord) -> [String] {
    var found: [String] = []
    if old.exhibits.count != new.exhibits.count {
        found.append("it shows \(new.exhibits.count) things instead of \(old.exhibits.count)")
    } else {
        for (index, pair) in zip(old.exhibits, new.exhibits).enumerated() where pair.0 != pair.1 {
            found.append("what it shows came out otherwise (\(index + 1) of \(new.exhibits.count))")
        }
    }
    for name in Set(old.outputs.keys).union(new.outputs.keys).sorted()
    where old.outputs[name] != new.outputs[name] {
        found.append("the value of '\(name)' came out otherwise")
    }
    let files = Set(old.files).symmetricDifference(new.files).map(\.path)
    for path in Set(files).sorted() { found.append("the file '\(path)', which it read, is another") }
    return found
}
