// The blocked matrix product: a block of B (`blockDepth` × `blockColumns`) and a block of A (`blockRows` ×
// `blockDepth`) are packed into strips, and the tiles between them computed. A strip of B (32 KiB at 32 columns)
// stays in the first cache while the strips of A pass by, the block of A in the second.

private var blockDepth: Int { 256 }
private var blockColumns: Int { 512 }
private var blockRows: Int { 144 }

/// Room for the two packed blocks and one tile at an edge.
var productScratchCount: Int { (blockColumns + blockRows) * blockDepth + tileRows * tileColumns }

func productKernel(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ b: Input, _ c: Output,
    _ accumulate: Bool, _ scratch: Output
) {
    if k == 0 && !accumulate {
        for i in 0..<m * n { c[i] = 0 }
    }
    if m <= fewRows && !transposeB {
        return productOfFewRows(
            m, n, k, a, aRow: transposeA ? 1 : k, aStep: transposeA ? m : 1, b, c, accumulate)
    }
    let packedB = scratch
    let packedA = scratch + blockColumns * blockDepth
    let edge = packedA + blockRows * blockDepth
    var j = 0
    while j < n {
        let columns = min(blockColumns, n - j)
        var p = 0
        while p < k {
            let depth = min(blockDepth, k - p)
            packColumns(b, transposeB, n, k, from: j, columns, p, depth, packedB)
            var i = 0
            while i < m {
                let rows = min(blockRows, m - i)
                packRows(a, transposeA, m, k, from: i, rows, p, depth, packedA)
                multiplyBlocks(
                    rows, columns, depth, packedA, packedB, c + (i * n + j), n, accumulate || p > 0, edge)
                i += rows
            }
            p += depth
        }
        j += columns
    }
}

/// Packs columns j ..< j + columns of op(B), steps p ..< p + depth, in strips of `tileColumns`.
@inline(__always) private func packColumns(
    _ b: Input, _ transposed: Bool, _ n: Int, _ k: Int, from j: Int, _ columns: Int, _ p: Int, _ depth: Int,
    _ packed: Output
) {
    var offset = 0
    while offset < columns {
        let lanes = min(tileColumns, columns - offset)
        let source = transposed ? b + ((j + offset) * k + p) : b + (p * n + j + offset)
        pack(
            source, laneStride: transposed ? k : 1, stepStride: transposed ? 1 : n, lanes: lanes,
            steps: depth,
            width: tileColumns, packed + offset * depth)
        offset += tileColumns
    }
}

/// Packs rows i ..< i + rows of op(A), steps p ..< p + depth, in strips as high as their tiles.
@inline(__always) func packRows(
    _ a: Input, _ transposed: Bool, _ m: Int, _ k: Int, from i: Int, _ rows: Int, _ p: Int, _ depth: Int,
    _ packed: Output
) {
    // Where the rows of op(A) are columns of A, whole strips are filled side by side, along the rows of A in memory.
    let together = transposed ? rows / tileRows * tileRows : 0
    for step in 0..<(together > 0 ? depth : 0) {
        let source = a + ((p + step) * m + i)
        var offset = 0
        while offset < together {
            copyStep(source + offset, packed + (offset * depth + step * tileRows))
            offset += tileRows
        }
    }
    var offset = together
    while offset < rows {
        let height = tileHeight(for: rows - offset)
        let lanes = min(height, rows - offset)
        let source = transposed ? a + (p * m + i + offset) : a + ((i + offset) * k + p)
        // A single row has both strides free; naming it a copy would read beyond it, so it is transposed.
        pack(
            source, laneStride: transposed ? 1 : k, stepStride: transposed ? m : 1, lanes: lanes,
            steps: depth,
            width: height, packed + offset * depth)
        offset += height
    }
}

/// One step of a strip of A.
@inline(__always) private func copyStep(_ source: Input, _ target: Output) {
    var l = 0
    while l + 4 <= tileRows {
        store4(load4(source + l), target + l)
        l += 4
    }
    while l < tileRows {
        target[l] = source[l]
        l += 1
    }
}

@inline(__always) private func multiplyBlocks(
    _ rows: Int, _ columns: Int, _ depth: Int, _ packedA: Input, _ packedB: Input, _ c: Output, _ stride: Int,
    _ accumulate: Bool, _ edge: Output
) {
    var j = 0
    while j < columns {
        multiplyStrip(
            rows, min(tileColumns, columns - j), depth, packedA, packedB + j * depth, c + j, stride,
            accumulate,
            edge)
        j += tileColumns
    }
}

/// The tiles of C below one strip of B, of `width` ≤ `tileColumns` columns.
@inline(__always) func multiplyStrip(
    _ rows: Int, _ width: Int, _ depth: Int, _ packedA: Input, _ b: Input, _ c: Output, _ stride: Int,
    _ accumulate: Bool, _ edge: Output
) {
    var i = 0
    while i < rows {
        let height = tileHeight(for: rows - i)
        let a = packedA + i * depth
        let present = min(height, rows - i)
        let corner = c + i * stride
        if present == height && width == tileColumns {
            tile(height: height, depth, a, b, corner, stride, accumulate)
        } else {
            if accumulate { copy(corner, stride, to: edge, tileColumns, rows: present, columns: width) }
            if width <= vectorWidth {
                narrowTile(height: height, depth, a, b, edge, tileColumns, accumulate)
            } else {
                tile(height: height, depth, a, b, edge, tileColumns, accumulate)
            }
            copy(edge, tileColumns, to: corner, stride, rows: present, columns: width)
        }
        i += height
    }
}

@inline(__always) private func copy(
    _ source: Input, _ sourceStride: Int, to target: Output, _ targetStride: Int, rows: Int, columns: Int
) {
    for i in 0..<rows {
        let (from, to) = (source + i * sourceStride, target + i * targetStride)
        var j = 0
        while j + 4 <= columns {
            store4(load4(from + j), to + j)
            j += 4
        }
        while j < columns {
            to[j] = from[j]
            j += 1
        }
    }
}
