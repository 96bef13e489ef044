/// The bits of `x` as integers.
@inline(__always) private func bits(_ x: Lanes) -> SIMD16<Int32> { unsafeBitCast(x, to: SIMD16<Int32>.self) }

@inline(__always) private func lanes(_ x: SIMD16<Int32>) -> Lanes { unsafeBitCast(x, to: Lanes.self) }

/// Adding and subtracting 1.5·2²³ rounds a number below 2²² to an integer, which then stands in the low bits.
private var rounder: Float { 12_582_912 }

/// ln 2 in two parts; the high one has 9 trailing zero bits, so that n·high is exact for |n| < 2⁹.
private var ln2High: Float { 0.693145751953125 }
private var ln2Low: Float { 1.428606765330187e-06 }

/// eˣ: x = n·ln 2 + r with |r| ≤ ½ ln 2, a polynomial for eʳ (the Taylor coefficients to r⁷: the first one left
/// out is below 2⁻²⁸), then 2ⁿ in two factors, because n alone leaves the exponent's range near both ends.
@inline(__always) func exp(_ x: Lanes) -> Lanes {
    // Beyond these bounds the result is 0 or ∞ in any case; within, all integers below stay small.
    var a = x.replacing(with: 89, where: x .> 89)
    a = a.replacing(with: -104, where: a .< -104)
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
    let exponent = bits(shifted) &- bits(splat(rounder))
    let half = exponent &>> 1
    let one = SIMD16<Int32>(repeating: 127)
    let first = lanes((half &+ one) &<< 23)
    let second = lanes((exponent &- half &+ one) &<< 23)
    let y = (q + 1) * first * second
    return y.replacing(with: x, where: x .!= x)
}

/// ln x: x = 2ᵉ·m with √½ ≤ m < √2, f = m − 1, s = f / (2 + f), and ln m = 2 atanh s as f − s·(f − s²·R(s²)),
/// where R collects the odd series ⅔ + ⅖s² + … (|s| ≤ 0.172, so that the first term left out is below 2⁻²⁸).
@inline(__always) func log(_ x: Lanes) -> Lanes {
    // A denormal has no exponent to read: scale it up by 2²⁵ first.
    let small = x .< Float.leastNormalMagnitude
    let scaled = x.replacing(with: x * 33_554_432, where: small)
    let offset = bits(splat(0.70710678))
    let e = (bits(scaled) &- offset) &>> 23
    let m = lanes(bits(scaled) &- (e &<< 23))
    var exponent = lanes(e &+ bits(splat(rounder))) - rounder
    exponent = exponent.replacing(with: exponent - 25, where: small)
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
    let small2 = fma(exponent, splat(ln2Low), -tail)
    let y = fma(exponent, splat(ln2High), f + small2)
    var result = y.replacing(with: -Float.infinity, where: x .== 0)
    result = result.replacing(with: Float.nan, where: x .< 0)
    result = result.replacing(with: x, where: x .== Float.infinity)
    return result.replacing(with: x, where: x .!= x)
}

/// 1 / (1 + e⁻ˣ), from e = exp(−|x|) ≤ 1, which cannot overflow: 1 / (1 + e) or e / (1 + e).
@inline(__always) func sigmoid(_ x: Lanes) -> Lanes {
    let e = exp(x.replacing(with: -x, where: x .> 0))
    let numerator = e.replacing(with: 1, where: x .> 0)
    return numerator / (e + 1)
}

/// tanh x: below 0.625 a polynomial in x² (a minimax fit of (tanh x / x − 1) / x²), above it 1 − 2 / (e^(2|x|) + 1),
/// with the sign of x.
@inline(__always) func tanh(_ x: Lanes) -> Lanes {
    let a = x.replacing(with: -x, where: x .< 0)
    let e = exp(a + a)
    var large = 1 - 2 / (e + 1)
    large = large.replacing(with: -large, where: x .< 0)
    let z = x * x
    var p = splat(-5.70498872745e-3)
    p = fma(p, z, splat(2.06390887954e-2))
    p = fma(p, z, splat(-5.37397155531e-2))
    p = fma(p, z, splat(1.33314422036e-1))
    p = fma(p, z, splat(-3.33332819422e-1))
    let small = fma(p * z, x, x)
    let y = small.replacing(with: large, where: a .> 0.625)
    // ±0 and NaN are their own results; the sign of a zero would be lost above.
    return y.replacing(with: x, where: .!(a .> 0))
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
