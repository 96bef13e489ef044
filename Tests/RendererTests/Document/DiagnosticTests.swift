import Testing

@testable import Renderer

/// What an editor reads of a problem; the real command's lines are in `CommandTests`.
@Suite struct DiagnosticTests {
    let plan = NotebookPlan(
        notebook(
            "```swift\n//| label: first\nlet a = 1\n```\n\n`{swift} a` and `{swift} b`\n\n```swift\n2\n```\n"),
        in: .forTests)

    @Test func everyFieldIsWritten() {
        let problem = Problem(
            .compileError("cannot find 'x' in \"scope\""), at: place(6, 5),
            notes: [.init("did you mean this?", at: place(6, 1)), .init("in general")])
        #expect(
            Diagnostic(problem, in: plan).json
                == #"{"block":"first","column":5,"file":"notebooks/test.md","line":6,"#
                + #""message":"cannot find 'x' in \"scope\"","notebook":"test","notes":["#
                + #"{"column":1,"file":"notebooks/test.md","line":6,"message":"did you mean this?"},"#
                + #"{"message":"in general"}],"severity":"error"}"#)
    }

    @Test func theTextIsThatOfTheTerminal() {
        let problem = Problem(.compileError("no"), at: place(6, 5), notes: [.init("a note", at: place(6, 1))])
        #expect(Diagnostic(problem, in: plan).text == problem.message(in: plan.notebook.source))
        #expect(Diagnostic(.remark, "late").text == "late")
    }

    @Test(arguments: [
        (place(4), "first"), (place(7), "first"), (place(9, 10), "inline value on line 9"),
        (place(12), "block-2"),
        (place(1), nil), (place(8), nil), (place(9, 11), nil),
        (SourcePosition(file: "notebooks/other.md", line: 6), nil),
    ]) func theBlockIsTheOneAround(_ position: SourcePosition, _ block: String?) {
        #expect(Diagnostic(Problem(.compileError("no"), at: position), in: plan).block == block)
    }

    @Test func whatHasNoPlaceHasNoFields() {
        #expect(
            Diagnostic(.remark, "the record x is damaged").json
                == #"{"message":"the record x is damaged","notes":[],"severity":"remark"}"#)
    }
}

private func place(_ line: Int, _ column: Int = 1) -> SourcePosition {
    SourcePosition(file: MarkedSource.file, line: line, column: column)
}
