import Exhibits
import Yams

/// What the YAML between the two `---` lines at the top of a notebook says.
struct FrontMatter: Equatable, Sendable {
    /// The notebook's title: the page's heading and its name in the index.
    var title = ""
    /// One line under the title.
    var subtitle: String?
    /// The part of the paper that the notebook reproduces, such as `Section 6.6, Figure 6`.
    var paper: String?
    /// A sentence for the index page.
    var summary: String?
    /// The notebook's place in reading order; notebooks without one follow, by file name.
    var order: Double?
    /// Who wrote the notebook, where that is not who wrote the site.
    var authors: [String] = []
    /// The day of the notebook, such as `2016-07-21`, for the page's head, the feed and the site's map.
    var date: String?
    /// The label of the figure that stands for the notebook on the front page; else its first figure.
    var thumbnail: PlacedText?
    /// Whether raw HTML in the prose reaches the page. Otherwise it is shown as the text it is.
    var allowsHTML = false

    /// The BibTeX file of the works that the notebook cites, below the notebooks' folder.
    var bibliography: PlacedText?

    static let keys = [
        "title", "subtitle", "paper", "summary", "author", "date", "thumbnail", "order", "allow-html",
        "bibliography",
    ]
}

extension FrontMatter {
    /// Reads the front matter at the top of `source`.
    ///
    /// - Returns: what it says, the number of the line after it, and every problem found; a notebook with a
    ///   problem here is not run.
    static func parse(_ source: SourceText) -> (FrontMatter, bodyLine: Int, problems: [Problem]) {
        var matter = FrontMatter()
        func problem(_ fact: Problem.Fact, _ line: Int = 1, _ column: Int = 1) -> Problem {
            Problem(fact, at: source.position(line: line, column: column))
        }
        guard source.lines.first.map(isFence) == true else {
            return (matter, 1, [problem(.noFrontMatter)])
        }
        guard let end = source.lines.dropFirst().firstIndex(where: isFence) else {
            return (matter, source.lines.count + 1, [problem(.frontMatterNotClosed)])
        }
        let yaml = source.lines[1..<end].joined(separator: "\n")
        let bodyLine = end + 2
        var problems: [Problem] = []
        do {
            guard let root = try composedYAML(yaml) else {
                return (matter, bodyLine, [problem(.missingFrontMatterKey("title"))])
            }
            guard let mapping = root.mapping else {
                let found = root.sequence != nil ? "a list" : "a single value"
                return (matter, bodyLine, [problem(.frontMatterNotMapping(found: found), 2)])
            }
            for (key, value) in mapping {
                // YAML's marks count from the first line of the YAML, which is the file's second.
                let line = (key.mark?.line ?? 1) + 1
                // A place of a value; the YAML begins on the file's second line.
                let place = source.position(
                    line: value.mark.map { $0.line + 1 } ?? line, column: value.mark?.column ?? 1)
                if let fact = matter.set(key.string ?? "", to: value, at: place) {
                    let atKey = if case .unknownFrontMatterKey = fact { true } else { false }
                    let mark = atKey ? key.mark : value.mark
                    problems.append(problem(fact, mark.map { $0.line + 1 } ?? line, mark?.column ?? 1))
                }
            }
        } catch {
            let (reason, line, column) = described(error)
            if isAboutSyntax(error),
                let found = yamlMistake(in: source.lines[1..<end].map(String.init), stop: line)
            {
                return (matter, bodyLine, [problem(.yaml(found.mistake), found.line + 1, found.column)])
            }
            return (matter, bodyLine, [problem(.frontMatterNotYAML(reason), line + 1, column)])
        }
        if matter.title.isEmpty, problems.isEmpty {
            problems.append(problem(.missingFrontMatterKey("title")))
        }
        return (matter, bodyLine, problems)
    }

    /// Sets one key, or says what is wrong with it.
    private mutating func set(_ key: String, to value: Node, at place: SourcePosition) -> Problem.Fact? {
        func text(_ path: WritableKeyPath<FrontMatter, String?>) -> Problem.Fact? {
            guard let string = value.string else {
                return .frontMatterValue(key: key, found: described(value), expected: "text")
            }
            self[keyPath: path] = string
            return nil
        }
        switch key {
        case "title":
            guard let string = value.string, !string.isEmpty else {
                return .frontMatterValue(key: key, found: described(value), expected: "text")
            }
            title = string
            return nil
        case "subtitle": return text(\.subtitle)
        case "paper": return text(\.paper)
        case "summary": return text(\.summary)
        case "author":
            guard let names = texts(in: value) else {
                return .frontMatterValue(key: key, found: described(value), expected: authorsExpected)
            }
            authors = names
            return nil
        case "date":
            guard let day = value.string, isDay(day) else {
                let expected = "a day, written as year, month and day, such as 2016-07-21"
                return .frontMatterValue(key: key, found: described(value), expected: expected)
            }
            date = day
            return nil
        case "thumbnail":
            guard let label = value.string, LabelKind(label: label) == .figure else {
                let expected = "the label of a figure, such as fig-loss"
                return .frontMatterValue(key: key, found: described(value), expected: expected)
            }
            thumbnail = PlacedText(label, at: place)
            return nil
        case "order":
            guard let number = value.float, number.isFinite else {
                return .frontMatterValue(key: key, found: described(value), expected: "a number")
            }
            order = number
            return nil
        case "allow-html":
            guard let answer = value.bool else {
                return .frontMatterValue(key: key, found: described(value), expected: "true or false")
            }
            allowsHTML = answer
            return nil
        case "bibliography":
            guard let path = value.string, isPathBelow(path), path.hasSuffix(".bib") else {
                let expected =
                    "the name of a BibTeX file beside the notebook or below it, such as references.bib"
                return .frontMatterValue(key: key, found: described(value), expected: expected)
            }
            bibliography = PlacedText(path, at: place)
            return nil
        default:
            let nearest = nearestName(to: key, among: FrontMatter.keys)
            return .unknownFrontMatterKey(key, nearest: nearest, known: FrontMatter.keys)
        }
    }

    /// Whether a problem of the front matter leaves open which bibliography the notebook has.
    static func hidesBibliography(_ fact: Problem.Fact) -> Bool {
        switch fact {
        case .noFrontMatter, .frontMatterNotClosed, .frontMatterNotYAML, .frontMatterNotMapping, .yaml: true
        case .frontMatterValue(let key, _, _): key == "bibliography"
        case .unknownFrontMatterKey(_, let nearest, _): nearest == "bibliography"
        default: false
        }
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.trimmingSuffix(while: \.isWhitespace) == "---"
    }
}

/// Whether a path stays in the folder that it begins in.
func isPathBelow(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
}

extension Substring {
    /// The text without the characters at its end for which `isDropped` holds.
    func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isDropped(last) { text.removeLast() }
        return text
    }
}
