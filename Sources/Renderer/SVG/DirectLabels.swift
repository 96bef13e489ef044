import Exhibits

/// The names of the series at the ends of their lines, which spares the eye the way to a legend.
struct DirectLabels {
    private struct Label {
        var key: PlotData.SeriesKey
        var text: String
        /// How far up the axis, as a fraction.
        var fraction: Double
        var x: Double
    }

    private let labels: [Label]
    private let plotHeight: Double
    /// The room that they need to the right of the plot.
    let width: Double

    private static let distance = 16.0

    /// Labels for a figure of one panel of lines that end near its right edge, far enough from one another that no
    /// label stands more than a line away from its own; nil where there is no such place.
    init?(_ data: PlotData, scales: PlotScales, plotHeight: Double, limit: Double) {
        guard data.panels.count == 1, (2...8).contains(data.series.count), !data.isSideways,
            data.xCategories == nil
        else { return nil }
        let colored = data.panels[0].layers.filter { $0.mark.channels?.color != nil }
        // Dots on the lines are named with them.
        let lines = colored.filter { if case .lines = $0.mark { true } else { false } }
        let areOnLines = colored.allSatisfy { layer in
            switch layer.mark {
            case .lines, .dots: layer.mark.channels?.color == lines.first?.mark.channels?.color
            default: false
            }
        }
        guard lines.count == 1, areOnLines, lines[0].mark.channels?.group == nil else { return nil }
        var found: [Label] = []
        for line in lines[0].lines {
            guard let key = data.series.first(where: { $0.index == line.series }),
                let end = line.points.last(where: \.hasPlace),
                (0.9...1.001).contains(scales.x[0].fraction(of: end.x))
            else { return nil }
            let fraction = scales.y[0].fraction(of: end.y)
            guard (0...1).contains(fraction) else { return nil }
            found.append(Label(key: key, text: key.text, fraction: fraction, x: end.x))
        }
        width = 12 + (found.map { textWidth($0.text, size: TextSize.label) }.max() ?? 0)
        guard found.count == data.series.count, width <= limit else { return nil }
        labels = found
        self.plotHeight = plotHeight
        let places = DirectLabels.spread(found.map { (1 - $0.fraction) * plotHeight }, within: plotHeight)
        let moves = zip(found, places).map { label, place in
            (place - (1 - label.fraction) * plotHeight).magnitude
        }
        guard moves.allSatisfy({ $0 <= DirectLabels.distance * 0.75 }) else { return nil }
    }

    /// The labels beside a panel.
    func elements(in frame: PanelFrame) -> [Element] {
        let places = DirectLabels.spread(labels.map { (1 - $0.fraction) * plotHeight }, within: plotHeight)
        return zip(labels, places).map { label, place in
            var group = Element("g", SeriesStyle.attributes(label.key.index))
            group.append(
                textElement(label.text, x: frame.place(x: label.x) + 8, y: frame.y + place + 4.5))
            return group
        }
    }

    /// The places moved apart, top to bottom, as little as gives every two the distance of a line: neighbours that
    /// are too close become one block around the mean of their places, which stays above the axis.
    private static func spread(_ places: [Double], within height: Double) -> [Double] {
        let order = places.indices.sorted { (places[$0], $0) < (places[$1], $1) }
        var blocks: [(center: Double, count: Int)] = []
        func top(_ block: (center: Double, count: Int)) -> Double {
            block.center - Double(block.count - 1) / 2 * distance
        }
        for index in order {
            blocks.append((min(places[index], height - 4), 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                let end = top(before) + Double(before.count) * distance
                if end <= top(last) { break }
                let count = before.count + last.count
                let sum = before.center * Double(before.count) + last.center * Double(last.count)
                let center = min(sum / Double(count), height - 4 - Double(count - 1) / 2 * distance)
                blocks.removeLast(2)
                blocks.append((center, count))
            }
        }
        let sorted = blocks.flatMap { block in (0..<block.count).map { top(block) + Double($0) * distance } }
        var result = places
        for (position, index) in order.enumerated() { result[index] = sorted[position] }
        return result
    }
}
