import Dispatch
import Foundation
import Synchronization

/// How training scales when several runs go at once, as those of a sweep do: each on one thread, no more runs than cores.
/// A sweep takes minutes, so a measurement takes long enough that its beginning and its end, when a core waits, count
/// for little.
func sweepRows(_ peers: Peers) -> [Row] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let (pieces, stepsOfAPiece) = (12, 5)
    let sides = (0..<cores).map { _ in UncheckedSendable(steps(batchSize: 128)) }
    /// The seconds of a step when every core trains: all take piece after piece until none is left.
    @Sendable func allCores() -> Double {
        let next = Atomic(0)
        let total = pieces * cores
        let all = seconds {
            DispatchQueue.concurrentPerform(iterations: cores) { core in
                while next.wrappingAdd(1, ordering: .relaxed).oldValue < total { _ = sides[core].value() }
            }
        }
        return all / Double(total * stepsOfAPiece)
    }
    return [
        Row(
            name: "sweep-scaling", unit: .rate("steps/s", perCall: 1), peerName: "one core",
            ours: allCores,
            peer: { (0..<pieces).map { _ in sides[0].value() }.reduce(0, +) / Double(pieces) }),
        Row(
            name: "sweep", unit: .rate("steps/s", perCall: 1),
            peerName: "PyTorch eager, fused Adam, one process per core", ours: allCores,
            peer: peers.pyTorch == nil
                ? nil
                : {
                    let repetitions = pieces * stepsOfAPiece
                    let processes = peers.pyTorchOnEveryCore(cores)
                    let all = seconds {
                        for process in processes { process.ask("mlp-128 \(repetitions)") }
                        for process in processes { _ = process.answeredSeconds("mlp-128") }
                    }
                    return all / Double(repetitions * cores)
                }),
    ]
}

/// Each closure is called by one thread at a time: a thread has its own.
private struct UncheckedSendable<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
