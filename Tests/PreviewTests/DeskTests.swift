import Foundation
import Testing

@testable import Preview

/// What is answered to which question.
@Suite struct DeskTests {
    let folder: SampleFolder
    let newsroom = Newsroom(News(first: 100))
    let desk: Desk

    init() throws {
        folder = try SampleFolder([
            "secret.html": "not for you", "site/index.html": "<body>front</body>",
            "site/a b.html": "<body>one</body>", "site/style.css": "p {}", "site/data/a/x.csv": "1,2\n",
            "site/data/a.records": "r", "site/.hidden": "h", "sitemap/index.html": "beside",
        ])
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/site/leak.html", withDestinationPath: "../secret.html")
        desk = Desk(
            site: SiteFolder(path: "\(folder.path)/site"), newsroom: newsroom, port: 8017,
            patience: .milliseconds(30))
    }

    private func ask(
        _ path: String, method: String = "GET", host: String? = "127.0.0.1:8017",
        _ query: [String: String] = [:]
    )
        async -> (status: Int, type: String, body: String)
    {
        let answer = await desk.answer(Question(method: method, host: host, path: path, query: query))
        return (
            answer.status, answer.headers["Content-Type"] ?? "", String(decoding: answer.body, as: UTF8.self)
        )
    }

    @Test(arguments: [
        ("/", "text/html; charset=utf-8"), ("/index.html", "text/html; charset=utf-8"),
        ("/a%20b.html", "text/html; charset=utf-8"), ("/style.css", "text/css; charset=utf-8"),
        ("/data/a/x.csv", "text/csv; charset=utf-8"), ("/data/a.records", "text/plain; charset=utf-8"),
        ("/.preview/script.js", "text/javascript; charset=utf-8"),
    ]) func whatIsThereIsSent(_ path: String, _ type: String) async {
        let answer = await ask(path)
        #expect(answer.status == 200)
        #expect(answer.type == type)
        #expect(!answer.body.isEmpty)
        let head = await ask(path, method: "HEAD")
        #expect(head.status == 200 && head.type == type && head.body == "")
    }

    @Test func filesOtherThanPagesAreSentAsTheyAre() async {
        #expect(await ask("/style.css").body == "p {}")
        #expect(await ask("/data/a/x.csv").body == "1,2\n")
    }

    @Test func aPageComesWithTheScript() async {
        #expect(
            await ask("/a%20b.html").body
                == "<body>one<script src=\"/.preview/script.js\" data-page=\"a b.html\" data-version=\"100\"></script>\n"
                + "</body>")
    }

    @Test(arguments: [
        "/../secret.html", "/..%2Fsecret.html", "/%2e%2e/secret.html", "/data/../../secret.html", "/data/..",
        "/.",
        "/.hidden", "/data//a.records", "//secret.html", "/leak.html", "/..\\secret.html", "/%00",
        "/index.html%00.css",
        "/%zz", "secret.html", "", "/.preview/other",
    ]) func nothingElseCanBeHad(_ path: String) async {
        let answer = await ask(path)
        #expect(answer.status == 403)
        #expect(!answer.body.contains("not for you") && !answer.body.contains("beside"))
    }

    @Test func whatIsMissingIsSaidWithThePagesThereAre() async throws {
        let answer = await ask("/c%3Cb%3E.html")
        #expect(answer.status == 404)
        #expect(answer.type == "text/html; charset=utf-8")
        #expect(answer.body.contains("The site has no <code>c&lt;b&gt;.html</code>. It has:"))
        #expect(
            answer.body.contains(
                "<li><a href=\"/a%20b.html\">a b.html</a></li>\n<li><a href=\"/index.html\">"))
        // It reloads when the page comes to be.
        #expect(answer.body.contains("data-page=\"c&lt;b&gt;.html\""))
        #expect(await ask("/data").status == 404)
        #expect(await ask("/data/").status == 404)
    }

    @Test func beforeTheFirstBuildThePageWaits() async {
        let empty = Desk(site: SiteFolder(path: "\(folder.path)/none"), newsroom: newsroom, port: 1)
        let answer = await empty.answer(Question(host: "127.0.0.1:1", path: "/"))
        #expect(answer.status == 404)
        let page = String(decoding: answer.body, as: UTF8.self)
        #expect(page.contains("The first build is not done"))
        #expect(page.contains("data-page=\"index.html\""))
    }

    @Test func nobodyElseIsAnswered() async {
        for host in ["evil.example", "evil.example:8017", "127.0.0.1:80", nil] {
            #expect(await ask("/index.html", host: host).status == 403)
        }
        #expect(await ask("/index.html", host: "localhost:8017").status == 200)
        for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
            #expect(await ask("/index.html", method: method).status == 405)
        }
    }

    @Test func newsAreJSON() async {
        let query = ["page": "index.html", "loaded": "100", "after": "-1"]
        let now = await ask("/.preview/news", query)
        #expect(now.status == 200 && now.type == "application/json")
        #expect(now.body == #"{"problems":[],"reload":false,"version":100}"#)
        await newsroom.add(changed: ["index.html"], problems: ["notebooks/a.md:1:1: error: \"no\""])
        #expect(
            await ask("/.preview/news", query).body
                == #"{"problems":["notebooks/a.md:1:1: error: \"no\""],"reload":true,"version":101}"#)
        // Nothing new: the answer comes when the patience ends, and says so.
        let late = await ask("/.preview/news", ["page": "a.html", "loaded": "101", "after": "101"])
        #expect(late.body.contains(#""reload":false,"version":101"#))
        #expect(await ask("/.preview/news", ["page": "a.html", "loaded": "x", "after": "1"]).status == 400)
    }

    @Test(arguments: [
        ("no end", "no end+"), ("<body>a</body></body>", "<body>a</body>+</body>"), ("", "+"),
    ]) func theScriptStandsAtTheEndOfTheBody(_ page: String, _ wanted: String) {
        let script =
            "<script src=\"/.preview/script.js\" data-page=\"&quot;.html\" data-version=\"7\"></script>\n"
        #expect(
            String(
                decoding: PageScript.added(to: Array(page.utf8), path: "\".html", version: 7), as: UTF8.self)
                == wanted.replacing("+", with: script))
    }
}
