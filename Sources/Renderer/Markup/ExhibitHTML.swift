import Exhibits

/// Any exhibit as HTML. `id` must be its own in the page; what is drawn within takes ids that begin with it.
func html(of exhibit: Exhibit, id: String) -> String {
    switch exhibit {
    case .figure(let figure): html(of: figure, id: id)
    case .table(let table): html(of: table, id: id)
    case .value(let value): html(of: value)
    case .text(let text): html(ofText: text)
    case .claim(let claim):
        Element("p", ["class": "claim-statement"], text: sentence(of: claim)).markup(.html)
    }
}

/// A figure as HTML: drawn once for wide pages and once for phones, where its panels stand one below the other.
///
/// The style sheet shows one of the two, so letters have a readable size on both, without a script. The hidden one is
/// hidden from screen readers too.
func html(of figure: Figure, id: String, provenance: [(name: String, value: String)] = []) -> String {
    let wide = svg(
        of: figure, id: "\(id)-wide", width: FigureWidth.wide, hasHoverValues: true, provenance: provenance)
    return Element(
        "div", ["class": "plot"],
        elements: [
            Element("div", ["class": "plot-wide"], [.markup(wide)]), narrowDrawing(of: figure, id: id),
        ]
    ).markup(.html)
}

/// Figures that stand side by side as HTML: each drawn as for a phone only, since it has a part of the page's width. A legend
/// that is the same in all of them stands once, above them.
func html(
    ofPanels panels: [(figure: Figure, id: String)], id: String,
    provenance: [(name: String, value: String)] = []
) -> String {
    let figures = panels.map(\.figure)
    let wide = sharedLegend(of: figures, id: "\(id)-legend-wide", width: FigureWidth.wide)
    let narrow = sharedLegend(of: figures, id: "\(id)-legend-narrow", width: FigureWidth.narrow)
    let drawings = panels.map { panel in
        Element(
            "div", ["class": "plot"],
            elements: [
                narrowDrawing(
                    of: panel.figure, id: panel.id, hasLegend: narrow == nil, provenance: provenance)
            ])
    }
    var drawn = [Element("div", ["class": "panels"], elements: drawings)]
    if let wide, let narrow {
        let legend = [
            Element("div", ["class": "plot-wide"], [.markup(wide)]),
            Element("div", ["class": "plot-narrow"], [.markup(narrow)]),
        ]
        drawn.insert(Element("div", ["class": "plot panels-legend"], elements: legend), at: 0)
    }
    return drawn.map { $0.markup(.html) }.joined(separator: "\n")
}

private func narrowDrawing(
    of figure: Figure, id: String, hasLegend: Bool = true, provenance: [(name: String, value: String)] = []
) -> Element {
    let narrow = svg(
        of: figure, id: "\(id)-narrow", width: FigureWidth.narrow, hasLegend: hasLegend,
        hasHoverValues: true, provenance: provenance)
    return Element("div", ["class": "plot-narrow"], [.markup(narrow)])
}
