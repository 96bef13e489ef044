import Foundation
import Glibc
import Testing

@testable import Renderer

/// The real `labbook`, as a person and as a script see it.
@Suite(.enabled(if: runsSlowTests), .serialized) struct CommandTests {
    @Test func theExitStatusSaysHowItWent() async throws {
        let good = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        let built = try labbook("build", "--project", good.root)
        #expect(built.status == 0)
        #expect(
            built.said.wholeMatch(
                of: /a: compiling\nlabbook: ran a:inline value on line 4; 14 files changed; \d+\.\d s\n/)
                != nil,
            "\(built.said)")
        let again = try labbook("--project", good.root)
        #expect(again.status == 0)
        #expect(
            again.said.wholeMatch(of: /labbook: nothing to run; no file changed; \d+\.\d s\n/) != nil,
            "\(again.said)")

        let bad = try SampleProject(["a": "```swift\nfatalError(\"no\")\n```\n"])
        let failed = try labbook("build", "--project", bad.root)
        #expect(failed.status == 1)
        let lines = failed.said.split(separator: "\n").map(String.init)
        #expect(
            lines.dropLast() == [
                "a: compiling", "notebooks/a.md:5:1: error: the block crashed (illegal instruction): no",
                "     5 | fatalError(\"no\")", "       | ^",
            ])
        #expect(
            lines.last?.wholeMatch(
                of:
                    /labbook: ran a:block-1; 13 files changed; 1 problem, shown above and on the pages; \d+\.\d s/
            )
                != nil,
            "\(failed.said)")
    }

    @Test(arguments: [
        (
            ["build"],
            "labbook: error: found no notebook in 'notebooks/' of 'ROOT'; 'labbook new NAME' writes a first one, and --project names another folder"
        ),
        (
            ["preview"],
            "labbook: error: found no notebook in 'notebooks/' of 'ROOT'; 'labbook new NAME' writes a first one, and --project names another folder"
        ),
        (["biuld"], "labbook: error: there is no command 'biuld'; did you mean 'build'?"),
        (["help", "biuld"], "labbook: error: there is no command 'biuld'; did you mean 'build'?"),
        (["store", "clean"], "labbook: error: there is no command 'clean'; known are size, verify, gc"),
        (
            ["build", "coin"],
            "Error: 'build' builds all notebooks and takes no name, found 'coin'; what has a result is not run again"
        ),
        (
            ["build", "--site", "/tmp/public"],
            "Error: the site cannot be written to '/tmp/public', because it must lie below the project's folder; name it from there, such as --site public"
        ),
        (
            ["build", "--site", "../public"],
            "Error: the site cannot be written to '../public', because it must lie below the project's folder; name it from there, such as --site public"
        ),
        (
            ["new", "coin.txt"],
            "labbook: error: 'coin.txt' is the name of another kind of file; a notebook's ends in '.md', which may be left out"
        ),
        (["build", "--profile", "papers"], "Error: Unknown profile 'papers'; known are quick, tune, paper."),
        (["build", "--jobs", "0"], "Error: --jobs must be at least 1, found 0."),
        (["build", "--jobs", "many"], "Error: The value 'many' is invalid for '--jobs <jobs>'"),
        (["build", "--nonsense"], "Error: Unknown option '--nonsense'"),
    ]) func misuseEndsWithTwo(_ arguments: [String], _ sentence: String) throws {
        let empty = try SampleProject([:])
        try empty.write(Data(), to: "README")
        let answer = try labbook(arguments + ["--project", empty.root])
        #expect(answer.status == 2)
        let expected = sentence.replacing("ROOT", with: URL(filePath: empty.root).standardizedFileURL.path)
        #expect(answer.said.split(separator: "\n").first.map(String.init) == expected)
        #expect(try FileManager.default.contentsOfDirectory(atPath: empty.root) == ["README"])
    }

    @Test func theProgramSaysWhichItIs() throws {
        let answer = try labbook("--version")
        #expect(answer.status == 0)
        #expect(
            answer.printed.wholeMatch(
                of: /labbook, not released yet(; its library was built from the sources [0-9a-f]{16})?\n/)
                != nil,
            "\(answer.printed)")
    }

    @Test func theProjectIsAFolder() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        for (path, sentence) in [
            (
                "\(project.root)/none",
                "Error: there is no folder 'PATH'; --project names the one that holds 'notebooks/'"
            ),
            (
                "\(project.root)/notebooks/a.md",
                "Error: 'PATH' is a file; --project names the folder that holds 'notebooks/'"
            ),
        ] {
            let answer = try labbook("build", "--project", path)
            #expect(answer.status == 2)
            let expected = sentence.replacing("PATH", with: path)
            #expect(answer.said.split(separator: "\n").first.map(String.init) == expected)
        }
    }

    @Test func aNotebookIsNamedByItsFileToo() throws {
        let project = try SampleProject(["a": "Two is two.\n"])
        let answer = try labbook("status", "notebooks/a.md", "--project", project.root)
        #expect(answer.status == 0)
        #expect(answer.printed == "a\n")
    }

    @Test func aFolderThatIsNoSiteIsNotReplaced() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        for folder in ["notebooks", "."] {
            let answer = try labbook("build", "--project", project.root, "--site", folder)
            #expect(answer.status == 2)
            #expect(
                answer.said
                    == "labbook: error: '\(folder)/' holds something else than a site, which the site would "
                    + "replace; name another folder with --site\n")
        }
        #expect(try project.contents("notebooks").keys.sorted() == ["a.md"])
    }

    /// What an editor reads on standard output: the same problems as on standard error, each a line of JSON.
    @Test func problemsAreLinesForEditors() throws {
        let project = try SampleProject([
            "a": "```swift\n//| label: oops\nlet a = missing\n```\n", "b": "Two is `{swift} nothing`.\n",
        ])
        let failed = try labbook("build", "--diagnostics", "json", "--project", project.root)
        #expect(failed.status == 1)
        func line(_ place: String, _ name: String, _ notebook: String) -> String {
            #"{"block":\#(place),"message":"cannot find '\#(name)' in scope","notebook":"\#(notebook)","#
                + #""notes":[],"severity":"error"}"# + "\n"
        }
        #expect(
            failed.printed
                == line(#""oops","column":9,"file":"notebooks/a.md","line":6"#, "missing", "a")
                + line(
                    #""inline value on line 4","column":17,"file":"notebooks/b.md","line":4"#, "nothing", "b")
        )
        #expect(failed.said.contains("notebooks/a.md:6:9: error: cannot find 'missing' in scope\n"))
        // For people alone nothing is printed; `make report` and scripts rely on it.
        #expect(try labbook("build", "--project", project.root).printed == "")

        try project.remove("notebooks")
        let stopped = try labbook("build", "--diagnostics", "json", "--project", project.root)
        #expect(stopped.status == 2)
        #expect(
            stopped.printed
                == "{\"message\":\"found no notebook in 'notebooks/' of '\(project.root)'; 'labbook new NAME' writes a first "
                + #"one, and --project names another folder","notes":[],"severity":"error"}"# + "\n")
    }

    @Test func remarksAreLinesForEditors() throws {
        let project = try SampleProject(["a": "Two is `{swift} 2`.\n"])
        #expect(try labbook("--project", project.root).status == 0)
        let records = "\(project.root)/.labbook/store/records"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: records).first)
        try Data("damaged".utf8).write(to: URL(filePath: "\(records)/\(name)"))
        let answer = try labbook("--diagnostics", "json", "--project", project.root)
        #expect(answer.status == 0)
        let sentence =
            "the record \(records)/\(name) is damaged and is not used; it was renamed to \(records)/\(name).damaged"
        #expect(answer.printed == #"{"message":"\#(sentence)","notes":[],"severity":"remark"}"# + "\n")
        #expect(answer.said.contains("\(sentence)\n"))
    }

    @Test func helpIsNoMistake() throws {
        #expect(try labbook("--help").status == 0)
        #expect(try labbook("help", "build").status == 0)
    }

    /// A build that is killed loses no finished run, leaves no half site and no process, and the next one is right.
    @Test func aKilledBuildLosesOnlyWhatWasRunning() async throws {
        let total = 40
        func notebook(_ version: Int) -> String {
            """
            Version \(version): `{swift} sum`.

            ```swift
            import Glibc
            func leaveMark(_ text: String) {
                let file = open("../.labbook/store/marks", O_WRONLY | O_APPEND | O_CREAT, 0o644)
                write(file, text, text.utf8.count)
                close(file)
            }
            let runs = try sweep(over: Setting("n", Array(1...\(total / 2))), seeds: 2) { run, n in
                usleep(60_000)
                leaveMark("\\(n).\\(run.seed) ")
                try run.record("size", at: 0, Double(n * \(version)))
            }
            let sum = runs.finals(of: "size").numbers("size")?.reduce(0, +) ?? 0
            ```
            """
        }
        let project = try SampleProject(["a": notebook(1)])
        var oldSite: [String: Data] = [:]
        for version in 1...2 {
            try project.write("a", notebook(version))
            try? project.remove(".labbook/store/marks")
            try? project.remove(".labbook/store/runs")
            var kills = 0
            for enough in [0, 1, 9, 17, 30, total] {
                let before = project.finishedRuns()
                let process = try start("build", "--project", project.root, "--jobs", "2")
                while process.isRunning, project.finishedRuns().count < enough { usleep(3_000) }
                usleep(enough == 0 ? 300_000 : UInt32.random(in: 0...30_000))
                kill(process.processIdentifier, SIGKILL)
                let wasKilled = process.waited() == 128 + SIGKILL
                kills += wasKilled ? 1 : 0
                let site = try project.contents("site")
                #expect(site == oldSite || !wasKilled || enough == total, "a killed build changed the site")
                try project.expectNoProcess()
                let after = project.finishedRuns()
                #expect(before.allSatisfy { after[$0.key] == $0.value }, "a killed build lost a finished run")
            }
            #expect(kills >= 5)
            let kept = project.finishedRuns()
            let last = try await project.build()
            #expect(last.report.messages == [])
            let wanted = version * total / 2 * (total / 2 + 1)
            let sentence = try project.page("a").firstMatch(of: /Version .*/).map { String($0.0) }
            #expect(sentence == "Version \(version): \(wanted).</p>")
            let runs = project.finishedRuns()
            #expect(runs.count == total)
            #expect(kept.allSatisfy { runs[$0.key] == $0.value }, "a finished run was computed again")
            // Each kill may have cost the two runs that were going.
            let marks = try project.text(".labbook/store/marks").split(separator: " ")
            #expect(Set(marks).count == total && marks.count <= total + 2 * kills)
            oldSite = try project.contents("site")
        }
    }

    /// A long run that keeps where it stands is taken up there by the next build, and ends with the same bits.
    @Test func aLongRunGoesOnWhereItWasKilled() async throws {
        let text = """
            ```swift
            import Glibc
            let runs = try sweep(over: Setting("rate", [0.5]), seeds: 1) { run, rate in
                var random = RandomStream(key: run.key)
                var model = Dense<Float>(inputs: 3, outputs: 2, random: &random)
                var optimizer = Adam<Float>(learningRate: rate)
                var first = 0
                if let kept = run.resume() {
                    let checkpoint = try Checkpoint<Float>(bytes: kept.bytes)
                    try checkpoint.restore(&model, &optimizer)
                    random = try checkpoint.stream("random")
                    first = kept.step + 1
                }
                for step in first..<40 {
                    usleep(20_000)
                    let x = Variable(Tensor<Float>([1, 3], (0..<3).map { _ in Float(random.normal()) }))
                    let (loss, gradient) = valueAndGradient(of: &model) { softmaxCrossEntropy($0(x), [1]) }
                    optimizer.update(&model, along: gradient)
                    try run.record("loss", at: step, loss)
                    let file = open("../.labbook/store/marks", O_WRONLY | O_APPEND | O_CREAT, 0o644)
                    write(file, "x", 1)
                    close(file)
                    run.keep(after: step, every: 0) {
                        Checkpoint(model, optimizer, streams: ["random": random]).bytes
                    }
                }
            }
            runs.frame(of: "loss").csv
            ```
            """
        let whole = try SampleProject(["a": text])
        let answer = try await whole.build()
        #expect(answer.report.messages == [])
        #expect(try whole.text(".labbook/store/marks").count == 40)

        let project = try SampleProject(["a": text])
        for steps in [5, 18, 31] {
            let process = try start("build", "--project", project.root)
            while process.isRunning, ((try? project.text(".labbook/store/marks").count) ?? 0) < steps {
                usleep(3_000)
            }
            kill(process.processIdentifier, SIGKILL)
            _ = process.waited()
            try project.expectNoProcess()
        }
        #expect(
            try project.identities(".labbook/store/runs").keys.filter { $0.hasSuffix(".checkpoint") }.count
                == 1)
        #expect(try await project.build().report.isGood)
        #expect(try project.contents("site") == whole.contents("site"))
        // Each kill may have cost the step that was going.
        let marks = try project.text(".labbook/store/marks").count
        #expect((40...43).contains(marks), "\(marks) steps")
        // A kill in the middle of a write leaves its temporary file, which nobody reads and `labbook store gc` removes.
        let kinds = Set(
            try project.identities(".labbook/store/runs").keys.map { $0.split(separator: ".").last })
        #expect(kinds.isSubset(of: ["run", "partial"]), "\(kinds)")
    }
}
