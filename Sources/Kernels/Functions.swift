import CProcessor

/// Adding and subtracting 1.5·2²³ rounds a number below 2²² to an integer, which then stands in the low bits.
private var rounder: Float { 12_582_912 }

/// ln 2 in two parts; the high one has 9 trailing zero bits, so that n·high is exact for |n| < 2⁹.
private var ln2High: Float { 0.693145751953125 }
private var ln2Low: Float { 1.428606765330187e-06 }

/// eˣ: x = n·ln 2 + r with |r| ≤ ½ ln 2, a polynomial for eʳ (the Taylor coefficients to r⁷: the first one left
/// out is below 2⁻²⁸), then 2ⁿ in two factors, because n alone leaves the exponent's range near both ends.
@inline(__always) func exp(_ x: Lanes) -> Lanes {
    // Beyond these bounds the result is 0 or ∞ in any case; within, all integers below stay small.
    let below = labbook_where_less(splat(89), x, splat(89), x)
    let a = labbook_where_less(below, splat(-104), splat(-104), below)
    let shifted = fma(a, splat(1.44269504088896341), splat(rounder))
    let n = shifted - rounder
    // r and what its rounding lost; the product with the high part and the first difference are exact.
    let high = fma(n, splat(-ln2High), a)
    let r = fma(n, splat(-ln2Low), high)
    let lost = fma(n, splat(-ln2Low), high - r)
    var p = splat(1 / 5040)
    p = fma(p, r, splat(1 / 720))
    p = fma(p, r, splat(1 / 120))
    p = fma(p, r, splat(1 / 24))
    p = fma(p, r, splat(1 / 6))
    p = fma(p, r, splat(0.5))
    // eʳ − 1 = r + r²·p: the small terms first, so that only the last addition of 1 rounds at full size.
    let q = r + fma(r * r, p, lost)
    let exponent = labbook_subtract_integers(labbook_bits(shifted), labbook_bits(splat(rounder)))
    let half = labbook_shift_right(exponent, 1)
    let y = (q + 1) * powerOfTwo(half) * powerOfTwo(labbook_subtract_integers(exponent, half))
    return labbook_where_equal(x, x, y, x)
}

/// 2ⁿ for −127 < n < 128.
@inline(__always) private func powerOfTwo(_ n: SIMD16<Int32>) -> Lanes {
    labbook_from_bits(labbook_add_integers(labbook_shift_left(n, 23), labbook_bits(splat(1))))
}

/// ln x: x = 2ᵉ·m with √½ ≤ m < √2, f = m − 1, s = f / (2 + f), and ln m = 2 atanh s as f − s·(f − s²·R(s²)),
/// where R collects the odd series ⅔ + ⅖s² + … (|s| ≤ 0.172, so that the first term left out is below 2⁻²⁸).
@inline(__always) func log(_ x: Lanes) -> Lanes {
    // A denormal has no exponent to read: scale it up by 2²⁵ first.
    let smallest = splat(.leastNormalMagnitude)
    let scaled = labbook_where_less(x, smallest, x * 33_554_432, x)
    let correction = labbook_where_less(x, smallest, splat(25), splat(0))
    let e = labbook_shift_right(
        labbook_subtract_integers(labbook_bits(scaled), labbook_bits(splat(0.70710678))), 23)
    let m = labbook_from_bits(labbook_subtract_integers(labbook_bits(scaled), labbook_shift_left(e, 23)))
    let exponent =
        labbook_from_bits(labbook_add_integers(e, labbook_bits(splat(rounder)))) - rounder - correction
    let f = m - 1
    let s = f / (f + 2)
    let z = s * s
    var r = splat(2.0 / 11)
    r = fma(r, z, splat(2.0 / 9))
    r = fma(r, z, splat(2.0 / 7))
    r = fma(r, z, splat(2.0 / 5))
    r = fma(r, z, splat(2.0 / 3))
    // ln m = f − s·(f − z·r), the large part f last; the low part of e·ln 2 goes with the small terms.
    let tail = s * fma(z, -r, f)
    let low = fma(exponent, splat(ln2Low), -tail)
    let y = fma(exponent, splat(ln2High), f + low)
    let positive = labbook_where_equal(x, splat(.infinity), x, y)
    let notNegative = labbook_where_equal(x, splat(0), splat(-.infinity), positive)
    let number = labbook_where_less(x, splat(0), splat(.nan), notNegative)
    return labbook_where_equal(x, x, number, x)
}

/// 1 / (1 + e⁻ˣ), from e = exp(−|x|) ≤ 1, which cannot overflow: 1 / (1 + e) or e / (1 + e).
@inline(__always) func sigmoid(_ x: Lanes) -> Lanes {
    let e = exp(labbook_where_less(splat(0), x, -x, x))
    let numerator = labbook_where_less(splat(0), x, splat(1), e)
    return numerator / (e + 1)
}

/// tanh x: below 0.625 a polynomial in x² (a minimax fit of (tanh x / x − 1) / x²), above it 1 − 2 / (e^(2|x|) + 1),
/// with the sign of x.
@inline(__always) func tanh(_ x: Lanes) -> Lanes {
    let a = labbook_where_less(x, splat(0), -x, x)
    let unsigned = 1 - 2 / (exp(a + a) + 1)
    let large = labbook_where_less(x, splat(0), -unsigned, unsigned)
    let z = x * x
    var p = splat(-5.70498872745e-3)
    p = fma(p, z, splat(2.06390887954e-2))
    p = fma(p, z, splat(-5.37397155531e-2))
    p = fma(p, z, splat(1.33314422036e-1))
    p = fma(p, z, splat(-3.33332819422e-1))
    let small = fma(p * z, x, x)
    let y = labbook_where_less(splat(0.625), a, large, small)
    // ±0 and NaN are their own results; the sign of a zero would be lost above.
    return labbook_where_less(splat(0), a, y, x)
}

/// Applies `f` to `count` elements, sixteen at a time.
@inline(__always) private func map(_ x: Input, _ y: Output, _ count: Int, _ f: (Lanes) -> Lanes) {
    var i = 0
    while i + 16 <= count {
        store(f(load(x + i)), y + i)
        i += 16
    }
    if i < count { store(f(load(x + i, first: count - i)), y + i, first: count - i) }
}

func expKernel(_ x: Input, _ y: Output, _ count: Int) { map(x, y, count) { exp($0) } }

func logKernel(_ x: Input, _ y: Output, _ count: Int) { map(x, y, count) { log($0) } }

func tanhKernel(_ x: Input, _ y: Output, _ count: Int) { map(x, y, count) { tanh($0) } }

func sigmoidKernel(_ x: Input, _ y: Output, _ count: Int) { map(x, y, count) { sigmoid($0) } }
