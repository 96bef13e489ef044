import Foundation
import Storage
import Subprocess
import SystemPackage

/// Compiles a notebook's program with one call of `swiftc -O`.
struct Compiler: Sendable {
    let engine: Engine

    /// What the compiler's flags are besides paths; part of a record's store key.
    static let flags = [
        "-O", "-wmo", "-g", "-diagnostic-style=llvm", "-swift-version", "5", "-module-name", "Notebook",
    ]

    /// Writes the program's files into `folder` and compiles them to `folder/program`.
    ///
    /// - Returns: the compiler's errors at their Markdown places; none where the program is ready.
    func compile(_ program: Program, in folder: String, fallback: SourcePosition) async throws -> [Problem] {
        for file in program.files { try writeFile(Array(file.text.utf8), to: "\(folder)/\(file.name)") }
        let sources = program.files.map(\.name)
        let result = try await Subprocess.run(
            .name("swiftc"),
            arguments: Arguments(Compiler.flags + engine.compilerArguments + ["-o", "program"] + sources),
            workingDirectory: FilePath(folder),
            output: .string(limit: 1 << 22), error: .string(limit: 1 << 22))
        if result.terminationStatus.isSuccess { return [] }
        let said = result.standardError + result.standardOutput
        let problems = CompilerDiagnostics.problems(in: said)
        if !problems.isEmpty { return problems }
        // No error with a place of ours: the linker's, or a crash of the compiler.
        let lines = said.split(separator: "\n").suffix(8).joined(separator: "\n")
        return [Problem(.programNotBuilt(lines), at: fallback)]
    }
}

/// Reads what `swiftc -diagnostic-style=llvm` prints.
enum CompilerDiagnostics {
    /// The errors in `text` that lie in a Markdown file, each with the notes that follow it.
    static func problems(in text: String) -> [Problem] {
        var problems: [Problem] = []
        // Warnings have notes too; those belong to no error.
        var ownsNotes = false
        for line in text.split(separator: "\n") {
            guard let (position, severity, message) = parse(line) else { continue }
            switch severity {
            case "error":
                let problem = Problem(.compileError(message), at: position)
                ownsNotes = !problems.contains { $0.position == position && $0.fact == problem.fact }
                if ownsNotes { problems.append(problem) }
            case "note" where ownsNotes:
                let place = position.file.hasSuffix(".md") ? position : nil
                problems[problems.count - 1].notes.append(.init(message, at: place))
            default:
                ownsNotes = false
            }
        }
        return problems.filter { $0.position.file.hasSuffix(".md") }
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
