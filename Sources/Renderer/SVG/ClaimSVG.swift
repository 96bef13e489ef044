import Elementary
import Exhibits

/// The numbers behind one comparison of a claim, drawn: every sample as a dot, the interval below them, and the bound.
///
/// Ratios, and draws against a threshold where all are positive, stand on a logarithmic axis. A training without a number stands
/// at the end of the axis as a triangle, on the side on which it counts. Of more than 200 draws, 200 spread evenly through their
/// order are drawn, the smallest and the largest among them. Where a tolerance is so small beside the number that it belongs to
/// that the ticks could not be told apart, the axis counts from that number. Colours are those of figures.
struct ClaimDrawing {
    private let evidence: Evidence
    private let words: ClaimWords
    private let id: String
    private let marks: [Mark]
    private let scale: AxisScale
    private let ticks: [Tick]
    private let published: Double?
    /// The number that the axis counts from.
    private let origin: Double

    private static let width = FigureWidth.narrow
    private static let most = 200
    private let left = 14.0
    private let right = ClaimDrawing.width - 14
    private let top = 24.0

    /// A sample as it is drawn: at its effect, or at an end of the axis.
    private enum Mark {
        case effect(Double)
        case lowEnd
        case highEnd
    }

    init(_ evidence: Evidence, of claim: Claim, id: String) {
        self.evidence = evidence
        self.id = identifier(id)
        words = ClaimWords(claim)
        published = claim.evidence.count == 1 ? claim.published?.effect : nil
        let effects = evidence.samples.compactMap { evidence.effect(of: $0) }
        let isThreshold = evidence.relation == .everyAtMost || evidence.relation == .everyAtLeast
        let isLog =
            evidence.scale == .ratio
            || (isThreshold && evidence.bound > 0 && effects.allSatisfy { $0 >= 0 }
                && effects.contains { $0 > 0 })
        let places = evidence.samples.compactMap { evidence.place(of: $0, better: claim.quantity.better) }
        var marks = places.map { place -> Mark in
            if place.isInfinite || (isLog && place <= 0) { return place > 0 ? .highEnd : .lowEnd }
            return .effect(place)
        }
        if marks.count > Self.most {
            let sorted = places.sorted()
            marks = (0..<Self.most).map { index in
                let place = sorted[index * (sorted.count - 1) / (Self.most - 1)]
                if place.isInfinite || (isLog && place <= 0) { return place > 0 ? .highEnd : .lowEnd }
                return .effect(place)
            }
        }
        self.marks = marks
        let ends = [evidence.lower, evidence.upper, published, evidence.bound].compactMap { $0 }
        let near = evidence.tolerance.map { [evidence.bound - $0, evidence.bound + $0] } ?? []
        let isNarrow = !isLog && evidence.tolerance.map { $0 < evidence.bound.magnitude / 1000 } ?? false
        let origin = isNarrow ? evidence.bound : 0
        self.origin = origin
        scale = axisScale(
            Scale(), values: (effects + ends + near).map { $0 - origin }, isLog: isLog, style: .padded,
            includesZero: false, tickCount: 5, wholeNumbers: false)
        ticks = Renderer.ticks(
            of: scale, length: right - left, isHorizontal: true, size: TextSize.label, wholeNumbers: false,
            most: 5)
    }

    /// Where the dots end, the interval is, and the axis is.
    private var dotsHeight: Double { min(72, max(20, Double(marks.count) * 7)) }
    private var intervalY: Double { top + dotsHeight + 14 }
    private var axisY: Double { intervalY + 14 }

    private func x(_ value: Double) -> Double { x(onAxis: value - origin) }

    private func x(onAxis value: Double) -> Double {
        left + min(1, max(0, scale.fraction(ofEnd: value))) * (right - left)
    }

