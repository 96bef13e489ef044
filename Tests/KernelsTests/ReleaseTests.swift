import Foundation
import Lab
import SmallTrainings
import TestSupport
import Testing

/// The program that prints the digests, as `make test` builds it in release.
private let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: ".build/release/ContractDigests")

private let isBuilt = FileManager.default.isExecutableFile(atPath: program.path)

/// A program in release prints the digests that these tests, in debug, compute themselves.
@Suite(
    .enabled(if: slowTestsAreOn, "LABBOOK_SLOW_TESTS=1 compares with a program in release"),
    .enabled(
        if: isBuilt, "release is NOT tested here; missing: swift build -c release --product ContractDigests"))
struct ReleaseTests {
    /// Also where the C library fills all memory, when it is handed out and when it comes back, with a byte and its
    /// complement: what a buffer held before must not show.
    @Test(arguments: ["0", "85", "255"]) func theBitsOfDebug(memory: String) throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.environment = ["MALLOC_PERTURB_": memory]
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        print("digests in release, memory filled with \(memory):\n\(output)")

        var found: [String: [String: String]] = [:]
        for line in output.split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            try #require(fields.count == 3, "\(line)")
            found[fields[0], default: [:]][fields[1]] = fields[2]
        }
        let trainings = SmallTraining.allCases.map { ("\($0)", $0.digest()) }
        expectSameDigests(
            found.removeValue(forKey: "training") ?? [:], Dictionary(uniqueKeysWithValues: trainings),
            "training in release")
        for build in builds {
            expectSameDigests(
                found.removeValue(forKey: "\(build)") ?? [:], digests(build), "\(build) in release")
        }
        #expect(found.isEmpty)
    }
}
