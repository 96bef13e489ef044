import Testing

@testable import Renderer

@Suite struct DiagnosticsTests {
    @Test func errorsCarryTheirNotes() {
        let said = """
            notebooks/a.md:8:9: warning: variable 'w' was never used
                let w = 1
                    ^
            /usr/lib/x.swift:1:1: note: belongs to the warning
            notebooks/a.md:14:3: error: no exact matches in call to 'f'
                f("x")
                ^
            notebooks/a.md:9:6: note: candidate expects Int
            /somewhere/Lab.swiftinterface:3:4: note: found this candidate
            notebooks/a.md:14:3: error: no exact matches in call to 'f'
            /tmp/block-1.swift:3:1: error: not in a notebook
            notebooks/a.md:20:1: error: second: with a colon
            """
        let file = "notebooks/a.md"
        #expect(
            CompilerDiagnostics.problems(in: said) == [
                Problem(
                    .compileError("no exact matches in call to 'f'"),
                    at: SourcePosition(file: file, line: 14, column: 3),
                    notes: [
                        .init("candidate expects Int", at: SourcePosition(file: file, line: 9, column: 6)),
                        .init("found this candidate"),
                    ]),
                Problem(
                    .compileError("second: with a colon"), at: SourcePosition(file: file, line: 20, column: 1)
                ),
            ])
    }

    @Test func messagesQuoteTheLine() {
        let source = SourceText(file: "notebooks/a.md", text: "one\n\tlet é = x\nthree\n")
        let problem = Problem(
            .compileError("cannot find 'x' in scope"),
            at: SourcePosition(file: "notebooks/a.md", line: 2, column: 11),
            notes: [
                .init("did you mean 'y'?", at: SourcePosition(file: "notebooks/a.md", line: 1, column: 2)),
                .init("a remark"),
            ])
        #expect(
            problem.message(in: source) == """
                notebooks/a.md:2:11: error: cannot find 'x' in scope
                     2 | \tlet é = x
                       | \t        ^
                notebooks/a.md:1:2: note: did you mean 'y'?
                     1 | one
                       |  ^
                    note: a remark
                """)
    }

    static let facts: [(Problem.Fact, String)] = [
        (.thrown("no file"), "the block threw an error: no file"),
        (.trapped(signal: "trap", message: "my words"), "the block crashed (trap): my words"),
        (
            .trapped(signal: "illegal instruction", message: nil),
            "the block crashed (illegal instruction): a run-time check failed, such as an index out of range, "
                + "an arithmetic overflow, or a forced nil"
        ),
        (
            .trapped(signal: "segmentation fault", message: nil),
            "the block crashed (segmentation fault): often a function that calls itself without end, else a wrong "
                + "unsafe pointer"
        ),
        (
            .trapped(signal: "signal 15", message: nil),
            "the block crashed (signal 15): it was sent this signal, or sent it to itself"
        ),
        (.unreadable(reason: "Is a directory"), "the file cannot be read: Is a directory"),
        (
            .timeLimit(seconds: 10, option: nil),
            "the inline value was stopped after 10 s, its time limit; compute it in a block and name the result here"
        ),
        (
            .outputLimit(bytes: 65_536, option: nil),
            "the inline value was stopped because it printed more than 64 KB; print in a block"
        ),
        (.exited(code: 3), "the block ended its own process with exit code 3; a block must run to its end"),
        (
            .timeLimit(seconds: 600, option: "time-limit"),
            "the block was stopped after 600 s, its time limit; look for an endless loop, or raise the limit with "
                + "'//| time-limit: SECONDS'"
        ),
        (
            .timeLimit(seconds: 0.5, option: "time-limit"),
            "the block was stopped after 0.5 s, its time limit; look for an endless loop, or raise the limit with "
                + "'//| time-limit: SECONDS'"
        ),
        (
            .outputLimit(bytes: 262_144, option: "output-limit"),
            "the block was stopped because it printed more than 256 KB, its output limit; print less, or raise the "
                + "limit with '//| output-limit: KILOBYTES'"
        ),
        (
            .memoryLimit(megabytes: 4096, option: "memory-limit"),
            "the block was stopped because it used more than 4096 MB of memory, its limit; look for something that "
                + "grows without end, or raise the limit with '//| memory-limit: MEGABYTES'"
        ),
        (
            .memoryLimit(megabytes: 4096, option: nil),
            "the inline value was stopped because it used more than 4096 MB of memory; compute it in a block and "
                + "name the result here"
        ),
        (
            .processLimit(count: 64),
            "the block was stopped because it started more than 64 processes; compute in the block itself, and let "
                + "'sweep' use all cores"
        ),
        (
            .fileLimit(megabytes: 2048),
            "the block was stopped because it wrote a file of more than 2048 MB; write less"
        ),
        (
            .reportNotWritten,
            "the block was stopped because what it showed could not be written; is the disk full?"
        ),
        (.programNotRun("bwrap: no"), "the notebook's program could not run: bwrap: no"),
        (.programNotBuilt("ld: no"), "the notebook's program could not be built: ld: no"),
        (.inlineWithoutExpression, "expected one Swift expression after '{swift}'"),
        (.notUTF8, "the file is not UTF-8 text; save it as UTF-8"),
        (
            .runtimeSaid("a sweep needs at least one seed, found seeds: 0"),
            "a sweep needs at least one seed, found seeds: 0"
        ),
    ]

    @Test(arguments: facts) func sentences(_ fact: Problem.Fact, _ expected: String) {
        #expect(Problem(fact, at: SourcePosition(file: "a.md", line: 1)).sentence == expected)
    }
}
