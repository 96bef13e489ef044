// Arithmetic on sixteen lanes, each operation one instruction where the vectors are wide enough. Swift's own operators on
// SIMD types are loops over the lanes, which the optimizer often but not always puts together again. Swift sees
// SIMD16<Float> and SIMD16<Int32>.
#define LABBOOK_LANES __attribute__((always_inline)) static inline

typedef float labbook_floats __attribute__((ext_vector_type(16)));
typedef int labbook_ints __attribute__((ext_vector_type(16)));

LABBOOK_LANES labbook_floats labbook_add(labbook_floats x, labbook_floats y) { return x + y; }
LABBOOK_LANES labbook_floats labbook_subtract(labbook_floats x, labbook_floats y) { return x - y; }
LABBOOK_LANES labbook_floats labbook_multiply(labbook_floats x, labbook_floats y) { return x * y; }
LABBOOK_LANES labbook_floats labbook_divide(labbook_floats x, labbook_floats y) { return x / y; }
LABBOOK_LANES labbook_floats labbook_negate(labbook_floats x) { return -x; }
LABBOOK_LANES labbook_floats labbook_splat(float x) { return (labbook_floats)x; }
LABBOOK_LANES labbook_ints labbook_add_integers(labbook_ints x, labbook_ints y) { return x + y; }
LABBOOK_LANES labbook_ints labbook_subtract_integers(labbook_ints x, labbook_ints y) { return x - y; }

// x * y + z, rounded once.
LABBOOK_LANES labbook_floats labbook_fma(labbook_floats x, labbook_floats y, labbook_floats z) {
    return __builtin_elementwise_fma(x, y, z);
}

// The square root, correctly rounded (IEEE 754).
LABBOOK_LANES labbook_floats labbook_square_root(labbook_floats x) { return __builtin_elementwise_sqrt(x); }

// x where a < b, else y. A comparison with NaN is false.
LABBOOK_LANES labbook_floats labbook_where_less(
    labbook_floats a, labbook_floats b, labbook_floats x, labbook_floats y) {
    return a < b ? x : y;
}

// x where a equals b, else y.
LABBOOK_LANES labbook_floats labbook_where_equal(
    labbook_floats a, labbook_floats b, labbook_floats x, labbook_floats y) {
    return a == b ? x : y;
}

// Shifts by a number of bits; the one to the right keeps the sign.
LABBOOK_LANES labbook_ints labbook_shift_left(labbook_ints x, int bits) { return x << bits; }
LABBOOK_LANES labbook_ints labbook_shift_right(labbook_ints x, int bits) { return x >> bits; }

// The same bits, read as the other type.
LABBOOK_LANES labbook_ints labbook_bits(labbook_floats x) { return (labbook_ints)x; }
LABBOOK_LANES labbook_floats labbook_from_bits(labbook_ints x) { return (labbook_floats)x; }

// Stores past the caches: memory is not read first for what a whole line overwrites. p must be aligned to 64 bytes.
LABBOOK_LANES void labbook_stream(float *p, labbook_floats x) {
    __builtin_nontemporal_store(x, (labbook_floats *)p);
}

// Such stores may become visible to other threads after later ones; this puts them before.
LABBOOK_LANES void labbook_end_stream(void) {
#if defined(__x86_64__)
    __builtin_ia32_sfence();
#endif
}

// Asks for the cache line at p, which need not exist, in the second-level cache.
LABBOOK_LANES void labbook_prefetch(const float *p) { __builtin_prefetch(p, 0, 2); }

// Four numbers each from sixteen lists, four lists to a vector: the lists at p, 4·stride, 8·stride and 12·stride.
typedef float labbook_four __attribute__((ext_vector_type(4), aligned(4), may_alias));
LABBOOK_LANES labbook_floats labbook_four_lists(const float *p, long stride) {
    labbook_four a = *(const labbook_four *)p, b = *(const labbook_four *)(p + 4 * stride);
    labbook_four c = *(const labbook_four *)(p + 8 * stride), d = *(const labbook_four *)(p + 12 * stride);
    return __builtin_shufflevector(
        __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7), __builtin_shufflevector(c, d, 0, 1, 2, 3, 4, 5, 6, 7),
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

// Within each quarter: x₀ y₀ x₁ y₁, and x₂ y₂ x₃ y₃.
LABBOOK_LANES labbook_floats labbook_interleave_low(labbook_floats x, labbook_floats y) {
    return __builtin_shufflevector(x, y, 0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29);
}
LABBOOK_LANES labbook_floats labbook_interleave_high(labbook_floats x, labbook_floats y) {
    return __builtin_shufflevector(x, y, 2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31);
}

// Within each quarter: x₀ x₁ y₀ y₁, and x₂ x₃ y₂ y₃.
LABBOOK_LANES labbook_floats labbook_join_low(labbook_floats x, labbook_floats y) {
    return __builtin_shufflevector(x, y, 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29);
}
LABBOOK_LANES labbook_floats labbook_join_high(labbook_floats x, labbook_floats y) {
    return __builtin_shufflevector(x, y, 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31);
}
