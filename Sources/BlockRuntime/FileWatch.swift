import BlockGraph
internal import CFileWatch
import Exhibits
import Glibc
import Storage

/// Knows which files a block opens while it runs: they are part of what its result depends on.
struct FileWatch {
    private let plan: ProgramPlan
    /// The data sets that the block names in its options.
    private let named: [String]
    private let began = now()

    /// Begins to watch this process for a block that names some data sets.
    init(plan: ProgramPlan, named: [String]) {
        self.plan = plan
        self.named = named
        labbook_file_watch_begin()
    }

    /// Why a result cannot be trusted to depend on the files that are known alone.
    enum Objection: Error, Equatable, CustomStringConvertible {
        /// A file changed while the block ran, so that nobody can say which content was read.
        case changed
        /// The path of a file that lies outside of the folder of the notebooks. In a sandbox nothing is there.
        case outside(String)
        /// A file of a data set that the block's options don't name, so that nobody would fetch it before the block runs.
        case unnamed(String, set: String)
        /// A file that a reader provides, in the profile that everybody must be able to repeat.
        case providedInQuick(String)
        /// A fetched file that is not what its data set says.
        case notPinned(String, set: String)

        var description: String {
            switch self {
            case .unnamed(let path, let set):
                "the block reads '\(path)' of the data set '\(set)'; name the set at the block's top, '//| data: \(set)', "
                    + "so that it is fetched before the block runs"
            case .providedInQuick(let path):
                "the block reads '\(path)', which a reader provides; the profile 'quick' uses no such file, because "
                    + "not everybody has it"
            case .notPinned(let path, let set):
                "the block reads '\(path)', which is not the file that the data set '\(set)' pins; "
                    + "run 'labbook data fetch \(set)'"
            case .changed: "a file that the block reads was changed while it ran; run the build again"
            case .outside(let path):
                "the block reads '\(path)', which lies outside of the folder of the notebooks; "
                    + "put it below 'notebooks/data/'"
            }
        }
    }

    /// Ends watching.
    func end() throws(Objection) -> [FileUse] { try uses(takenText(labbook_file_watch_end())) }

    /// The files opened so far, whatever block runs; for a run of a sweep, which is kept before its block ends. Nil where
    /// the block will have no result.
    static func filesSoFar() -> [FileUse]? {
        guard let plan = conductor.plan else { return [] }
        let watch = FileWatch(looking: plan)
        return try? watch.uses(takenText(labbook_file_watch_look()))
    }

    /// Whether files are as they were when they were used.
    static func areUnchanged(_ files: [FileUse]) -> Bool {
        let (data, notebooks) = (conductor.plan?.data ?? .none, conductor.plan?.notebooks ?? ".")
        return files.allSatisfy { data.isUnchanged($0, in: notebooks) }
    }

    /// Counts files among those that the running block opened: what a saved run had read.
    static func note(_ files: [FileUse]) {
        for file in files { labbook_file_watch_note(file.path) }
    }

    private init(looking plan: ProgramPlan) {
        self.plan = plan
        named = plan.data.sets.map(\.name)
    }

    private func uses(_ text: String) throws(Objection) -> [FileUse] {
        var paths: Set<String> = []
        for line in text.split(separator: "\n") {
            if let path = recorded(String(line)) { paths.insert(path) }
        }
        var uses: [FileUse] = []
        for path in paths.sorted() {
            if path.hasPrefix("/") { throw .outside(path) }
            if wasChanged("\(plan.notebooks)/\(path)") { throw .changed }
            let use = FileUse.current(path, in: plan.notebooks)
            if let objection = objection(to: use) { throw objection }
            uses.append(use)
        }
        return uses
    }

    /// What stands against the use of a file of a data set.
    private func objection(to use: FileUse) -> Objection? {
        guard let set = plan.data.set(holding: use.path) else { return nil }
        if !named.contains(set.name) { return .unnamed(use.path, set: set.name) }
        if set.isProvided, plan.profile == Profile.quick.rawValue { return .providedInQuick(use.path) }
        if let pin = plan.data.pin(of: use.path), pin != use.digest {
            return .notPinned(use.path, set: set.name)
        }
        return nil
    }

    /// The form in which a path is recorded; nil for what belongs to the system, to us, or to the block's own passing.
    private func recorded(_ path: String) -> String? {
        let whole = withoutDots(path.hasPrefix("/") ? path : "\(plan.notebooks)/\(path)")
        let folder = withoutDots(plan.notebooks)
        if whole == folder { return "." }
        if whole.hasPrefix(folder + "/") { return String(whole.dropFirst(folder.count + 1)) }
        let passing = ["/proc/", "/sys/", "/dev/", "/usr/", "/lib/", "/lib64/", "/etc/"]
        let work = environment("LABBOOK_PLAN").map { withoutDots("\($0)/..") }
        let own = [plan.store, work, environment("LABBOOK_SLOTS"), environment("TMPDIR")].compactMap { $0 }
            .map { withoutDots($0) + "/" }
        return (passing + own).contains { (whole + "/").hasPrefix($0) } || whole == plan.committed
            ? nil : whole
    }

    private func wasChanged(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return (status.st_ctim.tv_sec, status.st_ctim.tv_nsec) > began
    }
}

/// The system's clock as it stamps files: coarser than the finest, so that a stamp is never before the time asked here.
private func now() -> (Int, Int) {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return (time.tv_sec, time.tv_nsec)
}

private func takenText(_ text: UnsafeMutablePointer<CChar>?) -> String {
    guard let text else { return "" }
    defer { free(text) }
    return String(cString: text)
}

/// A path without `.` and `..`, by its text alone.
private func withoutDots(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
}
