import Testing

/// What the whole repository keeps to. ARCHITECTURE.md says why.
@Suite struct RepositoryTests {
    /// The modules that the sources below a folder may import: the arrows point one way.
    static let arrows: [(folder: String, allowed: Set<String>)] = [
        ("Elementary", ["CSleef"]),
        ("Digest", ["CCrypto"]),
        ("Storage", ["Digest", "FoundationEssentials", "Glibc"]),
        ("KernelInterface", []),
        ("Kernels", ["CProcessor", "KernelInterface"]),
        ("Exhibits", []),
        ("BlockGraph", ["Digest", "Exhibits", "Storage"]),
        ("Statistics", ["Elementary"]),
        (
            "Lab",
            [
                "CProcessor", "CZlib", "Digest", "Elementary", "Glibc", "KernelInterface", "KernelsAVX2",
                "KernelsAVX512", "KernelsBaseline",
            ]
        ),
        (
            "BlockRuntime",
            [
                "BlockGraph", "CFileWatch", "Digest", "Dispatch", "Elementary", "Exhibits", "Glibc",
                "Statistics",
                "Storage",
                "Synchronization",
            ]
        ),
        (
            "Renderer",
            [
                "BlockGraph", "CCmark", "CDuktape", "CRename", "Digest", "Elementary", "Exhibits",
                "Foundation", "Glibc",
                "Statistics",
                "Storage",
                "Subprocess", "SwiftDiagnostics", "SwiftIDEUtils", "SwiftParser", "SwiftParserDiagnostics",
                "SwiftSyntax", "Synchronization", "SystemPackage", "Yams",
            ]
        ),
        ("Preview", ["Dispatch", "FlyingFox", "FlyingSocks", "Foundation", "Glibc", "Renderer", "Storage"]),
        (
            "labbook",
            ["ArgumentParser", "CProcessor", "Foundation", "Glibc", "Preview", "Renderer", "Synchronization"]
        ),
    ]

    /// Modules that only the files named may import.
    static let gates: [(module: String, folder: String, files: Set<String>)] = [
        (
            "CCmark", "Sources/",
            [
                "Sources/Renderer/Document/CmarkTree.swift", "Sources/Renderer/Document/Markdown.swift",
                "Sources/Renderer/Document/RawHTML.swift",
            ]
        ),
        // It recurses as deep as what it reads; one file guards it.
        ("SwiftParser", "Sources/", ["Sources/Renderer/Plan/SwiftCode.swift"]),
        ("CCrypto", "Sources/", ["Sources/Digest/SHA256.swift"]),
        ("CDuktape", "Sources/", ["Sources/Renderer/Math/ScriptEngine.swift"]),
        ("CFileWatch", "Sources/", ["Sources/BlockRuntime/FileWatch.swift"]),
        ("CRename", "Sources/", ["Sources/Renderer/Site/SiteWriter.swift"]),
        ("FlyingFox", "Sources/", ["Sources/Preview/LivePreview.swift"]),
        ("CZlib", "Sources/", ["Sources/Lab/Data/Files.swift"]),
        // Reading files, one environment variable, and one block of memory per thread: no clock, no libm.
        (
            "Glibc", "Sources/Lab/",
            [
                "Sources/Lab/Arithmetic/KernelChoice.swift", "Sources/Lab/Data/Files.swift",
                "Sources/Lab/Tensor/ThreadMemory.swift",
            ]
        ),
        // What is drawn and printed must be the same on every machine, so no libm and no locale.
        ("Foundation", "Sources/Renderer/SVG/", []), ("Glibc", "Sources/Renderer/SVG/", []),
        ("Foundation", "Sources/Renderer/Markup/", []), ("Glibc", "Sources/Renderer/Markup/", []),
        ("Foundation", "Sources/Renderer/HTML/", []), ("Glibc", "Sources/Renderer/HTML/", []),
        ("Foundation", "Sources/Renderer/Plan/", []), ("Foundation", "Sources/Renderer/Document/", []),
    ]

    /// Swift files that may be longer than `longest`, each with its reason.
    static let longFiles: [String: String] = [:]
    static let longest = 400

