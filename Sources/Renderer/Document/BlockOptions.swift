import Exhibits
import Yams

/// The options that an experiment block may carry in lines `//| key: value` at its top, spelled as Quarto spells
/// them where Quarto has them.
enum BlockOption: String, CaseIterable, Sendable {
    /// The block's name: letters, digits and hyphens. Runs are seeded by it and figures are linked by it.
    case label
    /// The caption of the block's figure.
    case figureCaption = "fig-cap"
    /// What the block's figure shows, for readers who cannot see it.
    case figureDescription = "fig-alt"
    /// The caption of the block's table.
    case tableCaption = "tbl-cap"
    /// The verdict that the block's claim is expected to have in the quick profile.
    case expect
    /// Whether the page shows the block's code (default true).
    case echo
    /// Whether the block is run at all (default true).
    case evaluate = "eval"
    /// Whether the page shows anything of the block; it runs all the same (default true).
    case include
    /// Whether the code is folded away behind a line that opens it (default false).
    case codeFold = "code-fold"
    /// The line that opens folded code (default `Code`).
    case codeSummary = "code-summary"
    /// Seconds of wall-clock time after which the block is stopped (default 600).
    case timeLimit = "time-limit"
    /// Kilobytes that the block may print (default 256).
    case outputLimit = "output-limit"
    /// Megabytes of memory that the notebook's program may use while the block runs (default 4096, or three quarters of
    /// the machine's where that is less).
    case memoryLimit = "memory-limit"
    /// The data sets that the block reads: one name, or a list.
    case data
    /// The only profile in which the block reads them (default: every profile).
    case dataProfile = "data-profile"
}

/// The options of one block, with their defaults.
struct BlockOptions: Equatable, Sendable {
    var label: String?
    var figureCaption: PlacedText?
    var figureDescription: PlacedText?
    var tableCaption: PlacedText?
    var expectation: Expectation?
    var showsCode = true
    var isEvaluated = true
    var isIncluded = true
    var foldsCode = false
    var codeSummary = "Code"
    var timeLimit = 600.0
    var outputLimit = 256
    /// Nil for the default, which the machine decides.
    var memoryLimit: Int?
    /// The names of the data sets that it reads, each with its place.
    var data: [PlacedText] = []
    /// Nil where it reads them in every profile.
    var dataProfile: Profile?

    init() {}
}

extension BlockOptions {
    /// The data sets that the block reads in a profile.
    func data(in profile: String) -> [PlacedText] {
        dataProfile == nil || dataProfile?.rawValue == profile ? data : []
    }

    /// Reads the option lines at the top of a block's code.
    ///
    /// - Parameters:
    ///   - lines: the block's lines, of which only those at the top that begin with `//|` are read; empty lines may
    ///     stand before them.
    ///   - start: the position of the first of them.
    /// - Returns: the options, how many lines they take, and the problems found.
    static func parse(_ lines: [Substring], from start: SourcePosition) -> (
        BlockOptions, lineCount: Int, [Problem]
    ) {
        var options = BlockOptions()
        var problems: [Problem] = []
        var given: [BlockOption: Int] = [:]
        let blankCount = lines.prefix { $0.allSatisfy(\.isWhitespace) }.count
        let optionLines = lines.dropFirst(blankCount).prefix { $0.hasPrefix("//|") }
        var lastName: String?
        for (offset, line) in zip(optionLines.indices, optionLines) {
            let text = String(line.dropFirst(3))
            let indent = text.prefix { $0 == " " }.utf8.count
            var position = start
            position.line += offset
            position.column += 3 + indent
            guard
                let mapping = try? composedYAML(text.drop { $0 == " " } + "\n")?.mapping,
                let (key, value) = mapping.first, mapping.count == 1, let name = key.string
            else {
                let content = String(text.drop { $0 == " " })
                if let (mistake, offset) = yamlMistake(in: content) {
                    position.column += offset
                    problems.append(Problem(.yaml(mistake), at: position))
                } else if indent > 1, let lastName {
                    problems.append(Problem(.optionContinued(of: lastName), at: position))
                } else {
                    problems.append(Problem(.optionNotKeyValue(text), at: position))
                }
                continue
            }
            lastName = name
            guard let option = BlockOption(rawValue: name) else {
                let known = BlockOption.allCases.map(\.rawValue)
                let nearest = nearestName(to: name, among: known)
                problems.append(Problem(.unknownOption(name, nearest: nearest, known: known), at: position))
                continue
            }
            if let first = given[option] {
                problems.append(Problem(.optionTwice(name, firstLine: first), at: position))
                continue
            }
            given[option] = position.line
            let content = text.drop { $0 == " " }
            if option == .data {
                options.data = (value.sequence.map(Array.init) ?? [value]).compactMap {
                    placed($0, in: content, from: position)
                }
            }
            if let expected = options.set(
                option, to: value, placed(value, in: content, from: position), at: position)
            {
                position.column += (value.mark?.column ?? 1) - 1
                let found = value.string ?? "not a single value"
                problems.append(
                    Problem(.optionValue(key: name, found: found, expected: expected), at: position))
            }
        }
        problems += misplacedOptions(lines[optionLines.endIndex...], from: start)
        return (options, optionLines.isEmpty ? 0 : optionLines.endIndex, problems)
    }

