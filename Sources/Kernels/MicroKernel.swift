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
typealias TwoRows = (a0: Vector, a1: Vector, b0: Vector, b1: Vector)

@inline(__always) private func twoRows(_ c: Output, _ stride: Int, _ accumulate: Bool) -> TwoRows {
    if accumulate {
        return (
            loadVector(c), loadVector(c + vectorWidth), loadVector(c + stride),
            loadVector(c + stride + vectorWidth)
        )
    }
    let zero = Vector(repeating: 0)
    return (zero, zero, zero, zero)
}

/// Adds the products of two elements of a column of A and a row of B.
@inline(__always) private func add(_ r: inout TwoRows, _ a: Input, _ x: Vector, _ y: Vector) {
    let first = Vector(repeating: a[0])
    r.a0 = r.a0.addingProduct(first, x)
    r.a1 = r.a1.addingProduct(first, y)
    let second = Vector(repeating: a[1])
    r.b0 = r.b0.addingProduct(second, x)
    r.b1 = r.b1.addingProduct(second, y)
}

@inline(__always) private func store(_ r: TwoRows, _ c: Output, _ stride: Int) {
    storeVector(r.a0, c)
    storeVector(r.a1, c + vectorWidth)
    storeVector(r.b0, c + stride)
    storeVector(r.b1, c + stride + vectorWidth)
}

/// A tile of `height` rows: a is packed with `height` elements for each step of k, b with `tileColumns`.
@inline(never) func tile2(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = twoRows(c, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        add(&r0, a, x, y)
        a += 2
        b += tileColumns
    }
    store(r0, c, stride)
}

@inline(never) func tile4(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = twoRows(c, stride, accumulate)
    var r1 = twoRows(c + 2 * stride, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        add(&r0, a, x, y)
        add(&r1, a + 2, x, y)
        a += 4
        b += tileColumns
    }
    store(r0, c, stride)
    store(r1, c + 2 * stride, stride)
}

@inline(never) func tile6(
    _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    var r0 = twoRows(c, stride, accumulate)
    var r1 = twoRows(c + 2 * stride, stride, accumulate)
    var r2 = twoRows(c + 4 * stride, stride, accumulate)
    var (a, b) = (a, b)
    for _ in 0..<k {
        let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
        add(&r0, a, x, y)
        add(&r1, a + 2, x, y)
        add(&r2, a + 4, x, y)
        a += 6
        b += tileColumns
    }
    store(r0, c, stride)
    store(r1, c + 2 * stride, stride)
    store(r2, c + 4 * stride, stride)
}

#if !SIXTEEN_VECTOR_REGISTERS
    @inline(never) func tile8(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = twoRows(c, stride, accumulate)
        var r1 = twoRows(c + 2 * stride, stride, accumulate)
        var r2 = twoRows(c + 4 * stride, stride, accumulate)
        var r3 = twoRows(c + 6 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
            add(&r0, a, x, y)
            add(&r1, a + 2, x, y)
            add(&r2, a + 4, x, y)
            add(&r3, a + 6, x, y)
            a += 8
            b += tileColumns
        }
        store(r0, c, stride)
        store(r1, c + 2 * stride, stride)
        store(r2, c + 4 * stride, stride)
        store(r3, c + 6 * stride, stride)
    }

    @inline(never) func tile12(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = twoRows(c, stride, accumulate)
        var r1 = twoRows(c + 2 * stride, stride, accumulate)
        var r2 = twoRows(c + 4 * stride, stride, accumulate)
        var r3 = twoRows(c + 6 * stride, stride, accumulate)
        var r4 = twoRows(c + 8 * stride, stride, accumulate)
        var r5 = twoRows(c + 10 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let (x, y) = (loadVector(b), loadVector(b + vectorWidth))
            add(&r0, a, x, y)
            add(&r1, a + 2, x, y)
            add(&r2, a + 4, x, y)
            add(&r3, a + 6, x, y)
            add(&r4, a + 8, x, y)
            add(&r5, a + 10, x, y)
            a += 12
            b += tileColumns
        }
        store(r0, c, stride)
        store(r1, c + 2 * stride, stride)
        store(r2, c + 4 * stride, stride)
        store(r3, c + 6 * stride, stride)
        store(r4, c + 8 * stride, stride)
        store(r5, c + 10 * stride, stride)
    }
