import Foundation
import Glibc
import Testing

@testable import Renderer

/// What is left of a build that did not come to its end: all that had finished, and nothing else.
@Suite(.enabled(if: runsSlowTests), .serialized) struct InterruptionTests {
    /// Blocks that take a moment each, make a value of the one before, and leave their number in a file that no key knows.
    private static func chain(of count: Int) -> String {
        let first = """
            ```swift
            //| label: marks
            import Glibc
            func leaveMark(_ number: Int) {
                let file = open("../.labbook/store/marks", O_WRONLY | O_APPEND | O_CREAT, 0o644)
                let text = "\\(number) "
                write(file, text, text.utf8.count)
                close(file)
            }
            ```
            """
        let blocks = (1...count).map { number in
            """
            ```swift
            //| label: step-\(number)
            usleep(100_000)
            leaveMark(\(number))
            let value\(number) = \(number == 1 ? "1" : "value\(number - 1) + \(number)")
            ```
            """
        }
        return ([first] + blocks).joined(separator: "\n\n") + "\n\nIn all `{swift} value\(count)`.\n"
    }

    /// Whichever process is killed, and whenever: a block that had finished is not computed again.
    @Test func aKilledBlockLosesOnlyItself() async throws {
        let count = 24
        let project = try SampleProject(["a": Self.chain(of: count)])
        // What is still being written is no finished block's.
        func records() -> [String: String] {
            let found = (try? project.identities(".labbook/store/records")) ?? [:]
            return found.filter { !$0.key.hasSuffix(".partial") }
        }
        var kills = 0
        for (round, enough) in [0, 3, 7, 11, 15, 19].enumerated() {
            let errors = Pipe()
            let process = try start(["build", "--project", project.root], errors: errors)
            while process.isRunning, records().count < enough { usleep(3_000) }
            let wasProgram = round.isMultiple(of: 2)
            while process.isRunning, wasProgram, try project.programs().isEmpty { usleep(3_000) }
            usleep(UInt32.random(in: 0...40_000))
            let before = records()
            let victims = wasProgram ? try project.programs() : [process.processIdentifier]
            for victim in victims { kill(victim, SIGKILL) }
            kills += victims.isEmpty ? 0 : 1
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            let status = process.waited()
            if wasProgram {
                // The build goes on with what does not need the killed block, and says what happened to it.
                #expect(status == 1)
                let sentences = [
                    "the block crashed (killed): something outside ended it; where memory ran out, that was the system",
                    // Before the first block began.
                    "the notebook's program could not run: signal 9 ended it",
                ]
                #expect(sentences.contains { said.contains(": error: \($0)\n") }, "\(said)")
            } else {
                #expect(status == 128 + SIGKILL)
            }
            try project.expectNoProcess()
            let after = records()
            #expect(before.allSatisfy { after[$0.key] == $0.value }, "a finished block was lost")
        }
        #expect(kills == 6)
        let kept = records()
        #expect(try await project.build().report.messages == [])
        #expect(try project.page("a").contains("In all \(count * (count + 1) / 2)."))
        let all = records()
        #expect(kept.allSatisfy { all[$0.key] == $0.value }, "a finished block was computed again")
        // Each kill may have cost the block that was going.
        let marks = try project.text(".labbook/store/marks").split(separator: " ")
        #expect(Set(marks).count == count && marks.count <= count + kills)
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
    func aSignalStopsTheBuildAndKeepsWhatHadFinished(_ signal: Int32, _ status: Int32) async throws {
        let project = try SampleProject([
            "a": """
            ```swift
            import Glibc
            let runs = try sweep(over: Setting("n", Array(1...400)), seeds: 1) { run, n in
                usleep(30_000)
                try run.record("size", at: 0, Double(n))
            }
            ```
            """
        ])
        let errors = Pipe()
        let process = try start(["build", "--project", project.root], errors: errors)
        while process.isRunning, project.finishedRuns().count < 5 { usleep(3_000) }
        kill(process.processIdentifier, signal)
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.waited() == status)
        let last = said.split(separator: "\n").last.map(String.init) ?? ""
        #expect(
            last.wholeMatch(of: /labbook: interrupted; what had finished is kept; \d+\.\d s/) != nil,
            "\(said)")
        try project.expectNoProcess()
        #expect((5..<400).contains(project.finishedRuns().count))
        #expect(try project.contents("site") == [:])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(project.root)/.labbook/work") == [])
    }

    @Test func aCompilerIsStoppedToo() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        let process = try start("build", "--project", project.root)
        func compilers() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { process in
                let folder = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/\(process)/cwd")
                return folder?.hasPrefix("\(project.root)/.labbook/work/") == true
            }
        }
        while process.isRunning, try compilers().isEmpty { usleep(1_000) }
        kill(process.processIdentifier, SIGINT)
        #expect(process.waited() == 130)
        #expect(try compilers() == [])
    }

    @Test func twoBuildsAtOnceAreBothRight() async throws {
        let notebooks: KeyValuePairs = [
            "a": ReuseTests.counted(), "b": Self.chain(of: 3), "c": "Six times seven is `{swift} 6 * 7`.\n",
        ]
        let project = try SampleProject(notebooks)
        let processes = try (0..<2).map { _ in try start("build", "--project", project.root) }
        for process in processes { #expect(process.waited() == 0) }
        let alone = try SampleProject(notebooks)
        #expect(try await alone.build().report.messages == [])
        #expect(try project.contents("site") == alone.contents("site"))
        let after = try await project.build()
        #expect(after.progress.isEmpty && after.report.changed == [])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: project.root).sorted() == [
                ".labbook", "notebooks", "site",
            ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(project.root)/.labbook/work") == [])
    }
}
