import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The real `labbook preview` with a browser's questions: what a page sees when its notebook is saved again and again.
@Suite(.enabled(if: runsSlowTests), .serialized) struct PreviewCommandTests {
    @Test func pagesFollowTheNotebook() async throws {
        let project = try SampleProject(["a": "First words.\n", "b": "Other.\n"])
        let preview = try await RunningPreview(project)
        try await preview.wait(for: "First words.", on: "a.html")
        let first = try await preview.get("a.html")
        #expect(first.body.contains("First words.") && first.body.contains("data-page=\"a.html\""))
        #expect(!(try project.page("a")).contains("data-page"), "the script is in the site's file")
        let loaded = try #require(first.body.firstMatch(of: /data-version="(\d+)"/).flatMap { Int($0.1) })

        // New words: this page reloads, the other doesn't.
        try project.write("a", "Second words.\n")
        let news = try await preview.news(page: "a.html", loaded: loaded, after: loaded)
        #expect(news.reload && news.problems == [])
        #expect(try await preview.news(page: "b.html", loaded: loaded, after: loaded).reload == false)
        #expect(try await preview.get("a.html").body.contains("Second words."))

        // A mistake: the same words as in the terminal, and in its place on the page.
        try project.write("a", "```swift\nlet x = missing\n```\n")
        let mistake = try await preview.news(page: "a.html", loaded: news.version, after: news.version)
        let message = """
            notebooks/a.md:5:9: error: cannot find 'missing' in scope
                 5 | let x = missing
                   |         ^
            """
        #expect(mistake.reload && mistake.problems == [message])
        #expect(try await preview.get("a.html").body.contains("cannot find &#39;missing&#39; in scope"))

        // A build that cannot be carried out at all.
        let kept = try project.contents("notebooks")
        try project.remove("notebooks")
        // A build may begin while the files are being removed.
        var stopped = try await preview.news(page: "a.html", loaded: mistake.version, after: mistake.version)
        while !stopped.problems.contains(where: { $0.hasPrefix("labbook: error: found no notebook") }) {
            stopped = try await preview.news(page: "a.html", loaded: stopped.version, after: stopped.version)
        }
        #expect(stopped.problems.count == 1)
        #expect(stopped.reload == false)
        for (name, bytes) in kept { try project.write(bytes, to: "notebooks/\(name)") }
        try project.write("a", "Third words.\n")
        try await preview.wait(for: "Third words.", on: "a.html")
        // The page is there before the news of it.
        var last = stopped
        while !last.problems.isEmpty { last = try await preview.news(page: "a.html", after: last.version) }
        let said = try await preview.end(with: SIGINT)
        #expect(said.status == 0)
        #expect(said.text.contains("\n\(message)\n"))
    }

    /// Whatever is saved while a build runs is built after it.
    @Test func noSaveIsLost() async throws {
        let body = { (number: Int) in
            "Save `{swift} \(number)`.\n\n```swift\nimport Glibc\nusleep(200_000)\n\(number)\n```\n"
        }
        let project = try SampleProject(["a": body(0)])
        let preview = try await RunningPreview(project)
        for number in 1...12 {
            try project.write("a", body(number))
            try await Task.sleep(for: .milliseconds(UInt64.random(in: 0...400)))
        }
        try await preview.wait(for: "Save 12.", on: "a.html")
        _ = try await preview.end(with: SIGTERM)
    }

    @Test func aTakenPortIsNotWaitedFor() async throws {
        let project = try SampleProject(["a": "Words.\n"])
        let first = try await RunningPreview(project)
        let second = try await RunningPreview(project, port: first.port)
        #expect(second.port > first.port)
        #expect(second.begin.contains("labbook: port \(first.port) is taken by another program\n"))
        _ = try await first.end(with: SIGINT)
        _ = try await second.end(with: SIGINT)
    }
}

/// A preview in a process of its own, and a browser's side of it.
private final class RunningPreview {
    private let process: Process
    private let errors = Pipe()
    /// What was said until the address was.
    let begin: String
    let port: UInt16

    init(_ project: SampleProject, port: UInt16 = 0) async throws {
        process = try start(["preview", "--port", "\(port)", "--project", project.root], errors: errors)
        var said = ""
        var found: UInt16?
        while found == nil {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { throw Ended(said: said) }
            said += String(decoding: data, as: UTF8.self)
            found = said.firstMatch(of: /the preview is at \w+:\/\/127\.0\.0\.1:(\d+)\//).flatMap {
                UInt16($0.1)
            }
        }
        begin = said
        self.port = found ?? 0
    }

    struct Ended: Error { var said: String }

    deinit { if process.isRunning { process.terminate() } }

    struct News: Decodable {
        var version: Int
        var reload: Bool
        var problems: [String]
    }

    func get(_ path: String) async throws -> (status: Int, body: String) {
        let host = "127.0.0.1"
        let url = try #require(URL(string: "http://\(host):\(port)/\(path)"))
        let (data, response) = try await URLSession.shared.data(from: url)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    /// Asks as the script in the page does; the answer comes when there is something newer than `after`.
    func news(page: String, loaded: Int = 0, after: Int) async throws -> News {
        let answer = try await get(".preview/news?page=\(page)&loaded=\(loaded)&after=\(after)")
        return try JSONDecoder().decode(News.self, from: Data(answer.body.utf8))
    }

    /// Waits until the page has the words, as a reader does.
    func wait(for words: String, on page: String) async throws {
        var known = try await news(page: page, after: -1)
        while try await !get(page).body.contains(words) {
            known = try await news(page: page, after: known.version)
        }
    }

    /// Ends it with a signal; its exit status and all that it said.
    func end(with signal: Int32) async throws -> (status: Int32, text: String) {
        kill(process.processIdentifier, signal)
        let rest = errors.fileHandleForReading.readDataToEndOfFile()
        return (process.waited(), begin + String(decoding: rest, as: UTF8.self))
    }
}
