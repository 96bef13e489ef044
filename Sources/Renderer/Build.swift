import Exhibits
import Foundation
import Glibc
import Storage

/// Where a build reads and writes.
public struct Project: Sendable {
    /// The folder that holds `notebooks/`; messages name files relative to it.
    public var root: String
    /// The folder of the notebooks, relative to `root`.
    public var notebooks = "notebooks"
    /// The settings of the site, relative to `root`.
    public static let settingsFile = "site.yml"
    /// The folder of the site, relative to `root`.
    public var site: String
    /// The profile that is built; `quick` is what the committed site shows.
    public var profile: String
    /// How many runs go at once; nil for all processors.
    public var jobs: Int?
    /// The build of the kernels that the blocks use, such as `avx2`; nil for the fastest, or the one that the variable
    /// `LABBOOK_KERNELS` names.
    var kernels: String?

    /// A project in the folder `root`. The site of `quick` goes to `site`, that of another profile to `site-PROFILE`,
    /// unless told otherwise.
    public init(
        root: String, site: String? = nil, profile: String = Profile.quick.rawValue, jobs: Int? = nil
    ) {
        self.root = root
        self.site = site ?? (profile == Profile.quick.rawValue ? "site" : "site-\(profile)")
        self.profile = profile
        self.jobs = jobs
    }

    /// The profiles that there are.
    public static let profiles = Profile.allCases.map(\.rawValue)

    /// The files of the notebooks, sorted. There must be one.
    @discardableResult
    public func notebookFiles() throws -> [String] {
        let names = folderEntries(path(notebooks)) ?? []
        let files = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }
        guard !files.isEmpty else { throw BuildError.noNotebooks(folder: notebooks, project: root) }
        return files
    }

    package func path(_ relative: String) -> String { "\(root)/\(relative)" }
    var workFolder: String { path(".labbook") }
    var jobLimit: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// What a build did.
public struct BuildReport: Sendable {
    /// Every problem of every notebook, in reading order.
    public var problems: [Diagnostic]
    /// The blocks that ran, as `NOTEBOOK:BLOCK`.
    public var ran: [String]
    /// The files of the site that changed.
    public var changed: [String]
    /// How the claims came out.
    public var claims: ClaimCounts

    /// What a person reads of each problem: its place, its sentence, and the line quoted.
    public var messages: [String] { problems.map(\.text) }
    /// Whether every notebook is in order.
    public var isGood: Bool { problems.isEmpty }
}

/// Builds the site of a project: reads the notebooks, runs what has no record, renders, writes.
public struct Build: Sendable {
    let project: Project
    let engine: Engine
    let log: @Sendable (Progress) -> Void
    /// The folders in which the program for the sandbox and the package clients are looked for.
    var searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

    /// A build that tells `log` what it does.
    public init(_ project: Project, engine: Engine, log: @escaping @Sendable (Progress) -> Void) {
        self.project = project
        self.engine = engine
        self.log = log
    }

    /// What a build tells while it goes.
    public enum Progress: Sendable {
        /// A notebook's program is compiled.
        case compiling(notebook: String)
        /// A block has begun.
        case running(notebook: String, block: String)
        /// So many runs of a sweep are done, `restored` of them in an earlier build.
        case runs(notebook: String, block: String, done: Int, total: Int, restored: Int)
        /// A notebook that was compiled or run is up to date, as far as it can be.
        case done(notebook: String)
        /// A data set is fetched: a package with its version.
        case fetching(set: String, from: String)
        /// Something that a person should know and that stops nothing.
        case remark(String)
    }

