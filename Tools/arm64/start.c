// What a Swift program needs of the world below it, for aarch64 Linux without any library: an entry, two system calls, memory
// that is never given back, and the few functions that compilers call unasked.
#include <stddef.h>
#include <stdint.h>

void labbook_digests(void (*report)(const char *name, ptrdiff_t count, uint64_t digest));

static long system_call(long number, long a, long b, long c) {
    register long x8 __asm__("x8") = number;
    register long x0 __asm__("x0") = a;
    register long x1 __asm__("x1") = b;
    register long x2 __asm__("x2") = c;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
    return x0;
}
static void print(const char *text, size_t count) { system_call(64, 1, (long)text, (long)count); }
static _Noreturn void leave(int code) {
    system_call(94, code, 0, 0);
    __builtin_unreachable();
}

// A line `NAME DIGEST`, the digest as sixteen hexadecimal digits.
static void report(const char *name, ptrdiff_t count, uint64_t digest) {
    char hex[18];
    hex[0] = ' ';
    for (int i = 0; i < 16; i++) hex[1 + i] = "0123456789abcdef"[digest >> (60 - 4 * i) & 15];
    hex[17] = '\n';
    print(name, (size_t)count);
    print(hex, sizeof hex);
}

void _start(void) {
    labbook_digests(report);
    leave(0);
}

static char memory[1 << 26];
static size_t used;

int posix_memalign(void **result, size_t alignment, size_t size) {
    size_t start = (used + alignment - 1) & ~(alignment - 1);
    if (size > sizeof memory - start) {
        print("out of memory\n", 14);
        leave(1);
    }
    used = start + size;
    *result = memory + start;
    return 0;
}
void free(void *p) { (void)p; }

// Where a Swift precondition fails, its words come one character at a time.
int putchar(int character) {
    char c = (char)character;
    print(&c, 1);
    return character;
}

void *memset(void *to, int value, size_t count) {
    for (size_t i = 0; i < count; i++) ((volatile unsigned char *)to)[i] = (unsigned char)value;
    return to;
}
void *memmove(void *to, const void *from, size_t count) {
    volatile unsigned char *t = to;
    const unsigned char *f = from;
    if (t < f) {
        for (size_t i = 0; i < count; i++) t[i] = f[i];
    } else {
        for (size_t i = count; i > 0; i--) t[i - 1] = f[i - 1];
    }
    return to;
}
void *memcpy(void *to, const void *from, size_t count) { return memmove(to, from, count); }

// Both are single instructions of the processor, which IEEE 754 fixes to the last bit.
float sqrtf(float x) {
    __asm__("fsqrt %s0, %s0" : "+w"(x));
    return x;
}
float fmaf(float x, float y, float z) {
    __asm__("fmadd %s0, %s1, %s2, %s3" : "=w"(x) : "w"(x), "w"(y), "w"(z));
    return x;
}
