import Foundation
import Testing

@testable import Renderer

/// Every message has its entry, and every entry is a message. An entry is a list item that begins with it.
@Suite struct GuideMessageTests {
    @Test func everyMessageOfANotebookHasItsEntry() throws {
        let sentences = MessageSamples.facts.map {
            Problem($0, at: SourcePosition(file: "", line: 1)).sentence
        }
        let remarks = MessageSamples.sandboxLacks.map { "\($0)" }
        expectEntries(in: try GuidePage("messages"), sentences + remarks)
    }

    @Test func everyErrorOfACommandHasItsEntry() throws {
        expectEntries(in: try GuidePage("commands"), MessageSamples.commandErrors.map { "\($0)" })
    }

    /// A new message needs a sample, and so an entry.
    @Test(arguments: [
        ("Renderer/Document/Problem", "Fact"), ("Renderer/Bibliography/BibTeX", "BibTeXFault"),
        ("Renderer/Math/TeXFault", "TeXFault"), ("Renderer/Document/YAMLMistakes", "YAMLMistake"),
        ("Renderer/DataSets/DataFault", "DataFault"), ("Renderer/DataSets/DataShelf", "DataShelfError"),
        ("Renderer/Execution/Sandbox", "SandboxLack"), ("Renderer/BuildError", "BuildError"),
        ("Renderer/CommandMistake", "CommandMistake"),
        ("Renderer/Explanation/Inspection", "InspectionError"),
        ("Renderer/Authoring/NewNotebook", "Mistake"), ("Renderer/Export/ExportError", "ExportError"),
        ("Preview/LivePreview", "PreviewError"),
    ]) func everyCaseHasASample(_ file: String, _ type: String) throws {
        let source = try String(contentsOfFile: "\(Products.package)/Sources/\(file).swift", encoding: .utf8)
        let faults = MessageSamples.facts.compactMap { fact -> Any? in
            switch fact {
            case .bibTeX(let fault): fault
            case .data(let fault): fault
            case .tex(let fault): fault
            case .yaml(let mistake): mistake
            default: nil
            }
        }
        let samples: [Any] =
            MessageSamples.facts as [Any] + faults + MessageSamples.sandboxLacks
            + MessageSamples.commandErrors
        let cases = casesOfEnum(type, in: source)
        let names = samples.filter { "\(Swift.type(of: $0))" == type }.map(caseName)
        #expect(!cases.isEmpty)
        #expect(Set(names).count == cases.count, "samples of \(names), cases \(cases)")
    }

    @Test func casesAreFoundInTheSource() {
        let source = """
            struct S {
                enum Fact: Error {
                    // A comment
                    case plain
                    case two(Int, of: String), three
                    var words: String {
                        switch self { case .plain: "no" }
                    }
                }
                enum Other { case other }
            }
            """
        #expect(casesOfEnum("Fact", in: source) == ["plain", "two", "three"])
        #expect(casesOfEnum("Other", in: source) == ["other"])
        #expect(casesOfEnum("Missing", in: source) == [])
        #expect(caseName(Problem.Fact.exited(code: 1)) == "exited")
        #expect(caseName(Problem.Fact.notUTF8) == "notUTF8")
    }

    private func expectEntries(
        in page: GuidePage, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let entries = page.lines.compactMap { line in
            line.hasPrefix("- `") ? code(String(line.dropFirst(2))) : nil
        }
        // Said one by one first, because an unequal list of sixty sentences is hard to read.
        #expect(
            expected.filter { !entries.contains($0) } == [], "without entry", sourceLocation: sourceLocation)
        #expect(
            entries.filter { !expected.contains($0) } == [], "no such message", sourceLocation: sourceLocation
        )
        #expect(entries == expected, sourceLocation: sourceLocation)
    }
}

/// What is the same for all values of an enum's case and for no other: its name, or its words where it holds nothing.
private func caseName(_ value: Any) -> String {
    Mirror(reflecting: value).children.first?.label ?? "\(value)"
}
