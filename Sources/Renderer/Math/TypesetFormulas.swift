/// The formulas of a site, typeset, with the files that pages with formulas need.
struct TypesetFormulas: Sendable {
    /// The formulas that could be typeset.
    fileprivate(set) var formulas: [Formula.Text: TypesetFormula] = [:]
    /// What is wrong with the others.
    fileprivate(set) var faults: [Formula.Text: MisplacedTeX] = [:]
    /// Where the style sheet and the fonts come from; nil where there are no formulas.
    fileprivate var sources: MathFiles?

    /// Nothing is typeset: pages show TeX.
    static let none = TypesetFormulas()

    /// The style sheet, the fonts and their licence.
    var files: [SiteFile] { sources?.siteFiles(for: Set(formulas.values.flatMap(\.classes))) ?? [] }

    /// A formula's HTML; nil where it has none.
    func html(of formula: Formula) -> String? { formulas[formula.text]?.html }
}

/// Typesets what a project's pages need, and keeps it.
struct MathBuild: Sendable {
    let store: FormulaStore
    private let katex: KaTeX

    /// Looks for KaTeX, and asks it for its version when it is not the one that was seen last.
    init(_ project: Project, katex: KaTeX = KaTeX()) throws {
        self.katex = katex
        store = FormulaStore(
            folder: "\(project.workFolder)/store",
            version: try katex.version(cache: "\(project.workFolder)/katex"))
    }

    /// What a person should know: the installed KaTeX is not the declared one.
    var remark: String? {
        store.version == KaTeX.declaredVersion
            ? nil
            : "found KaTeX \(store.version), but the site is made with \(KaTeX.declaredVersion); "
                + "formulas may come out otherwise than in the committed pages"
    }

    /// The entries of the store that some notebooks' formulas use, as paths below it.
    func entries(of notebooks: [Notebook]) -> [String] {
        let formulas = notebooks.lazy.flatMap(\.allProse).flatMap(\.formulas)
        return formulas.map { store.name(of: $0.text) } + [store.nameOfFiles]
    }

    /// Typesets all formulas of some notebooks; only those without a record are new work, and only for them KaTeX starts.
    func typeset(_ notebooks: [Notebook]) throws -> TypesetFormulas {
        var result = TypesetFormulas()
        var missing: [Formula.Text] = []
        var seen: Set<Formula.Text> = []
        for formula in notebooks.lazy.flatMap(\.allProse).flatMap(\.formulas)
        where seen.insert(formula.text).inserted {
            if let kept = store.load(TypesetFormula.self, store.name(of: formula.text)) {
                result.formulas[formula.text] = kept
            } else {
                missing.append(formula.text)
            }
        }
        if seen.isEmpty { return .none }
        for (text, outcome) in try typeset(missing) {
            switch outcome {
            case .success(let formula):
                result.formulas[text] = formula
                try store.keep(formula, store.name(of: text))
            case .failure(let fault): result.faults[text] = fault
            }
        }
        if !result.formulas.isEmpty { result.sources = try MathFiles(katex, store) }
        return result
    }

    /// Loading KaTeX takes as long as a dozen formulas, so only many of them are shared out among the cores.
    private func typeset(_ missing: [Formula.Text]) throws -> [(
        Formula.Text, Result<TypesetFormula, MisplacedTeX>
    )] {
        if missing.isEmpty { return [] }
        let script = try katex.script()
        let size = 32
        let parts = stride(from: 0, to: missing.count, by: size).map {
            missing[$0..<min($0 + size, missing.count)]
        }
        return try inParallel(parts) { part in
            Result {
                let typesetter = try Typesetter(katex: script)
                return try part.map { ($0, try typesetter.typeset($0)) }
            }
        }.flatMap { try $0.get() }
    }
}

extension [NotebookResult] {
    /// The results with their formulas typeset, and with the problems of those that cannot be.
    func withFormulas(_ typeset: TypesetFormulas) -> [NotebookResult] {
        map { result in
            var result = result
            result.typeset = typeset
            let problems = result.notebook.allProse.flatMap(\.formulas).compactMap(typeset.problem)
            if !problems.isEmpty {
                result.problems = (result.problems + problems).sorted { $0.position < $1.position }
            }
            return result
        }
    }
}

extension TypesetFormulas {
    fileprivate func problem(of formula: Formula) -> Problem? {
        if let fault = faults[formula.text] {
            return Problem(.tex(fault.fault), at: formula.position(of: fault.place))
        }
        guard formula.label != nil, commands(in: formula.tex).contains(where: { $0.name == "\\tag" }) else {
            return nil
        }
        let fault = MisplacedTeX(.tagAndLabel, in: formula.tex, near: "\\tag")
        return Problem(.tex(fault.fault), at: formula.position(of: fault.place))
    }
}
