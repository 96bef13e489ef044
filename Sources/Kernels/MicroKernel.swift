// The inner loop of the matrix product: a tile of C stays in registers while the loop goes over k.
//
// A tile is as high as the registers allow: with 32 vector registers 12 rows of 2 vectors leave 8 for B and the
// broadcast of A; with 16 it is 6 rows of 2. Each element of the tile takes its products in the order of k, so the
// tile's size does not show in the result.

#if THIRTY_TWO_VECTOR_REGISTERS
    typealias Vector = SIMD16<Float>
    var tileRows: Int { 12 }
#elseif SIXTEEN_VECTOR_REGISTERS
    typealias Vector = SIMD8<Float>
    var tileRows: Int { 6 }
#else
    // 128-bit vectors: 32 of them in NEON. (Old x86-64 has 16 and no fused multiply-add; it calls a function for each
    // lane anyway.)
    typealias Vector = SIMD4<Float>
    var tileRows: Int { 12 }
#endif
var vectorWidth: Int { Vector.scalarCount }
var tileColumns: Int { 2 * vectorWidth }

@inline(__always) func loadVector(_ p: Input) -> Vector { UnsafeRawPointer(p).loadUnaligned(as: Vector.self) }

@inline(__always) func storeVector(_ x: Vector, _ p: Output) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: Vector.self)
}

/// Two rows of a tile: four accumulators.
struct TwoRows {
    var a0, a1, b0, b1: Vector

    @inline(__always) init(_ c: Output, _ stride: Int, _ accumulate: Bool) {
        if accumulate {
            a0 = loadVector(c)
            a1 = loadVector(c + vectorWidth)
            b0 = loadVector(c + stride)
            b1 = loadVector(c + stride + vectorWidth)
        } else {
            a0 = Vector(repeating: 0)
            a1 = a0
            b0 = a0
            b1 = a0
        }
    }

    @inline(__always) mutating func add(_ a: Input, _ x: Vector, _ y: Vector) {
        let first = Vector(repeating: a[0])
        a0 = a0.addingProduct(first, x)
        a1 = a1.addingProduct(first, y)
        let second = Vector(repeating: a[1])
        b0 = b0.addingProduct(second, x)
        b1 = b1.addingProduct(second, y)
    }

    @inline(__always) func store(_ c: Output, _ stride: Int) {
        storeVector(a0, c)
        storeVector(a1, c + vectorWidth)
        storeVector(b0, c + stride)
        storeVector(b1, c + stride + vectorWidth)
    }
}

/// A tile of `height` rows: a is packed with `height` elements for each step of k, b with `tileColumns`.
@inline(never) func tile2(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = TwoRows(c, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        r0.add(a, x, y)
        a += 2
        b += tileColumns
    }
    r0.store(c, stride)
}

@inline(never) func tile4(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = TwoRows(c, stride, accumulate)
    var r1 = TwoRows(c + 2 * stride, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        r0.add(a, x, y)
        r1.add(a + 2, x, y)
        a += 4
        b += tileColumns
    }
    r0.store(c, stride)
    r1.store(c + 2 * stride, stride)
}

@inline(never) func tile6(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = TwoRows(c, stride, accumulate)
    var r1 = TwoRows(c + 2 * stride, stride, accumulate)
    var r2 = TwoRows(c + 4 * stride, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        r0.add(a, x, y)
        r1.add(a + 2, x, y)
        r2.add(a + 4, x, y)
        a += 6
        b += tileColumns
    }
    r0.store(c, stride)
    r1.store(c + 2 * stride, stride)
    r2.store(c + 4 * stride, stride)
}

#if !SIXTEEN_VECTOR_REGISTERS
    @inline(never) func tile8(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = TwoRows(c, stride, accumulate)
        var r1 = TwoRows(c + 2 * stride, stride, accumulate)
        var r2 = TwoRows(c + 4 * stride, stride, accumulate)
        var r3 = TwoRows(c + 6 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
            r0.add(a, x, y)
            r1.add(a + 2, x, y)
            r2.add(a + 4, x, y)
            r3.add(a + 6, x, y)
            a += 8
            b += tileColumns
        }
        r0.store(c, stride)
        r1.store(c + 2 * stride, stride)
        r2.store(c + 4 * stride, stride)
        r3.store(c + 6 * stride, stride)
    }

    @inline(never) func tile12(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = TwoRows(c, stride, accumulate)
        var r1 = TwoRows(c + 2 * stride, stride, accumulate)
        var r2 = TwoRows(c + 4 * stride, stride, accumulate)
        var r3 = TwoRows(c + 6 * stride, stride, accumulate)
        var r4 = TwoRows(c + 8 * stride, stride, accumulate)
        var r5 = TwoRows(c + 10 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
            r0.add(a, x, y)
            r1.add(a + 2, x, y)
            r2.add(a + 4, x, y)
            r3.add(a + 6, x, y)
            r4.add(a + 8, x, y)
            r5.add(a + 10, x, y)
            a += 12
            b += tileColumns
        }
        r0.store(c, stride)
        r1.store(c + 2 * stride, stride)
        r2.store(c + 4 * stride, stride)
        r3.store(c + 6 * stride, stride)
        r4.store(c + 8 * stride, stride)
        r5.store(c + 10 * stride, stride)
    }
#endif

/// The height of the tile that covers `rows` rows with the least waste.
@inline(__always) func tileHeight(for rows: Int) -> Int {
    if rows >= tileRows { return tileRows }
    if rows <= 2 { return 2 }
    if rows <= 4 { return 4 }
    if tileRows == 6 || rows <= 6 { return 6 }
    return rows <= 8 ? 8 : 12
}

@inline(__always) func tile(
    height: Int, _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    #if !SIXTEEN_VECTOR_REGISTERS
        if height == 12 { return tile12(k, a, b, c, stride, accumulate) }
        if height == 8 { return tile8(k, a, b, c, stride, accumulate) }
    #endif
    if height == 6 { return tile6(k, a, b, c, stride, accumulate) }
    if height == 4 { return tile4(k, a, b, c, stride, accumulate) }
    tile2(k, a, b, c, stride, accumulate)
}
