import Exhibits

/// A value as HTML: its name, the number with its unit, and its interval.
func html(of value: Value) -> String {
    var children = [
        Element("span", ["class": "value-label"], text: value.label),
        Element("span", ["class": "value-number"], text: text(of: value)),
    ]
    if let lower = value.lower, let upper = value.upper {
        children.append(
            Element("span", ["class": "value-interval"], text: intervalText(lower, upper, value.format)))
    }
    let spaced = children.enumerated().flatMap { index, child -> [Element.Node] in
        // Spaces between the parts, for whoever copies or hears them without the style sheet.
        index == 0 ? [.element(child)] : [.text(" "), .element(child)]
    }
    return Element("p", ["class": "value"], spaced).markup(.html)
}

/// A value as a line of text: its name, the number with its unit, and its interval.
func sentence(of value: Value) -> String {
    var words = value.label.isEmpty ? text(of: value) : "\(value.label): \(text(of: value))"
    if let lower = value.lower, let upper = value.upper {
        words += " (\(intervalText(lower, upper, value.format)))"
    }
    return words
}

/// A value's number and unit as text, for a place within a sentence.
func text(of value: Value) -> String {
    numberText(value.number, value.format) + (value.unit.map { "\u{A0}" + $0 } ?? "")
}
