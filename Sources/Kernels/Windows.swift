// Windows over an image; the eleven numbers of a window are those of `LayerKernelTable.Window`.

typealias Window = UnsafePointer<Int>

/// The places of a result's row whose element in the image, place·step + offset, lies in 0 ..< size.
@inline(__always) private func inside(_ count: Int, step: Int, offset: Int, size: Int) -> (from: Int, to: Int)
{
    let from = offset < 0 ? (step - 1 - offset) / step : 0
    let to = offset < size ? (size - 1 - offset) / step + 1 : 0
    return (min(from, count), max(min(to, count), min(from, count)))
}

func unfoldKernel(_ from: Input, _ to: Output, _ window: Window) {
    let (height, width) = (window[1], window[2])
    let (stepY, stepX) = (window[5], window[6])
    let (outHeight, outWidth) = (window[9], window[10])
    var to = to
    for c in 0..<window[0] {
        for i in 0..<window[3] {
            for j in 0..<window[4] {
                let (offsetY, offsetX) = (i - window[7], j - window[8])
                let rows = inside(outHeight, step: stepY, offset: offsetY, size: height)
                let columns = inside(outWidth, step: stepX, offset: offsetX, size: width)
                for p in 0..<outHeight {
                    if p < rows.from || p >= rows.to {
                        for q in 0..<outWidth { to[q] = 0 }
                    } else {
                        let source = from + ((c * height + p * stepY + offsetY) * width + offsetX)
                        for q in 0..<columns.from { to[q] = 0 }
                        if stepX == 1 {
                            for q in columns.from..<columns.to { to[q] = source[q] }
                        } else {
                            for q in columns.from..<columns.to { to[q] = source[q * stepX] }
                        }
                        for q in columns.to..<outWidth { to[q] = 0 }
                    }
                    to += outWidth
                }
            }
        }
    }
}

func foldKernel(_ from: Input, _ to: Output, _ window: Window) {
    let (height, width) = (window[1], window[2])
    let (stepY, stepX) = (window[5], window[6])
    let (outHeight, outWidth) = (window[9], window[10])
    for k in 0..<window[0] * height * width { to[k] = 0 }
    var from = from
    for c in 0..<window[0] {
        for i in 0..<window[3] {
            for j in 0..<window[4] {
                let (offsetY, offsetX) = (i - window[7], j - window[8])
                let rows = inside(outHeight, step: stepY, offset: offsetY, size: height)
                let columns = inside(outWidth, step: stepX, offset: offsetX, size: width)
                for p in rows.from..<rows.to {
                    let source = from + p * outWidth
                    let target = to + ((c * height + p * stepY + offsetY) * width + offsetX)
                    if stepX == 1 {
                        for q in columns.from..<columns.to { target[q] = target[q] + source[q] }
                    } else {
                        for q in columns.from..<columns.to {
                            target[q * stepX] = target[q * stepX] + source[q]
                        }
                    }
                }
                from += outHeight * outWidth
            }
        }
    }
}

func largestKernel(_ x: Input, _ y: Output, _ index: UnsafeMutablePointer<Int32>, _ window: Window) {
    let (height, width) = (window[1], window[2])
    var place = 0
    for c in 0..<window[0] {
        let x = x + c * height * width
        for p in 0..<window[9] {
            for q in 0..<window[10] {
                let corner = p * window[5] * width + q * window[6]
                var best = corner
                for i in 0..<window[3] {
                    for j in 0..<window[4] {
                        let k = corner + i * width + j
                        if x[k] > x[best] || x[k] != x[k] { best = k }
                    }
                }
                y[place] = x[best]
                index[place] = Int32(truncatingIfNeeded: best)
                place += 1
            }
        }
    }
}

func largestBackwardKernel(_ dy: Input, _ index: UnsafePointer<Int32>, _ dx: Output, _ window: Window) {
    let size = window[1] * window[2]
    let outSize = window[9] * window[10]
    for k in 0..<window[0] * size { dx[k] = 0 }
    for c in 0..<window[0] {
        let (dyc, places, dxc) = (dy + c * outSize, index + c * outSize, dx + c * size)
        for p in 0..<outSize {
            let k = Int(places[p])
            dxc[k] = dxc[k] + dyc[p]
        }
    }
}

func exchangeAxesKernel(
    _ x: Input, _ y: Output, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int
) {
    for b in 0..<blocks {
        let x = x + b * rows * columns * run
        let y = y + b * rows * columns * run
        if run == 1 {
            // By strips of columns, so that the cache lines written to are still there for the next rows.
            var from = 0
            while from < columns {
                let to = min(from + 32, columns)
                for i in 0..<rows {
                    for j in from..<to { y[j * rows + i] = x[i * columns + j] }
                }
                from = to
            }
            continue
        }
        for i in 0..<rows {
            for j in 0..<columns {
                let source = x + (i * columns + j) * run
                let target = y + (j * rows + i) * run
                for k in 0..<run { target[k] = source[k] }
            }
        }
    }
}
