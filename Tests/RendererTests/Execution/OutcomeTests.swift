import Exhibits
import Testing

@testable import Renderer

@Suite struct OutcomeTests {
    let plan = NotebookPlan(
        notebook("```swift\nprint(1)\n2\n```\n\n```swift\nprint(3)\n```\n\n`{swift} 4`\n"), in: .forTests)

    private func failed(
        _ events: [BlockEvent], printed: String = "", complaints: String = "",
        end: ProgramOutcome.End = .exited(0)
    ) -> [FailedBlock] {
        ProgramOutcome(events: events, printed: Array(printed.utf8), complaints: complaints, end: end)
            .failedBlocks(in: plan)
    }

    @Test func whatAFailedBlockShowedIsKeptInOrder() {
        let events: [BlockEvent] = [
            .began(block: 0, printed: 0, isAgain: false), .reached(block: 0, statement: 0),
            .reached(block: 0, statement: 1),
            .showed(block: 0, statement: 1, exhibit: .text("2\n"), printed: 2),
            .failed(block: 0, statement: 1, isThrown: true, message: "no"),
            .began(block: 1, printed: 4, isAgain: false), .reached(block: 1, statement: 0),
            .ended(block: 1, printed: 6), .finished,
        ]
        #expect(
            failed(events, printed: "1\n3\n") == [
                FailedBlock(
                    block: 0, exhibits: [.text("1\n"), .text("2\n"), .text("3\n")],
                    problem: Problem(.thrown("no"), at: place(6, 1)))
            ])
    }

    @Test func whatBlocksBeforePrintedIsNotTheFailedOnes() {
        let events: [BlockEvent] = [
            .began(block: 0, printed: 0, isAgain: false), .ended(block: 0, printed: 2),
            .began(block: 1, printed: 2, isAgain: false), .reached(block: 1, statement: 0),
            .printedTooMuch(block: 1, statement: 0), .finished,
        ]
        let fact = Problem.Fact.outputLimit(bytes: 256 << 10, option: "output-limit")
        #expect(
            failed(events, printed: "1\n3\n") == [
                FailedBlock(block: 1, exhibits: [.text("3\n")], problem: Problem(fact, at: place(10, 1)))
            ])
    }

    @Test func aGoodEndHasNoFailure() {
        #expect(
            failed([.began(block: 0, printed: 0, isAgain: false), .ended(block: 0, printed: 0), .finished])
                == [])
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
        let events: [BlockEvent] = [
            .began(block: 0, printed: 0, isAgain: false), .reached(block: 0, statement: 0),
        ]
        let problem = failed(events, complaints: complaints, end: .signalled(4)).map(\.problem)
        #expect(
            problem
                == [
                    Problem(
                        .trapped(signal: "illegal instruction", message: "Index out of range"),
                        at: place(10, 7),
                        notes: [.init("called from here", at: place(5, 1))])
                ])
        let untraced = failed(events, end: .signalled(11)).map(\.problem)
        #expect(untraced == [Problem(.trapped(signal: "segmentation fault", message: nil), at: place(5, 1))])
    }

    /// Optimized code has its checks built in; the back trace alone says which of them failed.
    @Test(
        arguments: [
            ("*** Swift runtime failure: arithmetic overflow ***", "Arithmetic overflow"),
            ("*** Swift runtime failure: Division by zero ***", "Division by zero"),
            (
                "  0 [inlined] [system] 0x01 specialized Array.subscript.getter in program at //<compiler-generated>",
                "Index out of range"
            ),
            (
                "  0 [inlined] [system] 0x01 ArraySlice<Int>.subscript.modify in program at //<c>",
                "Index out of range"
            ),
            ("  0 [inlined] [system] 0x01 static String.== infix(_:_:) in program at //<c>", nil),
            ("  1 [inlined] [system] 0x01 specialized Array.subscript.getter in program at //<c>", nil),
        ] as [(String, String?)]) func aCheckSaysWhichItWas(_ line: String, _ message: String?)
    {
        let crash = Crash(
            signal: 4, complaints: "\n\(line)\n  1  0x02 main + 1 in program at \(MarkedSource.file):5:1\n",
            runs: [:])
        #expect(
            crash.problem(in: plan, reached: place(1, 1))
                == Problem(.trapped(signal: "illegal instruction", message: message), at: place(5, 1)))
    }

    @Test func anEndBeforeTheEndIsAProblem() {
        let events: [BlockEvent] = [
            .began(block: 0, printed: 0, isAgain: false), .reached(block: 0, statement: 0),
        ]
        #expect(
            failed(events, end: .exited(0)).map(\.problem) == [Problem(.exited(code: 0), at: place(5, 1))])
        let limit = Problem.Fact.timeLimit(seconds: 1, option: "time-limit")
        #expect(failed(events, end: .stopped(limit)).map(\.problem) == [Problem(limit, at: place(5, 1))])
        #expect(failed([.finished], end: .exited(0)) == [])
        let unreported = failed(events, end: .exited(74)).map(\.problem)
        #expect(unreported == [Problem(.reportNotWritten, at: place(5, 1))])
        let tooLong = failed(events, end: .signalled(25)).map(\.problem)
        #expect(tooLong == [Problem(.fileLimit(megabytes: 2048), at: place(5, 1))])
    }

    private func place(_ line: Int, _ column: Int) -> SourcePosition {
        SourcePosition(file: MarkedSource.file, line: line, column: column)
    }
}
