import Exhibits

/// A straight line across a panel with its words; none where its value isn't on the axis.
func ruleElements(_ rule: Mark.Rule, in frame: PanelFrame) -> [Element] {
    let scale = rule.axis == .x ? frame.xScale : frame.yScale
    guard scale.hasPlace(for: rule.value) else { return [] }
    let fraction = scale.fraction(of: rule.value)
    guard (0...1).contains(fraction) else { return [] }
    let path: String
    var words: Element?
    if rule.axis == .y {
        let y = frame.place(y: rule.value)
        path = "M\(PanelFrame.pair(frame.x, y))H\(coordinate(frame.right, decimals: 1))"
        words = rule.label.map { label in
            // Above the line, unless that is outside.
            let baseline = y - 5 < frame.y + TextSize.label ? y + TextSize.label + 2 : y - 5
            return textElement(
                fitted(label, width: frame.width - 8, size: TextSize.label), x: frame.right - 4, y: baseline,
                anchor: .end, isMuted: true, full: label)
        }
    } else {
        let x = frame.place(x: rule.value)
        path = "M\(PanelFrame.pair(x, frame.y))V\(coordinate(frame.bottom, decimals: 1))"
        words = rule.label.map { label in
            let isLeft = fraction > 0.6
            let room = isLeft ? x - frame.x : frame.right - x
            return textElement(
                fitted(label, width: room - 8, size: TextSize.label), x: isLeft ? x - 5 : x + 5,
                y: frame.y + TextSize.label, anchor: isLeft ? .end : .start, isMuted: true, full: label)
        }
    }
    let line = Element(
        "path",
        [
            "class": "rule", "d": path, "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.75",
            "stroke-dasharray": "4 4",
        ])
    return [line] + (words.map { [$0] } ?? [])
}
