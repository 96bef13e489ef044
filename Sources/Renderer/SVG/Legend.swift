import Exhibits

/// The names of the series above a plot, each with a sample of how it looks, in as many rows as they need.
struct Legend {
    private struct Entry {
        var key: PlotData.SeriesKey
        var x: Double
        var row: Int
        var text: String
    }

    private static let rowHeight = 21.0
    private static let sampleWidth = 26.0
    private let title: String?
    private let entries: [Entry]
    private let marks: [Mark]
    /// How much room it takes.
    let height: Double

    /// A legend for a width; nil where there is nothing to tell apart.
    init?(_ data: PlotData, width: Double) {
        guard !data.series.isEmpty, !Legend.isRedundant(data.figure) else { return nil }
        title = data.seriesTitle.map { fitted($0, width: width / 2, size: TextSize.label) }
        marks = data.figure.marks.filter { $0.channels?.color != nil }
        var x = title.map { textWidth($0, size: TextSize.label) + 14 } ?? 0
        var row = 0
        var placed: [Entry] = []
        for key in data.series {
            let text = fitted(key.text, width: width - Legend.sampleWidth - 12, size: TextSize.label)
            let needed = Legend.sampleWidth + 7 + textWidth(text, size: TextSize.label)
            if x + needed > width && x > 0 { (x, row) = (0, row + 1) }
            placed.append(Entry(key: key, x: x, row: row, text: text))
            x += needed + 18
        }
        entries = placed
        height = Double(row + 1) * Legend.rowHeight + 5
    }

    /// Whether the axis or the panels' titles already name the series.
    private static func isRedundant(_ figure: Figure) -> Bool {
        let colors = figure.marks.compactMap { $0.channels?.color }
        return figure.marks.compactMap(\.channels).allSatisfy { channels in
            guard let color = channels.color else { return true }
            return color == channels.x || color == channels.y
        } || colors.allSatisfy { $0 == figure.facet?.column && figure.facet?.row == nil }
    }

    /// The legend, its top at `top`.
    func elements(top: Double, id: String) -> [Element] {
        var drawn: [Element] = []
        if let title { drawn.append(textElement(title, x: 0, y: top + 14, isMuted: true)) }
        for entry in entries {
            let baseline = top + Double(entry.row) * Legend.rowHeight + 14
            var group = Element("g", SeriesStyle.attributes(entry.key.index))
            group.append(contentsOf: sample(entry.key.index, x: entry.x, y: baseline - 4.5, id: id))
            drawn.append(group)
            drawn.append(
                textElement(
                    entry.text, x: entry.x + Legend.sampleWidth + 7, y: baseline, full: entry.key.text))
        }
        return drawn
    }

    private func sample(_ series: Int, x: Double, y: Double, id: String) -> [Element] {
        var drawn: [Element] = []
        for mark in marks {
            switch mark {
            case .lines, .strokes:
                drawn.append(
                    lineElement(
                        "M\(coordinate(x)) \(coordinate(y))h\(coordinate(Legend.sampleWidth))", series))
            case .dots, .swarm:
                drawn.append(
                    markerElement(SeriesStyle.marker(series, x: x + Legend.sampleWidth / 2, y: y, radius: 4)))
            case .bars:
                drawn.append(barElement(x: x + 8, y: y - 6, width: 18, height: 12, series: series, id: id))
            case .histogram:
                let path = "M\(PanelFrame.pair(x + 8, y - 6))h18v12h-18Z"
                drawn += areaElements(
                    path, series, opacity: histogramOpacity(isAlone: false), id: id)
            case .cells, .pixels, .labels, .rule, .note: break
            }
        }
        return drawn
    }
}
