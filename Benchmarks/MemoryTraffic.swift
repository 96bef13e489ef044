import CProcessor
import Foundation

/// The seconds that the memory traffic of a layer normalization takes by itself, the machine's limit for it: forward
/// copies x to y, backward reads dy and x and writes dx.
///
/// What is written goes past the caches, as the kernels write it: through the caches the processor would first read
/// what it overwrites (a third to a half more traffic). The C library's copy stands in where it is the faster one.
func memoryTraffic(
    _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>,
    _ dx: UnsafeMutablePointer<Float>, _ count: Int
) -> Double {
    let library = seconds { memcpy(y, x, 4 * count) }
    let copy = seconds {
        for i in stride(from: 0, to: count, by: 16) { labbook_stream(y + i, lanes(x + i)) }
        labbook_end_stream()
    }
    let sum = seconds {
        for i in stride(from: 0, to: count, by: 16) {
            labbook_stream(dx + i, labbook_add(lanes(dy + i), lanes(x + i)))
        }
        labbook_end_stream()
    }
    return min(library, copy) + sum
}

private func lanes(_ p: UnsafePointer<Float>) -> SIMD16<Float> {
    UnsafeRawPointer(p).load(as: SIMD16<Float>.self)
}
