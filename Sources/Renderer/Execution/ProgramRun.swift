import Exhibits
import Foundation
import Glibc
import Storage
import Subprocess
import Synchronization
import SystemPackage

/// What became of a notebook's program.
struct ProgramOutcome: Sendable, Equatable {
    var events: [BlockEvent]
    var printed: [UInt8]
    var complaints: String
    var end: End

    enum End: Sendable, Equatable {
        case exited(Int)
        case signalled(Int)
        /// We stopped it.
        case stopped(Problem.Fact)
    }
}

/// Runs a compiled program in its own process and watches its limits.
struct ProgramRun: Sendable {
    /// The folder of the program, where its reports go too.
    let folder: String
    /// The folder in which the blocks run: that of the notebooks.
    let workingFolder: String
    /// One entry a block, and behind them one an inline value.
    let limits: [BlockLimits]
    let environment: [String: String]
    /// Without one the program has the network and all files in its reach.
    let sandbox: Sandbox?
    /// What the program reads and writes besides its own folder, which a sandbox must let it.
    let readable: [String]
    let writable: [String]

    /// How many processes a program may be, with those of the sandbox.
    static let mostProcesses = 64

    /// How long a file may be that a program writes; a checkpoint of a large model is one.
    static let mostFileBytes = 2048 << 20

    /// What a program may show and report, and what it may write to standard error.
    static let mostShownBytes = 64 << 20
    static let mostComplaintBytes = 16 << 20

    /// The program's temporary folder where there is no sandbox.
    private var temporaryFolder: String { "\(folder)/temporary" }
    private var eventFile: String { "\(folder)/events" }
    private var printedFile: String { "\(folder)/stdout" }
    private var complaintFile: String { "\(folder)/stderr" }

    /// Runs the program to its end, or until a block exceeds a limit.
    ///
    /// - Parameter observe: called with each event as it comes.
    /// - Throws: `CancellationError` when the task is cancelled; the program has ended then.
    func perform(observe: @escaping @Sendable (BlockEvent) -> Void) async throws -> ProgramOutcome {
        try Data().write(to: URL(fileURLWithPath: eventFile))

        var options = PlatformOptions()
        options.endWholeGroupWhenCancelled()
        let process = Mutex<pid_t?>(nil)
        let stopped = Mutex<Problem.Fact?>(nil)
        let watch = Task { () throws -> EventReader in
            var watcher = LimitWatch(
                events: EventReader(path: eventFile), printedFile: printedFile, complaintFile: complaintFile,
                limits: limits)
            while !Task.isCancelled {
                for event in try watcher.events.next() {
                    watcher.note(event)
                    observe(event)
                }
                if let id = process.withLock({ $0 }), let fact = watcher.exceeded(by: id) {
                    stopped.withLock { $0 = fact }
                    kill(-id, SIGKILL)
                    break
                }
                try? await Task.sleep(for: .milliseconds(20))
            }
            return watcher.events
        }
        defer {
            watch.cancel()
            try? FileManager.default.removeItem(atPath: temporaryFolder)
        }
        let command = try command()
        let result = try await Subprocess.run(
            .path(FilePath(command.program)), arguments: Arguments(command.arguments),
            environment: .custom(
                Dictionary(
                    uniqueKeysWithValues: command.variables.map {
                        (Environment.Key(stringLiteral: $0), $1)
                    })),
            workingDirectory: FilePath(workingFolder),
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(try create(printedFile), closeAfterSpawningProcess: true),
            error: .fileDescriptor(try create(complaintFile), closeAfterSpawningProcess: true)
        ) { execution in
            process.withLock { $0 = execution.processIdentifier.value }
        }
        try Task.checkCancellation()
        watch.cancel()
        // What happened since the last look.
        if var late = try? await watch.value { for event in try late.next() { observe(event) } }
        // Whatever the block started is in its process group and has no business after it.
        if let id = process.withLock({ $0 }) { kill(-id, SIGKILL) }

        var reader = EventReader(path: eventFile)
        let end: ProgramOutcome.End =
            if let fact = stopped.withLock({ $0 }) {
                .stopped(fact)
            } else {
                switch result.terminationStatus {
                case .exited(let code): exit(code)
                case .signaled(let signal): .signalled(Int(signal))
                }
            }
        return ProgramOutcome(
            events: try reader.next(), printed: try Array(read(printedFile)),
            complaints: String(decoding: try readEnd(complaintFile), as: UTF8.self), end: end)
    }

    private struct Command {
        var program: String
        var arguments: [String] = []
        var variables: [String: String]
    }

    /// What is started: the program itself, or the sandbox around it.
    private func command() throws -> Command {
        let program = "\(folder)/program"
        var variables = environment.merging([
            "LABBOOK_EVENTS": eventFile, "LABBOOK_PRINTED": printedFile,
            "LABBOOK_FILE_BYTES": String(Self.mostFileBytes),
        ]) { $1 }
        guard let sandbox else {
            variables["TMPDIR"] = temporaryFolder
            try makeFolder(temporaryFolder)
            variables["LABBOOK_PARENT"] = String(getpid())
            return Command(program: program, variables: variables)
        }
        variables["TMPDIR"] = Sandbox.temporaryFolder
        for folder in writable { try makeFolder(folder) }
        let folders = Sandbox.Folders(
            readable: [workingFolder] + readable, writable: [folder] + writable, working: workingFolder)
        return Command(
            program: sandbox.program, arguments: sandbox.arguments(folders, running: program),
            variables: variables)
    }

    /// The sandbox passes on a signal that ended the program as a shell does, as 128 and its number. A program that
    /// exits with such a status by itself counts as ended by the signal.
    private func exit(_ status: Int32) -> ProgramOutcome.End {
        sandbox != nil && (129...159).contains(status)
            ? .signalled(Int(status) - 128) : .exited(Int(status))
    }

    /// Opens an empty file for the program to write to. Appending makes the file's offset the count of bytes.
    private func create(_ path: String) throws -> FileDescriptor {
        try FileDescriptor.open(
            FilePath(path), .writeOnly, options: [.create, .truncate, .append], permissions: .ownerReadWrite)
    }

    /// The file's beginning; a flood of output is not worth more memory than its limit.
    private func read(_ path: String) throws -> Data {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let most = limits.reduce(1 << 20) { $0 + $1.printedBytes }
        return try file.read(upToCount: most) ?? Data()
    }

    /// The file's last megabyte: a crash is the last thing that a program writes.
    private func readEnd(_ path: String) throws -> Data {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let length = try file.seekToEnd()
        try file.seek(toOffset: length - min(length, 1 << 20))
        return try file.readToEnd() ?? Data()
    }
}

/// Reads a growing file of events, line by line.
struct EventReader {
    let path: String
    private var offset: UInt64 = 0

    init(path: String) { self.path = path }

    /// The events written since the last call. A line that is not yet whole waits for the next.
    mutating func next() throws -> [BlockEvent] {
        let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? file.close() }
        try file.seek(toOffset: offset)
        guard let data = try file.readToEnd(), let end = data.lastIndex(of: UInt8(ascii: "\n")) else {
            return []
        }
        let whole = data[...end]
        offset += UInt64(whole.count)
        return try whole.split(separator: UInt8(ascii: "\n")).map {
            try RecordCoding.decode(BlockEvent.self, from: $0)
        }
    }
}
