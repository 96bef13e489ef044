import Foundation
import Glibc
import Synchronization

/// The end of a command by a signal, after all that it had started was stopped.
struct Interruption: Error {
    let signal: Int32

    /// The status with which shells report it: 130 after Ctrl-C.
    var exitStatus: Int32 { 128 + signal }
}

/// Does `work`, and cancels it when a person presses Ctrl-C or the system asks this process to end. At the second time
/// the process ends at once.
///
/// - Throws: `Interruption` where the work was cancelled, else what `work` throws.
func interruptible<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await work() }
    let caught = Mutex<Int32?>(nil)
    // A signal that is watched must not be acted on as well. Children get its usual effect back when they start.
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            let isFirst = caught.withLock { caught in
                defer { caught = caught ?? number }
                return caught == nil
            }
            if isFirst { task.cancel() } else { _exit(128 + number) }
        }
        source.resume()
        return source
    }
    defer { for source in sources { source.cancel() } }
    do {
        return try await task.value
    } catch {
        // Whatever stopped the work in the end, such as a compiler that the same Ctrl-C ended, this is why.
        guard let signal = caught.withLock({ $0 }) else { throw error }
        throw Interruption(signal: signal)
    }
}
