import Exhibits

// The places where pages read the record of a run.

extension NotebookResult {
    /// What a block showed; nil where it did not run.
    func outputs(of block: ExperimentBlock) -> [Exhibit]? {
        guard let record, let index = blocks.firstIndex(where: { $0.position == block.position }) else {
            return nil
        }
        return record.blocks.indices.contains(index) ? record.blocks[index] : nil
    }
}

extension NotebookResult {
    /// What the page calls a block: its label, or its number among those that are run; nil where it is not run.
    func name(of block: ExperimentBlock) -> String? {
        block.options.label
            ?? blocks.firstIndex { $0.position == block.position }.map { "block-\($0 + 1)" }
    }
}

/// The values of a notebook's inline expressions, as text.
struct InlineValues {
    private var values: [InlineExpression: String] = [:]

    init(of result: NotebookResult) {
        let expressions = result.notebook.inlineExpressions.filter { !$0.code.isEmpty }
        for (expression, exhibit) in zip(expressions, result.record?.inlineValues ?? []) {
            switch exhibit {
            case .value(let value): values[expression] = text(of: value)
            case .text(let text): values[expression] = text
            case .figure, .table, .claim: values[expression] = ""
            case nil: break
            }
        }
    }

    /// The value of an expression; nil where it was not computed.
    subscript(_ expression: InlineExpression) -> String? { values[expression] }
}

/// The id of an exhibit of a block of that name, by its place among all that the block showed.
func exhibitID(_ block: String, _ place: Int) -> String {
    "\(block)-output" + (place == 0 ? "" : "-\(place + 1)")
}

/// What a block showed, with plots that follow each other together: they are the panels of one numbered figure.
enum ExhibitGroup {
    case panels([Figure])
    case single(Exhibit)
}

/// The groups of what a block showed, each with the place of its first exhibit.
func exhibitGroups(_ exhibits: [Exhibit]) -> [(place: Int, group: ExhibitGroup)] {
    var groups: [(place: Int, group: ExhibitGroup)] = []
    for (place, exhibit) in exhibits.enumerated() {
        guard case .figure(let figure) = exhibit else {
            groups.append((place, .single(exhibit)))
            continue
        }
        if case .panels(let panels)? = groups.last?.group {
            groups[groups.count - 1].group = .panels(panels + [figure])
        } else {
            groups.append((place, .panels([figure])))
        }
    }
    return groups
}
