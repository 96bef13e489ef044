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

/// The limits of one block, or of one inline value.
struct BlockLimits: Sendable {
    var seconds: Double
    var printedBytes: Int
    /// Whether options of a block raise them.
    var areOptions = true

    /// What inline values are for is done in a moment.
    static let inlineValue = BlockLimits(seconds: 10, printedBytes: 64 << 10, areOptions: false)
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

    /// What a program may show and report, and what it may write to standard error.
    static let mostShownBytes = 64 << 20
    static let mostComplaintBytes = 16 << 20

    /// Runs the program to its end, or until a block exceeds a limit.
    ///
    /// - Parameter observe: called with each event as it comes.
    func perform(observe: @escaping @Sendable (BlockEvent) -> Void) async throws -> ProgramOutcome {
        let eventFile = "\(folder)/events"
        let printedFile = "\(folder)/stdout"
        let complaintFile = "\(folder)/stderr"
        try Data().write(to: URL(fileURLWithPath: eventFile))

        var options = PlatformOptions()
        options.processGroupID = 0
        let process = Mutex<pid_t?>(nil)
        let stopped = Mutex<Problem.Fact?>(nil)
        let watch = Task { () throws -> EventReader in
            var watcher = Watcher(
                events: EventReader(path: eventFile), printedFile: printedFile, complaintFile: complaintFile,
                limits: limits)
            while !Task.isCancelled {
                for event in try watcher.events.next() {
                    watcher.note(event)
                    observe(event)
                }
                if let fact = watcher.exceeded(), let id = process.withLock({ $0 }) {
                    stopped.withLock { $0 = fact }
                    kill(-id, SIGKILL)
                    break
                }
                try? await Task.sleep(for: .milliseconds(20))
            }
            return watcher.events
        }
        let variables = environment.merging([
            "LABBOOK_EVENTS": eventFile, "LABBOOK_PRINTED": printedFile, "LABBOOK_PARENT": String(getpid()),
        ]) { $1 }
        let result = try await Subprocess.run(
            .path(FilePath("\(folder)/program")),
            environment: .custom(
                Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0), $1) })),
            workingDirectory: FilePath(workingFolder),
            platformOptions: options,
            input: .none,
            output: .fileDescriptor(try create(printedFile), closeAfterSpawningProcess: true),
            error: .fileDescriptor(try create(complaintFile), closeAfterSpawningProcess: true)
        ) { execution in
            process.withLock { $0 = execution.processIdentifier.value }
        }
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
                case .exited(let code): .exited(Int(code))
                case .signaled(let signal): .signalled(Int(signal))
                }
            }
        return ProgramOutcome(
            events: try reader.next(), printed: try Array(read(printedFile)),
            complaints: String(decoding: try readEnd(complaintFile), as: UTF8.self), end: end)
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

/// The bytes in a file; none where there is no file.
private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// Follows the limits of the block that runs.
private struct Watcher {
    var events: EventReader
    let printedFile: String
    let complaintFile: String
    let limits: [BlockLimits]
    private var block = 0
    /// When the block began, or last told of progress; nil while none runs, as when the program waits for its turn.
    private var began: ContinuousClock.Instant?
    private var printedBefore = 0

    init(events: EventReader, printedFile: String, complaintFile: String, limits: [BlockLimits]) {
        self.events = events
        self.printedFile = printedFile
        self.complaintFile = complaintFile
        self.limits = limits
    }

    mutating func note(_ event: BlockEvent) {
        switch event {
        case .began(let block, let printed, _):
            self.block = block
            began = .now
            printedBefore = printed
        case .ended, .failed:
            began = nil
        case .progress:
            // A sweep may take long; that a run takes long is what the limit is for.
            began = .now
        default: break
        }
    }

    /// The limit that the running block has exceeded, if any.
    func exceeded() -> Problem.Fact? {
        guard limits.indices.contains(block), let began else { return nil }
        let limit = limits[block]
        if ContinuousClock.now - began > .seconds(limit.seconds) {
            return .timeLimit(
                seconds: limit.seconds, option: limit.areOptions ? BlockOption.timeLimit.rawValue : nil)
        }
        if size(of: events.path) > ProgramRun.mostShownBytes
            || size(of: complaintFile) > ProgramRun.mostComplaintBytes
        {
            return .showedTooMuch(megabytes: ProgramRun.mostShownBytes >> 20)
        }
        if size(of: printedFile) - printedBefore > limit.printedBytes {
            return .outputLimit(
                bytes: limit.printedBytes, option: limit.areOptions ? BlockOption.outputLimit.rawValue : nil)
        }
        return nil
    }
}

/// Reads a growing file of events, line by line.
private struct EventReader {
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
