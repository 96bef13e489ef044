import FlyingFox
import FlyingSocks
import Foundation
import Glibc
import Renderer

/// Shows the site in a browser while its notebooks are written: serves it to this machine alone, builds after every save, and
/// has the pages reload.
public struct LivePreview: Sendable {
    let project: Project
    let engine: Engine
    let port: UInt16
    let tell: @Sendable (Event) -> Void

    /// What happens while a preview goes.
    public enum Event: Sendable {
        /// Pages can be had at the address; `taken` is the port that was asked for where another program has it.
        case serving(address: String, taken: UInt16?)
        /// A build begins.
        case building
        /// What the build does.
        case progress(Build.Progress)
        /// The build is done.
        case built(BuildReport)
        /// The build could not be carried out.
        case failed(any Error)
    }

    /// A preview that listens on `port`, or on one of the next where that is taken; 0 stands for any free port.
    public init(_ project: Project, engine: Engine, port: UInt16, tell: @escaping @Sendable (Event) -> Void) {
        self.project = project
        self.engine = engine
        self.port = port
        self.tell = tell
    }

    /// How many ports are tried, the one asked for included.
    static let portCount: UInt16 = 20

    /// Serves and rebuilds until the task is cancelled.
    ///
    /// - Throws: `PreviewError` where no port is to be had.
    public func run() async throws {
        let last = port == 0 ? 0 : port + min(Self.portCount - 1, UInt16.max - port)
        for candidate in port...last {
            do {
                return try await run(on: candidate)
            } catch SocketError.failed(_, EADDRINUSE, _) {
                continue
            }
        }
        throw PreviewError.noFreePort(from: port, to: last)
    }

    private func run(on candidate: UInt16) async throws {
        // A page that waits for news is answered well before the server loses patience with us.
        let server = HTTPServer(
            address: try .inet(ip4: Desk.host, port: candidate), timeout: 60, logger: .disabled)
        let newsroom = Newsroom(News(first: Int(Date().timeIntervalSince1970 * 1000)))
        let site = SiteFolder(path: project.path(project.site))
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await server.run() }
            group.addTask {
                try await server.waitUntilListening()
                let port = await server.port ?? candidate
                let desk = Desk(site: site, newsroom: newsroom, port: port)
                await server.appendRoute("*") { request in
                    HTTPResponse(await desk.answer(Question(request)))
                }
                tell(
                    .serving(
                        address: "http://\(Desk.host):\(port)/",
                        taken: candidate == self.port ? nil : self.port))
                await rebuild(newsroom)
            }
            try await group.next()
        }
    }

    /// Builds now and after every save. A save during a build is followed by another build.
    private func rebuild(_ newsroom: Newsroom) async {
        let watch = SaveWatch(project.path(project.notebooks), files: [project.path(Project.settingsFile)])
        var lastFailure: String?
        while !Task.isCancelled {
            let seen = watch.look()
            var isRetry = false
            do {
                if lastFailure == nil { tell(.building) }
                let report = try await Build(project, engine: engine) { tell(.progress($0)) }.perform()
                lastFailure = nil
                tell(.built(report))
                await newsroom.add(changed: report.changed, problems: report.messages)
            } catch {
                let words = "labbook: error: \(error)"
                if words != lastFailure { tell(.failed(error)) }
                lastFailure = words
                isRetry = true
                await newsroom.add(changed: [], problems: [words])
            }
            // What stopped the whole build need not lie in a notebook, so it is tried again without a save.
            await watch.waitForSave(after: seen, patience: isRetry ? .seconds(2) : nil)
        }
    }
}

/// Why there is no preview.
public enum PreviewError: Error, Equatable, CustomStringConvertible {
    /// All ports that were tried are taken.
    case noFreePort(from: UInt16, to: UInt16)

    /// What was found, and what to do.
    public var description: String {
        switch self {
        case .noFreePort(let first, let last):
            "the ports \(first) to \(last) are all taken by other programs; name another with --port"
        }
    }
}

extension HTTPServer {
    /// The port that the server listens on.
    fileprivate var port: UInt16? {
        if case .ip4(_, let port)? = listeningAddress { port } else { nil }
    }
}

extension Question {
    fileprivate init(_ request: HTTPRequest) {
        self.init(
            method: request.method.rawValue, host: request.headers[.host], path: request.target.path(),
            query: Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first })
    }
}

extension HTTPResponse {
    fileprivate init(_ answer: Answer) {
        var headers = HTTPHeaders()
        for (name, value) in answer.headers { headers[HTTPHeader(name)] = value }
        self.init(
            statusCode: HTTPStatusCode(answer.status, phrase: ""), headers: headers, body: Data(answer.body))
    }
}
