/// The sizes of letters in figures, in units of the view box.
enum TextSize {
    static let label = 13.0
    static let panelTitle = 13.5
    static let title = 15.0
}

/// Where the given x is in a line of text.
enum TextAnchor: String {
    case start, middle, end
}

/// A line of text in a figure.
func textElement(
    _ text: String, x: Double, y: Double, size: Double = TextSize.label, anchor: TextAnchor = .start,
    isMuted: Bool = false, isBold: Bool = false, full: String? = nil, slant: Double? = nil
) -> Element {
    var element = Element(
        "text",
        [
            "x": coordinate(x), "y": coordinate(y),
            "font-size": size == TextSize.label ? nil : coordinate(size),
            "text-anchor": anchor == .start ? nil : anchor.rawValue, "font-weight": isBold ? "600" : nil,
            "class": isMuted ? "muted" : nil, "fill-opacity": isMuted ? "0.75" : nil,
            "transform": slant.map { "rotate(\(coordinate($0)) \(coordinate(x)) \(coordinate(y)))" },
        ])
    // Who points at a label that was cut reads all of it.
    if let full, full != text { element.append(Element("title", text: full)) }
    element.children.append(.text(text))
    return element
}

/// The label of a tick, its exponent raised.
func tickElement(_ label: TickLabel, x: Double, y: Double, anchor: TextAnchor) -> Element {
    var element = textElement(label.text, x: x, y: y, anchor: anchor, isMuted: true)
    if let exponent = label.exponent {
        element.append(
            Element(
                "tspan",
                ["dy": "-0.45em", "font-size": coordinate(TextSize.label * TickLabel.raisedScale)],
                text: minusSigned("\(exponent)")))
    }
    return element
}
