import Fuzzing
import TestSupport
import Testing

@testable import Renderer

/// Nesting and repetition beyond all reason. There is no clock here: what grows with the square of its input, or with
/// its depth on the stack, does not end while anybody waits.
@Suite(.enabled(if: slowTestsAreOn)) struct PathologicalTests {
    @Test(arguments: [
        "[", "]", "![[", "> ", ">", "*", "**a ", "_a_", "`", "``", "a `b", "$", "$a ", "$a$ ", "$$", "$$ ",
        "$`$", "\\", "\\`", "<", "<a:", "<a@", "&#xFDD0;",
        "@a ", "@fig-a ", "[@a; ", "[@a] ", "[^a", "[^a] ", "{#a", "{#a} ", "| ", "|-", "- ", "1. ", "#",
        "[a](", "[a](b) ", "a\\|", "<!--", "\"", "'",
        "> [!NOTE] ", "`{swift} x`", "`{swift}", "é",
    ]) func aLineOfRepetitionsEnds(_ token: String) {
        holds(String(repeating: token, count: 20_000) + "\n")
    }

    @Test(arguments: [
        "$$\n", "$$\na\n", "- ", "[^a]\n\n", "[^a]: b\n", "[^a]: b\n\n", "| a |\n|---|\n| b |\n\n",
        "| a |\n|---|\n: c\n\n", "# a\n", "## a {#sec-a}\n", "> a\n\n",
        "```\n", "```swift\n```\n", "@fig-a\n\n", "$a\n", "`\n", "[@a\n", "~~~\n\n", "a\n\n", "<b>\n\n",
        "@misc{a}\n", "    a\n\n", "- a\n", ": a\n", "|-|\n", "$$a$$ {#eq-a}\n\n",
    ]) func aPageOfRepetitionsEnds(_ lines: String) {
        holds(String(repeating: lines, count: 3000))
    }

    @Test func nestedListsAndQuotationsEnd() {
        holds((0..<700).map { String(repeating: " ", count: 2 * $0) + "- $a$ [^b]" }.joined(separator: "\n"))
        holds(String(repeating: "> - ", count: 2000) + "a $b$\n")
        holds(String(repeating: "> ", count: 10_000) + "$$\na\n$$\n")
        holds(String(repeating: "*a **a ", count: 5000) + String(repeating: "** a* ", count: 5000))
    }

    @Test func aTableAsWideAsItIsLongEnds() {
        let row = String(repeating: "| a ", count: 10_000) + "|\n"
        let rule = String(repeating: "|---", count: 10_000) + "|\n"
        holds(row + rule + row + row)
        holds("| a |\n|---|\n" + String(repeating: "| b |\n", count: 10_000))
        holds("| a |\n|---|\n" + row)
    }

    @Test func manyNamesEnd() {
        let names = (0..<3000).map { "n\($0)" }
        holds(names.map { "[^\($0)] " }.joined() + "\n\n" + names.map { "[^x\($0)]: a\n" }.joined())
        holds(
            names.map { "@fig-\($0) [@\($0)] " }.joined() + "\n\n"
                + names.map { "$$a$$ {#eq-\($0)}\n\n" }.joined())
        holds("[" + names.map { "@\($0); " }.joined() + "]\n")
    }

    private func holds(_ body: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let input = FuzzCase(
            notebook: Array(("---\ntitle: T\nbibliography: fuzz.bib\n---\n" + body).utf8), bibliography: [])
        #expect(brokenInvariants(input) == [], sourceLocation: sourceLocation)
    }
}
