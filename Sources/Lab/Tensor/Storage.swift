/// The memory of a tensor: `count` numbers, aligned to 64 bytes so that whole cache lines belong to it.
///
/// Tensors share storage until one of them is written to (`isKnownUniquelyReferenced`), and only the thread that
/// holds the one reference writes: that is why it may be sent to another thread.
///
/// Usable from inlined code, although nobody does: a client that copies a generic tensor asks for this class's metadata,
/// and links only where the symbol is visible outside of Lab.
@usableFromInline
final class Storage<Scalar: TensorScalar>: @unchecked Sendable {
    let start: UnsafeMutablePointer<Scalar>
    let count: Int

    /// Memory with undefined content.
    init(count: Int) {
        self.count = count
        let bytes = max(count * MemoryLayout<Scalar>.stride, 1)
        start = takeBuffer(bytes).assumingMemoryBound(to: Scalar.self)
    }

    deinit { giveBuffer(start, max(count * MemoryLayout<Scalar>.stride, 1)) }

    func copy() -> Storage {
        let new = Storage(count: count)
        new.start.update(from: start, count: count)
        return new
    }
}
