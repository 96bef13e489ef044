import Foundation
import Glibc
import Renderer
import Synchronization

/// What a person sees while a build goes: one moving line on a terminal, plain lines in a pipe.
final class Terminal: Sendable {
    private let isInteractive = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    private let progress = Mutex(ProgressLine())
    /// When a line was last printed; in a pipe those about runs come at most every few seconds, and a long block is not
    /// silent for longer than half a minute.
    private let lastLine = Mutex(ContinuousClock.now)
    /// What lets the time in the moving line go on, or breaks a pipe's silence.
    private let clock = Mutex<Task<Void, Never>?>(nil)

    func show(_ told: Build.Progress) {
        progress.withLock { $0.note(told, at: .now) }
        switch told {
        case .remark(let text): line(text)
        case .fetching(let set, let package): line("\(set): fetching \(package)")
        case .compiling(let notebook) where !isInteractive: line("\(notebook): compiling")
        case .runs(let notebook, _, _, _, _) where !isInteractive && wasSilent(for: .seconds(5)):
            let text = progress.withLock { $0.text(of: notebook) }
            if let text { line("\(text), \(elapsed)") }
        default: break
        }
        startClock()
    }

    private func startClock() {
        clock.withLock { clock in
            guard clock == nil else { return }
            clock = Task { [weak self] in
                while !Task.isCancelled, let self {
                    if self.isInteractive { self.redraw() } else { self.breakSilence() }
                    try? await Task.sleep(for: .milliseconds(self.isInteractive ? 100 : 1000))
                }
            }
        }
    }

    private func redraw() {
        let text = progress.withLock { $0.text }
        // The lock keeps the line from coming after the last message.
        clock.withLock { clock in
            guard clock?.isCancelled == false, !text.isEmpty else { return }
            write("\r\u{1B}[K\(cut("\(text) · \(elapsed)", to: width))")
        }
    }

    private func breakSilence() {
        let text = progress.withLock { $0.text }
        clock.withLock { clock in
            guard clock?.isCancelled == false, !text.isEmpty, wasSilent(for: .seconds(30)) else { return }
            line("\(text), \(elapsed)")
        }
    }

    private func cut(_ text: String, to width: Int) -> String {
        text.count < width ? text : text.prefix(max(0, width - 2)) + "…"
    }

    private var width: Int {
        var size = winsize()
        return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Says that the build was stopped before its end.
    func finishInterrupted() {
        stop()
        complain("labbook: interrupted; what had finished is kept; \(elapsed)")
    }

    func finish(_ report: BuildReport) {
        stop()
        for message in report.messages { complain(message) }
        let idle = report.isGood ? "nothing to run" : "nothing ran"
        let ran = report.ran.isEmpty ? idle : "ran \(listed(report.ran))"
        let changed =
            report.changed.isEmpty ? "no file changed" : "\(count(report.changed.count, "file")) changed"
        let areOnPages = report.problems.contains { $0.notebook != nil }
        let verdict =
            report.isGood
            ? ""
            : "; \(count(report.messages.count, "problem")), shown above"
                + (areOnPages ? " and on the pages" : "")
        if report.claims.total > 0 { complain("labbook: \(report.claims.sentence)") }
        complain("labbook: \(ran); \(changed)\(verdict); \(elapsed)")
    }

    /// The first few names, and how many more there are.
    private func listed(_ names: [String]) -> String {
        let shown = names.count > 5 ? names.prefix(4) : names[...]
        let rest = names.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    func complain(_ text: String) { write("\(text)\n") }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    private func wasSilent(for time: Duration) -> Bool { lastLine.withLock { .now - $0 > time } }

    /// Prints a line; on a terminal in the place of the moving one, which goes on below.
    private func line(_ text: String) {
        lastLine.withLock { $0 = .now }
        write(isInteractive ? "\r\u{1B}[K\(text)\n" : "\(text)\n")
    }

    /// Ends the moving line; for a build that has no report.
    func stop() {
        clock.withLock { clock in
            clock?.cancel()
            if isInteractive { write("\r\u{1B}[K") }
        }
    }

    private var elapsed: String {
        let tenths = Int((ContinuousClock.now - started) / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10) s"
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
