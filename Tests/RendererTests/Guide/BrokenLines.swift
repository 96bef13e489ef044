import Testing

/// A program's answer with its long lines broken, so that a page shows them whole: what goes on begins with a sign.
func broken(_ answer: String, at width: Int = 80) -> String {
    answer.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var lines: [Substring] = []
        var rest = line
        while rest.count > width {
            let space = rest.prefix(width).lastIndex(of: " ")
            guard let space, rest[..<space].contains(where: { $0 != " " }) else { break }
            lines.append(rest[..<space])
            rest = rest[rest.index(after: space)...]
        }
        return (lines + [rest]).joined(separator: lineBreak)
    }.joined(separator: "\n")
}

/// The answer as the program printed it.
func unbroken(_ text: String) -> String { text.replacing(lineBreak, with: " ") }

private let lineBreak = "\n  ↪ "

@Suite struct BrokenLinesTests {
    @Test(arguments: [
        ("short\n", "short\n"), ("", ""),
        ("one two three four\nfive\n", "one two\n  ↪ three\n  ↪ four\nfive\n"),
        ("      indented\n", "      indented\n"), ("unbreakable-word x\n", "unbreakable-word x\n"),
    ]) func longLinesAreBrokenAndJoinedAgain(_ answer: String, _ shown: String) {
        #expect(broken(answer, at: 9) == shown)
        #expect(unbroken(shown) == answer)
    }
}
