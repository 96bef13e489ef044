import KernelInterface

// Everything in this folder is compiled once per instruction set, and the builds are linked into one program. So it
// uses raw pointers and SIMD values only: a specialization of a standard-library generic (an Array, an escaping
// closure) would be a weak symbol of which the linker keeps one copy for all builds, perhaps the AVX-512 one. Nor are
// there structs: their copying (`__swift_memcpy128_16`) is a weak symbol too. Tuples serve instead.

typealias Input = UnsafePointer<Float>
typealias Output = UnsafeMutablePointer<Float>

/// Sixteen lanes: one register of AVX-512, two of AVX2, four of NEON. Results do not depend on that.
typealias Lanes = SIMD16<Float>

@inline(__always) func load(_ p: Input) -> Lanes { UnsafeRawPointer(p).loadUnaligned(as: Lanes.self) }

@inline(__always) func load(_ p: Output) -> Lanes { UnsafeRawPointer(p).loadUnaligned(as: Lanes.self) }

@inline(__always) func store(_ x: Lanes, _ p: Output) {
    UnsafeMutableRawPointer(p).storeBytes(of: x, as: Lanes.self)
}

/// The first `count` < 16 elements at `p`, then `filler`.
@inline(__always) func load(_ p: Input, first count: Int, filler: Float = 0) -> Lanes {
    var x = splat(filler)
    for i in 0..<count { x[i] = p[i] }
    return x
}

/// Stores the first `count` < 16 lanes.
@inline(__always) func store(_ x: Lanes, _ p: Output, first count: Int) {
    for i in 0..<count { p[i] = x[i] }
}

/// The 32 lanes of a sum along a row: the order of `KernelTable`'s lane sum.
typealias LaneSum = (low: Lanes, high: Lanes)

@inline(__always) var emptySum: LaneSum { (splat(0), splat(0)) }

/// The lanes joined: j with j + 16, then j + 8, j + 4, j + 2, j + 1.
@inline(__always) func joined(_ sum: LaneSum) -> Float {
    let sixteen = sum.low + sum.high
    let eight = sixteen.lowHalf + sixteen.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
}

/// The blocks of a row that a lane sum walks over: `body` gets the offset of 16 elements, how many of them exist,
/// and whether they belong to the high lanes. Absent elements must contribute +0, which leaves a lane's bits alone
/// (a lane is never −0: it starts at +0, and rounding to nearest makes no −0 from +0).
@inline(__always) func forEachBlock(
    _ count: Int, _ body: (_ offset: Int, _ present: Int, _ high: Bool) -> Void
) {
    var i = 0
    while i + 32 <= count {
        body(i, 16, false)
        body(i + 16, 16, true)
        i += 32
    }
    if i + 16 <= count {
        body(i, 16, false)
        if i + 16 < count { body(i + 16, count - i - 16, true) }
    } else if i < count {
        body(i, count - i, false)
    }
}

/// The lane sum of term(offset, present) over a row; `term` gives 0 where no element is present.
@inline(__always) func laneSum(_ count: Int, _ term: (_ offset: Int, _ present: Int) -> Lanes) -> Float {
    var sum = emptySum
    forEachBlock(count) { offset, present, high in
        let x = term(offset, present)
        if high { sum.high += x } else { sum.low += x }
    }
    return joined(sum)
}

/// The lane dot product of the two factors over a row; both are 0 where no element is present.
@inline(__always) func laneDot(
    _ count: Int, _ factors: (_ offset: Int, _ present: Int) -> (Lanes, Lanes)
) -> Float {
    var sum = emptySum
    forEachBlock(count) { offset, present, high in
        let (x, y) = factors(offset, present)
        if high { sum.high = fma(x, y, sum.high) } else { sum.low = fma(x, y, sum.low) }
    }
    return joined(sum)
}

/// The elements at `p`, all sixteen or the first `present`.
@inline(__always) func load(_ p: Input, present: Int, filler: Float = 0) -> Lanes {
    present == 16 ? load(p) : load(p, first: present, filler: filler)
}

/// Stores all sixteen lanes or the first `present`.
@inline(__always) func store(_ x: Lanes, _ p: Output, present: Int) {
    if present == 16 { store(x, p) } else { store(x, p, first: present) }
}
