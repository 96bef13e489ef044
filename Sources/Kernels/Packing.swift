/// Copies a strip of a matrix into the order in which a tile reads it.
///
/// The strip has `lanes` ≤ `width` lanes (rows of op(A) or columns of op(B)) and `steps` steps of k; element (l, p)
/// stands at source[l·laneStride + p·stepStride], and one of the strides is 1. It goes to packed[p·width + l];
/// absent lanes become 0.
func pack(
    _ source: Input, laneStride: Int, stepStride: Int, lanes: Int, steps: Int, width: Int, _ packed: Output
) {
    if laneStride == 1 {
        copyLanes(source, stepStride: stepStride, lanes: lanes, steps: steps, width: width, packed)
    } else {
        transposeLanes(source, laneStride: laneStride, lanes: lanes, steps: steps, width: width, packed)
    }
}

/// The lanes of a step are neighbours: copy them.
@inline(__always) private func copyLanes(
    _ source: Input, stepStride: Int, lanes: Int, steps: Int, width: Int, _ packed: Output
) {
    if lanes == tileColumns && width == tileColumns {
        for p in 0..<steps {
            let from = source + p * stepStride
            let to = packed + p * width
            storeVector(loadVector(from), to)
            storeVector(loadVector(from + vectorWidth), to + vectorWidth)
        }
        return
    }
    for p in 0..<steps {
        let from = source + p * stepStride
        let to = packed + p * width
        for l in 0..<lanes { to[l] = from[l] }
        for l in lanes..<max(width, lanes) { to[l] = 0 }
    }
}

/// The steps of a lane are neighbours: transpose, four lanes by four steps in registers.
@inline(__always) private func transposeLanes(
    _ source: Input, laneStride: Int, lanes: Int, steps: Int, width: Int, _ packed: Output
) {
    var l = 0
    while l + 4 <= lanes {
        let s0 = source + l * laneStride
        let s1 = s0 + laneStride
        let s2 = s1 + laneStride
        let s3 = s2 + laneStride
        var p = 0
        while p + 4 <= steps {
            let (a, b, c, d) = (load4(s0 + p), load4(s1 + p), load4(s2 + p), load4(s3 + p))
            let to = packed + (p * width + l)
            store4(SIMD4(a[0], b[0], c[0], d[0]), to)
            store4(SIMD4(a[1], b[1], c[1], d[1]), to + width)
            store4(SIMD4(a[2], b[2], c[2], d[2]), to + 2 * width)
            store4(SIMD4(a[3], b[3], c[3], d[3]), to + 3 * width)
            p += 4
        }
        while p < steps {
            store4(SIMD4(s0[p], s1[p], s2[p], s3[p]), packed + (p * width + l))
            p += 1
        }
        l += 4
    }
    while l < lanes {
        let from = source + l * laneStride
        for p in 0..<steps { packed[p * width + l] = from[p] }
        l += 1
    }
    while l < width {
        for p in 0..<steps { packed[p * width + l] = 0 }
        l += 1
    }
}

@inline(__always) func load4(_ p: Input) -> SIMD4<Float> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always) func store4(_ x: SIMD4<Float>, _ p: Output) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: SIMD4<Float>.self)
}
