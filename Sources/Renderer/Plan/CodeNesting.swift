/// How deep Swift code may be nested before it is given to the toolchain's parser, which recurses: it needs up to twenty
/// kilobytes of stack for a bracket, and its time doubles with each `[` inside another, because it looks ahead whether a
/// type stands there. Code that people write stays far below.
enum CodeNesting {
    /// How many brackets may stand open at once.
    static let mostBrackets = 64
    /// How often the parser's time may double: once for an open `[`, twice for `@` inside an open bracket. Twelve
    /// doublings of some microseconds are a few hundredths of a second.
    static let mostDoublings = 12
    /// How long code may be, in kilobytes: chains without brackets (`- - - x`, `x.a.a.a`) are as deep as they are long.
    static let mostKilobytes = 256

    /// What is too deep, and the byte at which it becomes so. One pass over the bytes, without recursion.
    static func fault(in code: [UInt8]) -> (fact: Problem.Fact, offset: Int)? {
        if code.count > mostKilobytes << 10 { return (.codeTooLong(kilobytes: mostKilobytes), 0) }
        var reader = NestingReader(code: code)
        return reader.fault()
    }
}

/// Follows the brackets of code, past comments and the text of string literals, into their interpolations.
private struct NestingReader {
    let code: [UInt8]
    private var at = 0
    private var open: [Bracket] = []
    /// The doublings of the brackets that are open, back to the last `{`: the parser looks no further ahead.
    private var doublings = 0

    private struct Bracket {
        var isBrace = false
        /// For the `(` of an interpolation, the string that goes on behind its end.
        var string: StringLiteral?
        /// What stands in `doublings` around it.
        var doublingsOutside: Int
        var holdsAttribute = false
    }

    private struct StringLiteral {
        /// How many `#` stand before and behind it.
        var signs: Int
        var isMultiline: Bool
    }

    init(code: [UInt8]) { self.code = code }

    mutating func fault() -> (fact: Problem.Fact, offset: Int)? {
        while at < code.count {
            switch code[at] {
            case UInt8(ascii: "/") where has("//"): skipLine()
            case UInt8(ascii: "/") where has("/*"): skipComment()
            case UInt8(ascii: "\""): readString(signs: 0)
            case UInt8(ascii: "#"): readSigns()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): begin(code[at])
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): end()
            case UInt8(ascii: "@"): noteAttribute()
            default: at += 1
            }
            if open.count > CodeNesting.mostBrackets {
                return (.bracketsTooDeep(limit: CodeNesting.mostBrackets), at - 1)
            }
            if doublings > CodeNesting.mostDoublings {
                return (.listsTooDeep(limit: CodeNesting.mostDoublings), at - 1)
            }
        }
        return nil
    }

    private func has(_ text: String, at place: Int? = nil) -> Bool {
        code[(place ?? at)...].starts(with: text.utf8)
    }

    private mutating func begin(_ byte: UInt8, of string: StringLiteral? = nil) {
        let isBrace = byte == UInt8(ascii: "{")
        open.append(Bracket(isBrace: isBrace, string: string, doublingsOutside: doublings))
        if isBrace { doublings = 0 }
        if byte == UInt8(ascii: "[") { doublings += 1 }
        at += 1
    }

    /// Any bracket ends the last one: which it is matters to nobody here.
    private mutating func end() {
        at += 1
        guard let last = open.popLast() else { return }
        doublings = last.doublingsOutside
        if let string = last.string { skipText(of: string) }
    }

    private mutating func noteAttribute() {
        at += 1
        guard let last = open.indices.last, !open[last].isBrace, !open[last].holdsAttribute else { return }
        open[last].holdsAttribute = true
        doublings += 2
    }

    // MARK: Comments and strings

    private mutating func skipLine() {
        at = code[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? code.count
    }

    private mutating func skipComment() {
        var depth = 0
        repeat {
            if has("/*") {
                depth += 1
                at += 2
            } else if has("*/") {
                depth -= 1
                at += 2
            } else {
                at += 1
            }
        } while depth > 0 && at < code.count
    }

    private mutating func readSigns() {
        let signs = code[at...].prefix { $0 == UInt8(ascii: "#") }.count
        at += signs
        if at < code.count, code[at] == UInt8(ascii: "\"") { readString(signs: signs) }
    }

    private mutating func readString(signs: Int) {
        let isMultiline = has("\"\"\"")
        at += isMultiline ? 3 : 1
        skipText(of: StringLiteral(signs: signs, isMultiline: isMultiline))
    }

    /// Goes to the end of a string, or of the line where that comes first, or into an interpolation.
    private mutating func skipText(of string: StringLiteral) {
        while at < code.count {
            let byte = code[at]
            if byte == 0x0A || byte == 0x0D, !string.isMultiline { return }
            if byte == UInt8(ascii: "\""), has(string.isMultiline ? "\"\"\"" : "\"") {
                let behind = at + (string.isMultiline ? 3 : 1)
                if signs(from: behind, upTo: string.signs) == string.signs {
                    at = behind + string.signs
                    return
                }
            }
            if byte == UInt8(ascii: "\\"), signs(from: at + 1, upTo: string.signs) == string.signs {
                at += 1 + string.signs
                if at < code.count, code[at] == UInt8(ascii: "(") { return begin(code[at], of: string) }
                // What is escaped ends nothing.
                if at < code.count, code[at] != 0x0A, code[at] != 0x0D { at += 1 }
                continue
            }
            at += 1
        }
    }

    private func signs(from place: Int, upTo most: Int) -> Int {
        code[min(place, code.count)...].prefix(most).prefix { $0 == UInt8(ascii: "#") }.count
    }
}
