import Exhibits

/// The numbers of what a page shows, found by going through it in the order in which it is written.
struct PageNumbers: Equatable, Sendable {
    /// What each label names.
    private(set) var targets: [String: Target] = [:]
    /// The number of each section, by its anchor; none where no section of the page has a label.
    private(set) var sections: [String: String] = [:]
    /// The numbers of equations that have a label.
    private(set) var equations: [String: Int] = [:]

    /// Something that a cross-reference can lead to.
    struct Target: Equatable, Sendable {
        var kind: LabelKind
        /// Nil where a block shows nothing that could have one, or did not run.
        var number: String?
        /// The verdict, where it is a claim.
        var verdict: Claim.Verdict?
        var position: SourcePosition
    }

    init(_ result: NotebookResult) {
        let notebook = result.notebook
        for label in notebook.labels {
            if let kind = LabelKind(label: label.name) {
                targets[label.name] = targets[label.name] ?? Target(kind: kind, position: label.position)
            }
        }
        for label in notebook.allProse.flatMap(\.formulas).compactMap(\.label) where equations[label] == nil {
            equations[label] = equations.count + 1
            targets[label]?.number = equations[label].map(String.init)
        }
        numberSections(of: notebook)
        var counts = (figure: 0, table: 0, claim: 0)
        for item in notebook.items {
            switch item {
            case .heading(let heading): countTables(in: heading.content, of: notebook, &counts.table)
            case .prose(let prose): countTables(in: prose, of: notebook, &counts.table)
            case .experiment(let block): count(block, of: result, &counts)
            }
        }
    }

    private mutating func countTables(in prose: Prose, of notebook: Notebook, _ count: inout Int) {
        for piece in prose.pieces {
            switch piece {
            case .tableNumber(let label):
                count += 1
                if let label { targets[label]?.number = "\(count)" }
            case .notes(let numbers):
                for note in notebook.notes(numbers) { countTables(in: note.content, of: notebook, &count) }
            case .html, .inline, .math, .reference: break
            }
        }
    }

    private mutating func count(
        _ block: ExperimentBlock, of result: NotebookResult,
        _ counts: inout (figure: Int, table: Int, claim: Int)
    ) {
        let label = block.options.label ?? ""
        let kind = LabelKind(label: label)
        func name(_ found: LabelKind, _ number: Int) {
            if kind == found, targets[label]?.number == nil { targets[label]?.number = "\(number)" }
        }
        guard result.shows(block) else { return }
        if kind == .claim {
            counts.claim += 1
            name(.claim, counts.claim)
            targets[label]?.verdict = result.claim(of: block)?.verdict
        }
        for (_, group) in exhibitGroups(result.outputs(of: block) ?? []) {
            switch group {
            case .panels:
                counts.figure += 1
                name(.figure, counts.figure)
            case .single(.table):
                counts.table += 1
                name(.table, counts.table)
            case .single: break
            }
        }
    }

    /// Sections are numbered on a page that labels one of them: a number in the text must be found at a heading.
    private mutating func numberSections(of notebook: Notebook) {
        guard notebook.labels.contains(where: { $0.carrier == .heading }) else { return }
        // The open sections from the outermost, each with its number; a level that is left out counts for nothing.
        var open: [(level: Int, number: Int)] = []
        var last = 0
        for case .heading(let heading) in notebook.items {
            let level = max(2, heading.level)
            last = 0
            while let innermost = open.last, innermost.level >= level {
                last = innermost.number
                open.removeLast()
            }
            open.append((level, last + 1))
            let number = open.map { String($0.number) }.joined(separator: ".")
            sections[heading.anchor] = number
            if let label = heading.label { targets[label]?.number = number }
        }
    }
}

extension NotebookResult {
    /// Whether the page shows anything of a block. A problem is shown whatever the options say.
    func shows(_ block: ExperimentBlock) -> Bool {
        block.options.isIncluded || problems.contains { block.lines.contains($0.position.line) }
    }
}
