import Exhibits
import Glibc

/// A block whose run did not come to its end, with what it had shown until then.
struct FailedBlock: Equatable, Sendable {
    var block: Int
    var exhibits: [Exhibit]
    var problem: Problem
}

extension ProgramOutcome {
    /// The blocks that failed while the program ran, the last of them perhaps together with the program.
    func failedBlocks(in plan: NotebookPlan) -> [FailedBlock] {
        var reader = OutcomeReader(plan: plan, printed: printed)
        for event in events { reader.read(event) }
        if !(reader.hasFinished && end == .exited(0)), reader.isRunning {
            let place = reader.position
            let problem: Problem =
                switch end {
                case .stopped(let fact): Problem(fact, at: place)
                case .exited(Int(BlockEvent.exitWithoutReport)): Problem(.reportNotWritten, at: place)
                case .exited(let code): Problem(.exited(code: code), at: place)
                case .signalled(Int(SIGXFSZ)):
                    Problem(.fileLimit(megabytes: ProgramRun.mostFileBytes >> 20), at: place)
                case .signalled(let signal):
                    Crash(signal: signal, complaints: complaints, runs: reader.runs)
                        .problem(in: plan, reached: place)
                }
            reader.fail(with: problem, printed: printed.count)
        }
        return reader.failed
    }
}

/// Follows the events of a program.
private struct OutcomeReader {
    let plan: NotebookPlan
    let printed: [UInt8]
    var failed: [FailedBlock] = []
    var hasFinished = false
    /// Whether a block has begun that neither ended nor failed.
    var isRunning = false
    /// The runs of sweeps that have begun, in words.
    var runs: [Int: String] = [:]
    private var block = 0
    private var place = (block: 0, statement: 0)
    private var exhibits: [Exhibit] = []
    private var offset = 0
    private var limit = 0

    init(plan: NotebookPlan, printed: [UInt8]) {
        self.plan = plan
        self.printed = printed
    }

    var position: SourcePosition { plan.position(block: place.block, statement: place.statement) }

    mutating func read(_ event: BlockEvent) {
        switch event {
        case .began(let block, let printed, _):
            self.block = block
            place = (block, 0)
            (exhibits, offset) = ([], printed)
            runs = [:]
            limit = printed + (plan.blocks.indices.contains(block) ? plan.blocks[block].printLimit : 0)
            isRunning = true
        case .reached(let block, let statement):
            place = (block, statement)
        case .showed(_, _, let exhibit, let printed):
            addText(upTo: printed)
            exhibits.append(exhibit)
        case .failed(_, _, let isThrown, let message):
            fail(
                with: Problem(isThrown ? .thrown(message) : .runtimeSaid(message), at: position),
                printed: printed.count)
        case .printedTooMuch:
            let isInline = block >= plan.experiments.count
            let fact = Problem.Fact.outputLimit(
                bytes: plan.blocks[block].printLimit,
                option: isInline ? nil : BlockOption.outputLimit.rawValue)
            fail(with: Problem(fact, at: position), printed: printed.count)
        case .ended: isRunning = false
        case .finished: hasFinished = true
        case .runBegan(_, let run, let words): runs[run] = words
        case .progress: break
        }
    }

    mutating func fail(with problem: Problem, printed end: Int) {
        addText(upTo: end)
        failed.append(FailedBlock(block: block, exhibits: exhibits, problem: problem))
        isRunning = false
    }

    private mutating func addText(upTo end: Int) {
        let end = min(end, limit, printed.count)
        guard end > offset else { return }
        exhibits.append(.text(String(decoding: printed[offset..<end], as: UTF8.self)))
        offset = end
    }
}
