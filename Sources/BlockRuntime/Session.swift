import BlockGraph
import Exhibits
import Glibc
import Storage
import Synchronization

/// The one conversation between this process and the renderer that started it.
let session = Session()

/// Where the program stands, and the file to which it reports. Safe to use from the threads of a sweep.
final class Session: Sendable {
    struct Place {
        var notebook = ""
        var block = 0
        /// What the seeds of the block's sweeps are made from.
        var identity = ""
        /// Where the block's runs are kept.
        var runs: String?
        /// Whether the block runs only for its objects; what it shows is known then.
        var isAgain = false
        var statement = 0
        /// The sweeps that the block has begun.
        var sweeps: [SweepUse] = []
        /// What the block has kept for other profiles.
        var kept: [KeptValue] = []
        /// While a sweep goes, where standard output is kept.
        var output: Int32?
        /// What the block has shown and printed.
        var exhibits: [Exhibit] = []
        /// Up to where printed text is among the exhibits, and how far it may go.
        var printed = 0
        var mostPrinted = Int.max
    }

    private let place = Mutex(Place())
    private let slot = Mutex<JobSlots.Held?>(nil)
    /// Whether runs of a sweep go; asked at every change of a notebook's `var`, so not behind the lock.
    private let isSweeping = Atomic(false)
    private let events: Int32
    private let printedFile = environment("LABBOOK_PRINTED")

    /// Events go to the file that `LABBOOK_EVENTS` names. Without one, a program started by hand just runs.
    init() {
        events =
            environment("LABBOOK_EVENTS").map { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644) }
            ?? -1
    }

    var current: Place { place.withLock { $0 } }

    func begin(
        _ block: Int, as description: BlockDescription, of notebook: String, runs: String,
        isAgain: Bool = false
    ) {
        let printed = printedByteCount()
        place.withLock {
            $0 = Place(
                notebook: notebook, block: block, identity: description.identity, runs: runs,
                isAgain: isAgain,
                printed: printed, mostPrinted: printed + description.printLimit)
        }
        report(.began(block: block, printed: printed, isAgain: isAgain))
    }

    func reach(_ block: Int, _ statement: Int) {
        place.withLock { $0.statement = statement }
        report(.reached(block: block, statement: statement))
    }

    /// Evaluates a binding, which another statement may have reached first; that statement goes on afterwards.
    func evaluate<Value>(_ block: Int, _ statement: Int, _ value: () throws -> Value) -> Value {
        let outer = current
        reach(block, statement)
        do {
            let value = try value()
            if outer.block != block || outer.statement != statement { reach(outer.block, outer.statement) }
            return value
        } catch {
            fail(with: error)
        }
    }

    /// Takes the slot in which the block's own thread computes.
    func holdSlot() {
        let taken = takeSlot()
        slot.withLock { $0 = taken }
    }

    func releaseSlot() { slot.withLock { $0.take()?.release() } }

    // MARK: Sweeps

    /// Begins a sweep of the block and says which of its sweeps it is. Until it ends, printed text goes to standard
    /// error: runs go in no fixed order, and a saved run doesn't print again.
    func beginSweep(_ use: SweepUse) -> (Place, number: Int) {
        if current.output != nil {
            fail("a sweep cannot stand inside a run of another; make it a setting of the outer one")
        }
        fflush(nil)
        let output = dup(1)
        dup2(2, 1)
        isSweeping.store(true, ordering: .relaxed)
        return place.withLock {
            $0.sweeps.append(use)
            $0.output = output
            return ($0, $0.sweeps.count)
        }
    }

    func endSweep() {
        isSweeping.store(false, ordering: .relaxed)
        fflush(nil)
        place.withLock {
            if let output = $0.output {
                dup2(output, 1)
                close(output)
            }
            $0.output = nil
        }
    }

    /// Refuses the change of a `var` while runs of a sweep go.
    func noteChange(of name: String) {
        if isSweeping.load(ordering: .relaxed) { fail(sentence(onChangeInRun: name)) }
    }

    // MARK: What is kept for other profiles

    func noteKept(_ value: KeptValue) {
        if current.kept.contains(where: { $0.name == value.name }) {
            fail("the block keeps two values by the name '\(value.name)'; give them different names")
        }
        place.withLock { $0.kept.append(value) }
    }

    // MARK: What is shown

    func show(_ exhibit: Exhibit) {
        let place = current
        if place.output != nil {
            fail(
                "a run of a sweep cannot show anything, because runs go in no fixed order; record it, and show it after the sweep"
            )
        }
        if place.isAgain { return }
        collectPrintedText()
        self.place.withLock { $0.exhibits.append(exhibit) }
        report(
            .showed(
                block: place.block, statement: place.statement, exhibit: exhibit, printed: printedByteCount())
        )
    }

    /// What the block that has run to its end showed and printed; nil where it printed more than it may.
    func takeExhibits() -> [Exhibit]? {
        collectPrintedText()
        let place = current
        guard printedByteCount() <= place.mostPrinted else {
            report(.printedTooMuch(block: place.block, statement: place.statement))
            return nil
        }
        return place.exhibits
    }

    /// Adds what was printed since the last call to the exhibits, up to the block's limit.
    private func collectPrintedText() {
        let place = current
        let end = min(printedByteCount(), place.mostPrinted)
        guard end > place.printed, let printedFile,
            case .success(let file) = readFile(printedFile, from: place.printed)
        else { return }
        let text = String(decoding: file.prefix(end - place.printed), as: UTF8.self)
        self.place.withLock {
            $0.printed = end
            $0.exhibits.append(.text(text))
        }
    }

    // MARK: Ends

    func end(block: Int) { report(.ended(block: block, printed: printedByteCount())) }

    /// Reports that the block cannot go on. What doesn't depend on it still can.
    func reportFailure(isThrown: Bool = false, _ message: String) {
        let place = current
        fflush(nil)
        report(
            .failed(block: place.block, statement: place.statement, isThrown: isThrown, message: message))
    }

    /// Reports a thrown error and ends the process.
    func fail(with error: any Error) -> Never {
        fail(isThrown: true, words(of: error))
    }

    /// Reports a misuse of the run time, or an error from where none can be thrown, and ends the process.
    func fail(isThrown: Bool = false, _ message: String) -> Never {
        reportFailure(isThrown: isThrown, message)
        exit(1)
    }

    /// Appends one line to the event file. A single write keeps lines of several threads apart.
    func report(_ event: BlockEvent) {
        guard events >= 0 else { return }
        guard var line = try? RecordCoding.encode(event) else { return }
        line.append(UInt8(ascii: "\n"))
        line.withUnsafeBytes { bytes in
            var rest = bytes
            while !rest.isEmpty {
                let count = write(events, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { _exit(BlockEvent.exitWithoutReport) }
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            }
        }
    }

    /// How many bytes have been printed. Standard output is a file here, so its offset tells.
    private func printedByteCount() -> Int {
        fflush(nil)
        return max(0, Int(lseek(1, 0, SEEK_CUR)))
    }
}

/// What a person reads of a thrown error.
func words(of error: any Error) -> String { withShortFoundationErrors("\(error)") }
