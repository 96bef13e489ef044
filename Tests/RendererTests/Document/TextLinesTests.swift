import Testing

@testable import Renderer

@Suite struct TextLinesTests {
    static let texts = [
        "", "\n", "\r", "\r\n", "a", "a\n", "\na", "a\nb\n\nc", "a\r\nb", "a\rb", "a\r\r\nb", "a\n\rb",
        "é\né", "a\u{301}\n\u{301}b", "\u{1F469}\u{200D}\u{1F52C}\r\n\n", "a\u{2028}b",
    ]

    /// The same as by Swift's characters.
    @Test(arguments: texts) func areThoseOfTheCharacters(_ text: String) {
        #expect(
            lines(of: text, endedBy: [.newline, .carriageReturn, .both])
                == text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
        #expect(codeLines(text) == text.split(separator: "\n", omittingEmptySubsequences: false))
    }
}
