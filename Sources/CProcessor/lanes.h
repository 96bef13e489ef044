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
