import Foundation
import Lab
import TestSupport
import Testing

/// Large results are written past the caches where they lie on whole cache lines, else through them: with the same bits.
@Suite(.enabled(if: slowTestsAreOn))
struct StreamTests {
    private let rows = 4096
    private let columns = 1024

    /// Memory for a matrix that begins `offset` numbers after a cache line, filled with a list over and over.
    private func matrix(_ offset: Int, _ values: [Float]) -> UnsafeMutablePointer<Float> {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * (rows * columns + 16), alignment: 64)
            .bindMemory(to: Float.self, capacity: rows * columns + 16)
        for start in stride(from: 0, to: rows * columns, by: values.count) {
            (memory + offset + start).update(from: values, count: min(values.count, rows * columns - start))
        }
        return memory + offset
    }

    /// In the two best builds: the baseline's emulated arithmetic would take a minute.
    @Test(arguments: builds.suffix(2)) func layerNormalization(_ build: KernelBuild) {
        var random = RandomStream(key: 71)
        let untouched = [Float](repeating: .nan, count: 1031)
        // 1031 numbers do not divide a row, so that the rows differ.
        let (values, gradients) = (random.normals(1031), random.normals(1031))
        let (gain, bias) = (random.floats(columns), random.floats(columns))
        func results(_ offset: Int) -> [UnsafeMutableBufferPointer<Float>] {
            let (x, dy) = (matrix(0, values), matrix(0, gradients))
            let (y, dx) = (matrix(offset, untouched), matrix(offset, untouched))
            let sums = (0..<4).map { _ in
                UnsafeMutableBufferPointer<Float>.allocate(capacity: max(rows, columns))
            }
            for sum in sums { sum.initialize(repeating: 0) }
            let starts = sums.map { $0.baseAddress! }
            build.table.layerNormalization(x, gain, bias, 1e-5, y, starts[0], starts[1], rows, columns)
            build.table.layerNormalizationBackward(
                dy, x, gain, starts[0], starts[1], dx, starts[2], starts[3], rows, columns)
            x.deallocate()
            dy.deallocate()
            return [y, dx].map { UnsafeMutableBufferPointer(start: $0, count: rows * columns) } + sums
        }
        let (aligned, unaligned) = (results(0), results(1))
        for (a, b) in zip(aligned, unaligned) {
            #expect(!a[0].isNaN && !a[a.count - 1].isNaN)
            #expect(memcmp(a.baseAddress!, b.baseAddress!, 4 * a.count) == 0)
        }
        for buffer in aligned { buffer.baseAddress!.deallocate() }
        for (place, buffer) in unaligned.enumerated() {
            (buffer.baseAddress! - (place < 2 ? 1 : 0)).deallocate()
        }
    }
}
