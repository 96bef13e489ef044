// What the processor and the operating system support together: the compiler's runtime asks cpuid and xgetbv.
#if defined(__x86_64__)
static inline int labbook_supports_x86_64_v3(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("x86-64-v3") != 0;
}
static inline int labbook_supports_x86_64_v4(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("x86-64-v4") != 0;
}
#endif

// The square root of sixteen lanes, correctly rounded (IEEE 754): one instruction where there is one. Swift's own
// `squareRoot()` on vectors takes the lanes one by one.
typedef float labbook_float16 __attribute__((ext_vector_type(16)));
__attribute__((always_inline)) static inline labbook_float16 labbook_square_root(labbook_float16 x) {
    return __builtin_elementwise_sqrt(x);
}
