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
