import Exhibits

/// What can be wrong with a formula's TeX, as facts. `FaultSentences.swift` holds the words.
enum TeXFault: Error, Equatable, Sendable {
    case unknownCommand(String, nearest: String?)
    case unknownEnvironment(String, nearest: String?)
    /// `\begin{a}` that meets `\end{b}`.
    case environmentEndsOtherwise(begun: String, ended: String)
    /// The formula ends before this.
    case missing(String)
    /// A `{` without its `}`.
    case braceNotClosed
    /// The formula ends where a command's argument must follow.
    case endsTooEarly
    /// What has nothing that it could belong to: `}`, `&`, `\right`, `\end`.
    case stray(String)
    /// Something that stands where something else must.
    case expected(String, found: String)
    /// A command, `^` or `_` with nothing after it.
    case nothingAfter(String)
    case twoSuperscripts
    case twoSubscripts
    /// A command that belongs into text, or out of it.
    case notIn(mode: String, command: String)
    case tooManyColumns
    case displayOnly(String)
    /// An environment that would number its lines by itself.
    case numbersItself(String)
    /// `\tag` in a formula that has a number.
    case tagAndLabel
    /// A command that would make markup or fix a colour.
    case refused(String)
    /// What cross-references and citations are for.
    case referenceCommand(String)
    /// A `%`, which makes a comment of all behind it.
    case comment
    /// A command that defines another.
    case definition(String)
    case tooDeep
    case tooLong(bytes: Int)
    /// Anything rarer, in the typesetter's words.
    case other(String)

    /// What a search for the place can go by.
    var culprit: String? {
        switch self {
        case .displayOnly(let name) where !name.hasPrefix("\\"): "\\begin{\(name)}"
        case .displayOnly(let name), .unknownCommand(let name, _): name
        default: nil
        }
    }
}

extension TeXFault {
    /// Reads KaTeX's words, without the place.
    init(_ message: String, _ vocabulary: () -> TeXVocabulary) {
        let quoted = message.matches(of: /'([^']*)'/).map { String($0.1) }
        func after(_ beginning: String) -> String? {
            message.hasPrefix(beginning) ? String(message.dropFirst(beginning.count)) : nil
        }
        if let name = after("Undefined control sequence: ") {
            // A word that begins otherwise is hardly meant.
            let alike = vocabulary().commands.filter { $0.dropFirst().first == name.dropFirst().first }
            self = .unknownCommand(name, nearest: nearestName(to: name, among: alike))
        } else if let name = after("No such environment: ") {
            self = .unknownEnvironment(name, nearest: nearestName(to: name, among: vocabulary().environments))
        } else if let names = message.wholeMatch(
            of: /Mismatch: \\begin\{([^}]*)\} matched by \\end\{([^}]*)\}/)
        {
            self = .environmentEndsOtherwise(begun: String(names.1), ended: String(names.2))
        } else if message.hasPrefix("Expected '"), quoted.count == 2 {
            let (wanted, found) = (quoted[0], quoted[1])
            self =
                found == "EOF"
                ? .missing(wanted) : wanted == "EOF" ? .stray(found) : .expected(wanted, found: found)
        } else if let command = after("Expected group as argument to ") ?? after("Expected group after ") {
            self = .nothingAfter(String(command.dropFirst().dropLast()))
        } else if message.hasPrefix("Got function"), message.contains("with no arguments"),
            let name = quoted.first
        {
            self = .nothingAfter(name)
        } else if message.hasPrefix("Can't use function"),
            let mode = message.split(separator: " ").dropLast().last,
            let name = message.firstMatch(of: /function '(.*)' in/)
        {
            self = .notIn(mode: String(mode), command: String(name.1))
        } else if let name = message.wholeMatch(of: /\{(.*)\} can be used only in display mode\./) {
            self = .displayOnly(String(name.1))
        } else {
            self = TeXFault.fixed.first { message.hasPrefix($0.beginning) }?.fault ?? .other(message)
        }
    }

    /// Messages that say all by how they begin.
    private static let fixed: [(beginning: String, fault: TeXFault)] = [
        ("Unexpected end of input in a macro argument", .endsTooEarly),
        ("Expected & or \\\\ or", .missing("\\end")), ("Expected \\\\ or", .missing("\\end")),
        ("Extra }", .stray("}")),
        ("Double superscript", .twoSuperscripts), ("Double subscript", .twoSubscripts),
        ("Too many tab characters", .tooManyColumns),
        ("\\tag works only in display", .displayOnly("\\tag")),
        ("LaTeX-incompatible input and strict mode is set to 'error': % comment", .comment),
        ("too deep", .tooDeep),
    ]
}

/// The names that KaTeX knows, read out of its script, so that a misspelled one can be told its neighbour.
struct TeXVocabulary: Sendable {
    private(set) var commands: [String] = []
    private(set) var environments: [String] = []

    /// Commands are the script's string literals `"\\name"`; environments are in lists `names:["array",…]`.
    init(katex script: [UInt8]) {
        let text = String(decoding: script, as: UTF8.self)
        commands = Set(text.matches(of: /"\\\\([A-Za-z]+)"/).map { "\\" + $0.1 }).sorted()
        let lists = text.matches(of: /names:\[("[A-Za-z*]+"(?:,"[A-Za-z*]+")*)\]/)
        environments = Set(
            lists.flatMap { $0.1.split(separator: ",").map { String($0.dropFirst().dropLast()) } }
        ).sorted()
    }
}
