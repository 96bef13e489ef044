import Foundation
import Lab
import Testing

/// The two tools, if the machine has them.
private let binutils: (nm: String, objdump: String)? = {
    func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }
    guard let nm = find("nm"), let objdump = find("objdump") else { return nil }
    return (nm, objdump)
}()

/// Nothing of one build's code may run as another's: the three are compiled from one source and linked into one program,
/// and where two of them define the same weak symbol the linker keeps one copy for both.
@Suite(.enabled(if: binutils != nil, "nm and objdump (binutils) are needed"))
struct SymbolTests {
    /// The folder of this build's objects: where the test bundle lies.
    private static let products: URL? = {
        // The first argument may be the bundle itself or the runner that loads it.
        let candidates =
            CommandLine.arguments + [Bundle.main.executablePath ?? ""] + Bundle.allBundles.map(\.bundlePath)
        for path in candidates {
            var folder = URL(filePath: path)
            while folder.path.count > 1 {
                if FileManager.default.fileExists(
                    atPath: folder.appending(path: "KernelsBaseline.build").path)
                {
                    return folder
                }
                folder.deleteLastPathComponent()
            }
        }
        return nil
    }()

    private func objects(_ module: String, sources: String) throws -> [String] {
        let products = try #require(Self.products, "the folder with the objects was not found")
        // Only what belongs to today's sources: the folder may hold objects of files that are gone.
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/\(sources)")
        let files = try #require(FileManager.default.enumerator(atPath: root.path))
        let names = files.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }
        let folder = products.appending(path: "\(module).build")
        let found = names.map { folder.appending(path: URL(filePath: $0).lastPathComponent + ".o").path }
            .filter { FileManager.default.fileExists(atPath: $0) }
        try #require(found.count == names.count, "objects are missing in \(folder.path)")
        return found
    }

    private func output(of tool: String, _ arguments: [String]) throws -> [Substring] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(tool) failed")
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
    }

    private static var builds: [(module: String, build: KernelBuild)] {
        #if arch(x86_64)
            [("KernelsBaseline", .baseline), ("KernelsAVX2", .avx2), ("KernelsAVX512", .avx512)]
        #else
            [("KernelsBaseline", .baseline)]
        #endif
    }

    @Test func noWeakSymbolIsDefinedTwice() throws {
        let tools = try #require(binutils)
        var definedBy: [String: String] = [:]
        for (module, _) in Self.builds {
            let lines = try output(
                of: tools.nm, ["--defined-only", "--no-sort"] + objects(module, sources: "Kernels"))
            var weak: Set<String> = []
            for line in lines {
                let fields = line.split(separator: " ")
                // W and V: weak functions and weak data; u: unique in the program.
                if fields.count == 3, ["W", "V", "w", "v", "u"].contains(fields[1]) {
                    weak.insert(String(fields[2]))
                }
            }
            // These carry no code: a version number, and references that only ask for libraries.
            weak = weak.filter { $0 != "__swift_reflection_version" && !$0.hasPrefix("__swift_FORCE_LOAD_") }
            #expect(!lines.isEmpty)
            for symbol in weak {
                if let other = definedBy[symbol] {
                    Issue.record("\(symbol) is weak in \(other) and in \(module)")
                }
                definedBy[symbol] = module
            }
        }
    }

    #if arch(x86_64)
        @Test func wideRegistersStayAtHome() throws {
            let tools = try #require(binutils)
            func registers(_ module: String, sources: String) throws -> (zmm: Int, ymm: Int) {
                let lines = try output(
                    of: tools.objdump, ["-d", "--no-show-raw-insn"] + objects(module, sources: sources))
                try #require(lines.count > 10)
                return (lines.count { $0.contains("%zmm") }, lines.count { $0.contains("%ymm") })
            }
            let baseline = try registers("KernelsBaseline", sources: "Kernels")
            #expect(baseline.zmm == 0 && baseline.ymm == 0)
            let avx2 = try registers("KernelsAVX2", sources: "Kernels")
            #expect(avx2.zmm == 0 && avx2.ymm > 0)
            #expect(try registers("KernelsAVX512", sources: "Kernels").zmm > 0)
            for module in ["KernelInterface", "Elementary", "Lab"] {
                let found = try registers(module, sources: module)
                #expect(found.zmm == 0 && found.ymm == 0, "in \(module)")
            }
        }
    #endif
}
