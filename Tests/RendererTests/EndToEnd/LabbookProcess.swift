import Foundation
import Glibc
import Testing

// The real `labbook` as a process of its own, and what it leaves on the disk and among the processes.

func labbook(_ arguments: String...) throws -> (status: Int32, said: String) {
    try labbook(arguments)
}

func labbook(_ arguments: [String]) throws -> (status: Int32, said: String) {
    let errors = Pipe()
    let process = try start(arguments, errors: errors)
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    return (process.waited(), String(decoding: said, as: UTF8.self))
}

func start(_ arguments: String...) throws -> Process { try start(arguments, errors: nil) }

func start(_ arguments: [String], errors: Pipe?) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "\(Products.folder)/labbook")
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors ?? FileHandle.nullDevice
    try process.run()
    return process
}

extension Process {
    /// Waits for the end and returns the status as a shell does: 128 and the signal for a process that was killed.
    func waited() -> Int32 {
        waitUntilExit()
        return terminationReason == .uncaughtSignal ? 128 + terminationStatus : terminationStatus
    }
}

extension SampleProject {
    /// The saved runs. While a build goes, a file may vanish between listing and looking; then there are none to see.
    func finishedRuns() -> [String: String] {
        (try? identities(".labbook/store/runs").filter { $0.key.hasSuffix(".run") }) ?? [:]
    }

    /// Waits up to a second and a half for the blocks' process to follow the build that started it.
    func expectNoProcess(sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        var left: [pid_t] = []
        for _ in 0..<30 {
            left = try programs()
            if left.isEmpty { return }
            usleep(50_000)
        }
        Issue.record("still running after the kill: \(left)", sourceLocation: sourceLocation)
    }

    /// The processes of the notebooks' programs.
    func programs() throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
            let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/exe")
            return program?.hasPrefix("\(root)/.labbook/work/") == true
        }
    }
}