    /// The problems of lines below the options that look like more of them. Text between `"""` may hold anything.
    private static func misplacedOptions(_ lines: ArraySlice<Substring>, from start: SourcePosition)
        -> [Problem]
    {
        var problems: [Problem] = []
        var isInText = false
        for (index, line) in zip(lines.indices, lines) {
            // Most lines have neither sign that counts here.
            let (hasQuote, hasBar) = (
                line.utf8.contains(UInt8(ascii: "\"")), line.utf8.contains(UInt8(ascii: "|"))
            )
            defer { if hasQuote, line.ranges(of: "\"\"\"").count % 2 == 1 { isInText.toggle() } }
            guard hasBar, !isInText else { continue }
            let text = line.drop(while: \.isWhitespace)
            guard let (marker, key) = optionMarker(text) else { continue }
            var position = start
            position.line += index
            position.column += line.utf8.count - text.utf8.count
            let isMarked = marker == "//|"
            guard isMarked || nearestName(to: key, among: BlockOption.allCases.map(\.rawValue)) != nil else {
                continue
            }
            problems.append(
                Problem(isMarked ? .optionNotAtTop(key) : .optionMarker(found: marker), at: position))
        }
        return problems
    }

    /// The sign with which a line like `//| key: value` or `#| key: value` begins, and the key.
    private static func optionMarker(_ line: Substring) -> (marker: String, key: String)? {
        guard let bar = line.firstIndex(of: "|"), let colon = line[bar...].firstIndex(of: ":") else {
            return nil
        }
        let marker = line[...bar]
        guard ["//|", "#|", "///|"].contains(String(marker.filter { !$0.isWhitespace })) else { return nil }
        let key = line[line.index(after: bar)..<colon].drop(while: \.isWhitespace)
        guard !key.isEmpty,
            key.utf8.allSatisfy({ $0.isLetter || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        else { return nil }
        return (String(marker), String(key))
    }

    /// Sets one option, or says what its value must be.
    private mutating func set(
        _ option: BlockOption, to value: Node, _ placed: PlacedText?, at position: SourcePosition
    )
        -> String?
    {
        switch option {
        case .label:
            guard let text = value.string, isLabel(text) else {
                return "a name of lower-case letters, digits and hyphens that begins with a letter"
            }
            label = text
        case .figureCaption: return setText(\.figureCaption, placed)
        case .figureDescription: return setText(\.figureDescription, placed)
        case .tableCaption: return setText(\.tableCaption, placed)
        case .expect:
            guard let verdict = value.string.flatMap(Claim.Verdict.init) else {
                return "supported, contradicted or inconclusive"
            }
            expectation = Expectation(verdict: verdict, position: position)
        case .codeSummary:
            guard let text = value.string else { return "text" }
            codeSummary = text
        case .echo: return setBool(\.showsCode, value)
        case .evaluate: return setBool(\.isEvaluated, value)
        case .include: return setBool(\.isIncluded, value)
        case .codeFold: return setBool(\.foldsCode, value)
        case .timeLimit:
            guard let seconds = value.float, seconds > 0, seconds <= 86_400 else {
                return "a number of seconds above 0, at most 86400"
            }
            timeLimit = seconds
        case .outputLimit:
            guard let kilobytes = value.int, kilobytes > 0, kilobytes <= 16_384 else {
                return "a whole number of kilobytes from 1 to 16384"
            }
            outputLimit = kilobytes
        case .memoryLimit:
            guard let megabytes = value.int, megabytes >= 64, megabytes <= 1 << 20 else {
                return "a whole number of megabytes from 64 to 1048576"
            }
            memoryLimit = megabytes
        case .data:
            let count = value.sequence?.count ?? 1
            guard data.count == count, data.allSatisfy({ isLabel($0.text) }) else {
                return "the name of a data set, or a list of names in brackets"
            }
        case .dataProfile:
            guard let profile = value.string.flatMap(Profile.init) else { return "quick, tune or paper" }
            dataProfile = profile
        }
        return nil
    }

    private mutating func setText(
        _ path: WritableKeyPath<BlockOptions, PlacedText?>, _ value: PlacedText?
    ) -> String? {
        self[keyPath: path] = value
        return value == nil ? "text" : nil
    }

    /// A text with its place in the file. Where YAML's quotes or escapes changed it, only the beginning has a place.
    private static func placed(_ value: Node, in line: Substring, from start: SourcePosition) -> PlacedText? {
        guard let text = value.string else { return nil }
        var position = start
        let offset = (value.mark?.column ?? 1) - 1
        let written = Array(line.utf8).dropFirst(offset)
        let isQuoted = written.first == UInt8(ascii: "\"") || written.first == UInt8(ascii: "'")
        position.column += offset + (isQuoted ? 1 : 0)
        let isVerbatim = written.dropFirst(isQuoted ? 1 : 0).starts(with: text.utf8)
        return PlacedText(text, at: position, isVerbatim: isVerbatim)
    }

    private mutating func setBool(_ path: WritableKeyPath<BlockOptions, Bool>, _ value: Node) -> String? {
        guard let answer = value.bool else { return "true or false" }
        self[keyPath: path] = answer
        return nil
    }
}
