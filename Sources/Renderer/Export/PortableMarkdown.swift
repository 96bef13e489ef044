/// The prose of a notebook as Markdown for other programs: its inline values, cross-references and citations as the words that
/// the page has in their places, and its labels as numbers. What is left (formulas, footnotes, tables, callouts) is as
/// it was written, since GitHub and Jupyter know most of it.
struct PortableMarkdown {
    private let result: NotebookResult
    private let targets: SiteTargets
    private let works: CitedWorks
    private let values: InlineValues
    /// The number of the file's line on which the body begins.
    let firstLine: Int
    private let body: Scanned
    /// How many tables have a caption so far.
    private(set) var tableCount = 0

    /// A text in which marks stand for what is beyond CommonMark.
    private struct Scanned {
        var text: ArrangedText
        var marks: MarkTable
    }

    init(_ result: NotebookResult, _ targets: SiteTargets) {
        self.result = result
        self.targets = targets
        works = CitedWorks(result.notebook)
        values = InlineValues(of: result)
        let source = result.notebook.source
        firstLine = FrontMatter.parse(source).bodyLine
        let text = ArrangedText(source, from: firstLine)
        body = Self.scan(text, lineStructure(of: text))
    }

    private static func scan(_ text: ArrangedText, _ structure: LineStructure) -> Scanned {
        var scanner = MarkScanner(text, structure, marks: MarkTable())
        let marked = scanner.marked()
        return Scanned(text: marked, marks: scanner.marks)
    }

    /// The lines from `first` up to `end` of the file, without empty lines around them.
    mutating func prose(from first: Int, before end: Int) -> String {
        let lines = body.text.lines.indices.clamped(to: max(0, first - firstLine)..<max(0, end - firstLine))
        let text = written(
            lines.map { String(decoding: body.text.lines[$0].bytes, as: UTF8.self) }, body.marks)
        return numberingTables(in: text)
    }

    /// A block's caption after its number: `**Figure 2.** words`.
    func caption(_ number: String, _ words: PlacedText?) -> String {
        guard let words else { return "**\(number).**" }
        let text = ArrangedText(file: result.notebook.source.file, lines: [ArrangedText.Line(words)])
        let structure = LineStructure(lines: 1, areParagraphs: true)
        let scanned = Self.scan(text, structure)
        return "**\(number).** "
            + written(scanned.text.lines.map { String(decoding: $0.bytes, as: UTF8.self) }, scanned.marks)
    }

    /// The number of the next table, which a block shows.
    mutating func nextTable() -> String {
        tableCount += 1
        return "Table \(tableCount)"
    }

    /// What a figure shows, for readers who cannot see it.
    func description(_ words: PlainProse?) -> String? {
        words?.pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .inline(let expression): values[expression] ?? ""
            }
        }.joined()
    }

    /// The list of cited works, as HTML, which Markdown may hold; nil where nothing is cited.
    var references: String? { works.listHTML }

    // MARK: Marks

    private func written(_ lines: [String], _ marks: MarkTable) -> String {
        let pieces = marks.cut(lines.joined(separator: "\n"))
        var result = ""
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text): append(text, to: &result)
            case .mark(let number):
                var next: Character?
                if index + 1 < pieces.count, case .text(let text) = pieces[index + 1] { next = text.first }
                append(marks[number], before: next, to: &result)
            }
        }
        return result.trimmingEmptyLines()
    }

    /// A line that went on with a mark was written with the mark; what makes it part of a quotation goes too.
    private func append(_ text: Substring, to result: inout String) {
        for scalar in text.unicodeScalars {
            if scalar == MarkCharacter.filler {
                while let last = result.popLast(), last != "\n" {}
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    private func append(_ mark: SourceMark, before next: Character?, to text: inout String) {
        switch mark.kind {
        case .inline(let expression):
            text += inSentence(values[expression] ?? mark.source, after: text, before: next)
        case .reference(var reference):
            // Without the link: what it leads to on the page is not here.
            reference.isInsideLink = true
            let words = html(of: reference, on: result.notebook.name, targets, works)
            text += words.contains("class=\"missing\"") ? mark.source : escapedMarkup(inHTML: words)
        case .math(let formula):
            let number = formula.label.flatMap { targets.numbers(of: result.notebook.name).equations[$0] }
            guard let number, let end = mark.source.ranges(of: "$$").last else { return text += mark.source }
            text += "\(mark.source[..<end.lowerBound])\\tag{\(number)}$$"
        case .label(let name):
            text = String(Substring(text).trimmingSuffix { $0 == " " })
            numberSection(name, in: &text)
        case .footnote, .table, .part, .unclosedMath, .faultyInline, .verbatim: text += mark.source
        }
    }

    /// Writes a section's number behind the signs that begin its heading.
    private func numberSection(_ label: String, in text: inout String) {
        guard LabelKind(label: label) == .section,
            let number = targets.numbers(of: result.notebook.name).targets[label]?.number
        else { return }
        let line = text.lastIndex(of: "\n").map { text.index(after: $0) } ?? text.startIndex
        let words = text[line...].firstIndex { !"#> ".contains($0) } ?? text.endIndex
        text.insert(contentsOf: "\(number) ", at: words)
    }

    /// Gives the captions below pipe tables their numbers.
    private mutating func numberingTables(in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var above = ""
        for (index, line) in lines.enumerated() {
            if line.allSatisfy({ $0.isWhitespace || $0 == ">" }) { continue }
            if above.contains("|"), let match = line.prefixMatch(of: /[\s>]*(Table:|:)\s+/) {
                let start = line[..<match.1.startIndex]
                lines[index] = "\(start)**\(nextTable()).** \(line[match.range.upperBound...])"
            }
            above = line
        }
        return lines.joined(separator: "\n")
    }
}

/// A value as Markdown that is only text. At the beginning of a line `-`, `+` and `12.` would begin a list.
private func inSentence(_ value: String, after before: String, before next: Character?) -> String {
    let text = escapedMarkdown(value.split(whereSeparator: \.isNewline).joined(separator: " "))
    let line = before.reversed().prefix { $0 != "\n" }
    guard line.allSatisfy({ $0 == " " || $0 == ">" }), let first = text.first else { return text }
    if "-+=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard !digits.isEmpty else { return text }
    if rest.isEmpty { return next == "." || next == ")" ? text + "\\" : text }
    let endsNumber = ".)".contains(rest.first ?? " ") && (rest.count == 1 || rest.dropFirst().first == " ")
    return endsNumber ? digits + "\\" + rest : text
}

/// HTML whose words Markdown leaves as they are.
private func escapedMarkup(inHTML html: String) -> String {
    String(html.flatMap { "\\`*_[]|~$".contains($0) ? "\\\($0)" : "\($0)" })
}

extension String {
    /// The text without the empty lines around it.
    fileprivate func trimmingEmptyLines() -> String {
        let begun = split(separator: "\n", omittingEmptySubsequences: false).drop {
            $0.allSatisfy(\.isWhitespace)
        }
        let end = begun.lastIndex { !$0.allSatisfy(\.isWhitespace) }
        return end.map { begun[begun.startIndex...$0].joined(separator: "\n") } ?? ""
    }
}
