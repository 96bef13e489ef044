import Exhibits

/// A straight line across a panel and its words; nil where its value isn't on the axis.
///
/// The two are apart because the words are drawn over the data, and not cut off at the panel's edge.
///
/// - Parameter isAbove: whether the words of a vertical line stand above the panel, see `PlotData.hasRuleWordsAbove`.
func ruleElements(
    _ rule: Mark.Rule, in frame: PanelFrame, isAbove: Bool
) -> (line: Element, words: Element?)? {
    let scale = rule.axis == .x ? frame.xScale : frame.yScale
    guard scale.hasPlace(for: rule.value) else { return nil }
    let fraction = scale.fraction(of: rule.value)
    guard (0...1).contains(fraction) else { return nil }
    let path: String
    let words: Element?
    if rule.axis == .y {
        let y = frame.place(y: rule.value)
        path = "M\(PanelFrame.pair(frame.x, y))H\(coordinate(frame.right, decimals: 1))"
        // Above the line, unless that is outside.
        let baseline = y - 5 < frame.y + TextSize.label ? y + TextSize.label + 2 : y - 5
        words = rule.label.map {
            ruleWords($0, x: frame.right - 4, y: baseline, room: frame.width, anchor: .end)
        }
    } else {
        let x = frame.place(x: rule.value)
        path = "M\(PanelFrame.pair(x, frame.y))V\(coordinate(frame.bottom, decimals: 1))"
        let (left, right) = (x - frame.x, frame.right - x)
        words = rule.label.map { label in
            if isAbove {
                let half = textWidth(label, size: TextSize.label) / 2
                // In the middle above the line, unless an end of the figure is too near.
                let anchor: TextAnchor = half < left && half < right ? .middle : left > right ? .end : .start
                return ruleWords(label, x: x, y: frame.y - 6, room: max(left, right), anchor: anchor)
            }
            let isLeft = left > right * 1.5
            return ruleWords(
                label, x: isLeft ? x - 5 : x + 5, y: frame.y + TextSize.label, room: isLeft ? left : right,
                anchor: isLeft ? .end : .start)
        }
    }
    let line = Element(
        "path",
        [
            "class": "rule", "d": path, "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.75",
            "stroke-dasharray": "4 4",
        ])
    return (line, words)
}

private func ruleWords(_ label: String, x: Double, y: Double, room: Double, anchor: TextAnchor) -> Element {
    rimmed(
        textElement(
            fitted(label, width: room - 8, size: TextSize.label), x: x, y: y, anchor: anchor, isMuted: true,
            full: label))
}
