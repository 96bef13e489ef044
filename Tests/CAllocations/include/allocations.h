#pragma once

/// What the calling thread has asked the C library's allocator for: by malloc, calloc, realloc and the aligned kinds.
/// Freeing is not counted.
struct AllocationCount {
    /// How often, and how many bytes in all.
    long count, bytes;
    /// The largest of them in bytes.
    long largest;
};

/// The count since the thread's last call of `startCountingAllocations`; zeros if there was none.
struct AllocationCount allocationCount(void);

/// Begins a new count of this thread.
void startCountingAllocations(void);
