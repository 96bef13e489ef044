/// The name most like `name`, where one is like enough to be what was meant; the first of equals.
///
/// Like enough: at most a third of the longer name's characters differ (insertions, deletions, replacements and
/// swaps of neighbours), upper and lower case alike, or one begins with the other.
package func nearestName(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased())
    let scored = candidates.map { candidate -> (name: String, distance: Int, limit: Int) in
        let letters = Array(candidate.lowercased())
        let isPrefix =
            min(wanted.count, letters.count) >= 3
            && (letters.starts(with: wanted) || wanted.starts(with: letters))
        let limit = isPrefix ? .max : (max(wanted.count, letters.count) + 2) / 3
        return (candidate, editDistance(wanted, letters), limit)
    }
    return scored.filter { $0.distance <= $0.limit }.min { $0.distance < $1.distance }?.name
}

/// Optimal string alignment distance, row by row.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
            row.append(cost)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
