import KernelInterface

let reductionCases = [
    KernelCase("sum") { table, bench in
        for n in lengths {
            let x = bench.input(.wide, n)
            bench.digest.take(table.sum(x, n))
            bench.clear()
        }
    },
    KernelCase("dot") { table, bench in
        for n in lengths {
            let (x, y) = (bench.input(.wide, n), bench.input(.wide, n))
            bench.digest.take(table.dot(x, y, n))
            bench.clear()
        }
    },
    KernelCase("sumRows") { table, bench in
        for (rows, columns) in shapes {
            let x = bench.input(.wide, rows * columns)
            let y = bench.input(.wide, columns)
            // What comes later adds to what was there, row after row: so the pieces may be summed one after the other.
            for accumulate in [false, true] {
                bench.pieces(of: rows) {
                    table.sumRows(x + $0 * columns, y, $1, columns, accumulate || $0 > 0)
                }
                bench.take(y, columns)
            }
            bench.clear()
        }
    },
    KernelCase("largestColumn") { table, bench in
        for kind in [InputKind.any, .wide] {
            for (rows, columns) in shapes {
                let (x, index) = (bench.input(kind, rows * columns), bench.integerRoom(rows))
                bench.pieces(of: rows) { table.largestColumn(x + $0 * columns, index + $0, $1, columns) }
                bench.take(index, rows)
                bench.clear()
            }
        }
    },
]

let normalizationCases = [
    KernelCase("layerNormalization") { table, bench in
        for (rows, columns) in shapes {
            let size = rows * columns
            let (x, gain) = (bench.input(.wide, size), bench.input(.tame, columns))
            let (bias, y) = (bench.input(.tame, columns), bench.room(size))
            let (mean, rstd) = (bench.room(rows), bench.room(rows))
            bench.pieces(of: rows) {
                table.layerNormalization(
                    x + $0 * columns, gain, bias, 1e-5, y + $0 * columns, mean + $0, rstd + $0, $1, columns)
            }
            bench.take(y, size)
            bench.take(mean, rows)
            bench.take(rstd, rows)
            bench.clear()
        }
    },
    KernelCase("layerNormalizationBackward") { table, bench in
        for (rows, columns) in shapes {
            let size = rows * columns
            let (dy, x, gain) = (
                bench.input(.wide, size), bench.input(.wide, size), bench.input(.tame, columns)
            )
            let (mean, rstd) = (bench.input(.tame, rows), bench.input(.positive, rows))
            let (dx, dgain, dbias) = (bench.room(size), bench.room(columns), bench.room(columns))
            table.layerNormalizationBackward(dy, x, gain, mean, rstd, dx, dgain, dbias, rows, columns)
            bench.take(dx, size)
            bench.take(dgain, columns)
            bench.take(dbias, columns)
            bench.clear()
        }
    },
    KernelCase("columnMoments") { table, bench in
        for (rows, columns) in shapes {
            let x = bench.input(.wide, rows * columns)
            let (mean, squares) = (bench.room(columns), bench.room(columns))
            table.columnMoments(x, mean, squares, rows, columns)
            bench.take(mean, columns)
            bench.take(squares, columns)
            bench.clear()
        }
    },
    KernelCase("inverseDeviation") { table, bench in
        for n in lengths {
            let (squares, r) = (bench.input(.positive, n), bench.room(n))
            bench.pieces(of: n) { table.inverseDeviation(squares + $0, 3, 1e-5, r + $0, $1) }
            bench.take(r, n)
            bench.clear()
        }
    },
    KernelCase("approach") { table, bench in
        for n in lengths {
            let (x, r) = (bench.input(.wide, n), bench.input(.wide, n))
            bench.pieces(of: n) { table.approach(x + $0, 3, 0.1, r + $0, $1) }
            bench.take(r, n)
            bench.clear()
        }
    },
    KernelCase("normalizeColumns") { table, bench in
        for (rows, columns) in shapes {
            let size = rows * columns
            let (x, mean) = (bench.input(.wide, size), bench.input(.tame, columns))
            let (rstd, gain) = (bench.input(.positive, columns), bench.input(.tame, columns))
            let (bias, y) = (bench.input(.tame, columns), bench.room(size))
            bench.pieces(of: rows) {
                table.normalizeColumns(
                    x + $0 * columns, mean, rstd, gain, bias, y + $0 * columns, $1, columns)
            }
            bench.take(y, size)
            bench.clear()
        }
    },
    KernelCase("normalizeColumnsBackward") { table, bench in
        for (rows, columns) in shapes {
            for divisor in [Float(rows) + 1, .infinity] {
                let size = rows * columns
                let (dy, x, mean) = (
                    bench.input(.wide, size), bench.input(.wide, size), bench.input(.tame, columns)
                )
                let (rstd, gain) = (bench.input(.positive, columns), bench.input(.tame, columns))
                let (dx, dgain, dbias) = (bench.room(size), bench.room(columns), bench.room(columns))
                table.normalizeColumnsBackward(
                    dy, x, mean, rstd, gain, Float(rows), divisor, dx, dgain, dbias, rows, columns)
                bench.take(dx, size)
                bench.take(dgain, columns)
                bench.take(dbias, columns)
                bench.clear()
            }
        }
    },
]

