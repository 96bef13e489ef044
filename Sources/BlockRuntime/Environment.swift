import Glibc
import Synchronization

/// The value of a variable that the renderer set for this process.
func environment(_ name: String) -> String? {
    taken.withLock { $0[name] } ?? getenv(name).map { String(cString: $0) }
}

/// Takes what is meant for us out of the environment: a block must not see a path or a process's number, which differ
/// from run to run. Temporary files go to `TMPDIR`, and `LABBOOK_KERNELS` is read by `Lab`; those stay.
func takeEnvironment() {
    let ours = [
        "LABBOOK_EVENTS", "LABBOOK_FILE_BYTES", "LABBOOK_JOBS", "LABBOOK_PARENT", "LABBOOK_PLAN",
        "LABBOOK_PRINTED", "LABBOOK_SLOTS",
    ]
    for name in ours {
        guard let value = getenv(name).map({ String(cString: $0) }) else { continue }
        taken.withLock { $0[name] = value }
        unsetenv(name)
    }
    // What sets up the sandbox leaves the working folder in it.
    unsetenv("PWD")
}

private let taken = Mutex<[String: String]>([:])
