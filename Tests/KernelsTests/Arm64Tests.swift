import Foundation
import TestSupport
import Testing

/// `Tools/arm64.sh`, and what it printed.
private func arm64(_ option: String) throws -> (status: Int32, output: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = root.appending(path: "Tools/arm64.sh")
    process.arguments = [option]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// What this machine lacks to run the kernels for arm64. Nobody asks where slow tests are off.
private let missing: String =
    slowTestsAreOn ? (try? arm64("--missing").output) ?? "Tools/arm64.sh did not start" : ""

/// The same kernels, compiled in Embedded Swift for aarch64 and run under an emulator, give the bits of this machine.
@Suite(
    .enabled(if: slowTestsAreOn, "LABBOOK_SLOW_TESTS=1 compiles the kernels for arm64 and runs them"),
    .enabled(if: missing.isEmpty, "the kernels for arm64 are NOT tested here; missing: \(missing)"))
struct Arm64Tests {
    @Test(arguments: ["-O", "-Onone"]) func theBitsOfX86(optimization: String) throws {
        let (status, output) = try arm64(optimization)
        #expect(status == 0)
        print("digests of the kernels, arm64, \(optimization):")
        var digests: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: " ")
            try #require(fields.count == 2, "\(line)")
            print("  \(line)")
            digests[String(fields[0])] = String(fields[1])
        }
        expectSameDigests(digests, expectedDigests, "arm64, \(optimization)")
    }
}
