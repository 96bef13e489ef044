/// The places of what a problem of prose can be about: inline values, references and formulas.
///
/// A notebook may have thousands of them and as many problems, so that each is looked up.
struct ProsePlaces {
    private var points: Set<SourcePosition> = []
    /// By line, the columns of its formulas.
    private var formulas: [SourcePosition: [ClosedRange<Int>]] = [:]

    init(_ prose: [Prose]) {
        for piece in prose.flatMap(\.pieces) {
            switch piece {
            case .inline(let expression): points.insert(expression.position)
            case .reference(let reference): points.formUnion(reference.items.map(\.position))
            case .math(let formula):
                for place in formula.places { formulas[place.line, default: []].append(place.columns) }
            case .html, .tableNumber, .notes: break
            }
        }
    }

    /// Whether a problem at this place is one with something that stands in the prose.
    func holds(_ place: SourcePosition) -> Bool {
        if points.contains(place) { return true }
        let line = SourcePosition(file: place.file, line: place.line)
        return formulas[line]?.contains { $0.contains(place.column) } ?? false
    }
}
