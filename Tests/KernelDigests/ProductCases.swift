import KernelInterface

/// m × n × k: around the heights and widths of the tiles of all builds, and once past each end of a block (256 steps of k,
/// 512 columns, 144 rows).
private let products: [(m: Int, n: Int, k: Int)] = [
    (1, 1, 1), (1, 33, 5), (2, 7, 3), (3, 16, 4), (4, 17, 9), (5, 40, 8), (7, 31, 17), (8, 65, 16),
    (9, 8, 7), (12, 32, 5), (13, 9, 2), (17, 15, 33), (25, 48, 4), (3, 5, 0), (3, 5, 600), (9, 3, 261),
    (9, 530, 2), (150, 9, 3),
]

let productCases = [
    KernelCase("product") { table, bench in
        let scratch = UnsafeMutablePointer<Float>.allocate(capacity: table.scratchCount)
        defer { scratch.deallocate() }
        for (m, n, k) in products {
            for form in 0..<8 {
                let (transposeA, transposeB, accumulate) = (form & 1 != 0, form & 2 != 0, form & 4 != 0)
                let (a, b) = (bench.input(.wide, m * k), bench.input(.wide, k * n))
                let c = bench.input(.wide, m * n)
                func multiply(_ row: Int, _ rows: Int) {
                    table.product(
                        transposeA, transposeB, rows, n, k, a + row * k, b, c + row * n, accumulate, scratch)
                }
                // The rows of a transposed A do not lie one after the other.
                if transposeA { multiply(0, m) } else { bench.pieces(of: m, multiply) }
                bench.take(c, m * n)
                bench.clear()
            }
        }
    },
    // How a matrix is packed is each build's own affair; what comes back through a product with the unit matrix is not.
    KernelCase("pack") { table, bench in
        for (n, k) in [(1, 1), (5, 3), (31, 7), (33, 16), (64, 9), (97, 20)] {
            for transposeB in [false, true] {
                let (unit, c) = (bench.room(k * k), bench.room(k * n))
                for i in 0..<k * k { unit[i] = i % (k + 1) == 0 ? 1 : 0 }
                let b = bench.input(.wide, k * n)
                multiplyPacked(table, transposeB, k, n, k, unit, b, c, false, &bench)
            }
        }
    },
    KernelCase("productPacked") { table, bench in
        for (m, n, k) in products + [(9, 33, 1100)] where k * n < Inputs.count {
            for form in 0..<4 {
                let (a, b) = (bench.input(.wide, m * k), bench.input(.wide, k * n))
                let c = bench.input(.wide, m * n)
                multiplyPacked(table, form & 1 != 0, m, n, k, a, b, c, form & 2 != 0, &bench)
            }
        }
    },
]

/// Packs b and multiplies, whole or some rows at a time.
private func multiplyPacked(
    _ table: KernelTable, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: KernelTable.Output,
    _ b: KernelTable.Output, _ c: KernelTable.Output, _ accumulate: Bool, _ bench: inout Bench
) {
    let scratch = UnsafeMutablePointer<Float>.allocate(capacity: table.scratchCount)
    defer { scratch.deallocate() }
    let packed = bench.room(k * (n + 31))
    table.pack(transposeB, n, k, b, packed)
    bench.pieces(of: m) {
        table.productPacked($1, n, k, a + $0 * k, packed, c + $0 * n, accumulate, scratch)
    }
    bench.take(c, m * n)
    bench.clear()
}
