import BlockGraph

/// Where a path leads, as far as a block's result is concerned.
enum PathPlace: Equatable {
    /// Into the folder of the notebooks; the path is relative to it.
    case notebooks(String)
    /// To what is ours or passes with the block, or to what Swift's libraries look up of their own accord.
    case passing
    case elsewhere
}

extension ProgramPlan {
    /// Where the path of a file that is read leads.
    func place(of path: String) -> PathPlace {
        let whole = absolute(path)
        let folder = withoutDots(notebooks)
        if whole == folder { return .notebooks(".") }
        if whole.hasPrefix(folder + "/") { return .notebooks(String(whole.dropFirst(folder.count + 1))) }
        let isPassing = whole == committed || isOwn(whole) || librariesLookUp.contains { whole.hasPrefix($0) }
        return isPassing ? .passing : .elsewhere
    }

    /// Whether a block may make, change or remove the file at a path.
    func mayChange(_ path: String) -> Bool {
        let whole = absolute(path)
        // A project may itself lie in the temporary folder.
        let isInNotebooks = (whole + "/").hasPrefix(withoutDots(notebooks) + "/")
        return whole == "/dev/null" || isOwn(whole) && !isInNotebooks
    }

    private func absolute(_ path: String) -> String {
        withoutDots(path.hasPrefix("/") ? path : "\(notebooks)/\(path)")
    }

    /// Whether a path lies in the store, beside the program's reports, or in the temporary folder.
    private func isOwn(_ whole: String) -> Bool {
        let work = environment("LABBOOK_PLAN").map { "\($0)/.." }
        let own = [store, work, environment("LABBOOK_SLOTS"), environment("TMPDIR")]
        return own.compactMap { $0 }.contains { (whole + "/").hasPrefix(withoutDots($0) + "/") }
    }
}

/// Time zones, the limits on processors and memory, and what a process says of itself: Foundation and Dispatch open these
/// whatever the block asks of them.
private let librariesLookUp = [
    "/usr/share/zoneinfo", "/etc/localtime", "/sys/fs/cgroup/", "/proc/self/", "/dev/null",
]

/// A path without `.` and `..`, by its text alone.
private func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}
