// What a person reads. Each sentence says what was found, what was expected, and what to do.

extension Problem {
    /// The whole message: place, sentence, the Markdown line with a caret, and the notes.
    ///
    ///     notebooks/mnist.md:34:9: error: cannot find 'rns' in scope
    ///        34 | let x = rns.count
    ///           |         ^
    func message(in source: SourceText?) -> String {
        var lines = ["\(position): error: \(sentence)"]
        if let source, source.file == position.file, let line = source.line(position.line) {
            lines += quotation(of: line, number: position.line, column: position.column)
        }
        for note in notes {
            let place = note.position.map { "\($0): " } ?? "    "
            lines.append("\(place)note: \(note.text)")
            if let at = note.position, let source, source.file == at.file, let line = source.line(at.line) {
                lines += quotation(of: line, number: at.line, column: at.column)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func quotation(of line: Substring, number: Int, column: Int) -> [String] {
        // Nobody reads more of a line, and a line can be a megabyte.
        let shown = line.dropFirst(200).isEmpty ? line : line.prefix(200) + "…"
        let margin = String(repeating: " ", count: max(0, 6 - String(number).count))
        // The caret stands under a byte column, so the bytes before it are counted as the characters they form;
        // tabs stay tabs, so that they line up.
        let before = String(decoding: line.utf8.prefix(min(2000, max(0, column - 1))), as: UTF8.self)
        let indent = String(before.prefix(200).map { $0 == "\t" ? "\t" : " " })
        return ["\(margin)\(number) | \(shown)", "       | \(indent)^"]
    }

    /// What happened, in one sentence or two, without the place.
    var sentence: String {
        switch fact {
        case .unreadable(let reason):
            "the file cannot be read: \(reason)"
        case .notUTF8:
            "the file is not UTF-8 text; save it as UTF-8"
        case .controlCharacter(let code):
            "found the control character U+\(hexadecimal(code)), which no text needs; delete it"

        case .noncharacter(let code):
            "found U+\(hexadecimal(code)), which Unicode reserves for programs; delete it"

        case .yaml(let mistake): mistake.sentence

        case .noFrontMatter:
            "expected front matter: the first line must be '---', followed by 'title: …' and a closing '---'"
        case .frontMatterNotClosed:
            "the front matter that begins here has no end; close it with a line '---'"
        case .frontMatterNotYAML(let reason):
            "the front matter is not valid YAML: \(reason)"
        case .frontMatterNotMapping(let found):
            "the front matter must consist of lines 'key: value', but it is \(found)"
        case .unknownFrontMatterKey(let key, let nearest, let known):
            "unknown front matter key '\(key)'" + suggestion(nearest, known)
        case .missingFrontMatterKey(let key):
            "the front matter has no '\(key)'; add a line '\(key): …'"
        case .frontMatterValue(let key, let found, let expected):
            "front matter '\(key)' is '\(found)', but must be \(expected)"

        case .settingsUnreadable(let reason):
            "the settings of the site cannot be read: \(reason)"
        case .settingsNotYAML(let reason):
            "the settings of the site are not valid YAML: \(reason)"
        case .settingsNotMapping(let found):
            "the settings of the site must consist of lines 'key: value', but they are \(found)"
        case .unknownSetting(let key, let nearest, let known):
            "unknown setting '\(key)'" + suggestion(nearest, known)
        case .settingValue(let key, let found, let expected):
            "the setting '\(key)' is '\(found)', but must be \(expected)"
        case .unknownNotebookInOrder(let name, let nearest):
            "'order' names '\(name)', which is no notebook in reading order"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; write the names of files without '.md'")
        case .notebookTwiceInOrder(let name):
            "'order' names '\(name)' twice; keep one of the two"
        case .themeUnreadable(let file, let reason):
            "the theme's style sheet \(file) cannot be read: \(reason)"
        case .unknownThumbnail(let label, let nearest):
            "'thumbnail' names the figure '\(label)', which this notebook does not have"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; label the block of a figure so")
        case .nameOfSourcePage(let name):
            "the name '\(name)' would be that of a page of another notebook's source; "
                + "rename the file, so that it does not end in '.source.md'"

        case .fenceNotClosed(let fence, let next, let line):
            "this block of code is not closed before the '\(next)' on line \(line); add a line '\(fence)' where it ends, "
                + "or open and close it with '\(fence)\(fence.prefix(1))' if that line belongs to it"
        case .fenceNeverClosed(let fence):
            "this block of code is never closed and takes in the rest of the notebook; add a line '\(fence)' where it ends"
        case .fenceMarkedOtherwise(let info):
            "a block that runs is marked 'swift' alone, found '\(info)'; options follow in lines '//| key: value'"
        case .optionNotKeyValue(let text):
            "expected an option '//| key: value', found '//|\(text)'"
        case .optionContinued(let key):
            "an option stands on one line; write all of '\(key)' on the line above"
        case .optionNotAtTop(let key):
            "the option '\(key)' means nothing here; options stand at the top of a block, each at the beginning of a line"
        case .optionMarker(let found):
            "an option begins with '//|', found '\(found)'"
        case .unknownOption(let key, let nearest, let known):
            "unknown option '\(key)'" + suggestion(nearest, known)
        case .optionTwice(let key, let line):
            "option '\(key)' was already given on line \(line); keep one of the two"
        case .optionValue(let key, let found, let expected):
            "option '\(key)' is '\(found)', but must be \(expected)"
        case .claimWithoutExpectation(let label):
            "the block '\(label)' states a claim, but not the verdict that you expect; "
                + "add '//| expect: supported', 'contradicted' or 'inconclusive'"
        case .expectationWithoutClaim:
            "'expect' is for a block that states a claim; begin the block's label with 'claim-'"
        case .claimWithoutLabel(let label):
            "the block shows a claim, so it needs a label that begins with 'claim-'"
                + (label.map { " instead of '\($0)'" } ?? "")
        case .claimCount(let label, let count):
            "the block '\(label)' must show exactly one claim, but shows \(count == 0 ? "none" : String(count)); "
                + "let 'claim(…)' be the block's last expression"
        case .verdictChanged(let expected, let found, let numbers):
            "the claim was expected to be \(expected.rawValue), but is \(found.rawValue): \(numbers); look for the cause, "
                + "and if the result is right, say so with '//| expect: \(found.rawValue)'"
        case .labelTwice(let label, let carrier, let line):
            "the label '\(label)' already names the \(carrier) on line \(line); labels must differ"
        case .labelOf(let carrier, let found, let prefix):
            "the label of \(withArticle(carrier)) must be '\(prefix)-' and a name of lower-case letters, digits and hyphens, "
                + "but is '\(found)'"
        case .labelTaken(let label, let carrier):
            "the label '\(label)' looks like that of \(withArticle(carrier)); begin a block's label otherwise, "
                + "such as with 'fig-' or 'tbl-'"

        case .unclosedMath:
            "the formula that begins with '$$' has no end before the next empty line; close it with '$$', "
                + "or write '\\$\\$' for the signs themselves"
        case .tex(let fault): fault.sentence
        case .unknownFootnote(let name, let nearest):
            "no footnote is called '\(name)'"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "; define it with a line '[^\(name)]: …'")
        case .footnoteTwice(let name, let line):
            "the footnote '\(name)' was already defined on line \(line); keep one of the two"
        case .footnoteUnused(let name):
            "the text never refers to the footnote '\(name)'; write '[^\(name)]' where it belongs, or delete it"
        case .tableRowTooLong(let cells, let columns):
            "this row has \(cells) cells, but the table has \(columns) \(columns == 1 ? "column" : "columns"); "
                + "write '\\|' for a '|' inside a cell"
        case .unknownCallout(let word, let nearest, let known):
            "unknown callout '[!\(word)]'" + suggestion(nearest, known)

        case .inlineMarkedOtherwise(let word):
            "an inline value begins with '{swift}', found '{\(word)}'"
        case .inlineNotClosed(let ticks):
            "this inline value has no end in its paragraph; close it with '\(ticks)'"
        case .tableWithoutDelimiterRow(let columns):
            "a table needs a line '|\(String(repeating: " --- |", count: columns))' between its first row, the heading, and the next one"
        case .tableRowTooShort(let cells, let columns):
            "this row has \(cells) \(cells == 1 ? "cell" : "cells"), but the table has \(columns) columns; "
                + "write '|' for each cell that is to stay empty"
        case .captionWithoutExhibit(let option, let call):
            "the block shows nothing that '\(option)' could belong to; let '\(call)(…)' be its last expression, "
                + "or delete the option"
        case .linkToNoPage(let path, let nearest):
            "'\(path)' is no page of this site"
                + (nearest.map { "; did you mean '\($0)'?" }
                    ?? "; a page is called like its notebook, such as 'NAME.html'")
        case .linkToNoPlace(let page, let anchor, let nearest):
            "the page '\(page)' has no place '#\(anchor)'"
                + (nearest.map { "; did you mean '#\($0)'?" }
                    ?? "; a heading's is its words, such as '#first-steps'")
        case .linkToSource(let path, let page):
            "'\(path)' is a notebook, which readers see as its page; link to '\(page)'"
        case .fileUnreadable(let address, let file, let reason, let nearest):
            "'\(address)' cannot be part of the site, because \(file) cannot be read: \(reason); "
                + (nearest.map { "did you mean '\($0)'?" } ?? "put the file beside the notebook or below it")
        case .fileOutside(let address):
            "'\(address)' lies outside of the notebooks' folder and would not be on the site; put the file beside the notebook "
                + "or below it, and name it from there, such as 'images/photo.png'"
        case .imageWithoutWords(let address):
            "the image '\(address)' has no words for who cannot see it; write what it shows into the brackets: "
                + "![…](\(address))"

        case .htmlNotClosed(let name):
            "the HTML element '<\(name)>' has no end where the text around it ends, and would take in the rest of the page; "
                + "close it with '</\(name)>'"
        case .htmlClosesNothing(let name, let open?):
            "'</\(name)>' stands where '<\(open)>' is still open; close that first"
        case .htmlClosesNothing(let name, nil):
            "'</\(name)>' closes nothing that was opened in the same text; delete it, or open '<\(name)>' before it"
        case .htmlNotEnded(let begin):
            "the HTML that begins here with '\(begin)' has no end; close it"

        case .unknownReference(let name, let kind, let nearest):
            "'@\(name)' refers to \(withArticle(kind)) that no page has"
                + (nearest.map { "; did you mean '@\($0)'?" } ?? "; \(howToLabel(kind, name))")
        case .ambiguousReference(let name, let files):
            "'@\(name)' could mean the one of \(files.joined(separator: " or of ")); give one of them another label"
        case .referenceWithoutNumber(let name, let kind, let line):
            "'@\(name)' refers to the block on line \(line), which shows no \(kind.noun.lowercased())"
        case .citationWithoutBibliography(let key):
            "'@\(key)' cites a work, but the front matter names no bibliography; add a line 'bibliography: references.bib', "
                + "or write '\\@\(key)' for the words themselves"
        case .unknownCitation(let key, let file, let nearest):
            "'@\(key)' cites a work that has no entry in \(file)"
                + (nearest.map { "; did you mean '@\($0)'?" } ?? "; add one with the key '\(key)'")

        case .referenceWithoutKind(let name, let carrier, let line):
            "'@\(name)' would cite a work; the \(carrier) '\(name)' on line \(line) can be referred to when its label "
                + "begins with what it shows, such as '\(LabelKind.figure.rawValue)-\(name)'"

        case .bibliographyUnreadable(let file, let reason):
            "the bibliography \(file) cannot be read: \(reason)"
        case .bibTeX(let fault): fault.sentence

        case .bindingWithoutValue(let name):
            "'\(name)' has no value; a top-level binding of a notebook is given its value where it is declared"
        case .nameBoundTwice(let name, let line):
            "'\(name)' is already bound on line \(line); a notebook binds each top-level name once, "
                + "so choose another name or assign to a 'var'"
        case .guardAtTopLevel:
            "'guard' cannot stand at the top level of a block, because there is nothing to return from; "
                + "use 'if', or throw an error from a function"
        case .returnAtTopLevel:
            "'return' at the top level of a block would leave the rest of it undone; use 'if'"
        case .usedBeforeDeclared(let name, let line):
            "'\(name)' is declared on line \(line), below; a block can use only what stands above it or in it"
        case .notReproducible(let name, let instead):
            "'\(name)' would make the result depend on more than its source; \(instead)"
        case .inlineWithoutExpression:
            "expected one Swift expression after '{swift}'"
        case .syntaxError(let text), .compileError(let text):
            text
        case .bracketsTooDeep(let limit):
            "more than \(limit) brackets are open here, each inside the one before, which is more than the compiler can read; "
                + "give the inner parts names of their own, or look for a bracket that is never closed"
        case .listsTooDeep(let limit):
            "too many '[' (or '@' in brackets) are open here, each inside the one before: with each the compiler's parser takes "
                + "twice as long, and \(limit) times is the limit; give the inner lists names of their own, "
                + "or look for a '[' that is never closed"
        case .codeTooLong(let kilobytes):
            "the code is longer than \(kilobytes) KB; divide it into several blocks, or put its data into a file below "
                + "'notebooks/data/'"
        case .programNotBuilt(let text):
            "the notebook's program could not be built: \(text)"
        case .programNotRun(let text):
            "the notebook's program could not run: \(text)"

        case .thrown(let text):
            "the block threw an error: \(text)"
        case .trapped(let signal, let message?):
            "the block crashed (\(signal)): \(message)"
        case .trapped(let signal, nil):
            "the block crashed (\(signal)): \(likelyCause(of: signal))"
        case .exited(let code):
            "the block ended its own process with exit code \(code); a block must run to its end"
        case .timeLimit(let seconds, option: nil):
            "the inline value was stopped after \(formatted(seconds)) s, its time limit; "
                + "compute it in a block and name the result here"
        case .showedTooMuch(let megabytes):
            "the block was stopped because it showed or reported more than \(megabytes) MB; show a part, or a summary"
        case .outputLimit(let bytes, option: nil):
            "the inline value was stopped because it printed more than \(bytes / 1024) KB; print in a block"
        case .timeLimit(let seconds, let option?):
            "the block was stopped after \(formatted(seconds)) s, its time limit; "
                + "look for an endless loop, or raise the limit with '//| \(option): SECONDS'"
        case .outputLimit(let bytes, let option?):
            "the block was stopped because it printed more than \(bytes / 1024) KB, its output limit; "
                + "print less, or raise the limit with '//| \(option): KILOBYTES'"
        case .memoryLimit(let megabytes, option: nil):
            "the inline value was stopped because it used more than \(megabytes) MB of memory; "
                + "compute it in a block and name the result here"
        case .memoryLimit(let megabytes, let option?):
            "the block was stopped because it used more than \(megabytes) MB of memory, its limit; "
                + "look for something that grows without end, or raise the limit with '//| \(option): MEGABYTES'"
        case .processLimit(let count):
            "the block was stopped because it started more than \(count) processes; compute in the block itself, "
                + "and let 'sweep' use all cores"
        case .fileLimit(let megabytes):
            "the block was stopped because it wrote a file of more than \(megabytes) MB; write less"
        case .reportNotWritten:
            "the block was stopped because what it showed could not be written; is the disk full?"
        case .exhibitNotDrawable(let text):
            text
        case .runtimeSaid(let text):
            text
        case .resultLost:
            "the block ran, and its result was gone before it could be shown; was the store emptied meanwhile? Build again"
        case .keptTwice(let name, let keeper):
            "a value is kept as '\(name)' by \(keeper) already; it names a file, so choose another name here"

        case .data(let fault): fault.sentence
        }
    }

    private func suggestion(_ nearest: String?, _ known: [String]) -> String {
        if let nearest { return "; did you mean '\(nearest)'?" }
        return "; known are " + known.joined(separator: ", ")
    }

    private func withArticle(_ carrier: Label.Carrier) -> String {
        carrier == .equation ? "an equation" : "a \(carrier)"
    }

    private func withArticle(_ kind: LabelKind) -> String {
        kind == .equation ? "an equation" : "a \(kind.noun.lowercased())"
    }

    /// What gives something the label that was asked for.
    private func howToLabel(_ kind: LabelKind, _ name: String) -> String {
        switch kind {
        case .figure, .claim: "label its block with '//| label: \(name)'"
        case .table:
            "label its block with '//| label: \(name)', or end the caption below it with '{#\(name)}'"
        case .equation: "label it with '{#\(name)}' after its closing '$$'"
        case .section: "end its heading with '{#\(name)}'"
        }
    }

    private func likelyCause(of signal: String) -> String {
        switch signal {
        case "illegal instruction", "trap", "arithmetic error":
            "a run-time check failed, such as an index out of range, an arithmetic overflow, or a forced nil"
        case "segmentation fault", "bus error":
            "often a function that calls itself without end, else a wrong unsafe pointer"
        case "killed": "something outside ended it; where memory ran out, that was the system"
        default: "it was sent this signal, or sent it to itself"
        }
    }

    private func hexadecimal(_ code: UInt32) -> String {
        let digits = String(code, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private func formatted(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
