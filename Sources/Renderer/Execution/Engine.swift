import BlockGraph
import Digest
import Foundation
import Storage

/// The built modules that notebook programs link, and where they are.
public struct Engine: Sendable {
    /// The folder with the built library and, below `Modules`, the module files.
    public var products: String
    /// The package's root folder, for the module maps of the system libraries and the sources.
    public var package: String

    /// The compiler's flags besides paths; part of a record's store key. With `MemberImportVisibility` an `import` in one
    /// block brings nothing into the blocks above it.
    var flags = [
        "-O", "-wmo", "-g", "-diagnostic-style=llvm", "-swift-version", "5", "-module-name", notebookModule,
        "-enable-upcoming-feature", "MemberImportVisibility",
    ]

    /// The modules of ours that a notebook's program links.
    static let modules = [
        "BlockGraph", "BlockRuntime", "CFileWatch", "Digest", "Elementary", "Exhibits", "KernelInterface",
        "Kernels", "Lab", "Statistics",
        "Storage",
    ]

    /// The system modules whose headers hold code that the kernels or `Elementary` run.
    static let headers = ["CProcessor", "CSleef"]

    /// An engine whose parts are elsewhere than beside the executable.
    public init(products: String, package: String) {
        self.products = products
        self.package = package
    }

    /// The engine beside the running executable. Nil where the executable was moved away from its package.
    public static func besideExecutable() -> Engine? {
        let files = FileManager.default
        let executable = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        guard let executable else { return nil }
        var folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
        let products = folder.path
        while folder.path != "/" {
            if files.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
                return Engine(products: products, package: folder.path)
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    /// The linked modules, each with the digest of its sources by their syntax trees: a comment in `Lab` makes nothing stale.
    ///
    /// Parsing all of them takes half a second, so the answer is remembered in `cache` beside the digest of the bytes.
    func moduleDigests(cache: String) throws -> [Surroundings.Module] {
        let sources = try sources()
        let ofBytes = digestOfBytes(sources)
        if case .bytes(let built) = SealedFile.read(seal), built != Array(ofBytes.utf8) {
            throw BuildError.engineOutOfDate
        }
        let remembered = RememberedAnswer(path: cache)
        if let answer = remembered.recall(for: ofBytes) { return Self.modules(in: answer) }
        var parts: [String: [String]] = [:]
        for (name, bytes) in sources {
            let isSwift = name.hasSuffix(".swift")
            let folders = name.split(separator: "/")
            let module = folders.count > 2 ? String(folders[1]) : name
            parts[module, default: []] += [
                name, isSwift ? swiftDigest(String(decoding: bytes, as: UTF8.self)) : sha256(bytes),
            ]
        }
        let lines = parts.map { "\($0.key) \(sha256(parts: $0.value))" }.sorted()
        let answer = lines.joined(separator: "\n")
        remembered.keep(answer, for: ofBytes)
        return Self.modules(in: answer)
    }

    /// A line a module: its name and its digest.
    private static func modules(in answer: String) -> [Surroundings.Module] {
        answer.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? .init(name: String(words[0]), digest: String(words[1])) : nil
        }
    }

    /// Remembers which sources the library beside the executable was built from. `make report` does so after each build;
    /// a build with other sources is then refused, since its records would be kept under a key that isn't theirs.
    public func rememberSources() throws {
        try SealedFile.write(Array(digestOfBytes(sources()).utf8), to: seal)
    }

    /// Which program this is. As long as nothing is released, the sources of its library say it.
    public var version: String {
        let name = "labbook, not released yet"
        guard case .bytes(let digest) = SealedFile.read(seal) else { return name }
        return
            "\(name); its library was built from the sources \(String(decoding: digest.prefix(16), as: UTF8.self))"
    }

    private var seal: String { "\(products)/NotebookSupport.sources" }

    /// Every file that the modules are built from: their Swift sources, the C headers with arithmetic in them, and the
    /// package's own description, which has the compiler's flags.
    private func sources() throws -> [(name: String, bytes: [UInt8])] {
        let files = try (Engine.modules + Engine.headers).flatMap { module in
            try filesBelow("\(package)/Sources/\(module)").map { "Sources/\(module)/\($0)" }
        }
        return try (files + ["Package.swift"]).map { ($0, try readFile("\(package)/\($0)").get()) }
    }

    private func digestOfBytes(_ sources: [(name: String, bytes: [UInt8])]) -> String {
        sha256(parts: sources.flatMap { [$0.name, sha256($0.bytes)] })
    }

    /// The compiler's arguments that make the modules visible and link them.
    var compilerArguments: [String] {
        let maps = ["CCrypto", "CProcessor", "CSleef", "CZlib", "CFileWatch/include"].flatMap { name in
            ["-Xcc", "-fmodule-map-file=\(package)/Sources/\(name)/module.modulemap"]
        }
        return ["-I", "\(products)/Modules"] + maps
            + ["-L", products, "-lNotebookSupport", "-Xlinker", "-rpath", "-Xlinker", products]
    }
}

/// The paths of the files below `folder`, relative to it, sorted.
package func filesBelow(_ folder: String) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return paths.filter { path in
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
            && !isFolder.boolValue
    }.sorted()
}
