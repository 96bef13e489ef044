// Mistakes with the lines that open and close a block of code. Where one is not closed, the next block closes it, so that it
// takes in no other and the message about it is the only one.

/// A line of backticks or tildes that opens a block of code.
struct Fence: Equatable, Sendable {
    var indentation: Int
    /// The backtick or tilde.
    var sign: UInt8
    var count: Int
    /// What follows on the line, such as `swift`.
    var info: String

    /// The fence that a line is, opening or closing; nil where it is none.
    init?(_ line: [UInt8]) {
        indentation = line.prefix { $0 == UInt8(ascii: " ") }.count
        guard indentation < 4, indentation < line.count else { return nil }
        sign = line[indentation]
        guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
        let run = line[indentation...].prefix { [sign] in $0 == sign }
        count = run.count
        let rest = line[run.endIndex...].filter { $0 != 0x0D }
        guard count >= 3, !(sign == UInt8(ascii: "`") && rest.contains(sign)) else { return nil }
        let words = String(decoding: rest.drop { $0.isSpace }, as: UTF8.self)
        info = String(Substring(words).trimmingSuffix(while: \.isWhitespace))
    }

    /// The line that closes the block.
    var closing: String { String(repeating: Character(Unicode.Scalar(sign)), count: count) }

    /// Whether this line closes the block that `opening` opens.
    func closes(_ opening: Fence) -> Bool { sign == opening.sign && count >= opening.count && info.isEmpty }

    /// Whether this line, inside the block that `opening` opens, looks like the beginning of another one.
    func beginsAnother(inside opening: Fence) -> Bool {
        guard sign == opening.sign, count >= opening.count, let first = info.utf8.first else { return false }
        return first.isLetter || first == UInt8(ascii: "{")
    }
}

/// Whether what follows a fence's sign is meant to mark a block that runs: `swift`, or another system's way to say it.
func isMeantToRun(_ info: String) -> Bool {
    let word = info.lowercased().drop { $0 == "{" || $0 == "." }.prefix { $0.isLetter || $0.isNumber }
    let rest = info.drop { $0 == "{" || $0 == "." }.dropFirst(word.count)
    guard rest.first.map({ " {},".contains($0) }) ?? true else { return false }
    return word == "swift" || word.count == 5 && word.sorted() == "swift".sorted()
}

/// The text with a closing fence before each line that looks like the next block inside one that is not closed, and what to
/// say about those.
///
/// - Parameter structure: what the lines are; becomes that of the new text.
func closingFences(_ text: ArrangedText, _ structure: inout LineStructure) -> (ArrangedText, [Problem]) {
    var text = text
    var problems: [Problem] = []
    var searched = 0
    // Each mistake costs another parse. So many can be said at once.
    let most = 16
    while let lines = structure.fencedBlocks.first(where: {
        $0.lowerBound >= searched && !isClosed($0, in: text)
    }) {
        guard problems.count < most, let opening = Fence(text.lines[lines.lowerBound].bytes) else { break }
        let place = text.position(line: lines.lowerBound, offset: opening.indentation)
        let next = lines.dropFirst().first { line in
            Fence(text.lines[line].bytes).map { $0.beginsAnother(inside: opening) } ?? false
        }
        guard let next, let inner = Fence(text.lines[next].bytes) else {
            problems.append(Problem(.fenceNeverClosed(opening.closing), at: place))
            break
        }
        problems.append(
            Problem(
                .fenceNotClosed(
                    opening.closing, before: inner.closing + inner.info, line: text.lines[next].number),
                at: place))
        let closing = ArrangedText.Line(
            bytes: Array(repeating: UInt8(ascii: " "), count: opening.indentation) + opening.closing.utf8,
            number: text.lines[next - 1].number, fixedColumn: 1)
        if next - 1 > lines.lowerBound, text.lines[next - 1].isEmpty {
            text.lines[next - 1] = closing
        } else {
            text.lines.insert(closing, at: next)
        }
        searched = lines.lowerBound + 1
        structure = lineStructure(of: text)
    }
    return (text, problems)
}

/// Whether a block between fences is closed, and by the right line.
private func isClosed(_ lines: ClosedRange<Int>, in text: ArrangedText) -> Bool {
    guard let opening = Fence(text.lines[lines.lowerBound].bytes) else { return true }
    for line in lines.dropFirst() {
        guard let fence = Fence(text.lines[line].bytes) else { continue }
        if fence.closes(opening) { return true }
        if fence.beginsAnother(inside: opening) { return false }
    }
    return false
}
