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
        var blockName = ""
        var blockKey = ""
        var statement = 0
        /// How many sweeps the block has begun.
        var sweeps = 0
        /// While a sweep goes, where standard output is kept.
        var output: Int32?
    }

    private let place = Mutex(Place())
    private let events: Int32

    /// Events go to the file that `LABBOOK_EVENTS` names. Without one, a program started by hand just runs.
    init() {
        events =
            environment("LABBOOK_EVENTS").map { open($0, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644) }
            ?? -1
    }

    var current: Place { place.withLock { $0 } }

    func begin(block: Int, named name: String, key: String, of notebook: String) {
        place.withLock {
            $0 = Place(notebook: notebook, block: block, blockName: name, blockKey: key)
        }
        report(.began(block: block))
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
            if outer.statement != statement { reach(outer.block, outer.statement) }
            return value
        } catch {
            fail(with: error)
        }
    }

    // MARK: Sweeps

    /// Begins a sweep of the block and says which of its sweeps it is. Until it ends, printed text goes to standard
    /// error: runs go in no fixed order, and a saved run doesn't print again.
    func beginSweep() -> (Place, number: Int) {
        if current.output != nil {
            fail("a sweep cannot stand inside a run of another; make it a setting of the outer one")
        }
        fflush(nil)
        let output = dup(1)
        dup2(2, 1)
        return place.withLock {
            $0.sweeps += 1
            $0.output = output
            return ($0, $0.sweeps)
        }
    }

    func endSweep() {
        fflush(nil)
        place.withLock {
            if let output = $0.output {
                dup2(output, 1)
                close(output)
            }
            $0.output = nil
        }
    }

    func end(block: Int) { report(.ended(block: block, printed: printedByteCount())) }

    func show(_ exhibit: Exhibit) {
        let place = current
        if place.output != nil {
            fail(
                "a run of a sweep cannot show anything, because runs go in no fixed order; record it, and show it after the sweep"
            )
        }
        report(
            .showed(
                block: place.block, statement: place.statement, exhibit: exhibit, printed: printedByteCount())
        )
    }

    /// Reports a thrown error and ends the process: nothing after it in the notebook can be trusted.
    func fail(with error: any Error) -> Never {
        fail(isThrown: true, "\(error)")
    }

    /// Reports a misuse of the run time and ends the process.
    func fail(isThrown: Bool = false, _ message: String) -> Never {
        let place = current
        fflush(nil)
        report(
            .failed(block: place.block, statement: place.statement, isThrown: isThrown, message: message))
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
                guard count > 0 else { _exit(74) }
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

/// The value of an environment variable that the renderer sets.
func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
}
