/// A formula as HTML. An equation with a label shows its number.
///
/// - Parameter typeset: its HTML; without it the page shows the TeX.
func html(of formula: Formula, typeset: String?, number: Int?) -> String {
    let signs = formula.isDisplay ? "$$" : "$"
    let content: [Element.Node] =
        typeset.map {
            // What is copied: the typeset glyphs, taken one by one, would be no text.
            [
                .element(
                    Element(
                        "span", ["class": "tex", "aria-hidden": "true"], text: signs + formula.tex + signs)),
                .markup($0),
            ]
        } ?? [.element(Element("code", text: formula.tex))]
    guard formula.isDisplay else {
        return Element("span", ["class": "math inline"], content).markup(.html)
    }
    var element = Element(formula.isBlock ? "div" : "span", ["class": "math display", "id": formula.label])
    // One that is too wide scrolls by itself; where it doesn't, scroll.js takes it out of the keyboard's way.
    element.append(
        Element(
            "span", ["class": "formula", "role": "group", "tabindex": "0", "aria-label": "Formula"], content))
    if let number { element.append(Element("span", ["class": "equation-number"], text: "(\(number))")) }
    return element.markup(.html)
}
