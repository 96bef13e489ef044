import Testing

/// Each rule on inputs made up to break it: a rule that cannot fail says nothing.
@Suite struct RuleTests {
    @Test func importsOfEverySpellingAreSeen() {
        let source = """
            // import Comment
            import Plain
              import Indented
            @testable import Tested
            @_exported public import Exported
            internal import Hidden
            @preconcurrency @_spi(Some) import Attributed
            import struct Foundation.Date
            #if os(Linux)
                import Glibc
            #endif
            let text = "import Quoted"
            let list = ["import Listed"]
            func importThings() {}
            """
        #expect(
            imports(in: source).map { "\($0.line) \($0.module)" } == [
                "2 Plain", "3 Indented", "4 Tested", "5 Exported", "6 Hidden", "7 Attributed", "8 Foundation",
                "10 Glibc",
            ])
        #expect(imports(in: source).filter(\.isInternal).map(\.module) == ["Hidden"])
        #expect(
            forbiddenImports(in: source, allowed: ["Plain", "Indented", "Tested", "Exported", "Glibc"])
                == ["6: Hidden", "7: Attributed", "8: Foundation"])
    }

    @Test func unfinishedMarksAreWholeWords() {
        let mark = "TO" + "DO"
        #expect(
            unfinishedMarks(in: "fine\n// \(mark): later\nFIX" + "ME(me) \(mark)s mas\(mark)") == [
                "2: \(mark)", "3: FIX" + "ME",
            ])
        #expect(unfinishedMarks(in: "todo list, X" + "XXL").isEmpty)
    }

    @Test func machinePathsAreToldFromOthers() {
        // Put together here, so that the rule doesn't find this file.
        let (opt, work, home) = ("/" + "opt/", "/" + "work/", "/" + "home/")
        #expect(
            machinePaths(in: "use \(opt)swift\nok\n\"\(home)me\" file://\(work)main") == [
                "1: \(opt)", "3: \(work)", "3: \(home)",
            ])
        #expect(machinePaths(in: opt) == ["1: \(opt)"])
        let harmless = "\\(folder)\(work) .labbook\(work) https://host.org\(home) /usr/lib /tmp/x"
        #expect(machinePaths(in: harmless).isEmpty)
    }

    @Test func packageHostsAreSeen() {
        let scheme = "https:" + "//"
        #expect(
            packageHosts(in: "x\n\(scheme)pypi.org/simple \(scheme)user:word@my.artifactory.net/x") == [
                "2: pypi.org", "2: my.artifactory.net",
            ])
        #expect(
            packageHosts(in: "\(scheme)10.1.2.3/debian\n\(scheme)mirror.example:8080/") == [
                "1: 10.1.2.3", "2: mirror.example",
            ])
        #expect(
            packageHosts(in: "\(scheme)github.com/apple/swift-system \(scheme)arxiv.org/abs/1607.06450")
                .isEmpty)
    }

    @Test func onlyExactVersionsArePinned() {
        let manifest = """
            .package(url: "https://github.com/a/b", exact: "1.0.0"),
            .package(url: "https://github.com/a/c", from: "1.0.0"),
            .package(url: "https://github.com/a/d", branch: "main"),
            .product(name: "X", package: "b"),
            """
        #expect(
            unpinnedDependencies(in: manifest).map { $0.contains("/c\"") || $0.contains("/d\"") } == [
                true, true,
            ])
    }

    @Test func makeTargetsAreThoseWithAWordOfHelp() {
        let makefile =
            ".PHONY: a b\nA := x ## no\nreport: ## one\n\t@echo x: ## no\nupdate-goldens: report ## two\nhidden:\n"
        #expect(makeTargets(in: makefile) == ["report", "update-goldens"])
    }

    @Test func linesAreCountedAsEditorsDo() {
        #expect(lineCount(of: "") == 1)
        #expect(lineCount(of: "a\nb\n") == 2)
        #expect(lineCount(of: "a\nb") == 2)
    }
}
