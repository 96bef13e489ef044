import Foundation
import TestSupport
import Testing

/// Runs `Tools/arm64.sh`.
private func arm64(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = root.appending(path: "Tools/arm64.sh")
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// What this machine lacks to run the kernels for arm64. Nobody asks where slow tests are off.
private let missing: String =
    slowTestsAreOn ? (try? arm64(["--missing"]).output) ?? "Tools/arm64.sh did not start" : ""

/// The same kernels, compiled in Embedded Swift for aarch64 and run under an emulator, give the bits of this machine.
@Suite(
    .enabled(if: slowTestsAreOn, "LABBOOK_SLOW_TESTS=1 compiles the kernels for arm64 and runs them"),
    .enabled(if: missing.isEmpty, "the kernels for arm64 are NOT tested here; missing: \(missing)"))
struct Arm64Tests {
    @Test(arguments: ["-O", "-Onone"]) func theBitsOfX86(optimization: String) throws {
        expectSameDigests(try digests(optimization), expectedDigests, "arm64, \(optimization)")
    }

    /// aarch64 has fused multiply-add from the first day, so a compiler that may fuse on its own does it there, and the
    /// digests show it. They would not if no kernel had a product and a sum side by side.
    @Test func aSumFusedUnaskedShows() throws {
        #expect(try digests("-O", "-Xcc", "-ffp-contract=fast") != expectedDigests)
    }

    private func digests(_ flags: String...) throws -> [String: String] {
        let (status, output) = try arm64(flags)
        try #require(status == 0)
        print("digests of the kernels, arm64, \(flags.joined(separator: " ")):\n\(output)")
        var digests: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: " ")
            try #require(fields.count == 2, "\(line)")
            digests[String(fields[0])] = String(fields[1])
        }
        #expect(digests.keys.sorted() == expectedDigests.keys.sorted())
        return digests
    }
}
