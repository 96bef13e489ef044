import Foundation
import Testing

@testable import Renderer

/// A disk that is full, or may only be read: it is said, and nothing is lost.
///
/// A file system of the test's own, which only its processes see, stands for the disk.
@Suite(
    .enabled(if: runsSlowTests), .enabled("needs 'unshare' and the right to mount") { canMount() },
    .serialized)
struct DiskTests {
    @Test func aFullDiskIsSaidAndNothingIsLost() throws {
        let project = try SampleProject([
            "a": """
            ```swift
            let small = 1
            ```

            ```swift
            let large = Array(0..<300_000)
            print(large.count + small)
            ```
            """,
            "b": "Two is `{swift} 2`.\n",
        ])
        let said = try script(
            """
            mkdir .labbook
            mount -t tmpfs -o size=1m none .labbook
            build
            mount -o remount,size=9m .labbook
            build
            build
            """, in: project)
        let errors = said.split(separator: "\n").filter { $0.hasPrefix("notebooks/") }
        let beginning =
            "notebooks/a.md:9:1: error: the value of 'large' cannot be kept: cannot write "
            + "'\(project.root)/.labbook/store/values/"
        #expect(errors.count == 1, "\(said)")
        #expect(
            errors[0].hasPrefix(beginning) && errors[0].hasSuffix(": No space left on device"), "\(said)")
        let ends = said.matches(of: /labbook: (.*); \d+\.\d s\n(\d+)\n/).map { "\($0.1) \($0.2)" }
        #expect(
            ends == [
                "ran a:block-1, a:block-2, b:inline value on line 4; 18 files changed; 1 problem, shown above and on "
                    + "the pages 1",
                "ran a:block-2; 2 files changed 0", "nothing to run; no file changed 0",
            ], "\(said)")
        #expect(try project.page("a").contains("class=\"output\">300001\n</pre>"))
    }

    @Test func aFullDiskStopsNoOtherNotebook() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n", "text": "No code.\n"])
        let said = try script(
            """
            mkdir -p .labbook/work
            mount -t tmpfs -o size=4k none .labbook/work
            echo full > .labbook/work/filler
            build
            """, in: project)
        #expect(
            said.contains(
                "notebooks/a.md:4:17: error: the notebook's program could not be built: cannot write '\(project.root)/"
            ) && said.contains(": No space left on device\n"), "\(said)")
        #expect(said.hasSuffix(" s\n1\n"))
        #expect(try project.page("text").contains("No code."))
    }

    @Test func aDiskThatMayOnlyBeReadShowsWhatIsThere() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        let said = try script(
            """
            build
            mount --bind . .
            cd "$PWD"
            mount -o remount,ro,bind .
            build
            umount -l . && cd "$PWD"
            echo 'It is 3: `{swift} 3`.' >> notebooks/a.md
            mount --bind . .
            cd "$PWD"
            mount -o remount,ro,bind .
            build
            """, in: project)
        let lines = said.split(separator: "\n").map(String.init)
        #expect(lines.count == 11, "\(said)")
        #expect(lines[2] == "0")
        #expect(lines[3].hasPrefix("labbook: nothing to run; no file changed; ") && lines[4] == "0")
        // First what is the matter with the notebook, then that its page cannot show it.
        #expect(
            lines[6].hasPrefix(
                "notebooks/a.md:5:19: error: the notebook's program could not be built: cannot ")
                && lines[6].hasSuffix("Read-only file system"), "\(said)")
        #expect(
            lines[9].hasPrefix("labbook: error: cannot ") && lines[9].hasSuffix("Read-only file system")
                && lines[10] == "2", "\(said)")
        #expect(try project.page("a").contains("Two is 2."))
    }

    /// Runs a script in the project's folder with mounts of its own; `build` builds, and prints the status.
    private func script(_ text: String, in project: SampleProject) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let build =
            "build() { '\(Products.folder)/labbook' build --project '\(project.root)' 2>&1; echo $?; }"
        process.arguments = ["unshare", "-rm", "sh", "-c", "\(build)\ncd '\(project.root)'\n\(text)"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return said
    }
}

/// Whether a process of ours may mount a file system that only it sees.
private func canMount() -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}
