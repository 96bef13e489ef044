import Elementary
import Foundation
import KernelDigests
import Lab
import SmallTrainings

/// Runs everything under every build that this processor has, and again on emulated processors where qemu is there, and
/// puts the rows into a file; see `[RecordedDigest].recording` for what happens to the rows that it has.
func record(in file: URL) throws {
    let known =
        try FileManager.default.fileExists(atPath: file.path)
        ? JSONDecoder().decode([RecordedDigest].self, from: Data(contentsOf: file)) : []
    var rows = try recorded(on: machineName, by: [])
    for model in ["Haswell", "Nehalem"] {
        guard let emulator = version(of: "qemu-x86_64") else { break }
        print("\(model), emulated:")
        rows += try recorded(on: model, by: ["qemu-x86_64", "-cpu", model], emulator: emulator)
    }
    if let emulator = version(of: "qemu-aarch64") { rows += try recordedOnArm64(emulator) }

    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(known.recording(rows)) + Data("\n".utf8)).write(to: file, options: .atomic)
}

/// The rows of one processor: this program started once for each build of the kernels, behind an emulator if there is one.
private func recorded(on machine: String, by emulator: [String], emulator name: String? = nil) throws
    -> [RecordedDigest]
{
    let program = emulator + [Bundle.main.executablePath ?? CommandLine.arguments[0]]
    return try output(of: program + ["builds"]).flatMap { build in
        let build = build[0]
        return try output(of: program + ["runs"], ["LABBOOK_KERNELS": build]).map { words in
            guard words.count >= 3, let jobs = Int(words[1]) else {
                throw RecordingFault.unreadable(words.joined(separator: " "))
            }
            print(build, words.joined(separator: " "))
            return RecordedDigest(
                run: words[0], kernels: build, jobs: jobs, machine: machine, emulator: name,
                contract: numericContract, digests: Array(words[2...]))
        }
    }
}

/// The kernels alone, compiled for a processor of another kind.
private func recordedOnArm64(_ emulator: String) throws -> [RecordedDigest] {
    print("arm64, emulated, the kernels only:")
    let lines = try output(of: ["Tools/arm64.sh"])
    let digest = combinedDigest(
        try lines.map { words in
            guard words.count == 2, let value = UInt64(words[1], radix: 16) else {
                throw RecordingFault.unreadable(words.joined(separator: " "))
            }
            return value
        })
    print(digest)
    return [
        RecordedDigest(
            run: RecordedDigest.kernelRun, kernels: "arm64", jobs: 1, machine: "arm64", emulator: emulator,
            contract: numericContract, digests: [digest])
    ]
}

/// The emulator's name and version; nil where it is not installed.
private func version(of emulator: String) -> String? {
    // "qemu-x86_64 version 7.2.22 (Debian …)"
    guard let words = try? output(of: [emulator, "--version"]).first, words.count > 2 else { return nil }
    return "\(words[0]) \(words[2])"
}

/// What stands in the way of a record.
private enum RecordingFault: Error, CustomStringConvertible {
    case failed(command: String, status: Int32, errors: String)
    case unreadable(String)

    var description: String {
        switch self {
        case .failed(let command, let status, let errors):
            "'\(command)' ended with status \(status) and wrote: \(errors)"
        case .unreadable(let line): "expected a run and its digest, found '\(line)'"
        }
    }
}

/// The words of each line that a program prints. What it writes to standard error counts only where it fails: qemu warns
/// there of parts of a processor that no program sees.
private func output(of command: [String], _ environment: [String: String] = [:]) throws -> [[String]] {
    let process = Process()
    let (printed, errors) = (
        Pipe(), FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    )
    FileManager.default.createFile(atPath: errors.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    process.standardOutput = printed
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let data = printed.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        let errors = try String(decoding: Data(contentsOf: errors), as: UTF8.self)
        throw RecordingFault.failed(
            command: command.joined(separator: " "), status: process.terminationStatus, errors: errors)
    }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
        line.split(separator: " ").map(String.init)
    }
}
