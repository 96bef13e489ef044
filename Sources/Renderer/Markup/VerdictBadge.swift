import Exhibits

/// A verdict as a word with a shape before it, so that it is told without colour too.
func badge(of verdict: Claim.Verdict) -> Element {
    Element(
        "span", ["class": "verdict \(verdict.rawValue)"],
        [
            .element(
                Element(
                    "svg",
                    [
                        "class": "verdict-mark", "viewBox": "0 0 12 12", "width": "12", "height": "12",
                        "aria-hidden": "true", "fill": "none", "stroke": "currentColor", "stroke-width": "2",
                    ],
                    elements: [Element("path", ["d": shape(of: verdict)])])),
            .text("\u{A0}" + verdict.rawValue),
        ])
}

/// A tick, a cross, and a wave.
private func shape(of verdict: Claim.Verdict) -> String {
    switch verdict {
    case .supported: "M1.5 6.5L4.5 9.5L10.5 2.5"
    case .contradicted: "M2 2L10 10M10 2L2 10"
    case .inconclusive: "M1 7C3 3 5 4 6 6S9 9 11 5"
    }
}
