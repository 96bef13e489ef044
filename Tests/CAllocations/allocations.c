#include "allocations.h"

#include <errno.h>
#include <stddef.h>

// glibc lets a program define malloc and its kind, and calls the program's own from everywhere, Swift's runtime too.
// Its own stay reachable under these names.
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static __thread int isCounting __attribute__((tls_model("initial-exec")));
static __thread struct AllocationCount current __attribute__((tls_model("initial-exec")));

static void count(size_t bytes) {
    if (!isCounting) return;
    current.count += 1;
    current.bytes += (long)bytes;
    if ((long)bytes > current.largest) current.largest = (long)bytes;
}

struct AllocationCount allocationCount(void) { return current; }

void startCountingAllocations(void) {
    current = (struct AllocationCount){0, 0, 0};
    isCounting = 1;
}

void *malloc(size_t size) {
    count(size);
    return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    count(number * size);
    return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    count(size);
    return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
    count(size);
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
    void *new = memalign(alignment, size);
    if (new == NULL) return ENOMEM;
    *memory = new;
    return 0;
}
