import Foundation

/// What the real command did: its exit status, and what it wrote to standard error and to standard output.
struct CommandAnswer {
    var status: Int32
    var said: String
    var printed: String
}

/// Runs the `labbook` that was built with the tests to its end.
func labbook(_ arguments: String..., in folder: String? = nil) throws -> CommandAnswer {
    try labbook(arguments, in: folder)
}

func labbook(_ arguments: [String], in folder: String? = nil) throws -> CommandAnswer {
    let errors = Pipe()
    // A pipe that nobody empties stops the writer when it is full, so what is printed goes to a file.
    let path = FileManager.default.temporaryDirectory.appending(path: "printed-\(UUID().uuidString)").path
    FileManager.default.createFile(atPath: path, contents: nil)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let process = try start(arguments, in: folder, errors: errors, output: FileHandle(forWritingAtPath: path))
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    let status = process.waited()
    let printed = FileManager.default.contents(atPath: path) ?? Data()
    return CommandAnswer(
        status: status, said: String(decoding: said, as: UTF8.self),
        printed: String(decoding: printed, as: UTF8.self))
}

/// Starts `labbook` and leaves it running.
func start(_ arguments: String...) throws -> Process { try start(arguments) }

func start(_ arguments: [String], in folder: String? = nil, errors: Pipe? = nil, output: FileHandle? = nil)
    throws
    -> Process
{
    let process = Process()
    process.executableURL = URL(filePath: "\(Products.folder)/labbook")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? FileHandle.nullDevice
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
