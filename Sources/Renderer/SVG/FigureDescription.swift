import Exhibits

/// What a screen reader says of a figure: its name, and what somebody who cannot see it should know.
struct FigureDescription {
    let title: String
    let description: String

    init(_ data: PlotData) {
        let figure = data.figure
        let xLabel = PlotLayout.axisLabel(figure.x, figure, isX: true)
        let yLabel = PlotLayout.axisLabel(figure.y, figure, isX: false)
        let isNamed = !xLabel.isEmpty && !yLabel.isEmpty
        title =
            figure.title
            ?? (figure.isPicture
                ? data.fill?.title ?? "Pen strokes"
                : data.fill.map { "\($0.title) by \(xLabel) and \(yLabel)" }
                    ?? (isNamed ? "\(yLabel) by \(xLabel)" : "Figure"))
        var sentences =
            figure.description.map { [$0] } ?? FigureDescription.summary(data, isNamed ? yLabel : nil)
        if data.notFinite > 0 {
            sentences.append(
                "\(FigureDescription.points(data.notFinite)) left out for want of a finite value.")
        }
        if data.notPositive > 0 {
            let left = FigureDescription.points(data.notPositive)
            sentences.append(
                "\(left) left out because the log axis has no place for values of zero and below.")
        }
        if let fill = data.fill, fill.hasMissing {
            let count = fill.missingCount
            let what = figure.hasPixels ? "pixel" : "cell"
            sentences.append(count == 1 ? "1 \(what) has no value." : "\(count) \(what)s have no value.")
        }
        description = sentences.joined(separator: " ")
    }

    private static func summary(_ data: PlotData, _ yLabel: String?) -> [String] {
        guard data.panels.contains(where: { !$0.isEmpty }) else { return ["The figure has no data."] }
        var kinds: [String] = []
        for mark in data.figure.marks where mark.channels != nil {
            let kind = words(for: mark)
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        var sentences: [String] = []
        let series = data.series.map(\.text)
        let panels = data.panels.compactMap(\.title)
        var first = "A plot of " + (kinds.isEmpty ? "rules" : kinds.joined(separator: " and "))
        if !series.isEmpty { first += " for " + listed(series) }
        sentences.append(first + ".")
        if !panels.isEmpty { sentences.append("\(panels.count) panels: \(panels.joined(separator: "; ")).") }
        if let fill = data.fill {
            let ends =
                "\(numberText(fill.smallest, .significant(3))) to \(numberText(fill.largest, .significant(3)))"
            return sentences + ["\(fill.title.isEmpty ? "The values" : fill.title) from \(ends)."]
        }
        if data.figure.isPicture { return sentences }
        if let bins = data.bins, let first = bins.edges.first, let last = bins.edges.last {
            let name = PlotLayout.axisLabel(data.figure.x, data.figure, isX: true)
            let most = data.panels.flatMap(\.points).map(\.y).filter(\.isFinite).max() ?? 0
            sentences.append(
                "\(name.isEmpty ? "The values" : name) from \(intervalText(first, last, .significant(3))) "
                    + "in \(bins.count) \(bins.count == 1 ? "interval" : "intervals"), "
                    + "with up to \(numberText(most, nil)) in one.")
            return sentences
        }
        let values = data.panels.flatMap(\.points).filter(\.hasPlace).map { data.isSideways ? $0.x : $0.y }
        if let low = values.min(), let high = values.max(), let name = valueName(data) {
            sentences.append(
                "\(name) from \(numberText(low, .significant(3))) to \(numberText(high, .significant(3))).")
        }
        return sentences + swarmSentences(data)
    }

    private static func words(for mark: Mark) -> String {
        switch mark {
        case .pixels: "pixels"
        case .strokes: "pen strokes"
        case .swarm: "dots in categories"
        default: mark.name
        }
    }

    /// What the values of a swarm's categories come to, as long as there are few enough to listen to.
    private static func swarmSentences(_ data: PlotData) -> [String] {
        guard let categories = data.isSideways ? data.yCategories : data.xCategories, data.panels.count == 1
        else { return [] }
        var sentences: [String] = []
        for layer in data.panels[0].layers {
            guard case .swarm(let swarm) = layer.mark, swarm.summary == .interval else { continue }
            for line in layer.lines {
                let points = line.points.filter(\.hasPlace)
                for (index, category) in categories.enumerated() {
                    let values = points.filter { (data.isSideways ? $0.y : $0.x) == Double(index) }
                        .map { data.isSideways ? $0.x : $0.y }
                    if values.isEmpty { continue }
                    let series = data.series.first { $0.index == line.series && data.isShared }
                    let name = category + (series.map { ", \($0.text)" } ?? "")
                    sentences.append("\(name): \(SwarmSummary(values).words).")
                }
            }
        }
        return sentences.count <= 12 ? sentences : []
    }

    /// What the axis of the values is called.
    private static func valueName(_ data: PlotData) -> String? {
        let figure = data.figure
        let name =
            data.isSideways
            ? PlotLayout.axisLabel(figure.x, figure, isX: true)
            : PlotLayout.axisLabel(figure.y, figure, isX: false)
        return name.isEmpty ? nil : name
    }

    private static func points(_ count: Int) -> String { count == 1 ? "1 point is" : "\(count) points are" }
}
