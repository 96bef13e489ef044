import BlockGraph

extension Inspection {
    /// The graph of a notebook's blocks, or of all notebooks, for a person.
    public func graph(of notebook: String? = nil) throws -> String {
        try selected(notebook).map(\.graphText).joined(separator: "\n")
    }

    /// The same for Graphviz: a node a block, an arrow from each block to those that use something of it.
    public func dot(of notebook: String? = nil) throws -> String {
        let clusters = try selected(notebook).enumerated().map { index, notebook in
            notebook.dot(cluster: index)
        }
        return "digraph labbook {\n  rankdir=LR;\n  node [shape=box];\n\(clusters.joined())}"
    }
}

extension InspectedNotebook {
    var graphText: String {
        var lines = [name]
        for block in experiments {
            lines.append("  \(plan.blocks[block].name) (\(place(block)))")
            let made = plan.graph.blocks[block].bindings.map(\.name)
            if !made.isEmpty { lines.append("    makes \(made.joined(separator: ", "))") }
            for (source, names) in sources(of: block) {
                lines.append("    uses \(names.joined(separator: ", ")) of \(plan.blocks[source].name)")
            }
            let files = states.record(of: block)?.files.map(\.path) ?? []
            if !files.isEmpty { lines.append("    reads \(files.joined(separator: ", "))") }
        }
        return lines.joined(separator: "\n")
    }

    fileprivate func dot(cluster: Int) -> String {
        var text = "  subgraph cluster_\(cluster) {\n    label=\(quoted(name));\n"
        for block in experiments {
            text += "    \(node(block)) [label=\(quoted(plan.blocks[block].name))];\n"
        }
        for block in experiments {
            for (source, names) in sources(of: block) {
                text +=
                    "    \(node(source)) -> \(node(block)) [label=\(quoted(names.joined(separator: ", ")))];\n"
            }
        }
        return text + "  }\n"
    }

    /// The blocks that a block uses something of, in order, with the names.
    private func sources(of block: Int) -> [(Int, [String])] {
        let arrows = plan.analysis.arrows[block]
        return Set(arrows.map(\.source)).sorted().map { source in
            (source, Set(arrows.filter { $0.source == source }.map(\.name)).sorted())
        }
    }

    private func node(_ block: Int) -> String { quoted("\(name):\(plan.blocks[block].name)") }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
