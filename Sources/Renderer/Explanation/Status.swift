import BlockGraph

extension Inspection {
    /// A line for each block: whether its result is known. Inline values are counted.
    public func status(of notebook: String? = nil) throws -> String {
        try selected(notebook).map { $0.status }.joined(separator: "\n")
    }

    /// Whether every block's result is known and no notebook has a problem.
    public var isFresh: Bool { notebooks.allSatisfy(\.isFresh) }
}

extension InspectedNotebook {
    var isFresh: Bool {
        read.problems.isEmpty
            && states.states.allSatisfy { if case .fresh = $0 { true } else { false } }
    }

    var status: String {
        var lines = ["\(name)"]
        for problem in read.problems { lines.append("  problem \(problem.position): \(problem.sentence)") }
        for block in experiments {
            let (word, remark) = words(for: block)
            let label = plan.blocks[block].name
            lines.append(
                "  \(padded(word, to: 7)) \(padded(label, to: 24)) \(padded(place(block), to: 9)) \(remark)"
                    .trimmed)
        }
        if !inlineValues.isEmpty {
            let fresh = inlineValues.count { if case .fresh = states.states[$0] { true } else { false } }
            lines.append("  \(fresh) of \(inlineValues.count) inline values are fresh")
        }
        return lines.joined(separator: "\n")
    }

    private func words(for block: Int) -> (String, String) {
        switch states.states[block] {
        case .stale, .waiting:
            if let message = last.failure(of: block, in: plan) { return ("failed", message) }
        case .fresh, .blocked, .failed: break
        }
        return switch states.states[block] {
        case .fresh: ("fresh", "")
        case .stale(_, let file): ("stale", file.map { "'\($0.path)' changed" } ?? "")
        case .waiting(let other): ("waits", "for \(plan.blocks[other].name)")
        case .blocked(let other): ("blocked", "by the error in \(plan.blocks[other].name)")
        case .failed: ("broken", plan.broken[block]?.first?.sentence ?? "")
        }
    }
}

private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

extension String {
    fileprivate var trimmed: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
