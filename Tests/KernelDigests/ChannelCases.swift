import KernelInterface

/// batch, channels, places: fewer channels than lanes, as many, more; places in fours and with some left over.
private let channelShapes = [
    (1, 1, 1), (3, 2, 5), (2, 16, 4), (3, 16, 9), (2, 17, 18), (1, 33, 49), (2, 40, 3), (4, 5, 36),
]

let channelCases = [
    KernelCase("channelMoments") { table, bench in
        for (batch, channels, places) in channelShapes {
            let x = bench.input(.wide, batch * channels * places)
            let (mean, squares) = (bench.room(channels), bench.room(channels))
            table.layers.channelMoments(x, mean, squares, batch, channels, places)
            bench.take(mean, channels)
            bench.take(squares, channels)
            bench.clear()
        }
    },
    KernelCase("normalizeChannels") { table, bench in
        for (batch, channels, places) in channelShapes {
            let size = channels * places
            let (x, mean) = (bench.input(.wide, batch * size), bench.input(.tame, channels))
            let (rstd, gain) = (bench.input(.positive, channels), bench.input(.tame, channels))
            let (bias, y) = (bench.input(.tame, channels), bench.room(batch * size))
            bench.pieces(of: batch) {
                table.layers.normalizeChannels(
                    x + $0 * size, mean, rstd, gain, bias, y + $0 * size, $1, channels, places)
            }
            bench.take(y, batch * size)
            bench.clear()
        }
    },
    KernelCase("normalizeChannelsBackward") { table, bench in
        for (batch, channels, places) in channelShapes {
            for divisor in [Float(batch * places) + 1, .infinity] {
                let size = batch * channels * places
                let (dy, x, mean) = (
                    bench.input(.wide, size), bench.input(.wide, size), bench.input(.tame, channels)
                )
                let (rstd, gain) = (bench.input(.positive, channels), bench.input(.tame, channels))
                let (dx, dgain, dbias) = (bench.room(size), bench.room(channels), bench.room(channels))
                table.layers.normalizeChannelsBackward(
                    dy, x, mean, rstd, gain, Float(batch * places), divisor, dx, dgain, dbias, batch,
                    channels, places)
                bench.take(dx, size)
                bench.take(dgain, channels)
                bench.take(dbias, channels)
                bench.clear()
            }
        }
    },
]
