import Foundation
import Glibc
import Storage

/// What a process and its descendants use, as the system tells it below `/proc`.
struct ProcessTree: Equatable {
    /// The processes, the root first.
    var processes: [pid_t] = []
    /// The memory that they have in use. What several share is counted for each of them.
    var residentBytes = 0

    /// Looks at a process and its descendants. One that is gone counts as nothing.
    init(of root: pid_t) {
        var waiting = [root]
        while let process = waiting.popLast() {
            guard let memory = text("\(process)/statm") else { continue }
            processes.append(process)
            let pages = memory.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            residentBytes += pages * Self.pageBytes
            for thread in folderEntries("/proc/\(process)/task") ?? [] {
                let children = text("\(process)/task/\(thread)/children") ?? ""
                waiting += children.split(separator: " ").compactMap { pid_t($0) }
            }
        }
    }

    /// The memory in use, with what several processes share counted once; nil where the system doesn't tell. It takes
    /// longer to find out than `residentBytes`, which is never less.
    func proportionalBytes() -> Int? {
        var kilobytes = 0
        for process in processes {
            let line = text("\(process)/smaps_rollup")?.split(separator: "\n").first { $0.hasPrefix("Pss:") }
            guard let words = line?.split(separator: " "), words.count > 1, let share = Int(words[1]) else {
                return nil
            }
            kilobytes += share
        }
        return kilobytes << 10
    }

    private static let pageBytes = sysconf(Int32(_SC_PAGESIZE))
}

/// The text of a file below `/proc`.
private func text(_ path: String) -> String? {
    guard case .success(let bytes) = readFile("/proc/\(path)") else { return nil }
    return String(decoding: bytes, as: UTF8.self)
}
