import Exhibits
import Glibc

/// A program that died of a signal, with what Swift's run time wrote about it.
struct Crash {
    let signal: Int
    let complaints: String
    /// The runs of the block's sweeps by their numbers, in words.
    let runs: [Int: String]

    /// The problem at the place where the crash happened: the first frame of the back trace that lies in the
    /// notebook, or else the statement that was reached last.
    func problem(in plan: NotebookPlan, reached: SourcePosition) -> Problem {
        let frames = frames(in: plan.notebook.source.file)
        let place = frames.first ?? reached
        let callers = frames.dropFirst().prefix(8).map { Problem.Note("called from here", at: $0) }
        let run = crashedRun.map { [Problem.Note("in the run with \($0)", at: nil)] } ?? []
        return Problem(.trapped(signal: signalName, message: message), at: place, notes: run + callers)
    }

    /// The run whose thread crashed, in words.
    private var crashedRun: String? {
        complaints.firstMatch(of: /Thread \d+ "run (\d+)" crashed/).flatMap { Int($0.1) }.flatMap { runs[$0] }
    }

    /// The places in the notebook's file that the back trace names, innermost first, each line once in a row: a line
    /// of the notebook may be two functions of the program.
    private func frames(in file: String) -> [SourcePosition] {
        var frames: [SourcePosition] = []
        for line in complaints.split(separator: "\n") {
            guard let match = line.firstMatch(of: /\ at (.+):(\d+):(\d+)$/), match.1 == file,
                let number = Int(match.2), let column = Int(match.3)
            else { continue }
            let position = SourcePosition(file: file, line: number, column: column)
            if !frames.contains(position), frames.last?.line != number { frames.append(position) }
        }
        return frames
    }

    /// What a `fatalError` or a failed run-time check of the standard library said. A check that is compiled into the
    /// block says it in the back trace's head, or, for an index, only by the name of the innermost function.
    private var message: String? {
        let lines = complaints.split(separator: "\n")
        for line in lines {
            if let match = line.firstMatch(of: /Fatal error(?:: (.*))?$/) {
                return match.1.map { withShortFoundationErrors(String($0)) } ?? "fatal error"
            }
            if let match = line.firstMatch(of: /Swift runtime failure: (.*) \*\*\*$/) {
                return sentence(match.1)
            }
        }
        let innermost = lines.first { $0.firstMatch(of: /^\s*0\s/) != nil }
        let index = /\[system\].* \w*(?:Array|Slice|Buffer)\w*(?:<.*>)?\.subscript\./
        return innermost?.firstMatch(of: index) == nil ? nil : "Index out of range"
    }

    private func sentence(_ words: Substring) -> String { words.prefix(1).uppercased() + words.dropFirst() }

    private var signalName: String {
        switch Int32(signal) {
        case SIGILL: "illegal instruction"
        case SIGTRAP: "trap"
        case SIGSEGV: "segmentation fault"
        case SIGABRT: "abort"
        case SIGBUS: "bus error"
        case SIGFPE: "arithmetic error"
        case SIGKILL: "killed"
        default: "signal \(signal)"
        }
    }
}
