import Exhibits

/// The result of running a notebook: all that its page needs besides the Markdown.
struct NotebookRecord: Codable, Equatable, Sendable {
    /// For each block that ran, what it showed and printed, in order.
    var blocks: [[Exhibit]]
    /// The inline values, in order.
    var inlineValues: [Exhibit]

    init(blocks: [[Exhibit]] = [], inlineValues: [Exhibit] = []) {
        self.blocks = blocks
        self.inlineValues = inlineValues
    }
}

extension ProgramOutcome {
    /// The record of what the program did, and the problem that ended it early, if one did.
    func interpreted(for plan: NotebookPlan) -> (NotebookRecord, Problem?) {
        var record = NotebookRecord()
        var transcript = Transcript(printed: printed)
        var place = (block: 0, statement: 0)
        var hasFinished = false
        var failure: (fact: Problem.Fact, block: Int, statement: Int)?
        for event in events {
            switch event {
            case .began(let block):
                place = (block, 0)
                let isBlock = block < plan.blocks.count
                transcript.limit = isBlock ? plan.blocks[block].options.outputLimit * 1024 : 0
                if block < plan.blocks.count { record.blocks.append([]) }
            case .reached(let block, let statement):
                place = (block, statement)
            case .showed(let block, _, let exhibit, let offset):
                record.add(transcript.text(upTo: offset), to: block)
                record.add(exhibit, to: block)
            case .inline(let exhibit):
                record.inlineValues.append(exhibit)
            case .ended(let block, let offset):
                record.add(transcript.text(upTo: offset), to: block)
                // A flood may be over before anybody looked.
                if block < plan.blocks.count, offset > transcript.end {
                    let fact = Problem.Fact.outputLimit(
                        bytes: transcript.limit, option: BlockOption.outputLimit.rawValue)
                    return (
                        record, Problem(fact, at: plan.position(block: block, statement: place.statement))
                    )
                }
                transcript.offset = offset
            case .failed(let block, let statement, let isThrown, let message):
                failure = (isThrown ? .thrown(message) : .runtimeSaid(message), block, statement)
            case .finished:
                hasFinished = true
            case .progress:
                break
            }
        }
        if hasFinished && end == .exited(0) { return (record, nil) }
        record.add(transcript.text(upTo: printed.count), to: place.block)
        if let failure {
            let position = plan.position(block: failure.block, statement: failure.statement)
            return (record, Problem(failure.fact, at: position))
        }
        let position = plan.position(block: place.block, statement: place.statement)
        switch end {
        case .stopped(let fact): return (record, Problem(fact, at: position))
        case .exited(let code): return (record, Problem(.exited(code: code), at: position))
        case .signalled(let signal):
            return (
                record, Crash(signal: signal, complaints: complaints).problem(in: plan, reached: position)
            )
        }
    }
}

extension NotebookRecord {
    fileprivate mutating func add(_ exhibit: Exhibit?, to block: Int) {
        if let exhibit, blocks.indices.contains(block) { blocks[block].append(exhibit) }
    }
}

extension NotebookPlan {
    /// The Markdown place of a statement of the program.
    func position(block: Int, statement: Int) -> SourcePosition {
        let places = program.places.indices.contains(block) ? program.places[block] : []
        if places.indices.contains(statement) { return places[statement] }
        return blocks.indices.contains(block)
            ? blocks[block].position : SourcePosition(file: notebook.source.file, line: 1)
    }
}

/// Printed bytes, handed out in pieces, and of each block no more than its limit.
private struct Transcript {
    let printed: [UInt8]
    var offset = 0
    /// What the block that begins at `offset` may print.
    var limit = 0 { didSet { end = offset + limit } }
    private(set) var end = 0

    init(printed: [UInt8]) { self.printed = printed }

    mutating func text(upTo end: Int) -> Exhibit? {
        let end = min(end, self.end, printed.count)
        guard end > offset else { return nil }
        defer { offset = end }
        return .text(String(decoding: printed[offset..<end], as: UTF8.self))
    }
}
