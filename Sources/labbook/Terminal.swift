import Foundation
import Glibc
import Renderer
import Synchronization

/// What a person sees while a build goes: one moving line on a terminal, plain lines in a pipe.
final class Terminal: Sendable {
    private let isInteractive = isatty(STDERR_FILENO) == 1
    private let started = ContinuousClock.now
    /// When a line about runs was last printed; in a pipe they come at most every few seconds.
    private let lastRunLine = Mutex(ContinuousClock.now)

    func show(_ progress: Build.Progress) {
        switch progress {
        case .compiling(let notebook): line("\(notebook): compiling")
        case .running(let notebook, let block):
            if isInteractive { line("\(notebook): running \(block)", passing: true) }
        case .runs(let notebook, let block, let done, let total):
            guard isInteractive || isDue() else { return }
            line("\(notebook): \(block), run \(done) of \(total), \(elapsed)", passing: isInteractive)
        case .remark(let text): line(text)
        }
    }

    func finish(_ report: BuildReport) {
        clear()
        for message in report.messages { complain(message) }
        let ran = report.ran.isEmpty ? "nothing to run" : "ran \(listed(report.ran))"
        let changed =
            report.changed.isEmpty ? "no file changed" : "\(count(report.changed.count, "file")) changed"
        let verdict =
            report.isGood ? "" : "; \(count(report.messages.count, "problem")), shown above and on the pages"
        complain("labbook: \(ran); \(changed)\(verdict); \(elapsed)")
    }

    /// The first few names, and how many more there are.
    private func listed(_ names: [String]) -> String {
        let shown = names.count > 5 ? names.prefix(4) : names[...]
        let rest = names.count - shown.count
        return shown.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    func complain(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    /// Whether some seconds have passed since the last line about runs.
    private func isDue() -> Bool {
        lastRunLine.withLock { last in
            guard ContinuousClock.now - last > .seconds(5) else { return false }
            last = .now
            return true
        }
    }

    /// Prints a line; on a terminal a passing one is replaced by the next.
    private func line(_ text: String, passing: Bool = false) {
        if isInteractive {
            FileHandle.standardError.write(Data("\r\u{1B}[K\(text)\(passing ? "" : "\n")".utf8))
        } else {
            complain(text)
        }
    }

    private func clear() {
        if isInteractive { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private var elapsed: String {
        let tenths = Int((ContinuousClock.now - started) / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10) s"
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
