import Digest
import Exhibits
import Foundation
import Glibc
import Storage
import Synchronization

/// Where a build reads and writes.
public struct Project: Sendable {
    /// The folder that holds `notebooks/`; messages name files relative to it.
    public var root: String
    /// The folder of the notebooks, relative to `root`.
    public var notebooks = "notebooks"
    /// The folder of the site, relative to `root`.
    public var site: String
    /// The profile that is built; `quick` is what the committed site shows.
    public var profile: String
    /// How many runs go at once; nil for all processors.
    public var jobs: Int?

    /// A project in the folder `root`.
    public init(root: String, site: String = "site", profile: String = "quick", jobs: Int? = nil) {
        self.root = root
        self.site = site
        self.profile = profile
        self.jobs = jobs
    }

    func path(_ relative: String) -> String { "\(root)/\(relative)" }
    var workFolder: String { path(".labbook") }
}

/// What a build did.
public struct BuildReport: Sendable {
    /// Every problem with the text that quotes its line, in reading order.
    public var messages: [String]
    /// The notebooks whose programs were compiled and run.
    public var ran: [String]
    /// The files of the site that changed.
    public var changed: [String]

    /// Whether every notebook is in order.
    public var isGood: Bool { messages.isEmpty }
}

/// Builds the site of a project: reads the notebooks, runs what has no record, renders, writes.
public struct Build: Sendable {
    let project: Project
    let engine: Engine
    let log: @Sendable (Progress) -> Void

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
        /// So many runs of a sweep are done.
        case runs(notebook: String, block: String, done: Int, total: Int)
        /// Something that a person should know and that stops nothing.
        case remark(String)
    }

    /// Brings the site up to date.
    ///
    /// - Throws: what stops the whole build (`BuildError`, `FileError`). A problem of one notebook is in the report.
    public func perform() async throws -> BuildReport {
        let files = try notebookFiles()
        try checkSiteFolder()
        removeLitter()
        let surroundings = Surroundings(
            engine: try engine.sourceDigest(cache: "\(project.workFolder)/engine"),
            data: try folderDigest(project.path("\(project.notebooks)/data")),
            profile: project.profile)
        var results: [NotebookResult] = []
        var ran: [String] = []
        for file in files {
            let (result, hasRun) = try await build(file, in: surroundings)
            if hasRun { ran.append(result.notebook.name) }
            results.append(result)
        }
        results = results.withReferencesChecked
        let site = Site.render(results, profile: project.profile)
        let changed = try SiteWriter.write(site, to: project.path(project.site))
        let messages = results.flatMap { result in
            result.problems.map { result.notebook.message(of: $0) }
        }
        return BuildReport(messages: messages, ran: ran, changed: changed)
    }

    /// Writing the site replaces the whole folder, so it must be one that held a site before, or nothing.
    private func checkSiteFolder() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: project.path(project.site))) ?? []
        guard !names.isEmpty else { return }
        let front = (try? readFile(project.path("\(project.site)/index.html")).get()) ?? []
        let isOurs = String(decoding: front, as: UTF8.self).contains(PageFrame.generator)
        // A folder whose front page is gone holds nothing that is not made again.
        let isRest = names.allSatisfy { $0 == "data" || $0 == "style.css" || $0.hasSuffix(".html") }
        if !isOurs && !(isRest && front.isEmpty) { throw BuildError.notASite(folder: project.site) }
    }

    private func notebookFiles() throws -> [String] {
        let folder = project.path(project.notebooks)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
        guard !files.isEmpty else { throw BuildError.noNotebooks(folder: project.notebooks) }
        return files
    }

    /// Reads one notebook and makes sure that there is a record of it, if it can be had.
    private func build(_ file: String, in surroundings: Surroundings) async throws -> (
        NotebookResult, ran: Bool
    ) {
        let name = "\(project.notebooks)/\(file)"
        var bytes: [UInt8] = []
        var unreadable: Problem?
        switch readFile(project.path(name)) {
        case .success(let read): bytes = read
        case .failure(let error):
            unreadable = Problem(.unreadable(reason: error.reason), at: SourcePosition(file: name, line: 1))
        }
        let (notebook, found) = Notebook.parse(file: name, bytes: bytes) { path in
            readFile(project.path(path)).mapError { UnreadableFile(reason: $0.reason) }
        }
        let readProblems = unreadable.map { [$0] } ?? found
        let (plan, planProblems) = NotebookPlan.make(for: notebook, in: surroundings)
        var result = NotebookResult(
            notebook: notebook, record: nil, blocks: plan.blocks, problems: readProblems + planProblems,
            contentKey: nil)
        guard result.problems.isEmpty else { return (result, false) }
        if plan.program.isEmpty {
            result.record = NotebookRecord()
            return (result, false)
        }
        result.contentKey = plan.contentKey
        let toolchain = try await Toolchain.version(cache: "\(project.workFolder)/toolchain")
        let key = sha256(parts: ["record 1", plan.contentKey, toolchain] + Compiler.flags)
        let store = RecordStore(folder: "\(project.workFolder)/records")
        switch store.load(key) {
        case .record(let record):
            result.record = record
            return (result, false)
        case .damaged(let sentence): log(.remark(sentence))
        case .nothing: break
        }
        do {
            try await run(plan, into: &result)
        } catch {
            // A full disk, a compiler that cannot be started: this notebook fails, the others are built.
            let start = SourcePosition(file: name, line: 1)
            result.problems = [Problem(.programNotBuilt("\(error)"), at: start)]
        }
        guard let record = result.record, result.problems.isEmpty else {
            // What a failed notebook shows is not the result that the key stands for.
            result.contentKey = nil
            return (result, true)
        }
        if try folderDigest(project.path("\(project.notebooks)/data")) != surroundings.data {
            log(.remark("\(name): the data changed while it ran; the result is shown and not kept"))
        } else {
            do { try store.save(record, as: key) } catch {
                log(.remark("\(name): the result is not kept: \(error)"))
            }
        }
        return (result, true)
    }

    /// Compiles and runs a notebook's program in a folder of its own.
    private func run(_ plan: NotebookPlan, into result: inout NotebookResult) async throws {
        let name = plan.notebook.name
        let folder = "\(project.workFolder)/work/\(name)-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        log(.compiling(notebook: name))
        let start = plan.blocks.first?.position ?? SourcePosition(file: plan.notebook.source.file, line: 1)
        let problems = try await Compiler(engine: engine).compile(plan.program, in: folder, fallback: start)
        guard problems.isEmpty else {
            result.problems = problems
            return
        }
        let run = ProgramRun(
            folder: folder, workingFolder: project.path(project.notebooks),
            limits: plan.blocks.map {
                BlockLimits(seconds: $0.options.timeLimit, printedBytes: $0.options.outputLimit * 1024)
            } + [.inlineValues],
            environment: blockEnvironment())
        let blockNames =
            plan.blocks.enumerated().map { $1.options.label ?? "block \($0 + 1)" } + ["inline values"]
        let outcome = try await run.perform { event in
            switch event {
            case .began(let block) where block < blockNames.count - 1:
                log(.running(notebook: name, block: blockNames[block]))
            case .progress(let block, let done, let total):
                log(.runs(notebook: name, block: blockNames[block], done: done, total: total))
            default: break
            }
        }
        let (record, problem) = outcome.interpreted(for: plan)
        result.record = record
        result.problems = problem.map { [$0] } ?? []
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

    /// The variables that a block's process sees: none of the machine's own, so that no result depends on them.
    private func blockEnvironment() -> [String: String] {
        var variables = [
            "LABBOOK_RUNS": "\(project.workFolder)/runs",
            "SWIFT_DETERMINISTIC_HASHING": "1",
            "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,output-to=stderr,threads=crashed,"
                + "registers=none,images=none,sanitize=no,limit=64",
        ]
        if let jobs = project.jobs { variables["LABBOOK_JOBS"] = String(jobs) }
        if let kernels = ProcessInfo.processInfo.environment["LABBOOK_KERNELS"] {
            variables["LABBOOK_KERNELS"] = kernels
        }
        return variables
    }
}
