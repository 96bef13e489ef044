import Yams

// What front matter, `site.yml` and `data.yml` need of YAML.

/// The first document of a text. Told the encoding, the library doesn't ask the environment for one, which takes longer than the
/// reading and would let a variable decide.
func composedYAML(_ text: String) throws -> Node? { try Yams.compose(yaml: text, .default, .default, .utf8) }

/// What the authors of a page or site must be.
let authorsExpected = "a name or a list of names"

/// A value as a message quotes it.
func described(_ value: Node) -> String {
    if value.mapping != nil { return "a mapping" }
    if value.sequence != nil { return "a list" }
    return value.string ?? ""
}

/// One text or a list of texts; nil where there is anything else, or an empty text.
func texts(in value: Node) -> [String]? {
    let nodes = value.sequence.map(Array.init) ?? [value]
    let texts = nodes.compactMap(\.string).filter { !$0.isEmpty }
    return texts.count == nodes.count ? texts : nil
}

/// The reason and the place of what stopped the YAML reader: libyaml's, in our words' place.
func described(_ error: any Error) -> (reason: String, line: Int, column: Int) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
        YamlError.composer(_, let problem, let mark, _):
        (problem, mark.line, mark.column)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
        (
            "the key '\(duplicates.joined(separator: "', '"))' is given twice",
            context.mark.line, context.mark.column
        )
    default:
        ("\(error)", 1, 1)
    }
}

/// Whether the YAML reader could not make out the signs themselves.
func isAboutSyntax(_ error: any Error) -> Bool {
    switch error {
    case YamlError.scanner, YamlError.parser: true
    default: false
    }
}

/// Whether a text is a day of the calendar, written `2016-07-21`.
func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
        text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return false }
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day)
}
