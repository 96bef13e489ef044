extension Figure {
    /// What keeps the figure from being drawn as meant, a sentence each, for its author; empty when all is well.
    ///
    /// Nothing of this stops a program: whoever shows the figure reports the sentences at the line of the block.
    public func problems() -> [String] {
        var sentences = data.problems()
        if marks.isEmpty {
            sentences.append("The figure has no marks: add .lines(…), .dots(…), .bars(…) or .rule(…).")
        }
        for mark in marks {
            if let channels = mark.channels { sentences += problems(of: channels, markName: mark.name) }
            if case .rule(let rule) = mark { sentences += problems(of: rule) }
        }
        if let facet {
            sentences += missing(facet.column, use: "The facet names")
            if let row = facet.row { sentences += missing(row, use: "The facet's rows name") }
        }
        return sentences + problems(of: x, axis: "x") + problems(of: y, axis: "y")
    }

    private func problems(of channels: Mark.Channels, markName: String) -> [String] {
        var sentences: [String] = []
        let named = [
            ("x", channels.x), ("y", channels.y), ("lower", channels.lower), ("upper", channels.upper),
            ("color", channels.color), ("group", channels.group),
        ]
        for case (let channel, let column?) in named {
            sentences += missing(column, use: "The figure's \(markName) name for \(channel)")
        }
        let mustBeNumbers =
            [("x", channels.x, isCategorical(x)), ("y", channels.y, isCategorical(y))]
            .filter { !$0.2 }.map { ($0.0, Optional($0.1)) } + [
                ("lower", channels.lower), ("upper", channels.upper),
            ]
        for case (let channel, let name?) in mustBeNumbers {
            guard let column = data[name], !column.isNumeric else { continue }
            let scale = channel == "x" ? x.kind : y.kind
            // On an automatic scale text is not a mistake: it makes the scale categorical.
            if scale == .automatic && (channel == "x" || channel == "y") { continue }
            sentences.append(
                "The figure's \(markName) use '\(name)' for \(channel), which holds text: "
                    + "it needs a column of numbers there.")
        }
        if (channels.lower == nil) != (channels.upper == nil) {
            let (there, missing) = channels.lower == nil ? ("upper", "lower") : ("lower", "upper")
            sentences.append(
                "The figure's \(markName) have \(there) but not \(missing): an interval needs both ends.")
        }
        if isText(channels.x, on: x), isText(channels.y, on: y) {
            sentences.append(
                "The figure's \(markName) have categories on both axes: one of x and y needs numbers.")
        }
        return sentences
    }

    private func problems(of rule: Mark.Rule) -> [String] {
        let scale = rule.axis == .x ? x : y
        if !rule.value.isFinite {
            return ["The figure's rule stands at \(shortestText(rule.value)): it needs a finite number."]
        }
        if scale.kind == .log && rule.value <= 0 {
            return [
                "The figure's rule stands at \(shortestText(rule.value)), "
                    + "which has no place on the log scale of \(rule.axis.rawValue)."
            ]
        }
        return []
    }

    private func problems(of scale: Scale, axis: String) -> [String] {
        guard let domain = scale.domain else { return [] }
        let written = "\(shortestText(domain.lowerBound))...\(shortestText(domain.upperBound))"
        if !domain.lowerBound.isFinite || !domain.upperBound.isFinite {
            return ["The domain of \(axis) is \(written): both ends need to be finite."]
        }
        if scale.kind == .log && domain.lowerBound <= 0 {
            return ["The domain of \(axis) is \(written): a log scale starts above zero."]
        }
        return []
    }

    private func isCategorical(_ scale: Scale) -> Bool { scale.kind == .categorical }

    private func isText(_ name: String, on scale: Scale) -> Bool {
        isCategorical(scale) || (scale.kind == .automatic && data[name]?.isNumeric == false)
    }

    private func missing(_ column: String, use: String) -> [String] {
        guard data[column] == nil else { return [] }
        if data.columns.isEmpty { return ["\(use) column '\(column)', but the data has no columns."] }
        let known = data.names.map { "'\($0)'" }.joined(separator: ", ")
        let suggestion = nearestName(to: column, among: data.names).map { " Did you mean '\($0)'?" } ?? ""
        return ["\(use) column '\(column)', which the data doesn't have.\(suggestion) It has \(known)."]
    }
}