    /// Brings the site up to date.
    ///
    /// When the task is cancelled, what was started is stopped; results that were finished are kept, and the site stays.
    ///
    /// - Throws: what stops the whole build (`BuildError`, `FileError`, `SiteNotWritten`, `CancellationError`). A problem
    ///   of one notebook is in the report.
    public func perform() async throws -> BuildReport {
        try checkSiteFolder()
        removeLitter()
        let workspace = try await Workspace(project, engine: engine)
        for remark in workspace.remarks { log(.remark(remark)) }
        var built = try await results(of: workspace)
        for path in try KeptFiles.write(&built, of: project) {
            log(.remark("wrote '\(path)', which the other profiles read; commit it with the notebooks"))
        }
        let results = try typeset(
            built.map(\.result).withClaimsChecked(in: project.profile).withReferencesChecked)
        let (book, aboutBook) = workspace.book(for: results)
        let plan = SitePlan(results, book, profile: project.profile)
        var site = plan.site
        for result in results where result.lacksData {
            site.keepPages(of: result.notebook.name, in: project.path(project.site))
        }
        let aboutData = workspace.data.problems.map { Diagnostic($0, in: workspace.data.source) }
        // What is wrong with a file that several notebooks share is said once.
        var said: Set<String> = []
        let aboutNotebooks = zip(built, results).flatMap { notebook, result in
            result.problems.map { Diagnostic($0, in: notebook.plan) }
        }
        let found = aboutBook + aboutData + aboutNotebooks
        let problems = found.filter { said.insert($0.text).inserted }
        let changed: [String]
        do {
            changed = try SiteWriter.write(site, to: project.path(project.site))
        } catch let error as FileError {
            throw SiteNotWritten(problems: problems, reason: "\(error)")
        }
        _ = inParallel(built) { workspace.remember($0) }
        let ran = built.flatMap { notebook in notebook.ran.map { "\(notebook.result.notebook.name):\($0)" } }
        return BuildReport(
            problems: problems, ran: ran, changed: changed, claims: ClaimCounts(plan.targets.claims))
    }

    /// The results with their formulas typeset.
    private func typeset(_ results: [NotebookResult]) throws -> [NotebookResult] {
        let notebooks = results.map(\.notebook)
        guard notebooks.contains(where: { $0.allProse.contains { !$0.formulas.isEmpty } }) else {
            return results
        }
        let math = try MathBuild(project)
        if let remark = math.remark { log(.remark(remark)) }
        return results.withFormulas(try math.typeset(notebooks))
    }

    /// Brings all notebooks up to date, several at once: while one compiles, another may run.
    private func results(of workspace: Workspace) async throws -> [BuiltNotebook] {
        let slots = try JobSlots(folder: "\(project.workFolder)/slots", count: project.jobLimit)
        let sandbox = SandboxSearch(path: searchPath) { log(.remark($0)) }
        let fetch = DataFetch(project: project, searchPath: searchPath, log: log)
        return try await withThrowingTaskGroup(of: (Int, BuiltNotebook).self) { group in
            var built = [BuiltNotebook?](repeating: nil, count: workspace.files.count)
            func add(_ index: Int) {
                group.addTask {
                    (
                        index,
                        try await workspace.build(
                            workspace.files[index], slots: slots, sandbox: sandbox, fetch: fetch, log: log)
                    )
                }
            }
            var waiting = workspace.longestFirst.makeIterator()
            for _ in 0...project.jobLimit { waiting.next().map(add) }
            while let (index, notebook) = try await group.next() {
                built[index] = notebook
                waiting.next().map(add)
            }
            return built.compactMap { $0 }
        }
    }

    /// Writing the site replaces the whole folder, so it must be one that held a site before, or nothing.
    private func checkSiteFolder() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: project.path(project.site))) ?? []
        guard !names.isEmpty else { return }
        let front = (try? readFile(project.path("\(project.site)/index.html")).get()) ?? []
        let isOurs = String(decoding: front, as: UTF8.self).contains(PageFrame.generator)
        // A folder whose front page is gone holds nothing that is not made again.
        let isRest = names.allSatisfy { name in
            ["data", "fonts"].contains(name) || [".css", ".js", ".html"].contains { name.hasSuffix($0) }
        }
        if !isOurs && !(isRest && front.isEmpty) { throw BuildError.notASite(folder: project.site) }
    }

    /// Removes what earlier builds left when they were killed: their folders carry the number of their process.
    private func removeLitter() {
        let places = ["\(project.workFolder)/work", project.root]
        for place in places {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            for name in names {
                guard let process = leftBy(name, isWork: place != project.root), kill(process, 0) != 0 else {
                    continue
                }
                try? FileManager.default.removeItem(atPath: "\(place)/\(name)")
            }
        }
    }

    /// The number of the process that made a folder `NAME-PID` of programs, or a folder `site.PID.new` of pages.
    private func leftBy(_ name: String, isWork: Bool) -> pid_t? {
        if isWork { return name.split(separator: "-").last.flatMap { pid_t($0) } }
        guard name.hasPrefix("\(project.site)."), name.hasSuffix(".new") else { return nil }
        return pid_t(name.dropFirst(project.site.count + 1).dropLast(".new".count))
    }
}
