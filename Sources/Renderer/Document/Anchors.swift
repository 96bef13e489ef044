/// Gives each heading its anchor: its label where it has one, else its letters and digits in lower case with hyphens
/// between words.
///
/// The names of blocks and of what they show, of tables and equations, stay theirs, and so do those of footnotes and
/// references; a heading's name then begins with `section-`. A number follows where an earlier heading has the same name.
///
/// - Parameters:
///   - headings: each heading's words, and its label.
///   - labels: all labels of the page.
func anchors(of headings: [(words: String, label: String?)], labels: [Label]) -> [String] {
    let names = Set(labels.map(\.name))
    func isTaken(_ name: String) -> Bool {
        if names.contains(name) || name == "block" { return true }
        if ["block-", "fn-", "fnref-", "ref-"].contains(where: { name.hasPrefix($0) && isNumbered(name, $0) })
        {
            return true
        }
        guard let output = name.firstRange(of: "-output") else { return false }
        return names.contains(String(name[..<output.lowerBound]))
    }
    var given: Set<String> = []
    var lastNumbers: [String: Int] = [:]
    return headings.map { words, label in
        if let label { return label }
        let parts = words.lowercased().split { !$0.isLetter && !$0.isNumber }
        var base = parts.isEmpty ? "section" : parts.joined(separator: "-")
        while isTaken(base) { base = "section-\(base)" }
        var anchor = base
        var number = lastNumbers[base] ?? 1
        while given.contains(anchor) || isTaken(anchor) || number > 1 && anchor == base {
            number += 1
            anchor = "\(base)-\(number)"
        }
        lastNumbers[base] = number
        given.insert(anchor)
        return anchor
    }
}

/// Whether a number follows `prefix`, as in `block-2` and `block-2-output`; a work's name is not a number.
private func isNumbered(_ name: String, _ prefix: String) -> Bool {
    prefix == "ref-" || name.dropFirst(prefix.count).first?.isNumber == true
}
