import BlockGraph
internal import CFileWatch
import Exhibits
import Glibc
import Storage
import Synchronization

/// Knows which files a block opens while it runs: they are part of what its result depends on. What nobody could know
/// of, or what would outlive the block, is refused.
struct FileWatch {
    private let plan: ProgramPlan
    /// The data sets that the block names in its options.
    private let named: [String]
    private let began = now()

    /// Begins to watch this process for a block that names some data sets.
    init(plan: ProgramPlan, named: [String]) {
        self.plan = plan
        self.named = named
        noted.withLock { $0 = Noted() }
        labbook_file_watch_begin(mayChange)
    }

    /// Ends watching.
    func end() throws(FileObjection) -> [FileUse] { try uses(with: labbook_file_watch_end) }

    /// The files opened so far, whatever block runs; for a run of a sweep, which is kept before its block ends. Nil where
    /// the block will have no result.
    static func filesSoFar() -> [FileUse]? {
        guard let plan = conductor.plan else { return [] }
        return try? FileWatch(looking: plan).uses(with: labbook_file_watch_look)
    }

    /// Whether files are as they were when they were used.
    static func areUnchanged(_ files: [FileUse]) -> Bool {
        let (data, notebooks) = (conductor.plan?.data ?? .none, conductor.plan?.notebooks ?? ".")
        return files.allSatisfy { data.isUnchanged($0, in: notebooks) }
    }

    /// Counts files among those that the running block opened: what a saved run had read.
    static func note(_ files: [FileUse]) {
        noted.withLock { $0.paths.formUnion(files.map(\.path)) }
    }

    private init(looking plan: ProgramPlan) {
        self.plan = plan
        named = plan.data.sets.map(\.name)
    }

    /// What was noted until now; `take` gives what came since the last time.
    private func uses(with take: () -> UnsafeMutablePointer<CChar>?) throws(FileObjection) -> [FileUse] {
        let noted = noted.withLock { noted in
            noted.add(takenText(take()), in: plan)
            return noted
        }
        // Whoever starts a program opens sockets and files on the way.
        if let first = noted.objections.min(by: { $0.rank < $1.rank }) { throw first }
        var uses: [FileUse] = []
        for path in noted.paths.sorted() {
            if wasChanged("\(plan.notebooks)/\(path)") { throw .changed }
            let use = FileUse.current(path, in: plan.notebooks)
            if let objection = objection(to: use) { throw objection }
            uses.append(use)
        }
        return uses
    }

    /// What stands against the use of a file of a data set.
    private func objection(to use: FileUse) -> FileObjection? {
        guard let set = plan.data.set(holding: use.path) else { return nil }
        if !named.contains(set.name) { return .unnamed(use.path, set: set.name) }
        if set.isProvided, plan.profile == Profile.quick.rawValue { return .providedInQuick(use.path) }
        if let pin = plan.data.pin(of: use.path), pin != use.digest {
            return .notPinned(use.path, set: set.name)
        }
        return nil
    }

    private func wasChanged(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return (status.st_ctim.tv_sec, status.st_ctim.tv_nsec) > began
    }
}

/// What the running block did, as far as its result is concerned. A sweep asks after each of its runs, so each note is looked at
/// once; what is ours and what passes is left out.
private struct Noted {
    /// The files that were opened, relative to the folder of the notebooks.
    var paths: Set<String> = []
    /// The first of each rank.
    var objections: [FileObjection] = []

    mutating func add(_ text: String, in plan: ProgramPlan) {
        for line in text.split(separator: "\n") {
            let what = String(line.dropFirst())
            switch line.utf8.first.map(Int.init) {
            case LABBOOK_STARTED: object(.starts(what))
            case LABBOOK_NETWORK: object(.asksNetwork(what))
            case LABBOOK_CHANGED: object(.changes(what))
            default:
                switch plan.place(of: what) {
                case .notebooks(let path): paths.insert(path)
                case .passing: break
                case .elsewhere: object(.readsOutside(what))
                }
            }
        }
    }

    private mutating func object(_ objection: FileObjection) {
        if !objections.contains(where: { $0.rank == objection.rank }) { objections.append(objection) }
    }
}

private let noted = Mutex(Noted())

/// Whether the running block may change what is at a path; called from the C library's functions that do.
private let mayChange: @convention(c) (UnsafePointer<CChar>?) -> CInt = { path in
    guard let path, let plan = conductor.plan else { return 1 }
    return plan.mayChange(String(cString: path)) ? 1 : 0
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
