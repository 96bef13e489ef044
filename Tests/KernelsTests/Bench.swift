import KernelInterface
import Lab
import TestSupport
import Testing

/// The memory of one kernel call: inputs and outputs at places that are no multiple of any vector, with guards around
/// the outputs that must survive.
final class Bench {
    private static let guardValue: Float = -12345.678
    private static let guardCount = 19
    private var allocations: [UnsafeMutablePointer<Float>] = []
    private var outputs: [(start: UnsafeMutablePointer<Float>, count: Int)] = []
    private var integers: [UnsafeMutablePointer<Int32>] = []
    private var integerOutputs: [(start: UnsafeMutablePointer<Int32>, count: Int)] = []
    /// How far the arrays stand from a multiple of 64 bytes, in elements.
    let misalignment: Int

    init(misalignment: Int) { self.misalignment = misalignment }

    deinit {
        for memory in allocations { UnsafeMutableRawPointer(memory).deallocate() }
        for memory in integers { memory.deallocate() }
    }

    private func place(_ values: [Float]) -> UnsafeMutablePointer<Float> {
        let total = values.count + 2 * Self.guardCount + 16 + misalignment
        let memory = UnsafeMutableRawPointer.allocate(byteCount: total * 4, alignment: 64)
            .bindMemory(to: Float.self, capacity: total)
        memory.initialize(repeating: Self.guardValue, count: total)
        allocations.append(memory)
        let start = memory + 32 + misalignment
        for (i, value) in values.enumerated() { start[i] = value }
        return start
    }

    func input(_ values: [Float]) -> UnsafePointer<Float> { UnsafePointer(place(values)) }

    /// An output, with the given values at the start.
    func output(_ values: [Float]) -> UnsafeMutablePointer<Float> {
        let start = place(values)
        outputs.append((start, values.count))
        return start
    }

    func output(_ count: Int) -> UnsafeMutablePointer<Float> {
        output([Float](repeating: .nan, count: count))
    }

    func integers(_ values: [Int32]) -> UnsafePointer<Int32> { UnsafePointer(place(values)) }

    func integerOutput(_ count: Int) -> UnsafeMutablePointer<Int32> {
        let start = place([Int32](repeating: 99, count: count))
        integerOutputs.append((start, count))
        return start
    }

    private func place(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
        let memory = UnsafeMutablePointer<Int32>.allocate(capacity: values.count + 1)
        for (i, value) in values.enumerated() { memory[i] = value }
        integers.append(memory)
        return memory
    }

    /// The outputs, in the order in which they were made.
    func results(_ what: String, sourceLocation: SourceLocation) -> [[Float]] {
        for (start, count) in outputs {
            let before = (1...Self.guardCount).map { start[-$0] }
            let after = (0..<Self.guardCount).map { start[count + $0] }
            if (before + after).contains(where: { $0 != Self.guardValue }) {
                Issue.record("\(what) wrote outside its output", sourceLocation: sourceLocation)
            }
        }
        return outputs.map { start, count in (0..<count).map { start[$0] } }
            + integerOutputs.map { start, count in (0..<count).map { Float(start[$0]) } }
    }
}

/// The builds that this machine can run, fused multiply-adds of the baseline included.
let builds = KernelBuild.supported

/// Expects every build to give the same bits as `plain`, at two alignments.
func expectSame(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
    plain: (Bench) -> Void, kernels: (KernelTable, Bench) -> Void
) {
    let bench = Bench(misalignment: 0)
    plain(bench)
    let expected = bench.results(what, sourceLocation: sourceLocation)
    expectAll(what, expected, sourceLocation, kernels)
}

/// Expects every build to give the same bits as the first one, and returns them.
@discardableResult
func expectSameInAllBuilds(
    _ what: String, sourceLocation: SourceLocation = #_sourceLocation, kernels: (KernelTable, Bench) -> Void
) -> [[Float]] {
    let bench = Bench(misalignment: 0)
    kernels(builds[builds.count - 1].table, bench)
    let expected = bench.results(what, sourceLocation: sourceLocation)
    expectAll(what, expected, sourceLocation, kernels)
    return expected
}

private func expectAll(
    _ what: String, _ expected: [[Float]], _ sourceLocation: SourceLocation,
    _ kernels: (KernelTable, Bench) -> Void
) {
    for build in builds {
        for misalignment in [0, 1] {
            let bench = Bench(misalignment: misalignment)
            kernels(build.table, bench)
            let actual = bench.results("\(what), \(build)", sourceLocation: sourceLocation)
            guard actual.count == expected.count else {
                Issue.record("\(what): unequal numbers of outputs", sourceLocation: sourceLocation)
                return
            }
            for (i, (x, y)) in zip(actual, expected).enumerated() {
                expectSameBits(
                    x, y, "\(what), \(build), offset \(misalignment), output \(i)",
                    sourceLocation: sourceLocation)
            }
        }
    }
}

/// The lengths at which vectors, pairs of vectors and strips begin and end.
let lengths = Array(0...17) + [31, 32, 33, 47, 63, 64, 65, 97]

extension RandomStream {
    /// Numbers of normal size, with zeros of both signs, denormals and far larger numbers between them.
    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in
            let x = Float(normal())
            return switch integer(below: 24) {
            case 0: 0
            case 1: -0.0
            case 2: x * 1e-42
            case 3: x * 1e6
            default: x
            }
        }
    }

    /// Numbers of normal size only.
    mutating func normals(_ count: Int) -> [Float] { (0..<count).map { _ in Float(normal()) } }
}
