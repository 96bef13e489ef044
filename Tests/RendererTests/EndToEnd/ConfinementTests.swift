import Foundation
import Glibc
import Synchronization
import Testing

@testable import Renderer

/// What a block can reach and use up, in the sandbox and without it.
@Suite(.enabled(if: runsSlowTests), .serialized) struct ConfinementTests {
    /// A block, and what comes of it: what it prints, or the line of its code and the sentence of its problem.
    struct Attempt {
        var name: String
        var code: String
        var prints: String?
        var fails: (line: Int, sentence: String)?
        var location: SourceLocation

        init(
            _ name: String, _ code: String, prints: String? = nil,
            fails: (line: Int, sentence: String)? = nil,
            location: SourceLocation = #_sourceLocation
        ) {
            (self.name, self.code, self.prints, self.fails) = (name, code, prints, fails)
            self.location = location
        }
    }

    /// Calls of the C library that say how they went, for the blocks below.
    private static let calls = #"""
        import Glibc
        func said(_ result: Int32) -> String { result < 0 ? String(cString: strerror(errno)) : "done" }
        func write(to path: String, skipping bytes: Int = 0) -> String {
            let file = open(path, O_WRONLY | O_CREAT, 0o644)
            guard file >= 0 else { return said(file) }
            defer { close(file) }
            lseek(file, bytes, SEEK_SET)
            return said(Int32(truncatingIfNeeded: Glibc.write(file, "x", 1)))
        }
        // Swift hides this function, because a child of a program with threads can do little.
        @_silgen_name("fork") func fork() -> Int32
        func leaveChild(inSession isOwn: Bool) {
            guard fork() == 0 else { return }
            if isOwn { setsid() }
            sleep(60)
            _exit(0)
        }
        func variables() -> [Substring] {
            var variables: [Substring] = []
            var next = environ
            while let variable = next.pointee {
                variables.append(String(cString: variable)[...])
                next += 1
            }
            return variables
        }
        func temporary(_ name: String) -> String {
            let folder = variables().first { $0.hasPrefix("TMPDIR=") }!
            return folder.dropFirst("TMPDIR=".count) + "/" + name
        }
        """#

    /// What is the same in the sandbox and without it.
    private static let everywhere = [
        Attempt(
            "environment",
            "print(variables().map { $0.prefix { $0 != \"=\" } }.sorted())",
            prints: #"["SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING", "TMPDIR"]"#),
        Attempt(
            "memory",
            """
            //| memory-limit: 200
            print("before")
            var all: [[UInt8]] = []
            while true { all.append([UInt8](repeating: 1, count: 1 << 20)) }
            """,
            fails: (
                4,
                "the block was stopped because it used more than 200 MB of memory, its limit; look for something "
                    + "that grows without end, or raise the limit with '//| memory-limit: MEGABYTES'"
            )),
        Attempt(
            "children",
            """
            for number in 0..<71 { if number < 70 { leaveChild(inSession: false) } else { sleep(60) } }
            """,
            fails: (
                1,
                "the block was stopped because it started more than 64 processes; compute in the block itself, and "
                    + "let 'sweep' use all cores"
            )),
        Attempt(
            "longfile",
            """
            print(write(to: temporary("long"), skipping: 2100 << 20))
            """,
            fails: (1, "the block was stopped because it wrote a file of more than 2048 MB; write less")),
        Attempt(
            "temporary",
            """
            print(write(to: temporary("note")), write(to: temporary("note"), skipping: 1))
            print(access(temporary("long"), F_OK))
            """, prints: "done done\n-1"),
        Attempt(
            "outside",
            """
            print(open("/nowhere/else.csv", O_RDONLY))
            """,
            fails: (
                1,
                "the block reads '/nowhere/else.csv', which lies outside of the folder of the notebooks; put it "
                    + "below 'notebooks/data/'"
            )),
        Attempt(
            "system",
            """
            print(open("/etc/hostname", O_RDONLY) < 9)
            """,
            fails: (
                1,
                "the block reads '/etc/hostname', which lies outside of the folder of the notebooks; put it below "
                    + "'notebooks/data/'"
            )),
        Attempt(
            "sources",
            """
            print(open("../usr/../../../usr/include/stdio.h", O_RDONLY) < 9)
            """,
            fails: (
                1,
                "the block reads '../usr/../../../usr/include/stdio.h', which lies outside of the folder of the "
                    + "notebooks; put it below 'notebooks/data/'"
            )),
        Attempt(
            "writes",
            """
            for path in ["stray", "/stray", "/dev/stray", "/usr/stray", "/etc/stray"] {
                print(write(to: path))
            }
            """,
            fails: (1, changes("stray"))),
        Attempt(
            "foundation",
            """
            import Foundation
            try? "words".write(toFile: "stray", atomically: true, encoding: .utf8)
            """,
            fails: (2, changes("."))),
        Attempt(
            "folder",
            """
            print(said(mkdir("./stray", 0o755)), said(rename("a.md", temporary("b.md"))), said(unlink("a.md")))
            """,
            fails: (1, changes("./stray"))),
        Attempt(
            "network",
            """
            let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            print(said(connection))
            """,
            fails: (
                2,
                "the block asks the network, where others find something else or nothing; \(data)"
            )),
        Attempt(
            "host",
            """
            var found: UnsafeMutablePointer<addrinfo>? = nil
            print(getaddrinfo("example.org", "80", nil, &found))
            """,
            fails: (
                2,
                "the block asks the network for 'example.org', where others find something else or nothing; \(data)"
            )),
        Attempt(
            "program",
            """
            import Foundation
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            try? process.run()
            """,
            fails: (
                4,
                "the block starts the program '/usr/bin/env', and nobody knows what that reads; compute in Swift, or "
                    + "run it by hand and put its output below 'notebooks/data/'"
            )),
        Attempt(
            "refused",
            """
            struct NotThere: Error {}
            if open("/nowhere/else.csv", O_RDONLY) < 0 { throw NotThere() }
            """,
            fails: (
                2,
                "the block threw an error: NotThere(); the block reads '/nowhere/else.csv', which lies outside of "
                    + "the folder of the notebooks; put it below 'notebooks/data/'"
            )),
    ]

    private static let inTheSandbox = [
        Attempt(
            "fullfolder",
            """
            var files = 0
            while files < 10 {
                let file = open(temporary("\\(files)"), O_WRONLY | O_CREAT, 0o644)
                let error = posix_fallocate(file, 0, 300 << 20)
                if error != 0 {
                    print(files, String(cString: strerror(error)))
                    break
                }
                files += 1
            }
            """, prints: "3 No space left on device"),
        // One that leaves the group, so that a signal to the group would not reach it.
        Attempt("left", "leaveChild(inSession: true)\nprint(1)", prints: "1"),
    ]

    private static func changes(_ path: String) -> String {
        "the block would change '\(path)', and a block writes nothing but temporary files; show what is to stay, or bind "
            + "it to a name"
    }

    private static let data =
        "describe the data in 'notebooks/data.yml', which fetches it once and checks it, or put it below "
        + "'notebooks/data/'"

    @Test(.enabled("needs a working bwrap") { await hasSandbox() })
    func aSandboxKeepsABlockToItself() async throws {
        let project = try SampleProject([:])
        let attempts = Self.everywhere + Self.inTheSandbox
        let built = try await Self.build(attempts, in: project, searchPath: nil)
        #expect(built.remarks == [])
        #expect(try project.contents("notebooks").keys.sorted() == ["a.md"])
        #expect(processes(of: project) == [])
    }

    @Test func withoutASandboxTheLimitsHoldAllTheSame() async throws {
        let project = try SampleProject([:])
        let built = try await Self.build(Self.everywhere, in: project, searchPath: "/nowhere")
        #expect(
            built.remarks == [
                "the blocks run without a sandbox: the network and all files are in their reach, because 'bwrap' is "
                    + "not on the PATH; install bubblewrap (Debian: apt-get install bubblewrap)"
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(project.root)/.labbook/work") == [])
        #expect(try project.contents("notebooks").keys.sorted() == ["a.md"])
        #expect(processes(of: project) == [])
    }

    @Test func aSandboxThatCannotBeHadIsDoneWithout() async throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n", "b": "Three is `{swift} 3`.\n"])
        let refusal = "#!/bin/sh\necho 'bwrap: No permissions to create a new namespace' >&2\nexit 1\n"
        try project.write(Data(refusal.utf8), to: "tools/bwrap")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: "\(project.root)/tools/bwrap")
        let built = try await project.build(searchPath: "\(project.root)/tools")
        #expect(built.report.messages == [] && built.report.ran.count == 2)
        #expect(
            built.remarks == [
                "the blocks run without a sandbox: the network and all files are in their reach, because 'bwrap' "
                    + "cannot set one up here (bwrap: No permissions to create a new namespace); where this is a "
                    + "container, allow user namespaces in it"
            ])
    }

    /// Builds a notebook of these blocks and compares what each says.
    private static func build(
        _ attempts: [Attempt], in project: SampleProject, searchPath: String?
    ) async throws -> SampleProject.Outcome {
        var text = "```swift\n\(calls)\n```\n"
        var messages: [(text: String, location: SourceLocation)] = []
        for attempt in attempts {
            text += "\n```swift\n//| label: \(attempt.name)\n"
            if let fails = attempt.fails {
                // The front matter takes three lines.
                let line =
                    3 + text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 + fails.line
                messages.append(("notebooks/a.md:\(line):1: error: \(fails.sentence)", attempt.location))
            }
            text += "\(attempt.code)\n```\n"
        }
        try project.write("a", text)
        let built = try await project.build(searchPath: searchPath)
        let said = built.report.messages.map { $0.split(separator: "\n").first.map(String.init) ?? "" }
        for (text, location) in messages { #expect(said.contains(text), sourceLocation: location) }
        #expect(said.count == messages.count)
        for attempt in attempts where attempt.fails == nil {
            let shown = section(attempt.name, of: try project.page("a"))
            let output = "class=\"output\">\(escaped(attempt.prints ?? ""))\n</pre>"
            let isShown = shown.contains(output)
            #expect(isShown, "\(shown.suffix(400))", sourceLocation: attempt.location)
        }
        return built
    }
}

/// Whether programs can have a sandbox here.
private func hasSandbox() async -> Bool {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return await SandboxSearch(path: path) { _ in }.sandbox() != nil
}

/// The processes that were started from a project's folder.
private func processes(of project: SampleProject) -> [String] {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.filter { process in
        let command = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)
        return command?.contains(project.root) == true
    }
}