let lossCases = [
    KernelCase("softmaxCrossEntropy") { table, bench in
        for kind in [InputKind.any, .tame, .steep] {
            for (rows, columns) in shapes {
                let (x, labels) = (
                    bench.input(kind, rows * columns), bench.integers(below: columns, rows)
                )
                let (p, loss) = (bench.room(rows * columns), bench.room(rows))
                bench.pieces(of: rows) {
                    table.softmaxCrossEntropy(
                        x + $0 * columns, labels + $0, p + $0 * columns, loss + $0, $1, columns)
                }
                bench.take(p, rows * columns)
                bench.take(loss, rows)
                bench.clear()
            }
        }
    },
    KernelCase("softmaxCrossEntropyBackward") { table, bench in
        for (rows, columns) in shapes {
            let (p, labels) = (bench.input(.wide, rows * columns), bench.integers(below: columns, rows))
            let dx = bench.result(of: p, rows * columns)
            bench.pieces(of: rows) {
                table.softmaxCrossEntropyBackward(
                    p + $0 * columns, labels + $0, 0.3, dx + $0 * columns, $1, columns)
            }
            bench.take(dx, rows * columns)
            bench.clear()
        }
    },
]

let descentCases = [
    KernelCase("adam") { table, bench in
        for n in lengths {
            let (p, g) = (bench.input(.wide, n), bench.input(.wide, n))
            let (m, v) = (bench.input(.wide, n), bench.input(.positive, n))
            bench.pieces(of: n) {
                table.adam(
                    p + $0, g + $0, m + $0, v + $0, $1, 0.9, 0.1, 0.999, 0.001, 0.01, 1.3, 1e-8)
            }
            for array in [p, m, v] { bench.take(array, n) }
            bench.clear()
        }
    },
    KernelCase("momentumDescent") { table, bench in
        for n in lengths {
            let (p, g, v) = (bench.input(.wide, n), bench.input(.wide, n), bench.input(.wide, n))
            bench.pieces(of: n) { table.momentumDescent(p + $0, g + $0, v + $0, $1, 0.1, 0.9) }
            for array in [p, v] { bench.take(array, n) }
            bench.clear()
        }
    },
    KernelCase("centredDescent") { table, bench in
        for n in lengths {
            let (p, g, squares) = (
                bench.input(.wide, n), bench.input(.wide, n), bench.input(.positive, n)
            )
            let (averages, steps) = (bench.input(.tame, n), bench.input(.tame, n))
            bench.pieces(of: n) {
                table.layers.centredDescent(
                    p + $0, g + $0, squares + $0, averages + $0, steps + $0, $1, 0.95, 0.05, 1e-4, 0.9, 1e-4)
            }
            for array in [p, squares, averages, steps] { bench.take(array, n) }
            bench.clear()
        }
    },
]
