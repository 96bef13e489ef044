// What a person reads about a bibliography and about a formula.

extension BibTeXFault {
    /// What is wrong with a bibliography, in one sentence without the place.
    var sentence: String {
        switch self {
        case .expected(let wanted, let found): "expected \(wanted), found \(found)"
        case .entryNotClosed(let key): "the entry '\(key)' that begins here has no end; close it with '}'"
        case .textNotClosed: "the text that begins here has no end, or its braces don't come in pairs"
        case .unknownMacro(let name, let nearest):
            "'\(name)' is no '@string' of this file"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; put text in braces: {\(name)}")
        case .keyTwice(let key, let line):
            "the key '\(key)' already names the entry on line \(line); keys must differ"
        case .fieldTwice(let name, let key):
            "the entry '\(key)' already has a field '\(name)'; keep one of the two"
        }
    }
}

extension TeXFault {
    /// What is wrong with a formula, in one sentence without the place.
    var sentence: String {
        switch self {
        case .unknownCommand(let name, let nearest):
            "formulas have no command '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" }
                    ?? "; katex.org/docs/supported lists those they have")
        case .unknownEnvironment(let name, let nearest):
            "formulas have no environment '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" }
                    ?? "; katex.org/docs/supported lists those they have")
        case .environmentEndsOtherwise(let begun, let ended):
            "'\\begin{\(begun)}' is closed by '\\end{\(ended)}'; close it with '\\end{\(begun)}'"
        case .missing(let wanted):
            "the formula ends before '\(wanted)'; add it"
        case .braceNotClosed:
            "this '{' is not closed; add a '}' where its content ends"
        case .endsTooEarly:
            "the formula ends where what its last command applies to must follow"
        case .stray("&"):
            "'&' separates columns, but this is no table; put it between '\\begin{aligned}' and '\\end{aligned}', "
                + "or write '\\&' for the sign itself"
        case .stray("#"):
            "'#' means nothing in a formula; write '\\#' for the sign itself"
        case .stray(let found):
            "'\(found)' closes something that was not opened; delete it, or open it before"
        case .expected(let wanted, let found):
            "expected '\(wanted)', found '\(found)'"
        case .nothingAfter(let command):
            "nothing follows '\(command)' that it could apply to; write it behind, in braces if it is more than a sign"
        case .twoSuperscripts:
            "this is a second superscript; put both into braces, as in 'x^{2n}' or '{x^2}^n'"
        case .twoSubscripts:
            "this is a second subscript; put both into braces, as in 'x_{ij}' or '{x_i}_j'"
        case .notIn("text", let command):
            "'\(command)' cannot stand in the text of a formula; close the text before it"
        case .notIn(_, let command):
            "'\(command)' can stand only in the text of a formula, such as '\\text{…}'"
        case .tooManyColumns:
            "the row has more columns than its environment; delete an '&'"
        case .displayOnly(let name):
            "'\(name)' needs a formula of its own; write '$$' around it instead of '$'"
        case .numbersItself(let environment):
            "'\(environment)' would number its lines itself, from one on each page; write '\(environment)*', "
                + "and '{#eq-name}' after the closing '$$' for a number"
        case .tagAndLabel:
            "the formula has a number by its label, and '\\tag' gives it another; delete one of the two"
        case .refused(let command):
            "'\(command)' has no place in a formula: links are written in Markdown, and colours are the page's, for light and dark"
        case .referenceCommand(let command):
            "'\(command)' is not used here: a formula gets its name by '{#eq-name}' after the closing '$$', "
                + "and the text refers to it with '@eq-name'"
        case .comment:
            "'%' makes a comment of the rest of the formula; write '\\%' for the sign itself"
        case .definition(let command):
            "'\(command)' would define something for this formula only; write out what it stands for"
        case .tooDeep:
            "the formula is nested too deeply; take some of its braces apart"
        case .tooLong(let bytes):
            "the formula has \(bytes) bytes, and may have \(Typesetter.longest); make several of it"
        case .other(let words):
            "the formula cannot be typeset: \(words)"
        }
    }
}
