import BlockGraph
import Digest
import Exhibits
import Foundation
import Glibc
import Storage

/// A project as it lies on the disk: its notebooks, the store of their results, and what besides their text decides them.
struct Workspace: Sendable {
    let project: Project
    let engine: Engine
    /// The files of the notebooks, sorted.
    let files: [String]
    let surroundings: Surroundings
    /// The data sets that blocks may read.
    let data: DataSetFile
    /// What a record depends on besides its content key.
    let toolchain: String
    /// The program that parses blocks: this one, with the compiler's parser.
    private let parser: String
    /// What a person should know and what stops nothing.
    private(set) var remarks: [String] = []

    /// Looks at a project.
    init(_ project: Project, engine: Engine) async throws {
        self.project = project
        self.engine = engine
        files = try project.notebookFiles()
        data = project.dataSets
        let hasCode = files.contains { file in
            guard case .success(let bytes) = readFile(project.path("\(project.notebooks)/\(file)")) else {
                return false
            }
            return Data(bytes).range(of: Data("swift".utf8)) != nil
        }
        guard hasCode else {
            // Pages of text depend on no library and no compiler, which both take time to look at.
            surroundings = Surroundings(modules: [], profile: project.profile)
            toolchain = ""
            parser = ""
            return
        }
        surroundings = Surroundings(
            modules: try engine.moduleDigests(cache: "\(project.workFolder)/engine"), profile: project.profile
        )
        let version = try await Toolchain.version(cache: "\(project.workFolder)/toolchain")
        toolchain = sha256(parts: [version] + engine.flags)
        parser = sha256(parts: [fileIdentity("/proc/self/exe") ?? "", version])
    }

    /// The numbers of the files, the longest file first: begun last, it would keep the others waiting.
    var longestFirst: [Int] {
        let lengths = files.map { file -> Int in
            var information = stat()
            let path = project.path("\(project.notebooks)/\(file)")
            return stat(path, &information) == 0 ? information.st_size : 0
        }
        return files.indices.sorted { lengths[$0] > lengths[$1] }
    }

    /// A notebook as it was read, with its plan; without one where its file is not in order.
    struct ReadNotebook: Sendable {
        var notebook: Notebook
        /// Problems that change nothing about what the blocks compute.
        var problems: [Problem]
        var plan: NotebookPlan
        var store: BlockStore
        /// The file of its committed records.
        var committed: String?
        /// That file's lines.
        var committedLines: CommittedLines
    }

    func read(_ file: String) -> (ReadNotebook, remarks: [String]) {
        let path = "\(project.notebooks)/\(file)"
        var bytes: [UInt8] = []
        var unreadable: [Problem]?
        switch readFile(project.path(path)) {
        case .success(let read): bytes = read
        case .failure(let error):
            unreadable = [Problem(.unreadable(reason: error.reason), at: SourcePosition(file: path, line: 1))]
        }
        func contents(of path: String) -> Result<[UInt8], UnreadableFile> {
            readFile(project.path(path)).mapError { error in
                let parts = path.split(separator: "/", omittingEmptySubsequences: false)
                let neighbours = folderEntries(project.path(parts.dropLast().joined(separator: "/"))) ?? []
                return UnreadableFile(
                    reason: error.reason,
                    nearest: parts.last.flatMap { nearestName(to: String($0), among: neighbours) })
            }
        }
        var (notebook, found) = Notebook.parse(file: path, bytes: bytes, reading: contents)
        found += notebook.attachFiles(reading: contents)
        var plan = NotebookPlan(
            notebook, in: surroundings,
            known: KnownSyntax(keptIn: syntaxPath(notebook.name), by: parser))
        var problems: [Problem] = []
        for problem in (unreadable ?? found) + unknownDataSets(of: plan) {
            // A mistake in a block's options stops that block only, and one in the words of its captions not even that.
            let block = plan.experiments.firstIndex { $0.lines.contains(problem.position.line) }
            if let block, !problem.fact.isAboutWords {
                plan.broken[block, default: []].append(problem)
            } else {
                problems.append(problem)
            }
        }
        let (committed, committedBytes, remarks) = committedRecords(of: notebook.name)
        let store = BlockStore(
            folder: "\(project.workFolder)/store", toolchain: toolchain,
            notebooks: project.path(project.notebooks),
            committed: committed?.records ?? .none, data: KnownData(sets: data.sets.map(\.place)))
        return (
            ReadNotebook(
                notebook: notebook, problems: problems, plan: plan, store: store, committed: committed?.path,
                committedLines: CommittedLines(committedBytes)),
            remarks
        )
    }

    /// Which data sets of its blocks the project doesn't describe.
    private func unknownDataSets(of plan: NotebookPlan) -> [Problem] {
        let known = data.sets.map(\.name)
        return plan.experiments.flatMap(\.options.data).filter { !known.contains($0.text) }.map { name in
            let nearest = nearestName(to: name.text, among: known)
            return Problem(.data(.unknownSet(name.text, nearest: nearest)), at: name.position)
        }
    }

