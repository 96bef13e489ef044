import Foundation
import Testing

/// What the tests of pages need besides Swift. `Tools/browser.sh` gets it; where it is absent the tests are skipped and say what
/// for, and where `LABBOOK_REQUIRE_BROWSER=1` is set its absence is a failure.
enum BrowserTools {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let environment = ProcessInfo.processInfo.environment
    private static let folder = "\(package)/.build/browser-tools"

    static let chromium = program("chromium")
    static let java = program("java")
    /// The script that looks for barriers, and the validator of HTML.
    static let axe = "\(folder)/axe.min.js"
    static let validator = "\(folder)/vnu.jar"
    /// Where pictures of pages are left for people.
    static let screenshots = "\(package)/.build/screenshots"

    /// What is absent, in words; nothing where all is there.
    static let missing: [String] = {
        var missing: [String] = []
        if chromium == nil { missing.append("chromium (Debian's package of that name)") }
        if java == nil { missing.append("java (Debian's package default-jre-headless)") }
        for file in [axe, validator] where !FileManager.default.fileExists(atPath: file) {
            missing.append(file.replacing("\(package)/", with: ""))
        }
        return missing
    }()

    /// They take minutes, so `make test` alone runs them.
    static let isThorough = environment["LABBOOK_SLOW_TESTS"] == "1"
    static let areOn = isThorough && missing.isEmpty
    static let isRequired = environment["LABBOOK_REQUIRE_BROWSER"] == "1"

    private static func program(_ name: String) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}

/// What a program printed, complaints among it, and how it ended.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: printed, as: UTF8.self))
}
