import KernelInterface

let elementCases = [
    KernelCase("add") { combination($0.add, &$1) },
    KernelCase("subtract") { combination($0.subtract, &$1) },
    KernelCase("multiply") { combination($0.multiply, &$1) },
    KernelCase("scale") { table, bench in
        map({ table.scale(1.7, $0, $1, $2) }, &bench)
        map({ table.scale(-0x1p-133, $0, $1, $2) }, &bench)
    },
    KernelCase("addScaled") { table, bench in
        for n in lengths {
            let (x, y) = (bench.input(.any, n), bench.input(.wide, n))
            bench.pieces(of: n) { table.addScaled(1.7, x + $0, y + $0, $1) }
            bench.take(y, n)
            bench.clear()
        }
    },
    KernelCase("addRow") { table, bench in
        for (rows, columns) in shapes {
            let (x, b) = (bench.input(.any, rows * columns), bench.input(.wide, columns))
            let y = bench.result(of: x, rows * columns)
            bench.pieces(of: rows) { table.addRow(x + $0 * columns, b, y + $0 * columns, $1, columns) }
            bench.take(y, rows * columns)
            bench.clear()
        }
    },
    KernelCase("relu") { map($0.relu, &$1) },
    KernelCase("reluBackward") { gradient($0.reluBackward, .any, &$1) },
    KernelCase("exp") { map($0.exp, &$1) },
    KernelCase("log") { map($0.log, &$1) },
    KernelCase("tanh") { map($0.tanh, &$1) },
    KernelCase("sigmoid") { map($0.sigmoid, &$1) },
    KernelCase("tanhBackward") { gradient($0.tanhBackward, .tame, &$1) },
    KernelCase("clamp") { table, bench in map({ table.layers.clamp(0.7, $0, $1, $2) }, &bench) },
    KernelCase("exchangeAxes") { table, bench in
        for (blocks, rows, columns, run) in [
            (1, 1, 1, 1), (2, 3, 5, 1), (1, 17, 33, 1), (3, 2, 4, 7), (2, 1, 6, 3), (1, 4, 2, 40),
        ] {
            let n = rows * columns * run
            let (x, y) = (bench.input(.any, blocks * n), bench.room(blocks * n))
            bench.pieces(of: blocks) {
                table.layers.exchangeAxes(x + $0 * n, y + $0 * n, $1, rows, columns, run)
            }
            bench.take(y, blocks * n)
            bench.clear()
        }
    },
]

private func map(
    _ f: (_ x: KernelTable.Input, _ y: KernelTable.Output, _ count: Int) -> Void, _ bench: inout Bench
) {
    for kind in [InputKind.any, .wide, .tame, .steep] {
        for n in lengths + [2000] {
            let x = bench.input(kind, n)
            let y = bench.result(of: x, n)
            bench.pieces(of: n) { f(x + $0, y + $0, $1) }
            bench.take(y, n)
            bench.clear()
        }
    }
}

private func combination(_ f: KernelTable.Combination, _ bench: inout Bench) {
    for kind in [InputKind.any, .wide] {
        for n in lengths {
            let (x, y) = (bench.input(kind, n), bench.input(kind, n))
            let z = bench.result(of: x, n)
            bench.pieces(of: n) { f(x + $0, y + $0, z + $0, $1) }
            bench.take(z, n)
            bench.clear()
        }
    }
}

/// The gradient dx of a map, from dy and the map's result y.
private func gradient(_ f: KernelTable.TanhBackward, _ results: InputKind, _ bench: inout Bench) {
    for n in lengths {
        let (dy, y) = (bench.input(.wide, n), bench.input(results, n))
        let dx = bench.result(of: dy, n)
        bench.pieces(of: n) { f(dy + $0, y + $0, dx + $0, $1) }
        bench.take(dx, n)
        bench.clear()
    }
}
