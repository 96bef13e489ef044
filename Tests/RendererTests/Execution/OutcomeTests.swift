import Exhibits
import Testing

@testable import Renderer

@Suite struct OutcomeTests {
    let plan = NotebookPlan.make(
        for: notebook("```swift\nprint(1)\n2\n```\n\n```swift\nprint(3)\n```\n\n`{swift} 4`\n"), in: .forTests
    ).0

    private func outcome(
        _ events: [BlockEvent], printed: String = "", complaints: String = "",
        end: ProgramOutcome.End = .exited(0)
    ) -> (NotebookRecord, Problem?) {
        ProgramOutcome(events: events, printed: Array(printed.utf8), complaints: complaints, end: end)
            .interpreted(for: plan)
    }

    @Test func printedTextStandsWhereItWasPrinted() {
        let (record, problem) = outcome(
            [
                .began(block: 0), .reached(block: 0, statement: 0), .reached(block: 0, statement: 1),
                .showed(block: 0, statement: 1, exhibit: .text("2\n"), printed: 2),
                .ended(block: 0, printed: 2),
                .began(block: 1), .reached(block: 1, statement: 0), .ended(block: 1, printed: 4),
                .began(block: 2), .reached(block: 2, statement: 0), .inline(.text("4")),
                .ended(block: 2, printed: 4),
                .finished,
            ], printed: "1\n3\n")
        #expect(problem == nil)
        #expect(
            record
                == NotebookRecord(
                    blocks: [[.text("1\n"), .text("2\n")], [.text("3\n")]], inlineValues: [.text("4")]))
    }

    @Test func aThrownErrorHasItsStatementsPlace() {
        let (record, problem) = outcome(
            [
                .began(block: 0), .reached(block: 0, statement: 1),
                .failed(block: 0, statement: 1, isThrown: true, message: "no"),
            ], printed: "1\n", end: .exited(1))
        #expect(problem == Problem(.thrown("no"), at: place(6, 1)))
        #expect(record.blocks == [[.text("1\n")]])
    }

    @Test func aCrashIsPlacedByItsBackTrace() {
        let complaints = """
            notebooks/test.md:5: Fatal error: Index out of range
            Thread 0 crashed:
              0 0x01 in nb at /usr/lib/swift/x.swift:1:1
              1 0x02 in nb at notebooks/test.md:10:7
              2 0x03 in nb at notebooks/test.md:10:7
              3 0x04 in nb at notebooks/test.md:5:1
            """
        let events: [BlockEvent] = [.began(block: 0), .reached(block: 0, statement: 0)]
        let (_, problem) = outcome(events, complaints: complaints, end: .signalled(4))
        #expect(
            problem
                == Problem(
                    .trapped(signal: "illegal instruction", message: "Index out of range"), at: place(10, 7),
                    notes: [.init("called from here", at: place(5, 1))]))
        let (_, untraced) = outcome(events, complaints: "", end: .signalled(11))
        #expect(untraced == Problem(.trapped(signal: "segmentation fault", message: nil), at: place(5, 1)))
    }

    @Test func anEndBeforeTheEndIsAProblem() {
        let events: [BlockEvent] = [.began(block: 0), .reached(block: 0, statement: 0)]
        #expect(outcome(events, end: .exited(0)).1 == Problem(.exited(code: 0), at: place(5, 1)))
        let limit = Problem.Fact.timeLimit(seconds: 1, option: "time-limit")
        #expect(outcome(events, end: .stopped(limit)).1 == Problem(limit, at: place(5, 1)))
        #expect(outcome([], end: .exited(127)).1 == Problem(.exited(code: 127), at: place(5, 1)))
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: MarkedSource.file, line: line, column: column)
    }
}
