import Foundation
import Subprocess

/// Which compiler this machine has.
enum Toolchain {
    /// The compiler's version text. It is asked once and remembered in `cache` beside the program file's path, size
    /// and date, because starting a compiler takes longer than a page.
    static func version(cache: String) async throws -> String {
        let identity = try executableIdentity()
        let remembered = RememberedAnswer(path: cache)
        if let version = remembered.recall(for: identity) { return version }
        let answer = try await Subprocess.run(
            .name("swiftc"), arguments: ["--version"], output: .string(limit: 65536))
        let version = answer.standardOutput
        remembered.keep(version, for: identity)
        return version
    }

    /// The path, size and date of the `swiftc` that would be started.
    private static func executableIdentity() throws -> String {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        for folder in folders {
            if let identity = fileIdentity("\(folder)/swiftc") { return identity }
        }
        throw BuildError.noCompiler
    }
}

/// The path, size and date of a file, through links; nil where there is none.
func fileIdentity(_ path: String) -> String? {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    let date = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(path) \(facts[.size] ?? 0) \(date)"
}
