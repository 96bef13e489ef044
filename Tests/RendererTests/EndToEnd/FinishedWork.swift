import Foundation
import Glibc
import Testing

// What a build that was stopped leaves on the disk and among the processes.

extension SampleProject {
    /// The saved runs. While a build goes, a file may vanish between listing and looking; then there are none to see.
    func finishedRuns() -> [String: String] {
        (try? identities(".labbook/store/runs").filter { $0.key.hasSuffix(".run") }) ?? [:]
    }

    /// Waits up to a second and a half for the blocks' process to follow the build that started it.
    func expectNoProcess(sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        var left: [pid_t] = []
        for _ in 0..<30 {
            left = try programs()
            if left.isEmpty { return }
            usleep(50_000)
        }
        Issue.record("still running after the kill: \(left)", sourceLocation: sourceLocation)
    }

    /// The processes of the notebooks' programs.
    func programs() throws -> [pid_t] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter {
            let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\($0)/exe")
            return program?.hasPrefix("\(root)/.labbook/work/") == true
        }
    }
}
