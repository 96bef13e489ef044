import Foundation
import Testing

@testable import Renderer

/// The guide does what it says: it builds without a problem, and its examples give the messages printed beside them.
@Suite(.enabled(if: runsSlowTests || updatesGoldens), .serialized) struct GuideExampleTests {
    @Test func theGuideBuildsWithoutAProblem() async throws {
        let project = try SampleProject([:])
        try FileManager.default.createDirectory(atPath: project.root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: GuidePage.folder, toPath: "\(project.root)/notebooks")
        let built = try await project.build()
        #expect(built.report.messages == [])
        let files = try filesBelow("\(project.root)/site").filter {
            !$0.hasPrefix("data/") || $0.hasSuffix(".csv") || $0.hasSuffix(".json")
        }
        let site = try files.map { path in
            (path: path, text: path.hasSuffix(".woff2") ? "" : try project.text("site/\(path)"))
        }
        #expect(problems(ofSite: site) == [])
        let pages = site.map(\.path).filter { $0.hasSuffix(".html") && !$0.hasSuffix(".source.html") }
        let names = try GuidePage.names + ["colophon", "figures"]
        #expect(Set(pages) == Set(names.map { "\($0).html" }))
    }

    /// A notebook behind `markdown NAME.md`, and its messages in the next block.
    @Test func everyMistakeGivesTheMessageOnItsPage() async throws {
        var page = try GuidePage("mistakes")
        let project = try SampleProject(["good": "Two and two make `{swift} 2 + 2`.\n"])
        var mistakes: [(file: String, said: GuidePage.Fence)] = []
        let fences = page.fences
        for (index, fence) in fences.enumerated() where fence.info.hasPrefix("markdown ") {
            let file = "notebooks/\(fence.info.dropFirst("markdown ".count))"
            try project.write(Data(fence.text.utf8), to: file)
            try #require(fences.indices.contains(index + 1) && fences[index + 1].info == "text")
            mistakes.append((file, fences[index + 1]))
        }
        #expect(mistakes.count == 10)
        let report = try await project.build().report
        for mistake in mistakes.reversed() {
            let messages = report.messages.filter { $0.hasPrefix("\(mistake.file):") }
            #expect(!messages.isEmpty, "\(mistake.file)")
            let said = messages.joined(separator: "\n") + "\n"
            if updatesGoldens {
                page.replace(mistake.said, by: broken(said))
            } else {
                #expect(unbroken(mistake.said.text) == said)
            }
        }
        #expect(report.messages.count >= mistakes.count)
        #expect(try project.page("good").contains("Two and two make 4."))
        if updatesGoldens { try page.write("mistakes") }
    }

    /// Notebooks and commands of a page in order, each command with what it prints.
    @Test(arguments: ["first-notebook", "again"]) func theProgramAnswersAsOnThePage(_ name: String) throws {
        var page = try GuidePage(name)
        let project = try SampleProject(["coin": ""])
        try project.remove("notebooks/coin.md")
        var answers: [(written: GuidePage.Fence, real: String)] = []
        for fence in page.fences {
            if fence.info.hasPrefix("markdown ") {
                try project.write(Data(fence.text.utf8), to: "\(fence.info.dropFirst("markdown ".count))")
            } else if fence.info == "console" {
                let commands = fence.lines.filter { $0.hasPrefix("$ labbook ") }
                let real = try commands.map { try "\($0)\n" + answer(to: $0, in: project) }.joined()
                answers.append((fence, real))
            }
        }
        #expect(answers.count >= 3)
        for (written, real) in answers.reversed() {
            if updatesGoldens {
                page.replace(written, by: broken(real))
            } else {
                #expect(lasting(unbroken(written.text)) == lasting(real))
            }
        }
        if updatesGoldens { try page.write(name) }
    }

    /// What a command prints, without the remark that only some machines give.
    private func answer(to line: Substring, in project: SampleProject) throws -> String {
        let arguments = line.split(separator: " ").dropFirst(2).map(String.init)
        let answer = try labbook(arguments, in: project.root)
        return (answer.said + answer.printed).split(separator: "\n").filter { line in
            !line.hasPrefix("the blocks run without a sandbox")
        }.map { "\($0)\n" }.joined()
    }

    /// An answer without what another build has otherwise: how long it took, and the key, in which the library's sources are.
    private func lasting(_ answer: String) -> String {
        answer.replacing(/[0-9]+\.[0-9] s(?=\n)/, with: "… s").replacing(/[0-9a-f]{16}/, with: "…")
    }
}

private let updatesGoldens = ProcessInfo.processInfo.environment["LABBOOK_UPDATE_GOLDENS"] == "1"

extension GuidePage {
    /// Puts other lines between the fences of a block; those of the page above it stay where they are.
    fileprivate mutating func replace(_ fence: Fence, by text: String) {
        let end = fence.start + fence.lines.count
        lines.replaceSubrange(
            fence.start..<end, with: text.split(separator: "\n", omittingEmptySubsequences: false).dropLast())
    }

    fileprivate func write(_ name: String) throws {
        try lines.joined(separator: "\n").write(
            toFile: "\(Self.folder)/\(name).md", atomically: true, encoding: .utf8)
    }
}
