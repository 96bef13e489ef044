import CProcessor

// What is larger than the caches. None of this can change a bit of a result.

/// Whether a matrix that is written once, row after row, goes past the caches: it is so large (16 MiB) that little of it
/// would be left there for its reader, and a store through the caches reads from memory what it is about to overwrite.
@inline(__always) func isStreamed(_ y: Output, _ rows: Int, _ columns: Int) -> Bool {
    rows * columns >= 1 << 22 && columns & 15 == 0 && Int(bitPattern: y) & 63 == 0
}

/// Stores sixteen lanes past the caches where `streamed`, else all of them or the first `present` as usual.
@inline(__always) func store(_ x: Lanes, _ p: Output, present: Int, streamed: Bool) {
    if streamed { labbook_stream(p, x) } else { store(x, p, present: present) }
}

/// Ends a series of streamed stores: what this thread writes later, others see later.
@inline(__always) func endStream(_ streamed: Bool) {
    if streamed { labbook_end_stream() }
}

/// Asks for a cache line before its turn, while other arithmetic keeps the processor busy. The line need not exist. The
/// processor foresees by itself only what lies on the same page of memory.
@inline(__always) func prefetch(_ p: Input) { labbook_prefetch(p) }
