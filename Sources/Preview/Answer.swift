import Foundation
import Renderer
import Storage

/// What a browser sent, as far as the preview looks at it.
struct Question: Sendable {
    var method = "GET"
    /// The host and port that the browser thinks it talks to.
    var host: String?
    /// The path as it was sent.
    var path: String
    var query: [String: String] = [:]
}

/// What the preview sends back.
struct Answer: Equatable, Sendable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]

    init(_ status: Int, type: String, _ body: [UInt8], headers: [String: String] = [:]) {
        self.status = status
        // A browser that kept a page would show it after it has changed.
        self.headers = headers.merging([
            "Content-Type": type, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff",
        ]) { $1 }
        self.body = body
    }

    /// A page of the preview's own.
    init(_ status: Int, title: String, _ paragraphs: String) {
        let page = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <link rel="stylesheet" href="/style.css">
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            \(paragraphs)
            </main>
            </body>
            </html>

            """
        self.init(status, type: contentType(of: "page.html"), Array(page.utf8))
    }
}

/// Decides what to answer.
struct Desk: Sendable {
    let site: SiteFolder
    let newsroom: Newsroom
    /// The port that the preview listens on.
    let port: UInt16
    /// The address that only this machine reaches.
    static let host = "127.0.0.1"
    /// How long a page waits for news before it asks again.
    var patience = Duration.seconds(25)

    func answer(_ question: Question) async -> Answer {
        // A page from elsewhere that had its own name point to this machine could otherwise read the site.
        guard ["\(Self.host):\(port)", "localhost:\(port)"].contains(question.host) else {
            return Answer(
                403, title: "Refused", "<p>The preview answers only this machine's own browser.</p>")
        }
        guard ["GET", "HEAD"].contains(question.method) else {
            var answer = Answer(405, title: "Refused", "<p>The preview shows pages and takes nothing.</p>")
            answer.headers["Allow"] = "GET, HEAD"
            return answer
        }
        var answer: Answer
        switch question.path {
        case "/" + PageScript.path:
            answer = Answer(200, type: contentType(of: PageScript.path), PageScript.source)
        case "/" + PageScript.newsPath: answer = await news(question.query)
        default: answer = await page(question.path)
        }
        if question.method == "HEAD" { answer.body = [] }
        return answer
    }

    private func news(_ query: [String: String]) async -> Answer {
        guard let page = query["page"], let loaded = query["loaded"].flatMap({ Int($0) }),
            let after = query["after"].flatMap({ Int($0) })
        else {
            return Answer(400, title: "Not understood", "<p>News are asked with page, loaded and after.</p>")
        }
        let news = await newsroom.next(after: after, patience: patience).answer(page: page, loaded: loaded)
        return Answer(200, type: contentType(of: "news.json"), (try? RecordCoding.encode(news)) ?? [])
    }

    private func page(_ path: String) async -> Answer {
        // The version comes first: a change between the two makes the page reload once too often rather than never.
        let version = await newsroom.news.version
        var answer: Answer
        var inSite: String
        switch site.find(path) {
        case .refused:
            return Answer(
                403, title: "Refused", "<p>The preview shows only what is in the site's folder.</p>")
        case .file(let path, let bytes):
            inSite = path
            answer = Answer(200, type: contentType(of: path), bytes)
        case .nothing(let path):
            inSite = path
            answer = missing(path)
        }
        if answer.headers["Content-Type"] == contentType(of: "page.html") {
            answer.body = PageScript.added(to: answer.body, path: inSite, version: version)
        }
        return answer
    }

    /// Says that there is no such page, and which there are. The page reloads when the one that was asked for comes to be.
    private func missing(_ path: String) -> Answer {
        let pages = site.pages
        if pages.isEmpty {
            return Answer(
                404, title: "No page yet",
                "<p>The first build is not done; this page goes when there is something to show.</p>")
        }
        let links = pages.map { "<li><a href=\"/\(linkAddress($0))\">\(escaped($0))</a></li>" }
        return Answer(
            404, title: "No such page",
            "<p>The site has no <code>\(escaped(path))</code>. It has:</p>\n<ul>\n\(links.joined(separator: "\n"))\n</ul>"
        )
    }
}
