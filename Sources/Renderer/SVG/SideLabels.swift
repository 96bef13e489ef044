import Exhibits

/// The labels of categories to the left of an axis, broken into lines so that they leave room for the plot.
struct SideLabels {
    private let labels: [String]
    private let lines: [[String]]
    /// How wide the widest line is.
    let width: Double
    /// How many lines the longest label has.
    let lineCount: Int

    private static let lineHeight = 15.0

    /// Labels that take at most `limit` of the figure's width.
    init(_ labels: [String], limit: Double) {
        self.labels = labels
        lines = labels.map { wrapped($0, width: limit, size: TextSize.label, limit: 3) }
        width = lines.joined().map { textWidth($0, size: TextSize.label) }.max() ?? 0
        lineCount = lines.map(\.count).max() ?? 1
    }

    /// The height that a category's place needs for its label.
    var placeHeight: Double { Double(lineCount) * SideLabels.lineHeight + 14 }

    /// The labels beside a panel, each in the middle of its category's place.
    func elements(in frame: PanelFrame) -> [Element] {
        let place = frame.height / Double(max(labels.count, 1))
        let every = max(1, Int((SideLabels.lineHeight / max(place, 0.1)).rounded(.up)))
        return labels.indices.flatMap { index -> [Element] in
            if index % every != 0 { return [] }
            let middle = frame.place(y: Double(index)) + 4.5
            let first = middle - Double(lines[index].count - 1) / 2 * SideLabels.lineHeight
            return lines[index].enumerated().map { row, line in
                textElement(
                    line, x: frame.x - 8, y: first + Double(row) * SideLabels.lineHeight, anchor: .end,
                    isMuted: true, full: line.hasSuffix("…") ? labels[index] : nil)
            }
        }
    }
}
