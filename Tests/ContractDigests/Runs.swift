import Foundation
import KernelDigests
import Lab
import SmallTrainings
import Synchronization

/// What one run gave on some threads at once.
struct Run {
    let name: String
    let jobs: Int
    /// The different digests, in order; one where all copies agree.
    let digests: [String]
}

/// All kernels and all small trainings under the build in use, alone and several copies at once.
func runs() -> [Run] {
    RecordedDigest.numbersOfJobs.flatMap { jobs in
        [
            run(RecordedDigest.kernelRun, jobs: jobs) {
                combinedDigest(kernelDigests(of: KernelBuild.active.table).map(\.value))
            }
        ]
            + SmallTraining.allCases.map { training in
                run(training.rawValue, jobs: jobs) { training.digest() }
            }
    }
}

/// Starts as many threads as there are jobs; of tasks no more run at once than there are cores.
private func run(_ name: String, jobs: Int, _ digest: @escaping @Sendable () -> String) -> Run {
    let digests = Mutex<Set<String>>([])
    let threads = DispatchGroup()
    for _ in 0..<jobs {
        threads.enter()
        let thread = Thread {
            let result = digest()
            _ = digests.withLock { $0.insert(result) }
            threads.leave()
        }
        thread.stackSize = 8 << 20
        thread.start()
    }
    threads.wait()
    return Run(name: name, jobs: jobs, digests: digests.withLock { $0.sorted() })
}