    private func committedRecords(of notebook: String) -> (
        (path: String, records: CommittedRecords)?, bytes: [UInt8], remarks: [String]
    ) {
        let path = project.path("\(project.site)/\(Site.recordsPath(notebook))")
        guard case .success(let bytes) = readFile(path) else { return (nil, [], []) }
        let records = CommittedRecords(reading: bytes)
        let remarks = records.damagedLines.map { "\(path):\($0): the record is damaged and is not used" }
        return ((path, records), bytes, remarks)
    }

    /// What the site shows besides the notebooks, and what is wrong with it.
    func book(for results: [NotebookResult]) -> (Book, [Diagnostic]) {
        var (book, problems, source) = Book.read(project, notebooks: results.map(\.notebook.name))
        book.readNotices(for: results, project)
        book.dataSets = data.sets
        return (book, problems.map { Diagnostic($0, in: source) })
    }

    /// Brings one notebook up to date.
    func build(
        _ file: String, slots: JobSlots, sandbox: SandboxSearch, fetch: DataFetch,
        log: @escaping @Sendable (Build.Progress) -> Void
    ) async throws -> BuiltNotebook {
        let (read, remarks) = read(file)
        for remark in remarks { log(.remark(remark)) }
        let plan = read.plan
        var result = NotebookResult(
            notebook: read.notebook, record: nil, blocks: plan.experiments, problems: [],
            contentKey: nil, highlighted: HighlightedBlocks(of: plan))
        let build = NotebookBuild(
            project: project, engine: engine, plan: plan, store: read.store, committed: read.committed,
            slots: slots, sandbox: sandbox, dataSets: data.sets, fetch: fetch, log: log)
        let outcome = try await build.perform()
        result.problems = (read.problems + outcome.problems).sorted { $0.position < $1.position }
        result.lacksData = outcome.lacksData
        if outcome.lacksData { result.keptClaims = keptClaims(of: read) }
        result.fill(from: outcome, plan: plan, store: read.store, known: read.committedLines)
        return BuiltNotebook(
            result: result, ran: outcome.ran.map { plan.blocks[$0].name }, plan: plan, states: outcome.states,
            kept: try KeptFiles(
                of: plan, outcome.states, result.origins, in: read.store, profile: project.profile))
    }

    /// The claims that the site shows of a notebook: which there are says its file of claims, all that they hold say the
    /// notebook's records.
    private func keptClaims(of read: ReadNotebook) -> [String: Claim] {
        guard case .success(let bytes) = readFile(project.path("\(project.site)/\(claimsFilePath)")) else {
            return [:]
        }
        return Renderer.keptClaims(of: read.notebook.name, file: bytes, records: read.store.committed)
    }

    /// Keeps the parts of the keys with which the notebook was built, so that a later change can be explained, and what parsing
    /// its blocks gave.
    func remember(_ built: BuiltNotebook) {
        built.plan.syntax.keep(in: syntaxPath(built.result.notebook.name), by: parser)
        LastKeys(of: built.plan, built.states, problems: built.result.problems).keep(
            in: lastKeysPath(built.result.notebook.name))
    }

    private func syntaxPath(_ notebook: String) -> String { "\(project.workFolder)/syntax/\(notebook)" }
    func lastKeysPath(_ notebook: String) -> String { "\(project.workFolder)/last/\(notebook)" }
}

/// A notebook whose results are up to date, as far as they can be.
struct BuiltNotebook: Sendable {
    var result: NotebookResult
    /// The names of the blocks that ran.
    var ran: [String]
    var plan: NotebookPlan
    var states: BlockStates
    /// What its blocks computed for other profiles.
    var kept: KeptFiles
}

extension NotebookResult {
    /// Takes over what the blocks showed, and what travels with the site.
    fileprivate mutating func fill(
        from outcome: NotebookBuild.Outcome, plan: NotebookPlan, store: BlockStore, known: CommittedLines
    ) {
        var record = NotebookRecord()
        var keys: [String] = []
        var entries: [(key: String, record: BlockRecord)] = []
        var values: [String: [UInt8]] = [:]
        for (number, state) in outcome.states.states.enumerated() {
            var exhibits = outcome.shown[number]
            if case .fresh(let block, let key) = state {
                exhibits = block.exhibits
                let digest = key.digest
                keys.append(digest)
                entries.append((digest, block))
                for digest in block.valueDigests where values[digest] == nil {
                    values[digest] = store.value(digest)
                }
            }
            if number < plan.experiments.count {
                record.blocks.append(exhibits)
                if case .blocked(let cause) = state { blocked[number] = cause }
            } else {
                record.inlineValues.append(exhibits?.last)
            }
        }
        self.record = record
        origins = BlockOrigin.all(of: plan, outcome.states)
        if keys.count == plan.blocks.count, !keys.isEmpty { contentKey = sha256(parts: keys) }
        // Two equal blocks have one result.
        var seen: Set<String> = []
        entries = entries.filter { seen.insert($0.key).inserted }
        committed =
            (try? known.file(
                entries, values: values.keys.sorted().compactMap { values[$0] }, committed: store.committed))
            ?? []
    }
}
