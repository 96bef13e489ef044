import Glibc
import Storage

/// How many jobs go at once: `LABBOOK_JOBS`, or the number of processors.
func jobLimit() -> Int {
    if let jobs = environment("LABBOOK_JOBS").flatMap({ Int($0) }), jobs > 0 { return jobs }
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// The slots that all programs of a build share; none for a program started by hand.
private let slots: JobSlots? = environment("LABBOOK_SLOTS").flatMap {
    try? JobSlots(folder: $0, count: jobLimit())
}

/// Waits until one more job may compute.
func takeSlot() -> JobSlots.Held? { slots?.take() }
