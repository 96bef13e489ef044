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
        title = figure.title ?? (isNamed ? "\(yLabel) by \(xLabel)" : "Figure")
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
        description = sentences.joined(separator: " ")
    }

    private static func summary(_ data: PlotData, _ yLabel: String?) -> [String] {
        guard data.panels.contains(where: { !$0.isEmpty }) else { return ["The figure has no data."] }
        var kinds: [String] = []
        for mark in data.figure.marks where mark.channels != nil && !kinds.contains(mark.name) {
            kinds.append(mark.name)
        }
        var sentences: [String] = []
        let series = data.series.map(\.text)
        let panels = data.panels.compactMap(\.title)
        var first = "A plot of " + (kinds.isEmpty ? "rules" : kinds.joined(separator: " and "))
        if !series.isEmpty { first += " for " + listed(series) }
        sentences.append(first + ".")
        if !panels.isEmpty { sentences.append("\(panels.count) panels: \(panels.joined(separator: "; ")).") }
        let values = data.panels.flatMap(\.points).filter(\.hasPlace).map { data.isSideways ? $0.x : $0.y }
        if let low = values.min(), let high = values.max(), let name = valueName(data) {
            sentences.append(
                "\(name) from \(numberText(low, .significant(3))) to \(numberText(high, .significant(3))).")
        }
        return sentences
    }

    /// What the axis of the values is called.
    private static func valueName(_ data: PlotData) -> String? {
        let figure = data.figure
        let name =
            data.isSideways
            ? PlotLayout.axisLabel(figure.x, figure, isX: true) : PlotLayout.axisLabel(figure.y, figure, isX: false)
        return name.isEmpty ? nil : name
    }

    private static func listed(_ names: [String]) -> String {
        names.count < 2
            ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    }

    private static func points(_ count: Int) -> String { count == 1 ? "1 point is" : "\(count) points are" }
}
