import KernelInterface

let windowCases = [
    KernelCase("unfold") { table, bench in
        for window in windows {
            let (from, to) = (bench.input(.any, window.imageCount), bench.room(window.patchCount))
            table.layers.unfold(from, to, window.numbers)
            bench.take(to, window.patchCount)
            bench.clear()
        }
    },
    KernelCase("fold") { table, bench in
        for window in windows {
            let (from, to) = (bench.input(.wide, window.patchCount), bench.room(window.imageCount))
            table.layers.fold(from, to, window.numbers)
            bench.take(to, window.imageCount)
            bench.clear()
        }
    },
    KernelCase("largest") { table, bench in
        for kind in [InputKind.any, .wide] {
            for window in windows where !window.isPadded {
                let (x, y) = (bench.input(kind, window.imageCount), bench.room(window.resultCount))
                let index = bench.integerRoom(window.resultCount)
                table.layers.largest(x, y, index, window.numbers)
                bench.take(y, window.resultCount)
                bench.take(index, window.resultCount)
                bench.clear()
            }
        }
    },
    KernelCase("largestBackward") { table, bench in
        for window in windows where !window.isPadded {
            let dy = bench.input(.wide, window.resultCount)
            let index = bench.integers(below: window.numbers[1] * window.numbers[2], window.resultCount)
            let dx = bench.room(window.imageCount)
            table.layers.largestBackward(dy, index, dx, window.numbers)
            bench.take(dx, window.imageCount)
            bench.clear()
        }
    },
]

/// The eleven numbers of a `LayerKernelTable.Window`, and how large the arrays are.
private struct WindowShape: Sendable {
    let numbers: [Int]

    init(
        _ channels: Int, image: (Int, Int), window: (Int, Int), step: (Int, Int) = (1, 1), padding: (Int, Int)
    ) {
        let height = (image.0 + 2 * padding.0 - window.0) / step.0 + 1
        let width = (image.1 + 2 * padding.1 - window.1) / step.1 + 1
        numbers = [
            channels, image.0, image.1, window.0, window.1, step.0, step.1, padding.0, padding.1, height,
            width,
        ]
    }

    var imageCount: Int { numbers[0] * numbers[1] * numbers[2] }
    var resultCount: Int { numbers[0] * numbers[9] * numbers[10] }
    var patchCount: Int { resultCount * numbers[3] * numbers[4] }
    var isPadded: Bool { numbers[7] + numbers[8] > 0 }
}

/// Odd sizes, windows as large as the image, padding beyond it, steps that leave rows over, rows longer than a vector.
private let windows = [
    WindowShape(1, image: (1, 1), window: (1, 1), padding: (0, 0)),
    WindowShape(2, image: (4, 5), window: (3, 2), padding: (0, 0)),
    WindowShape(1, image: (5, 5), window: (3, 3), padding: (1, 1)),
    WindowShape(3, image: (7, 6), window: (3, 3), step: (2, 2), padding: (1, 1)),
    WindowShape(2, image: (3, 4), window: (3, 4), padding: (0, 0)),
    WindowShape(1, image: (6, 8), window: (2, 5), step: (3, 2), padding: (2, 3)),
    WindowShape(1, image: (3, 70), window: (2, 3), padding: (0, 1)),
    WindowShape(4, image: (9, 33), window: (2, 2), step: (2, 2), padding: (0, 0)),
    WindowShape(1, image: (1, 2), window: (1, 1), padding: (3, 4)),
]
