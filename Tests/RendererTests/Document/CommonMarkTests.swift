import CCmark
import Foundation
import Fuzzing
import Testing

@testable import Renderer

/// The examples of the CommonMark specification as notebooks.
@Suite struct CommonMarkTests {
    private static let examples: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "CommonMark/examples.json")
        return (try? JSONDecoder().decode([String].self, from: Data(contentsOf: file))) ?? []
    }()

    /// None of them holds anything that means more here, but for blocks of code that are not closed, which are mistakes here.
    @Test func everyExampleIsWhatCmarkMakesOfIt() {
        #expect(Self.examples.count == 649)
        var unbalanced = 0
        var unclosed = 0
        for (index, example) in Self.examples.enumerated() {
            let text = "---\ntitle: T\nallow-html: true\n---\n" + example
            let (notebook, problems) = Notebook.parse(file: "notebooks/a.md", bytes: Array(text.utf8))
            let cmarks = cmarkHTML(example)
            let isUnclosed = problems.contains {
                switch $0.fact {
                case .fenceNotClosed, .fenceNeverClosed: true
                default: false
                }
            }
            if isUnclosed {
                unclosed += 1
            } else if markupProblems(cmarks, holdsAuthorsHTML: true).isEmpty {
                #expect(problems == [], "example \(index + 1)")
                #expect(html(of: notebook) == cmarks, "example \(index + 1)")
            } else {
                // HTML that would take in the rest of the page is refused.
                #expect(!problems.isEmpty, "example \(index + 1): \(example)")
                unbalanced += 1
            }
        }
        #expect(unbalanced == 33)
        #expect(unclosed == 6)
    }

    @Test func everyExampleKeepsThePromisesOfAPage() {
        for (index, example) in Self.examples.enumerated() {
            let input = FuzzCase(notebook: Array(("---\ntitle: T\n---\n" + example).utf8), bibliography: [])
            #expect(brokenInvariants(input) == [], "example \(index + 1): \(example)")
        }
    }

    /// All examples in one notebook, which lets those that stay open run into the next.
    @Test func allExamplesTogetherKeepThePromises() {
        let text = "---\ntitle: T\n---\n" + Self.examples.joined(separator: "\n\n")
        #expect(brokenInvariants(FuzzCase(notebook: Array(text.utf8), bibliography: [])) == [])
    }

    private func cmarkHTML(_ markdown: String) -> String {
        guard
            let html = cmark_markdown_to_html(
                markdown, markdown.utf8.count, CMARK_OPT_SMART | CMARK_OPT_UNSAFE)
        else {
            return ""
        }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        return String(cString: html)
    }
}
