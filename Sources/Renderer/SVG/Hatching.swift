/// Fills of lines, by which areas differ without colour.
enum Hatching {
    /// The fills that the series after the first have, as paths in a square of so many units, each repeated.
    private static let patterns: [(size: Int, path: String)] = [
        (6, "M-1 1L1 -1M0 6L6 0M5 7L7 5"), (6, "M-1 5L1 7M0 0L6 6M5 -1L7 1"), (5, "M0 2.5h5"),
        (5, "M2.5 0v5"),
        (6, "M0 3h6M3 0v6"),
    ]

    /// The address of a series' fill; nil for a plain one.
    static func fill(_ series: Int, id: String) -> String? {
        let index = series % (patterns.count + 1)
        return index == 0 ? nil : "url(#\(id)-hatch-\(series + 1))"
    }

    /// The definitions of the fills that a figure needs: of its series' bars, and of cells without a number.
    static func definitions(_ data: PlotData, id: String) -> [Element] {
        var defined: [Element] = []
        let series = data.growsFromZero ? data.series.map(\.index) : []
        let hasMissing = data.fill?.hasMissing ?? false
        for index in series where fill(index, id: id) != nil {
            let pattern = patterns[index % (patterns.count + 1) - 1]
            var element = patternElement(
                pattern.size, pattern.path, id: "\(id)-hatch-\(index + 1)", opacity: "1")
            // `currentColor` in a pattern is that of the pattern, not of what it fills.
            element.attributes += Element("", SeriesStyle.attributes(index)).attributes
            defined.append(element)
        }
        if hasMissing {
            defined.append(patternElement(6, patterns[0].path, id: "\(id)-missing", opacity: "0.45"))
        }
        return defined.isEmpty ? [] : [Element("defs", elements: defined)]
    }

    private static func patternElement(_ size: Int, _ path: String, id: String, opacity: String) -> Element {
        Element(
            "pattern",
            ["id": id, "width": "\(size)", "height": "\(size)", "patternUnits": "userSpaceOnUse"],
            elements: [
                Element(
                    "path",
                    [
                        "d": path, "fill": "none", "stroke": "currentColor", "stroke-width": "1.1",
                        "stroke-opacity": opacity,
                    ])
            ])
    }
}
