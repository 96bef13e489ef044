import Glibc

/// What a thread keeps from one operation to the next: the scratch memory of the matrix product, and free buffers,
/// so that a steady training step asks the system for nothing.
///
/// A run trains on one thread, so nothing here is shared, and what is kept cannot reach a result: scratch memory and
/// new buffers have undefined content that every user overwrites.
private final class ThreadMemory {
    private var scratch: UnsafeMutablePointer<Float>?
    /// Free buffers by size in bytes. Few sizes are in use at a time, those of a model's tensors.
    var free: [Int: [UnsafeMutableRawPointer]] = [:]
    var freeBytes = 0
    var use = MemoryUse()
    /// Past this much the thread gives memory back to the system.
    let mostFreeBytes = 1 << 28

    /// Made when it is first used: a thread that only frees tensors needs none.
    func productScratch() -> UnsafeMutablePointer<Float> {
        if let scratch { return scratch }
        let bytes = activeKernels.scratchCount * MemoryLayout<Float>.stride
        use.take(bytes)
        let new = request(bytes).assumingMemoryBound(to: Float.self)
        scratch = new
        return new
    }

    func request(_ bytes: Int) -> UnsafeMutableRawPointer {
        use.requests += 1
        use.systemBytes += bytes
        return allocate(bytes)
    }

    deinit {
        if let scratch { Glibc.free(scratch) }
        for buffer in free.values.joined() { Glibc.free(buffer) }
    }
}

/// New memory from the system: whole cache lines. A buffer that fills large pages (2 MiB) lies on such where the system
/// grants them: the processor then finds its way with fewer looks at the page table.
private func allocate(_ bytes: Int) -> UnsafeMutableRawPointer {
    let (line, page) = (64, 1 << 21)
    let isLarge = bytes >= page
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, isLarge ? page : line, (bytes + line - 1) & -line) == 0, let memory else {
        fatalError("out of memory: \(bytes) more bytes were wanted")
    }
    // Only whole pages: the rest of the last one would be memory that nobody asked for. Advice may be refused.
    if isLarge { madvise(memory, bytes & -page, MADV_HUGEPAGE) }
    return memory
}

private let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { memory in
        if let memory { Unmanaged<ThreadMemory>.fromOpaque(memory).release() }
    }
    if status != 0 { fatalError("the system has no more thread-specific keys") }
    return key
}()

private var current: ThreadMemory {
    if let memory = pthread_getspecific(key) {
        return Unmanaged<ThreadMemory>.fromOpaque(memory).takeUnretainedValue()
    }
    let new = ThreadMemory()
    pthread_setspecific(key, Unmanaged.passRetained(new).toOpaque())
    return new
}

/// This thread's scratch memory for `KernelTable.product`.
var productScratch: UnsafeMutablePointer<Float> { current.productScratch() }

/// What this thread's memory amounts to, for tests that hold it to a bound. A buffer that another thread returns still
/// counts for the one that took it.
struct MemoryUse {
    /// How often the system was asked for memory.
    var requests = 0
    /// The bytes that came from the system: what is in use and what is free.
    var systemBytes = 0
    /// The bytes in use: buffers, and the scratch memory of the product.
    private(set) var bytes = 0
    /// The most that `bytes` came to since it was last set back.
    var peakBytes = 0

    fileprivate mutating func take(_ more: Int) {
        bytes += more
        peakBytes = max(peakBytes, bytes)
    }

    fileprivate mutating func give(_ fewer: Int) { bytes -= fewer }
}

/// The calling thread's use of memory.
var memoryUse: MemoryUse {
    get { current.use }
    set { current.use = newValue }
}

/// A buffer of undefined content, aligned to 64 bytes.
func takeBuffer(_ bytes: Int) -> UnsafeMutableRawPointer {
    let memory = current
    memory.use.take(bytes)
    if let buffer = memory.free[bytes]?.popLast() {
        memory.freeBytes -= bytes
        return buffer
    }
    return memory.request(bytes)
}

/// Returns a buffer, on whichever thread its last user ran.
func giveBuffer(_ buffer: UnsafeMutableRawPointer, _ bytes: Int) {
    let memory = current
    memory.use.give(bytes)
    guard memory.freeBytes + bytes <= memory.mostFreeBytes else {
        memory.use.systemBytes -= bytes
        return free(buffer)
    }
    memory.free[bytes, default: []].append(buffer)
    memory.freeBytes += bytes
}