    @Test(arguments: arrows) func importsFollowTheArrows(_ folder: String, _ allowed: Set<String>) throws {
        let files = Repository.swiftFiles.filter { $0.hasPrefix("Sources/\(folder)/") }
        #expect(!files.isEmpty, "no source in Sources/\(folder)")
        for file in files {
            let found = forbiddenImports(in: try #require(try Repository.text(file)), allowed: allowed)
            #expect(found == [], "\(file) imports what Sources/\(folder) may not know")
        }
    }

    @Test func everySourceFolderHasItsArrows() {
        let folders = Set(
            Repository.swiftFiles.filter { $0.hasPrefix("Sources/") }.compactMap {
                $0.split(separator: "/").dropFirst().first.map(String.init)
            })
        #expect(folders == Set(Self.arrows.map(\.folder)))
    }

    @Test(arguments: gates) func someModulesHaveAGate(
        _ module: String, _ folder: String, _ files: Set<String>
    ) throws {
        for file in Repository.swiftFiles where file.hasPrefix(folder) && !files.contains(file) {
            let modules = imports(in: try #require(try Repository.text(file))).map(\.module)
            #expect(!modules.contains(module), "\(file) imports \(module)")
        }
    }

    /// Blocks import these modules, and a compile would pay for Foundation each time.
    @Test func foundationStaysInsideStorage() throws {
        for file in Repository.swiftFiles where file.hasPrefix("Sources/Storage/") {
            for found in imports(in: try #require(try Repository.text(file)))
            where found.module.hasPrefix("Foundation") {
                #expect(found.isInternal, "\(file):\(found.line) lets \(found.module) out")
            }
        }
    }

    @Test func filesAreShort() throws {
        for file in Repository.swiftFiles where Self.longFiles[file] == nil {
            let count = lineCount(of: try #require(try Repository.text(file)))
            #expect(count <= Self.longest, "\(file) has \(count) lines")
        }
        #expect(
            Set(Self.longFiles.keys).isSubset(of: Repository.swiftFiles),
            "an exception for a file that is gone")
    }

    @Test func nothingIsMarkedUnfinished() throws {
        let endings = [".swift", ".sh", ".py", ".md", ".css", ".h", ".modulemap", "Makefile", ".ci/run"]
        let files = Repository.trackedFiles.filter { file in endings.contains { file.hasSuffix($0) } }
        #expect(files.count > 100)
        for file in files { #expect(unfinishedMarks(in: try Repository.text(file) ?? "") == [], "\(file)") }
    }

    @Test func nothingNamesAMachineOrAPackageHost() throws {
        for file in Repository.trackedFiles {
            guard let text = try Repository.text(file) else { continue }
            #expect(machinePaths(in: text) == [], "\(file)")
            #expect(packageHosts(in: text) == [], "\(file)")
        }
    }

    @Test func everyDependencyIsPinned() throws {
        let manifest = try #require(try Repository.text("Package.swift"))
        #expect(manifest.contains(".package(url:"))
        #expect(unpinnedDependencies(in: manifest) == [])
    }

    @Test func whatCanBeMadeAgainIsNotCommitted() throws {
        let ignored = try #require(try Repository.text(".gitignore")).split(separator: "\n")
        for pattern in [".build*/", ".labbook/", "Package.resolved"] {
            #expect(ignored.contains(Substring(pattern)))
        }
        let heads = Repository.trackedFiles.map { $0.split(separator: "/").first ?? "" }
        #expect(!heads.contains { $0.hasPrefix(".build") || $0 == ".labbook" || $0 == "Package.resolved" })
    }

    /// A block reads nothing outside of `notebooks/`, so `make bench RECORD=1` writes what it measured twice.
    @Test func theBookShowsTheBenchmarkThatIsRecorded() throws {
        let record = try #require(try Repository.text("Benchmarks/latest.json"))
        #expect(try Repository.text("notebooks/data/benchmarks.json") == record)
    }

    @Test func theMakefileHasItsTargets() throws {
        let targets = makeTargets(in: try #require(try Repository.text("Makefile")))
        let wanted = ["report", "test", "preview", "verify", "bench", "lint", "clean", "help"]
        #expect(wanted.filter { !targets.contains($0) } == [])
    }

    @Test(arguments: [
        "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", ".swift-format",
        ".gitignore",
        "Makefile", ".ci/run", "notebooks/data/LICENSE-MNIST.txt", "site/index.html",
    ]) func theRepositoryHas(_ file: String) {
        #expect(Repository.trackedFiles.filter { $0 == file } == [file])
    }
}
