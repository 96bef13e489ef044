/// The candidate nearest to `name` by Levenshtein distance, if it is near enough to be what was meant: at most a
/// third of the longer name's letters differ. The first of equally near candidates wins.
func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let measured = candidates.map { (name: $0, distance: editDistance(Array(name), Array($0))) }
    guard let best = measured.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(name.count, best.name.count) / 3 ? best.name : nil
}

/// The least number of letters inserted, removed or replaced that turns `a` into `b` (Levenshtein 1966).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in b.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[b.count]
}
