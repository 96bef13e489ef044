import CAllocations
import Glibc
import TestSupport
import Testing

@testable import Lab

/// A steady training step allocates nothing, and what it takes at most is bounded. ARCHITECTURE.md states the numbers.
@Suite struct TrainingMemoryTests {
    @Test(arguments: MeasuredTraining.allCases)
    func aSteadyStepAsksForNoBuffer(_ training: MeasuredTraining) throws {
        let steps = training.steps(4).steps
        try #require(steps.count == 4)
        // The first step makes the buffers, the second those for which the first's gradient was still in the way.
        #expect(steps[0].requests > 0)
        for (number, step) in steps.enumerated().dropFirst(2) {
            #expect(step.requests == 0, "step \(number)")
            #expect(step.allocations.largest < 4096, "step \(number)")
        }
        let last = steps[3].allocations
        print(
            "\(training): \(last.count) small allocations, \(last.bytes) bytes in all, at most \(last.largest)"
        )
    }

    /// Peak ≤ 1.3 · (activations + parameters + gradients + Adam's two averages).
    @Test(arguments: MeasuredTraining.allCases)
    func theMemoryOfAStepIsBounded(_ training: MeasuredTraining) throws {
        let (steps, parameters) = training.steps(3)
        let last = try #require(steps.last)
        let sum = Double(4 * (training.activations + 4 * parameters))
        print(
            "\(training): peak \(Double(last.peakBytes) / sum), from the system \(Double(last.systemBytes) / sum) of \(sum)"
        )
        #expect(Double(last.peakBytes) <= 1.3 * sum)
        // Without the gradients, which are not there yet when the activations are, no less can do.
        #expect(Double(last.peakBytes) >= sum - Double(4 * parameters))
        #expect(last.systemBytes >= last.peakBytes)
    }

    @Test func theCountersCount() {
        var tensors: [Tensor<Float>] = []
        let (before, bytes) = (memoryUse, 4 * 1_234_567)
        tensors.append(Tensor(zeros: [1_234_567]))
        #expect(memoryUse.bytes - before.bytes == bytes)
        #expect(memoryUse.requests - before.requests == 1)
        #expect(memoryUse.systemBytes - before.systemBytes == bytes)
        #expect(memoryUse.peakBytes >= memoryUse.bytes)
        tensors = []
        #expect(memoryUse.bytes == before.bytes)
        // The same size again comes from the pool.
        tensors.append(Tensor(zeros: [1_234_567]))
        #expect(memoryUse.requests - before.requests == 1)
    }

    @Test func theAllocatorsCallsAreCounted() {
        startCountingAllocations()
        let memory = [
            malloc(1000), calloc(10, 300), realloc(malloc(1), 2000), aligned_alloc(64, 6400),
        ]
        let count = allocationCount()
        for place in memory { free(place) }
        #expect(count.count >= 5)
        #expect(count.bytes >= 1000 + 3000 + 1 + 2000 + 6400)
        #expect(count.largest == 6400)
        startCountingAllocations()
        let array = [UInt8](repeating: 1, count: Int(count.largest) + 100)
        #expect(allocationCount().largest > array.count)
    }
}
