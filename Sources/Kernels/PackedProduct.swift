// The product with a matrix B that was packed once for many products: the weights of a recurrent layer, which meet a
// few new rows at every time step. All strips of op(B) stand one after the other, `k` steps of `tileColumns` each.

/// The steps of k that A is packed for at a time: 144 rows of it fit into `product`'s scratch memory.
private var packedDepth: Int { 1024 }
private var packedRows: Int { 144 }

func packKernel(_ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input, _ packed: Output) {
    var j = 0
    while j < n {
        let source = transposeB ? b + j * k : b + j
        pack(
            source, laneStride: transposeB ? k : 1, stepStride: transposeB ? 1 : n,
            lanes: min(tileColumns, n - j),
            steps: k, width: tileColumns, packed + j * k)
        j += tileColumns
    }
}

func productPackedKernel(
    _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ packed: Input, _ c: Output, _ accumulate: Bool,
    _ scratch: Output
) {
    if k == 0 && !accumulate {
        for i in 0..<m * n { c[i] = 0 }
    }
    let edge = scratch + packedRows * packedDepth
    var i = 0
    while i < m {
        let rows = min(packedRows, m - i)
        var p = 0
        while p < k {
            let depth = min(packedDepth, k - p)
            packRows(a, false, m, k, from: i, rows, p, depth, scratch)
            var j = 0
            while j < n {
                multiplyStrip(
                    rows, min(tileColumns, n - j), depth, scratch, packed + (j * k + p * tileColumns),
                    c + (i * n + j), n, accumulate || p > 0, edge)
                j += tileColumns
            }
            p += depth
        }
        i += rows
    }
}
