import Foundation
import Glibc

/// A browser of our own, driven by the DevTools protocol through two pipes: JSON messages that end with a zero byte, which it
/// reads from its file 3 and writes to its file 4. Used by one thread.
final class BrowserProcess {
    private let process: pid_t
    private let input: Int32
    private let output: Int32
    private let profile: String
    private var received: [UInt8] = []
    private var lastID = 0
    /// What happened and nobody has asked for yet, in order.
    private var events: [Message] = []

    typealias Message = [String: Any]

    /// What went wrong between the browser and us.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(executable: String) throws {
        // What the browser says to people goes nowhere.
        let (toBrowser, fromBrowser) = (try Self.pipe(), try Self.pipe())
        profile = FileManager.default.temporaryDirectory.appending(path: "labbook-browser-\(UUID())").path
        let arguments = [
            executable, "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
            "--no-first-run",
            "--disable-extensions", "--disable-background-networking", "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars", "--force-color-profile=srgb", "--user-data-dir=\(profile)", "about:blank",
        ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, toBrowser.read, 3)
        posix_spawn_file_actions_adddup2(&actions, fromBrowser.write, 4)
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var started = pid_t()
        let code = posix_spawn(&started, executable, &actions, nil, &pointers, environ)
        close(toBrowser.read)
        close(fromBrowser.write)
        (process, input, output) = (started, toBrowser.write, fromBrowser.read)
        if code != 0 {
            throw Failure(description: "cannot start \(executable): \(String(cString: strerror(code)))")
        }
    }

    deinit {
        _ = try? send("Browser.close")
        close(input)
        close(output)
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        try? FileManager.default.removeItem(atPath: profile)
    }

    /// A pipe whose ends are clear of the numbers that the browser wants.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw Failure(description: "cannot make a pipe") }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        ends.forEach { close($0) }
        return (moved[0], moved[1])
    }

    /// Sends a command and waits for its answer.
    @discardableResult
    func send(_ method: String, _ parameters: Message = [:], session: String? = nil) throws -> Message {
        lastID += 1
        var message: Message = ["id": lastID, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        try write(JSONSerialization.data(withJSONObject: message) + [0])
        while true {
            let answer = try read()
            guard answer["id"] as? Int == lastID else {
                if answer["method"] != nil { events.append(answer) }
                continue
            }
            if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
            return answer["result"] as? Message ?? [:]
        }
    }

    /// The next event of a name, waiting for it; those before it are kept.
    func next(_ method: String, session: String) throws -> Message {
        func isWanted(_ event: Message) -> Bool {
            event["method"] as? String == method && event["sessionId"] as? String == session
        }
        if let index = events.firstIndex(where: isWanted) { return events.remove(at: index) }
        while true {
            let event = try read()
            if isWanted(event) { return event }
            events.append(event)
        }
    }

    /// Takes what has happened so far under a name.
    func taken(_ method: String) -> [Message] {
        let taken = events.filter { $0["method"] as? String == method }
        events.removeAll { $0["method"] as? String == method }
        return taken.compactMap { $0["params"] as? Message }
    }

    /// Forgets what has happened.
    func forgetEvents() { events = [] }

    private func write(_ bytes: Data) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Failure(description: "the browser reads no more") }
            rest = rest.dropFirst(count)
        }
    }

    private func read() throws -> Message {
        var searched = 0
        while true {
            if let end = received[searched...].firstIndex(of: 0) {
                let message = Data(received[..<end])
                received.removeSubrange(...end)
                return try JSONSerialization.jsonObject(with: message) as? Message ?? [:]
            }
            searched = received.count
            // A browser that says nothing for so long is not going to.
            var waiting = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 120_000) > 0 else {
                throw Failure(description: "the browser does not answer")
            }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = Glibc.read(output, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Failure(description: "the browser has ended") }
            received += chunk[..<count]
        }
    }
}
