import Foundation

@testable import Renderer

/// A folder of programs that play the package clients: no test asks a registry.
///
/// Its package is a tar archive; `apt-get` and `pip` bring it, `dpkg-deb` hands it on as it is. Every download is
/// counted.
final class PackageShelf: Sendable {
    let folder: String

    /// A shelf whose package holds these files.
    init(_ files: [String: String]) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "labbook-shelf-\(UUID())").path
        try FileManager.default.createDirectory(atPath: "\(folder)/bin", withIntermediateDirectories: true)
        try fill(files)
        try program(
            "apt-get", "echo once >> \"\(folder)/downloads\"; sleep 0.2; cp \"\(folder)/package\" got.deb")
        try program("dpkg-deb", "cat \"$2\"")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Puts other files into the package.
    func fill(_ files: [String: String]) throws {
        let tree = "\(folder)/tree"
        try? FileManager.default.removeItem(atPath: tree)
        for (path, text) in files {
            let file = URL(filePath: "\(tree)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try run("/bin/sh", "-c", "cd \"$1\" && tar -cf ../package .", "sh", tree)
    }

    /// Makes a program of a shell script.
    func program(_ name: String, _ script: String) throws {
        let path = "\(folder)/bin/\(name)"
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    func remove(_ program: String) throws {
        try FileManager.default.removeItem(atPath: "\(folder)/bin/\(program)")
    }

    /// The folders of programs with this one first.
    var path: String { "\(folder)/bin:/usr/bin:/bin" }

    /// The folder without those of the system, for programs that must be missing, with the system's tar.
    var pathAlone: String { "\(folder)/bin" }

    var downloads: Int {
        ((try? String(contentsOfFile: "\(folder)/downloads", encoding: .utf8)) ?? "").split(separator: "\n")
            .count
    }

    private func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        precondition(process.terminationStatus == 0, "\(program) \(arguments)")
    }
}
