import BlockGraph
import Exhibits
import Foundation
import Storage
import Subprocess
import SystemPackage

/// Compiles a notebook's program with one call of `swiftc -O`.
struct Compiler: Sendable {
    let engine: Engine

    /// What the compiler said of a program.
    enum Outcome {
        case ready
        /// Errors at their Markdown places, at least one.
        case errors([Problem])
        /// No error with a place of ours: the linker's, or a crash of the compiler. Its last lines.
        case unexplained(String)
    }

    /// Writes the program's files into `folder` and compiles them to `folder/program`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled; the compiler has ended then.
    func compile(_ program: Program, in folder: String) async throws -> Outcome {
        for file in program.files { try writeFile(Array(file.text.utf8), to: "\(folder)/\(file.name)") }
        var options = PlatformOptions()
        options.endWholeGroupWhenCancelled()
        let result = try await Subprocess.run(
            .name("swiftc"),
            arguments: Arguments(
                engine.flags + engine.compilerArguments + ["-o", "program"] + program.files.map(\.name)),
            workingDirectory: FilePath(folder), platformOptions: options,
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        try Task.checkCancellation()
        let said = result.standardError + result.standardOutput
        let problems = CompilerDiagnostics.problems(in: said)
        if !problems.isEmpty { return .errors(problems) }
        if result.terminationStatus.isSuccess { return .ready }
        return .unexplained(said.split(separator: "\n").suffix(8).joined(separator: "\n"))
    }
}

extension PlatformOptions {
    /// Puts the process into a group of its own; when the task is cancelled, all of the group is killed at once.
    mutating func endWholeGroupWhenCancelled() {
        processGroupID = 0
        teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
    }
}

extension Problem {
    /// The compiler puts the problem of an `await` at a bracket that the program has and the notebook doesn't; the note
    /// knows the place.
    fileprivate var atTheAwait: Problem {
        guard case .compileError(let text) = fact, text.hasPrefix("cannot pass function of type '() async"),
            let note = notes.first(where: { $0.text.hasPrefix("'async' inferred") }),
            let place = note.position
        else { return self }
        return Problem(fact, at: place, notes: notes.filter { $0 != note })
    }
}

/// Reads what `swiftc -diagnostic-style=llvm` prints.
enum CompilerDiagnostics {
    /// The errors in `text` that lie in a Markdown file, each with the notes that follow it, and of the warnings the one
    /// that speaks of a wrong result.
    static func problems(in text: String) -> [Problem] {
        var problems: [Problem] = []
        // Warnings have notes too; those belong to no error.
        var ownsNotes = false
        for line in text.split(separator: "\n") {
            guard let (position, severity, message) = parse(line) else { continue }
            switch severity {
            case "error",
                "warning" where changedVariable(message) != nil:
                let fact: Problem.Fact =
                    if let name = changedVariable(message) {
                        .runtimeSaid(sentence(onChangeInRun: name))
                    } else {
                        .compileError(
                            CompilerRemedy.words(for: message).map { "\(message); \($0)" } ?? message)
                    }
                let problem = Problem(fact, at: position)
                ownsNotes = !problems.contains { $0.position == position && $0.fact == problem.fact }
                if ownsNotes { problems.append(problem) }
            case "note" where ownsNotes:
                let place = position.file.hasSuffix(".md") ? position : nil
                problems[problems.count - 1].notes.append(.init(message, at: place))
            default:
                ownsNotes = false
            }
        }
        return problems.map(\.atTheAwait).filter { $0.position.file.hasSuffix(".md") }
    }

    /// The variable from outside that a closure changes which runs on several threads: in a notebook, a run of a sweep.
    private static func changedVariable(_ message: String) -> String? {
        message.firstMatch(of: /^mutation of captured var '(.+)' in concurrently-executing code/)
            .map { String($0.1) }
    }

    /// The parts of a line `file:line:column: severity: message`.
    private static func parse(_ line: Substring) -> (SourcePosition, severity: String, message: String)? {
        guard let match = line.wholeMatch(of: /(.+?):(\d+):(\d+): (error|warning|note|remark): (.*)/),
            let number = Int(match.2), let column = Int(match.3)
        else { return nil }
        let position = SourcePosition(file: String(match.1), line: number, column: column)
        return (position, String(match.4), String(match.5))
    }
}