    /// The drawing as an SVG element.
    var svg: String {
        let height = axisY + 44
        var root = Element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "class": "figure-svg claim-svg", "role": "img",
                "aria-labelledby": "\(id)-title \(id)-desc", "width": coordinate(Self.width),
                "height": coordinate(height),
                "viewBox": "0 0 \(coordinate(Self.width)) \(coordinate(height))",
                "font-family": figureFont,
                "font-size": coordinate(TextSize.label), "fill": "currentColor",
            ])
        root.append(Element("title", ["id": "\(id)-title"], text: title))
        root.append(Element("desc", ["id": "\(id)-desc"], text: description))
        root.append(contentsOf: bound + axis)
        var group = Element("g", SeriesStyle.attributes(0))
        group.append(contentsOf: interval)
        let path = dots
        if !path.isEmpty { group.append(markerElement(path)) }
        root.append(group)
        if let published { root.append(contentsOf: paper(published)) }
        return root.markup(.svg)
    }

    // MARK: Words

    private var title: String {
        let name = words.claim.quantity.name
        guard let first = evidence.first, let second = evidence.second else { return name }
        return "\(name): \(first) against \(second)"
    }

    private var description: String {
        let lost = marks.count { if case .effect = $0 { false } else { true } }
        let missing = lost == 0 ? "" : " At the end of the axis, without a place on it: \(lost)."
        let part =
            evidence.samples.count > Self.most
            ? " Of \(numberText(Double(evidence.samples.count), nil)) draws \(Self.most) are drawn." : ""
        return
            "Every dot is one \(evidence.second == nil ? (evidence.method == .everyDraw ? "draw" : "seed") : "pair of trainings with the same seed"). "
            + words.result(of: evidence) + "." + missing + part
    }

    // MARK: Parts

    /// The line of the bound, and where a tolerance is, the band around it.
    private var bound: [Element] {
        var drawn: [Element] = []
        if let tolerance = evidence.tolerance {
            let (low, high) = (x(evidence.bound - tolerance), x(evidence.bound + tolerance))
            drawn.append(
                Element(
                    "rect",
                    [
                        "class": "near", "x": coordinate(low), "y": coordinate(top),
                        "width": coordinate(high - low),
                        "height": coordinate(axisY - top), "fill": "currentColor", "fill-opacity": "0.1",
                    ]))
        }
        let place = x(evidence.bound)
        drawn.append(
            Element(
                "path",
                [
                    "class": "bound",
                    "d": "M\(coordinate(place)) \(coordinate(top - 4))V\(coordinate(axisY))",
                    "fill": "none", "stroke": "currentColor", "stroke-width": "1.5",
                    "stroke-dasharray": "5 3",
                ]))
        let isPlain = evidence.scale != .value && evidence.bound == (evidence.scale == .ratio ? 1 : 0)
        let meaning = isPlain ? "no difference" : words.demand(of: evidence) ?? ""
        drawn.append(label(at: place, y: top - 10, meaning))
        return drawn
    }

    /// A line of text that is centred at `place`, or begins or ends with the drawing where it would leave it.
    private func label(at place: Double, y: Double, _ text: String) -> Element {
        let shown = fitted(text, width: Self.width - 4, size: TextSize.label)
        let half = textWidth(shown, size: TextSize.label) / 2
        // Held at an edge a text stays inside even where a reader's letters are wider than the estimate.
        if place < half + 2 { return textElement(shown, x: 2, y: y, full: text) }
        if place > Self.width - half - 2 {
            return textElement(shown, x: Self.width - 2, y: y, anchor: .end, full: text)
        }
        return textElement(shown, x: place, y: y, anchor: .middle, full: text)
    }

    private var axis: [Element] {
        var path = "M\(coordinate(left)) \(coordinate(axisY))H\(coordinate(right))"
        for tick in ticks {
            path += "M\(coordinate(x(onAxis: tick.value))) \(coordinate(axisY))v\(tick.label == nil ? 3 : 5)"
        }
        var drawn = [
            Element(
                "path",
                [
                    "class": "axis", "d": path, "fill": "none", "stroke": "currentColor",
                    "stroke-opacity": "0.55",
                ])
        ]
        drawn += ticks.compactMap { tick in
            tick.label.map { tickElement($0, x: x(onAxis: tick.value), y: axisY + 18, anchor: .middle) }
        }
        let unit = words.claim.quantity.unit.map { " in \($0)" } ?? ""
        var meaning: String
        switch evidence.scale {
        case .difference: meaning = "difference\(unit)"
        case .ratio: meaning = "ratio"
        case .value: meaning = words.claim.quantity.name + unit
        }
        if origin != 0 { meaning += ", counted from \(words.number(origin))" }
        drawn.append(label(at: Self.width / 2, y: axisY + 37, meaning))
        return drawn
    }

    private var interval: [Element] {
        guard let estimate = evidence.estimate, estimate.isFinite, scale.hasPlace(for: estimate - origin)
        else {
            return []
        }
        var drawn: [Element] = []
        if let lower = evidence.lower, let upper = evidence.upper {
            drawn.append(
                Element(
                    "path",
                    [
                        "class": "interval",
                        "d":
                            "M\(coordinate(x(lower))) \(coordinate(intervalY - 4))v8m0 -4H\(coordinate(x(upper)))m0 -4v8",
                        "fill": "none", "stroke": "currentColor", "stroke-width": "2",
                    ]))
        }
        drawn.append(markerElement(SeriesStyle.marker(3, x: x(estimate), y: intervalY, radius: 5)))
        return drawn
    }

    /// The samples, one below the other so that none hides another.
    private var dots: String {
        let step = marks.count > 1 ? (dotsHeight - 8) / Double(marks.count - 1) : 0
        return marks.enumerated().map { index, mark in
            let y = top + 4 + Double(index) * step + (marks.count > 1 ? 0 : (dotsHeight - 8) / 2)
            switch mark {
            case .effect(let value): return SeriesStyle.marker(0, x: x(value), y: y)
            case .lowEnd: return triangle(left - 8, y, 7)
            case .highEnd: return triangle(right + 8, y, -7)
            }
        }.joined()
    }

    /// A triangle whose tip is at `x` and which points away from the axis.
    private func triangle(_ x: Double, _ y: Double, _ length: Double) -> String {
        "M\(coordinate(x)) \(coordinate(y))l\(coordinate(length)) -4v8Z"
    }

    /// The source's own number.
    private func paper(_ value: Double) -> [Element] {
        guard scale.hasPlace(for: value - origin) else { return [] }
        let place = x(value)
        return [
            Element(
                "path",
                [
                    "class": "paper", "d": SeriesStyle.marker(1, x: place, y: intervalY, radius: 4.5),
                    "fill": "none",
                    "stroke": "currentColor", "stroke-width": "1.5",
                ],
                elements: [Element("title", text: "the paper’s own number")])
        ]
    }
}
