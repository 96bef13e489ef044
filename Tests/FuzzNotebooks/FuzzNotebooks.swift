import ArgumentParser
import Foundation
import Fuzzing

/// Feeds the notebook reader with notebooks made up by chance, and reports the first that breaks a promise, shrunk.
///
/// The inputs depend on the seed alone. They are tried in a process of its own, so that one that crashes it or never
/// ends is found too.
@main struct FuzzNotebooks: ParsableCommand {
    @Option(help: "How long to try.") var seconds = 60.0
    @Option(help: "Where the inputs begin; each seed has its own.") var seed: UInt64 = 1
    @Option(help: "The folder whose Markdown and BibTeX files the inputs are made of.") var corpus = "."
    @Option(help: "Where a finding is written.") var findings = ".labbook/fuzz"
    @Option(help: .hidden) var check: String?
    @Flag(help: .hidden) var isWorker = false

    func run() throws {
        if let check {
            for line in brokenInvariants(try kept(in: check)) { print(line) }
        } else if isWorker {
            try work()
        } else {
            try watch()
        }
    }

    // MARK: The process that tries

    private func work() throws {
        let (notebooks, bibliographies) = try corpusFiles()
        var mutator = Mutator(seed: seed, notebooks: notebooks, bibliographies: bibliographies)
        let end = Date().addingTimeInterval(seconds)
        var count = 0
        while Date() < end {
            let input = mutator.next()
            try keep(input, in: findings)
            let broken = brokenInvariants(input)
            guard broken.isEmpty else {
                let small = shrunk(input.notebook, attempts: 2000) {
                    !brokenInvariants(FuzzCase(notebook: $0, bibliography: input.bibliography)).isEmpty
                }
                try keep(FuzzCase(notebook: small, bibliography: input.bibliography), in: findings)
                let found = brokenInvariants(FuzzCase(notebook: small, bibliography: input.bibliography))
                print("fuzz: after \(count) inputs of seed \(seed): \(found.joined(separator: "; "))")
                throw ExitCode(1)
            }
            count += 1
            if count % 5000 == 0 { FileHandle.standardError.write(Data("fuzz: \(count) inputs\n".utf8)) }
        }
        print("fuzz: \(count) inputs of seed \(seed), nothing found")
    }

    private func corpusFiles() throws -> (notebooks: [[UInt8]], bibliographies: [[UInt8]]) {
        var notebooks: [[UInt8]] = []
        var bibliographies: [[UInt8]] = []
        let files =
            FileManager.default.enumerator(atPath: corpus)?.compactMap { $0 as? String }.sorted() ?? []
        for file in files where !file.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            let path = "\(corpus)/\(file)"
            if file.hasSuffix(".md") { notebooks.append(Array(try Data(contentsOf: URL(filePath: path)))) }
            if file.hasSuffix(".bib") {
                bibliographies.append(Array(try Data(contentsOf: URL(filePath: path))))
            }
            if file.hasSuffix("CommonMark/examples.json") {
                let examples = try JSONDecoder().decode(
                    [String].self, from: Data(contentsOf: URL(filePath: path)))
                notebooks += examples.map { Array($0.utf8) }
            }
        }
        guard notebooks.count > 100, !bibliographies.isEmpty else {
            throw ValidationError(
                "found only \(notebooks.count) notebooks in '\(corpus)'; run it in the repository")
        }
        return (notebooks, bibliographies)
    }

    // MARK: The process that watches

    private func watch() throws {
        try FileManager.default.createDirectory(atPath: findings, withIntermediateDirectories: true)
        // What an earlier run left says nothing about this one.
        try? FileManager.default.removeItem(atPath: "\(findings)/input.md")
        let worker = try child([
            "--is-worker", "--seconds", "\(seconds)", "--seed", "\(seed)", "--corpus", corpus,
        ])
        // An input that takes this long never ends.
        var isHanging = false
        while worker.isRunning {
            Thread.sleep(forTimeInterval: 0.5)
            let changed = try? FileManager.default.attributesOfItem(atPath: "\(findings)/input.md")[
                .modificationDate]
            if let changed = changed as? Date, Date().timeIntervalSince(changed) > 60 {
                isHanging = true
                worker.terminate()
                break
            }
        }
        worker.waitUntilExit()
        if worker.terminationReason == .exit, worker.terminationStatus == 0, !isHanging { return }
        if worker.terminationReason == .uncaughtSignal || isHanging {
            let input = try kept(in: findings)
            print("fuzz: an input \(isHanging ? "never ends" : "crashes"); shrinking it")
            let small = shrunk(input.notebook, attempts: isHanging ? 30 : 300) {
                (try? failsAlone(FuzzCase(notebook: $0, bibliography: input.bibliography))) ?? false
            }
            try keep(FuzzCase(notebook: small, bibliography: input.bibliography), in: findings)
        }
        print("fuzz: the input is \(findings)/input.md with input.bib:")
        print(String(decoding: try kept(in: findings).notebook.prefix(2000), as: UTF8.self))
        throw ExitCode(1)
    }

    /// Whether an input ends a process of its own otherwise than well, or not at all.
    private func failsAlone(_ input: FuzzCase) throws -> Bool {
        let folder = "\(findings)/candidate"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try keep(input, in: folder)
        let process = try child(["--check", folder], isQuiet: true)
        let end = Date().addingTimeInterval(60)
        while process.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.01) }
        let isHanging = process.isRunning
        if isHanging { process.terminate() }
        process.waitUntilExit()
        return isHanging || process.terminationReason == .uncaughtSignal
    }

    private func child(_ arguments: [String], isQuiet: Bool = false) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: CommandLine.arguments[0])
        process.arguments = arguments + ["--findings", findings]
        if isQuiet {
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
        }
        try process.run()
        return process
    }

    private func keep(_ input: FuzzCase, in folder: String) throws {
        try Data(input.bibliography).write(to: URL(filePath: "\(folder)/input.bib"))
        try Data(input.notebook).write(to: URL(filePath: "\(folder)/input.md"))
    }

    private func kept(in folder: String) throws -> FuzzCase {
        FuzzCase(
            notebook: Array(try Data(contentsOf: URL(filePath: "\(folder)/input.md"))),
            bibliography: Array(try Data(contentsOf: URL(filePath: "\(folder)/input.bib"))))
    }
}
