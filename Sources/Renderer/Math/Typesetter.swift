import Storage

/// KaTeX, loaded: turns TeX into HTML with MathML in it.
///
/// Loading takes about 0.2 s and a formula 16 ms, which is why results are kept (`FormulaStore`).
final class Typesetter {
    /// Longer TeX is refused: nobody reads such a formula, and KaTeX takes seconds for it.
    static let longest = 4000

    /// What stands between the renderer and KaTeX.
    static var bridge: [UInt8] { PackageResources.typeset_js }

    private let engine: ScriptEngine
    private let script: [UInt8]
    /// Names of commands and environments, for suggestions. Looking for them takes longer than typesetting.
    private lazy var vocabulary = TeXVocabulary(katex: script)

    /// What the bridge answers.
    private struct Answer: Decodable {
        var html: String?
        var fault: String?
        var place: Int?
    }

    /// Loads KaTeX from the text of its script.
    init(katex script: [UInt8]) throws {
        engine = try ScriptEngine()
        try engine.run(script)
        try engine.run(Typesetter.bridge)
        self.script = script
    }

    /// KaTeX's version.
    var version: String { get throws { try engine.call("labbookVersion") } }

    /// A formula as HTML, or what is wrong with it and where.
    func typeset(_ formula: Formula.Text) throws -> Result<TypesetFormula, MisplacedTeX> {
        if formula.tex.utf8.count > Self.longest {
            return .failure(MisplacedTeX(.tooLong(bytes: formula.tex.utf8.count), at: 0))
        }
        for (command, place) in commands(in: formula.tex) {
            if let fault = TeXFault(refusing: command) { return .failure(MisplacedTeX(fault, at: place)) }
        }
        let text = try engine.call("labbookTypeset", formula.tex, formula.isDisplay ? "display" : "inline")
        let answer = try RecordCoding.decode(Answer.self, from: text.utf8)
        if let html = answer.html {
            // KaTeX would number the lines of these itself, from one on each page.
            if let environment = Self.numbering.first(where: { formula.tex.contains("\\begin{\($0)}") }) {
                return .failure(
                    MisplacedTeX(
                        .numbersItself(environment), in: formula.tex, near: "\\begin{\(environment)}"))
            }
            return .success(TypesetFormula(html: html))
        }
        let fault = TeXFault(answer.fault ?? "") { vocabulary }
        if fault == .missing("}") || fault == .endsTooEarly, let brace = unclosedBrace(in: formula.tex) {
            return .failure(MisplacedTeX(.braceNotClosed, at: brace))
        }
        guard let place = answer.place, place >= 0 else {
            return .failure(MisplacedTeX(fault, in: formula.tex, near: fault.culprit))
        }
        return .failure(MisplacedTeX(fault, at: place))
    }

    private static let numbering = ["align", "alignat", "equation", "gather"]
}

/// The place of the last `{` that has no `}`, in units of UTF-16; nil where all have.
private func unclosedBrace(in tex: String) -> Int? {
    var open: [Int] = []
    var isEscaped = false
    for (place, unit) in tex.utf16.enumerated() {
        let sign = Unicode.Scalar(unit)
        if !isEscaped, sign == "{" { open.append(place) }
        if !isEscaped, sign == "}" { _ = open.popLast() }
        isEscaped = !isEscaped && sign == "\\"
    }
    return open.last
}

/// A formula as it stands in a page.
struct TypesetFormula: Codable, Equatable, Sendable {
    var html: String
    /// The classes that its elements have, sorted: what the style sheet must know.
    var classes: [String]

    init(html: String) {
        self.html = html
        var found: Set<Substring> = []
        for part in html.split(separator: " class=\"").dropFirst() {
            found.formUnion(part.prefix { $0 != "\"" }.split(separator: " "))
        }
        classes = found.map(String.init).sorted()
    }
}

/// What is wrong with a formula, with the place in its TeX, counted in units of UTF-16 from its beginning.
struct MisplacedTeX: Error, Equatable {
    var fault: TeXFault
    var place: Int

    init(_ fault: TeXFault, at place: Int) {
        self.fault = fault
        self.place = place
    }

    /// A fault whose place is that of the first `command`, or else the beginning. An environment is sought by its `\begin`.
    init(_ fault: TeXFault, in tex: String, near command: String?) {
        let parts = command?.split(separator: "{", maxSplits: 1).map(String.init) ?? []
        let place = commands(in: tex).first { name, place in
            guard name == parts.first else { return false }
            return parts.count == 1
                || String(decoding: tex.utf16.dropFirst(place), as: UTF16.self).hasPrefix(command ?? "")
        }?.place
        self.init(fault, at: place ?? 0)
    }
}
