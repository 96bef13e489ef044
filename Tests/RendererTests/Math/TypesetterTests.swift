import Foundation
import Testing

@testable import Renderer

/// KaTeX as it is installed, asked directly.
@Suite(.serialized) struct TypesetterTests {
    // The suite runs one test at a time, and an engine is for one thread at a time.
    nonisolated(unsafe) private static let typesetter = Result { try Typesetter(katex: KaTeX().script()) }

    private func typeset(_ tex: String, display: Bool = true) throws -> Result<TypesetFormula, MisplacedTeX> {
        try Self.typesetter.get().typeset(Formula.Text(tex: tex, isDisplay: display))
    }

    @Test func theInstalledVersionIsTheDeclaredOne() throws {
        #expect(try Self.typesetter.get().version == KaTeX.declaredVersion)
    }

    /// Everything that the book's pages, or pages like them, use.
    @Test(arguments: [
        "a + b - c", "\\frac{1}{H}", "\\tfrac12 \\dfrac{a}{b} \\cfrac{1}{1+x}", "\\sum_{i=1}^{H} a_i",
        "\\prod \\int_0^\\infty",
        "x_{ij}^{(t)}", "f'(x)''", "\\sqrt{x} \\sqrt[3]{x}", "\\binom{n}{k}",
        "\\hat a \\bar a \\tilde a \\vec a \\dot a \\ddot a",
        "\\widehat{abc} \\widetilde{abc} \\overline{abc} \\underline{abc}",
        "\\overbrace{a}^{b} \\underbrace{a}_{b}",
        "\\mathbb{R} \\mathcal{L} \\mathbf{W} \\mathrm{LN} \\mathit{it} \\mathsf{T} \\mathtt{x} \\mathfrak{g} \\mathscr{F}",
        "\\boldsymbol{\\theta} \\bm{x}",
        "\\operatorname{softmax}(z) \\operatorname*{arg\\,max}_x \\log \\tanh \\max_x \\lim_{n \\to \\infty}",
        "\\left( \\frac{a}{b} \\right] \\left\\{ x \\middle| y \\right\\} \\left. x \\right|_0",
        "\\big( \\Big[ \\bigg\\{ \\Bigg|",
        "\\lVert W \\rVert_2 \\lfloor x \\rfloor \\langle a, b \\rangle",
        "\\text{if $x > 0$ and } \\textbf{b} \\textit{i} \\texttt{c}",
        "\\begin{matrix} a & b \\\\ c & d \\end{matrix}", "\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
        "\\begin{bmatrix} a \\\\ b \\end{bmatrix} \\begin{Bmatrix} a \\end{Bmatrix} \\begin{vmatrix} a \\end{vmatrix} \\begin{Vmatrix} a \\end{Vmatrix}",
        "\\left[ \\begin{array}{c|cc} a & b & c \\\\ \\hline d & e & f \\end{array} \\right]",
        "\\begin{smallmatrix} a & b \\end{smallmatrix}",
        "\\begin{cases} x & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}",
        "\\begin{rcases} a \\\\ b \\end{rcases}",
        "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}",
        "\\begin{alignedat}{2} a &= b & c &= d \\end{alignedat}",
        "\\begin{gathered} a \\\\ b \\end{gathered}", "\\begin{align*} a &= b \\end{align*}",
        "\\begin{gather*} a \\end{gather*}",
        "\\begin{split} a &= b \\end{split}", "\\sum_{\\substack{i=1 \\\\ i \\ne j}}", "a = b \\tag{*}",
        "a = b \\tag*{LN}",
        "\\odot \\oplus \\otimes \\cdot \\times \\pm \\le \\ge \\ne \\approx \\sim \\propto \\in \\subset \\cup \\to \\mapsto \\Rightarrow \\iff",
        "\\nabla \\partial \\infty \\forall \\exists \\ell \\dots \\cdots \\vdots \\ddots \\prime \\dagger \\top \\perp \\mid \\parallel",
        "\\alpha \\beta \\gamma \\Gamma \\epsilon \\varepsilon \\phi \\varphi \\Phi \\mu \\sigma \\Sigma \\theta \\Theta \\omega \\Omega",
        "a \\, b \\; c \\quad d \\qquad e \\! f \\hspace{1em} g",
        "\\xrightarrow{\\text{map}} \\stackrel{def}{=} \\overset{a}{b} \\underset{a}{b}",
        "\\boxed{x} \\cancel{x} \\phantom{x} \\smash{x} \\rule{1em}{1pt}",
        "\\R \\N \\argmax_x \\KaTeX",
        "100\\% \\$5 \\# \\& \\_ \\{ \\}", "é ü 漢 𝔸 √", "\\int\\limits_a^b \\iint \\oint",
        "a \\bmod b \\pmod{n} \\gcd", "",
    ]) func everythingABookUsesIsTypeset(_ tex: String) throws {
        let formula = try typeset(tex).get()
        #expect(
            formula.html.hasPrefix(
                "<span class=\"katex-display\"><span class=\"katex\"><span class=\"katex-mathml\"><math"))
        // The TeX stays in the page, for who wants to read it.
        let annotation = try #require(
            formula.html.firstMatch(of: /<annotation encoding="application\/x-tex">([^<]*)<\/annotation>/))
        #expect(annotation.1 == escapedByKaTeX(tex))
        #expect(!formula.html.contains("katex-error") && !formula.html.contains("color:#cc0000"))
        #expect(pageProblems(formula.html) == [])
        #expect(formula.classes.contains("katex-html"))
        // What holds text holds nothing else, and MathML has no such attribute any more.
        #expect(formula.html.firstMatch(of: /<m[io](?: [^>]*)?><[^\/]/) == nil)
        #expect(!formula.html.contains("<mtd width"))
    }

    @Test func inlineFormulasAreInline() throws {
        let html = try typeset("a_i", display: false).get().html
        #expect(html.hasPrefix("<span class=\"katex\">") && !html.contains("katex-display"))
    }

    @Test func theSameTeXGivesTheSameBytes() throws {
        let other = try Typesetter(katex: KaTeX().script())
        let text = Formula.Text(tex: "\\begin{pmatrix}a\\end{pmatrix} \\tag{1}", isDisplay: true)
        let first = try typeset(text.tex).get()
        #expect(try other.typeset(text).get() == first)
        #expect(try typeset(text.tex).get() == first)
        // Nothing of one formula is left for the next.
        #expect(try !typeset("b").get().html.contains("tag"))
    }

    /// What would make markup stays the text that it is, or is refused.
    @Test(arguments: [
        "\\text{<script>alert(1)</script>}", "a < b > c \\& \"d\" 'e'", "\\text{\"onmouseover=\"x}",
        "\\text{]]>&lt;</math>}",
        "\\verb|<b>|", "\\operatorname{<i>}", "\\tag{<u>}", "\\text{\u{202E}<a>}", "\\unknown<script>",
        "\\def\\a#1{<#1>}\\a{script}",
    ]) func hostileTeXStaysText(_ tex: String) throws {
        guard let html = try? typeset(tex).get().html else { return }
        #expect(pageProblems(html) == [])
        let names = html.matches(of: /<([a-zA-Z]+)/).map { String($0.1) }
        #expect(Set(names).subtracting(Self.elements) == [])
    }

    private static let elements: Set<String> = [
        "span", "math", "semantics", "mrow", "mi", "mo", "mn", "mtext", "mstyle", "msub", "mtable", "mtr",
        "mtd", "mlabeledtr",
        "annotation", "mspace", "msup",
    ]

    /// Each mistake with what is said of it and where it is, counted from the TeX's first sign.
    @Test(arguments: [
        ("a + \\ovreline{b}", TeXFault.unknownCommand("\\ovreline", nearest: "\\overline"), 4),
        ("\\begin{matrx}a\\end{matrx}", .unknownEnvironment("matrx", nearest: "matrix"), 6),
        ("\\begin{cases}a\\end{matrix}", .environmentEndsOtherwise(begun: "cases", ended: "matrix"), 14),
        ("\\left( a", .missing("\\right"), 8), ("{a", .braceNotClosed, 0),
        ("\\begin{aligned} a", .missing("\\end"), 17),
        ("\\frac{a}", .endsTooEarly, 8), ("\\text{a", .braceNotClosed, 5),
        ("\\frac{1}{n \\{", .braceNotClosed, 8),
        ("a}", .stray("}"), 1), ("a & b", .stray("&"), 2), ("a \\right)", .stray("\\right"), 2),
        ("a#", .stray("#"), 1),
        ("\\end{a}", .stray("\\end"), 0), ("{a & b}", .expected("}", found: "&"), 3),
        ("é𝔸^", .nothingAfter("^"), 3), ("\\sqrt", .nothingAfter("\\sqrt"), 5),
        ("x^2^3", .twoSuperscripts, 3), ("x_2_3", .twoSubscripts, 3),
        ("\\text{\\frac12}", .notIn(mode: "text", command: "\\frac"), 6),
        ("\\(", .notIn(mode: "math", command: "\\("), 0),
        ("a \\begin{align} a \\end{align}", .numbersItself("align"), 2),
        ("\\begin{subarray}{cc}a\\end{subarray}", .other("{subarray} can contain only one column"), 0),
        ("x \\\\href \\href{a}{b}", .refused("\\href"), 9), ("\\htmlClass{a}{b}", .refused("\\htmlClass"), 0),
        ("\\includegraphics{a.png}", .refused("\\includegraphics"), 0), ("\\url{a}", .refused("\\url"), 0),
        ("a {\\color{red} b}", .refused("\\color"), 3), ("\\textcolor{red}{b}", .refused("\\textcolor"), 0),
        ("a = b \\label{eq-a}", .referenceCommand("\\label"), 6),
        ("\\eqref{a}", .referenceCommand("\\eqref"), 0),
        ("50% of a", .comment, 0), ("a \\def\\a{\\a}\\a", .definition("\\def"), 2),
        ("\\newcommand{\\a}{b}", .definition("\\newcommand"), 0),
        ("\\begin{array}{q}a\\end{array}", .other("Unknown column alignment: q"), 14),
    ]) func mistakesHaveTheirPlace(_ tex: String, _ fault: TeXFault, _ place: Int) throws {
        let found = try typeset(tex).faultAndPlace
        #expect(found?.0 == fault)
        #expect(found?.1 == place)
    }

    @Test func someThingsNeedAFormulaOfTheirOwn() throws {
        #expect(try typeset("a \\tag{1}", display: false).faultAndPlace?.0 == .displayOnly("\\tag"))
        #expect(try typeset("a \\tag{1}", display: false).faultAndPlace?.1 == 2)
        let gather = try typeset("a \\begin{gather*}a\\end{gather*}", display: false).faultAndPlace
        #expect(gather?.0 == .displayOnly("gather*"))
        #expect(gather?.1 == 2)
    }

    @Test func amountsHaveTheirLimits() throws {
        let long = String(repeating: "a", count: Typesetter.longest + 1)
        #expect(try typeset(long).faultAndPlace?.0 == .tooLong(bytes: Typesetter.longest + 1))
        let deep = String(repeating: "{", count: Typesetter.longest)
        #expect(try typeset(deep).faultAndPlace?.0 == .tooDeep)
        // The engine is as good as before.
        #expect(try typeset("a").get().html.contains("katex"))
    }

    @Test func everyMistakeHasItsSentence() {
        let sentences: [(TeXFault, String)] = [
            (
                .unknownCommand("\\foo", nearest: nil),
                "formulas have no command '\\foo'; katex.org/docs/supported lists those they have"
            ),
            (
                .unknownEnvironment("foo", nearest: nil),
                "formulas have no environment 'foo'; katex.org/docs/supported lists those they have"
            ),
            (
                .stray("&"),
                "'&' separates columns, but this is no table; put it between '\\begin{aligned}' and '\\end{aligned}', or write '\\&' "
                    + "for the sign itself"
            ),
            (.stray("#"), "'#' means nothing in a formula; write '\\#' for the sign itself"),
            (
                .notIn(mode: "math", command: "\\("),
                "'\\(' can stand only in the text of a formula, such as '\\text{…}'"
            ),
        ]
        // The other sentences are those of the guide, which GuideMessageTests compares in full.
        for (fault, sentence) in sentences { #expect(fault.sentence == sentence) }
    }

    private func pageProblems(_ html: String) -> [String] {
        PageReader("<!DOCTYPE html>\n<html><body><p>\(html)</p></body></html>").problems
    }

    private func escapedByKaTeX(_ tex: String) -> String {
        tex.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#x27;")
    }
}

extension Result<TypesetFormula, MisplacedTeX> {
    fileprivate var faultAndPlace: (TeXFault, Int)? {
        if case .failure(let error) = self { (error.fault, error.place) } else { nil }
    }
}
