import KernelInterface

let recurrentCases = [
    KernelCase("lstmCell") { table, bench in
        for kind in [InputKind.tame, .steep] {
            for (rows, units) in shapes {
                let size = rows * units
                let (x, r) = (bench.input(kind, 4 * size), bench.input(.tame, 4 * size))
                let (c0, gates, c) = (
                    bench.input(.tame, size), bench.result(of: x, 4 * size), bench.room(size)
                )
                bench.pieces(of: rows) {
                    let (four, one) = ($0 * 4 * units, $0 * units)
                    table.lstmCell(x + four, r + four, c0 + one, gates + four, c + one, $1, units)
                }
                bench.take(gates, 4 * size)
                bench.take(c, size)
                bench.clear()
            }
        }
    },
    KernelCase("lstmCellBackward") { table, bench in
        for (rows, units) in shapes {
            let size = rows * units
            let (dc, gates, c0) = (
                bench.input(.wide, size), bench.input(.positive, 4 * size), bench.input(.tame, size)
            )
            // The output gate's part of the gradients keeps what was there.
            let (dgates, dc0) = (bench.input(.tame, 4 * size), bench.result(of: dc, size))
            bench.pieces(of: rows) {
                let (four, one) = ($0 * 4 * units, $0 * units)
                table.lstmCellBackward(
                    dc + one, gates + four, c0 + one, dgates + four, dc0 + one, $1, units)
            }
            bench.take(dgates, 4 * size)
            bench.take(dc0, size)
            bench.clear()
        }
    },
    KernelCase("lstmOutput") { table, bench in
        for (rows, units) in shapes {
            let size = rows * units
            let (gates, z) = (bench.input(.positive, 4 * size), bench.input(.wide, size))
            let (u, h) = (bench.result(of: z, size), bench.room(size))
            bench.pieces(of: rows) {
                let one = $0 * units
                table.lstmOutput(gates + 4 * one, z + one, u + one, h + one, $1, units)
            }
            bench.take(u, size)
            bench.take(h, size)
            bench.clear()
        }
    },
    KernelCase("lstmOutputBackward") { table, bench in
        for (rows, units) in shapes {
            let size = rows * units
            let (dh, gates, u) = (
                bench.input(.wide, size), bench.input(.positive, 4 * size), bench.input(.tame, size)
            )
            // Only the output gate's part of the gradients is written.
            let (dgates, dz) = (bench.input(.tame, 4 * size), bench.room(size))
            bench.pieces(of: rows) {
                let one = $0 * units
                table.lstmOutputBackward(
                    dh + one, gates + 4 * one, u + one, dgates + 4 * one, dz + one, $1, units)
            }
            bench.take(dgates, 4 * size)
            bench.take(dz, size)
            bench.clear()
        }
    },
    KernelCase("gruCell") { table, bench in
        for kind in [InputKind.tame, .steep] {
            for (rows, units) in shapes {
                let size = rows * units
                let (xGates, x) = (bench.input(kind, 2 * size), bench.input(.tame, size))
                let (rGates, r, h0) = (
                    bench.input(.tame, 2 * size), bench.input(.tame, size), bench.input(.tame, size)
                )
                let gates = bench.result(of: xGates, 2 * size)
                let (candidate, h) = (bench.room(size), bench.room(size))
                bench.pieces(of: rows) {
                    let (two, one) = ($0 * 2 * units, $0 * units)
                    table.gruCell(
                        xGates + two, x + one, rGates + two, r + one, h0 + one, gates + two,
                        candidate + one, h + one, $1, units)
                }
                bench.take(gates, 2 * size)
                bench.take(candidate, size)
                bench.take(h, size)
                bench.clear()
            }
        }
    },
    KernelCase("gruCellBackward") { table, bench in
        for (rows, units) in shapes {
            let size = rows * units
            let (dh, gates) = (bench.input(.wide, size), bench.input(.positive, 2 * size))
            let (candidate, r, h0) = (
                bench.input(.tame, size), bench.input(.tame, size), bench.input(.tame, size)
            )
            let (dgates, dx, dr) = (bench.room(2 * size), bench.room(size), bench.room(size))
            let dh0 = bench.result(of: dh, size)
            bench.pieces(of: rows) {
                let (two, one) = ($0 * 2 * units, $0 * units)
                table.gruCellBackward(
                    dh + one, gates + two, candidate + one, r + one, h0 + one, dgates + two, dx + one,
                    dr + one, dh0 + one, $1, units)
            }
            bench.take(dgates, 2 * size)
            for array in [dx, dr, dh0] { bench.take(array, size) }
            bench.clear()
        }
    },
]
