import Exhibits

/// The labels of categories below an axis: level and broken into lines where they fit, else slanted.
struct CategoryLabels {
    private let labels: [String]
    /// The lines of each label where they are level; nil where they slant.
    private let lines: [[String]]?
    /// How long each label may be where they slant, so that none begins left of the figure.
    private let slantedWidths: [Double]
    /// Every how many-th label is shown.
    private let every: Int

    private static let angle = -35.0
    /// The cosine and sine of 35°.
    private static let (cosine, sine) = (0.819, 0.574)

    /// How the labels of categories fit below an axis of a length with so much room to its left.
    init(_ labels: [String], length: Double, leftRoom: Double) {
        self.labels = labels
        let band = length / Double(max(labels.count, 1))
        let broken = labels.map { wrapped($0, width: band - 8, size: TextSize.label, limit: 3) }
        let areWhole = zip(labels, broken).allSatisfy { label, lines in
            lines.joined(separator: " ") == label.split(separator: " ").joined(separator: " ")
        }
        // Of many short labels, such as the numbers of a matrix's columns, some are enough.
        let widest = labels.map { textWidth($0, size: TextSize.label) }.max() ?? 0
        let isThinned = !areWhole && widest <= 36
        // Few categories have wide places: a cut label is read more easily there than a slanted one.
        lines = areWhole || labels.count <= 3 ? broken : isThinned ? labels.map { [$0] } : nil
        slantedWidths = labels.indices.map { index in
            max(40, min(170, (leftRoom + band * (Double(index) + 0.5)) / CategoryLabels.cosine - 8))
        }
        let needed = lines == nil ? 18 : isThinned ? widest + 8 : band
        every = max(1, Int((needed / band).rounded(.up)))
    }

    /// How much room they take below the axis.
    var height: Double {
        if let lines { return Double(lines.map(\.count).max() ?? 1) * 16 + 5 }
        let widest =
            zip(labels, slantedWidths).map { min(textWidth($0, size: TextSize.label), $1) }.max() ?? 0
        return widest * CategoryLabels.sine + 20
    }

    /// The labels below a panel.
    func elements(in frame: PanelFrame) -> [Element] {
        labels.indices.flatMap { index -> [Element] in
            let x = frame.place(x: Double(index))
            guard index % every == 0 else { return [] }
            if let lines {
                return lines[index].enumerated().map { row, line in
                    textElement(
                        line, x: x, y: frame.bottom + 18 + Double(row) * 16, anchor: .middle, isMuted: true,
                        full: line.hasSuffix("…") ? labels[index] : nil)
                }
            }
            let text = fitted(labels[index], width: slantedWidths[index], size: TextSize.label)
            return [
                textElement(
                    text, x: x + 4, y: frame.bottom + 16, anchor: .end, isMuted: true, full: labels[index],
                    slant: CategoryLabels.angle)
            ]
        }
    }
}
