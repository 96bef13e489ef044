import Exhibits
import Foundation
import Glibc

/// The limits of one block, or of one inline value.
struct BlockLimits: Sendable {
    var seconds: Double
    var printedBytes: Int
    /// How much memory the program may use while the block runs.
    var memoryBytes = Self.defaultMemoryBytes
    /// Whether options of a block raise them.
    var areOptions = true

    /// What inline values are for is done in a moment.
    static let inlineValue = BlockLimits(seconds: 10, printedBytes: 64 << 10, areOptions: false)

    /// Four gigabytes, or three quarters of the machine's memory where that is less: a machine that swaps is of no use.
    static let defaultMemoryBytes = min(4096 << 20, Int(ProcessInfo.processInfo.physicalMemory / 4 * 3))
}

/// The bytes in a file; none where there is no file.
private func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// Follows the limits of the block that runs.
struct LimitWatch {
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
        case .progress, .runBegan:
            // A sweep may take long; that a run takes long is what the limit is for.
            began = .now
        default: break
        }
    }

    /// The limit that the running block has exceeded, if any; `process` is the program's.
    func exceeded(by process: pid_t) -> Problem.Fact? {
        guard limits.indices.contains(block), let began else { return nil }
        let limit = limits[block]
        let tree = ProcessTree(of: process)
        if tree.processes.count > ProgramRun.mostProcesses {
            return .processLimit(count: ProgramRun.mostProcesses)
        }
        if tree.residentBytes > limit.memoryBytes,
            (tree.proportionalBytes() ?? tree.residentBytes) > limit.memoryBytes
        {
            return .memoryLimit(
                megabytes: limit.memoryBytes >> 20,
                option: limit.areOptions ? BlockOption.memoryLimit.rawValue : nil)
        }
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
