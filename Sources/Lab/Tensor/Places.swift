/// A list of places from the pool of buffers, with undefined content at first, for what a backward pass must remember.
///
/// Whoever makes it writes it at once; afterwards it is only read.
final class Places {
    let start: UnsafeMutablePointer<Int32>
    private let bytes: Int

    init(count: Int) {
        bytes = max(count * MemoryLayout<Int32>.stride, 1)
        start = takeBuffer(bytes).assumingMemoryBound(to: Int32.self)
    }

    deinit { giveBuffer(start, bytes) }
}
