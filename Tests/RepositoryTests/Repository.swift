import Foundation

/// The package that these tests stand in, as files.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The paths that git tracks, relative to the root. Links are left out: what they lead to is listed itself.
    static let trackedFiles: [String] = {
        let git = Process()
        let answer = Pipe()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", root, "ls-files", "-z"]
        git.standardOutput = answer
        guard (try? git.run()) != nil else { return [] }
        let printed = answer.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        return printed.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            .filter { (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(root)/\($0)")) == nil }
            .filter { FileManager.default.fileExists(atPath: "\(root)/\($0)") }
    }()

    static var swiftFiles: [String] { trackedFiles.filter { $0.hasSuffix(".swift") } }

    /// The file's text; nil for a binary file.
    static func text(_ path: String) throws -> String? {
        let bytes = try Data(contentsOf: URL(filePath: "\(root)/\(path)"))
        return bytes.contains(0) ? nil : String(data: bytes, encoding: .utf8)
    }
}