#endif

#if THIRTY_TWO_VECTOR_REGISTERS
    // Half a tile: where a matrix ends with a strip whose second vector would be empty. With fewer registers, and so
    // fewer rows, such a tile would wait for its own sums and take as long as a whole one.

    private typealias TwoNarrowRows = (a: Vector, b: Vector)

    @inline(__always) private func twoNarrowRows(_ c: Output, _ stride: Int, _ accumulate: Bool)
        -> TwoNarrowRows
    {
        accumulate
            ? (loadVector(c), loadVector(c + stride)) : (Vector(repeating: 0), Vector(repeating: 0))
    }

    @inline(__always) private func addNarrow(_ r: inout TwoNarrowRows, _ a: Input, _ x: Vector) {
        r.a = r.a.addingProduct(Vector(repeating: a[0]), x)
        r.b = r.b.addingProduct(Vector(repeating: a[1]), x)
    }

    @inline(__always) private func storeNarrow(_ r: TwoNarrowRows, _ c: Output, _ stride: Int) {
        storeVector(r.a, c)
        storeVector(r.b, c + stride)
    }

    @inline(never) func narrowTile8(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = twoNarrowRows(c, stride, accumulate)
        var r1 = twoNarrowRows(c + 2 * stride, stride, accumulate)
        var r2 = twoNarrowRows(c + 4 * stride, stride, accumulate)
        var r3 = twoNarrowRows(c + 6 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let x = loadVector(b)
            addNarrow(&r0, a, x)
            addNarrow(&r1, a + 2, x)
            addNarrow(&r2, a + 4, x)
            addNarrow(&r3, a + 6, x)
            a += 8
            b += tileColumns
        }
        storeNarrow(r0, c, stride)
        storeNarrow(r1, c + 2 * stride, stride)
        storeNarrow(r2, c + 4 * stride, stride)
        storeNarrow(r3, c + 6 * stride, stride)
    }

    @inline(never) func narrowTile12(
        _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
    ) {
        var r0 = twoNarrowRows(c, stride, accumulate)
        var r1 = twoNarrowRows(c + 2 * stride, stride, accumulate)
        var r2 = twoNarrowRows(c + 4 * stride, stride, accumulate)
        var r3 = twoNarrowRows(c + 6 * stride, stride, accumulate)
        var r4 = twoNarrowRows(c + 8 * stride, stride, accumulate)
        var r5 = twoNarrowRows(c + 10 * stride, stride, accumulate)
        var (a, b) = (a, b)
        for _ in 0..<k {
            let x = loadVector(b)
            addNarrow(&r0, a, x)
            addNarrow(&r1, a + 2, x)
            addNarrow(&r2, a + 4, x)
            addNarrow(&r3, a + 6, x)
            addNarrow(&r4, a + 8, x)
            addNarrow(&r5, a + 10, x)
            a += 12
            b += tileColumns
        }
        storeNarrow(r0, c, stride)
        storeNarrow(r1, c + 2 * stride, stride)
        storeNarrow(r2, c + 4 * stride, stride)
        storeNarrow(r3, c + 6 * stride, stride)
        storeNarrow(r4, c + 8 * stride, stride)
        storeNarrow(r5, c + 10 * stride, stride)
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

/// A tile of which only the first vector of columns is wanted; the second may be computed or not.
@inline(__always) func narrowTile(
    height: Int, _ k: Int, _ a: Input, _ b: Input, _ c: Output, _ stride: Int, _ accumulate: Bool
) {
    #if THIRTY_TWO_VECTOR_REGISTERS
        if height == 12 { return narrowTile12(k, a, b, c, stride, accumulate) }
        if height == 8 { return narrowTile8(k, a, b, c, stride, accumulate) }
    #endif
    tile(height: height, k, a, b, c, stride, accumulate)
}
