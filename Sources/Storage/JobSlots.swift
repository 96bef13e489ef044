import Glibc

/// The limit on how much goes at once, shared by all processes of a build: as many lock files as there may be jobs.
///
/// Who holds the lock of any of them may compute. The system releases the locks of a process that dies, so a slot is
/// never lost.
public struct JobSlots: Sendable {
    /// The folder of the lock files.
    public let folder: String
    /// How many jobs may go at once.
    public let count: Int

    /// Slots in `folder`, which is made where it is missing.
    public init(folder: String, count: Int) throws(FileError) {
        self.folder = folder
        self.count = count
        try makeFolder(folder)
    }

    /// A held slot.
    public struct Held: Sendable {
        fileprivate let file: Int32

        /// Gives the slot to who waits for one.
        public func release() { if file >= 0 { close(file) } }
    }

    /// Waits for a slot and holds it until it is released.
    public func take() -> Held {
        while true {
            if let held = takeIfFree() { return held }
            usleep(5000)
        }
    }

    /// A slot, if one is free.
    public func takeIfFree() -> Held? {
        for index in 0..<count {
            let file = open("\(folder)/\(index)", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            // Where not even a lock file can be made, more at once than wished is better than never.
            guard file >= 0 else { return Held(file: -1) }
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return Held(file: file) }
            close(file)
        }
        return nil
    }
}
