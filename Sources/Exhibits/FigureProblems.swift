extension Figure {
    /// What keeps the figure from being drawn as meant, a sentence each, for its author; empty when all is well.
    ///
    /// Nothing of this stops a program: whoever shows the figure reports the sentences at the line of the block.
    public func problems() -> [String] {
        var sentences = data.problems()
        if marks.isEmpty {
            sentences.append("The figure has no marks: add .lines(…), .dots(…), .bars(…) or another.")
        }
        for mark in marks {
            if let channels = mark.channels { sentences += problems(of: channels, markName: mark.name) }
            switch mark {
            case .rule(let rule):
                sentences += problems(at: rule.value, on: rule.axis, of: "rule")
            case .note(let note):
                sentences +=
                    problems(at: note.x, on: .x, of: "note") + problems(at: note.y, on: .y, of: "note")
            case .histogram(let histogram):
                if let bins = histogram.bins, !(1...1000).contains(bins) {
                    sentences.append("The figure's histogram has \(bins) bins: it needs 1 to 1000.")
                }
            case .pixels(let channels): sentences += problems(ofPixels: channels)
            default: break
            }
        }
        if hasColors { sentences += problems(of: fill) }
        if let facet {
            sentences += missing(facet.column, use: "The facet names")
            if let row = facet.row { sentences += missing(row, use: "The facet's rows name") }
            if let title = facet.title { sentences += missing(title, use: "The facet's titles name") }
        }
        return sentences + problems(of: x, axis: "x") + problems(of: y, axis: "y")
    }

    private func problems(of channels: Mark.Channels, markName: String) -> [String] {
        var sentences: [String] = []
        let named = [
            ("x", channels.x), ("y", channels.y), ("lower", channels.lower), ("upper", channels.upper),
            ("color", channels.color), ("group", channels.group), ("fill", channels.fill),
            ("text", channels.text),
        ]
        // One histogram names, but lines name.
        let ending = ["histogram", "swarm"].contains(markName) ? "s" : ""
        for case (let channel, let column?) in named {
            sentences += missing(column, use: "The figure's \(markName) name\(ending) for \(channel)")
        }
        let mustBeNumbers =
            [("x", channels.x, isCategorical(x)), ("y", channels.y, isCategorical(y))]
            .filter { !$0.2 }.map { ($0.0, $0.1) } + [
                ("lower", channels.lower), ("upper", channels.upper), ("fill", channels.fill),
            ]
        let needsNumbers = ["histogram", "pixels", "strokes"]
        for case (let channel, let name?) in mustBeNumbers {
            guard let column = data[name], !column.isNumeric else { continue }
            let scale = channel == "x" ? x.kind : y.kind
            // On an automatic scale text is not a mistake: it makes the scale categorical.
            if scale == .automatic && (channel == "x" || channel == "y") && !needsNumbers.contains(markName) {
                continue
            }
            sentences.append(
                "The figure's \(markName) use\(ending) '\(name)' for \(channel), which holds text: "
                    + "it needs a column of numbers there.")
        }
        if (channels.lower == nil) != (channels.upper == nil) {
            let (there, missing) = channels.lower == nil ? ("upper", "lower") : ("lower", "upper")
            sentences.append(
                "The figure's \(markName) have \(there) but not \(missing): an interval needs both ends.")
        }
        if !hasCells, isText(channels.x, on: x), let name = channels.y, isText(name, on: y) {
            sentences.append(
                "The figure's \(markName) have categories on both axes: one of x and y needs numbers.")
        }
        return sentences
    }

    private func problems(at value: Double, on axis: Mark.Rule.Axis, of mark: String) -> [String] {
        let scale = axis == .x ? x : y
        if !value.isFinite {
            return ["The figure's \(mark) stands at \(shortestText(value)): it needs a finite number."]
        }
        if scale.kind == .log && value <= 0 {
            return [
                "The figure's \(mark) stands at \(shortestText(value)), "
                    + "which has no place on the log scale of \(axis.rawValue)."
            ]
        }
        return []
    }

    private func problems(ofPixels channels: Mark.Channels) -> [String] {
        var sentences: [String] = []
        for case let name? in [channels.x, channels.y] {
            let numbers = data.numbers(name) ?? []
            let isWhole = numbers.allSatisfy { $0 == $0.rounded() && $0.magnitude < 1e9 }
            if !isWhole {
                sentences.append("The figure's pixels use '\(name)', which doesn't hold whole numbers only.")
            } else if let low = numbers.min(), let high = numbers.max(),
                high - low >= Double(Figure.mostPixels)
            {
                sentences.append(
                    "The figure's pixels in '\(name)' go from \(shortestText(low)) to \(shortestText(high)): "
                        + "an image has at most \(Figure.mostPixels) pixels in a row or a column.")
            }
        }
        return sentences
    }

    /// How many pixels an image may have in a row or a column.
    package static let mostPixels = 512

    private func problems(of fill: FillScale) -> [String] {
        var sentences: [String] = []
        if fill.isLog && fill.palette == .diverging {
            sentences.append("The fill is diverging and logarithmic: it can be one of the two.")
        }
        if !fill.middle.isFinite {
            sentences.append("The middle of the fill is \(shortestText(fill.middle)): it needs to be finite.")
        }
        let scale = Scale(kind: fill.isLog ? .log : .linear, domain: fill.domain)
        return sentences + problems(of: scale, axis: "the fill")
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

    private var hasCells: Bool { marks.contains { if case .cells = $0 { true } else { false } } }

    private var hasColors: Bool { marks.contains { $0.channels?.fill != nil } }

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
