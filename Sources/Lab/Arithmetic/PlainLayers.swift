import Elementary

// The loops of `LayerKernelTable`, as its contracts say and no faster.
extension Plain {
    package typealias Window = UnsafePointer<Int>

    /// Calls `body` with each place of the unfolded matrix and its place in the image, or nil in the padding.
    private static func forEachTap(_ window: Window, _ body: (_ to: Int, _ from: Int?) -> Void) {
        let (height, width) = (window[1], window[2])
        var to = 0
        for c in 0..<window[0] {
            for i in 0..<window[3] {
                for j in 0..<window[4] {
                    for p in 0..<window[9] {
                        for q in 0..<window[10] {
                            let (y, x) = (p * window[5] + i - window[7], q * window[6] + j - window[8])
                            let isInside = y >= 0 && y < height && x >= 0 && x < width
                            body(to, isInside ? (c * height + y) * width + x : nil)
                            to += 1
                        }
                    }
                }
            }
        }
    }

    package static func unfold<Scalar: ElementaryScalar>(
        _ from: Input<Scalar>, _ to: Output<Scalar>, _ window: Window
    ) {
        forEachTap(window) { place, source in to[place] = source.map { from[$0] } ?? 0 }
    }

    package static func fold<Scalar: ElementaryScalar>(
        _ from: Input<Scalar>, _ to: Output<Scalar>, _ window: Window
    ) {
        for k in 0..<window[0] * window[1] * window[2] { to[k] = 0 }
        forEachTap(window) { place, target in if let target { to[target] += from[place] } }
    }

    package static func largest<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ index: UnsafeMutablePointer<Int32>, _ window: Window
    ) {
        var place = 0
        for c in 0..<window[0] {
            let x = x + c * window[1] * window[2]
            for p in 0..<window[9] {
                for q in 0..<window[10] {
                    var best = p * window[5] * window[2] + q * window[6]
                    for i in 0..<window[3] {
                        for j in 0..<window[4] {
                            let k = (p * window[5] + i) * window[2] + q * window[6] + j
                            if x[k] > x[best] || x[k].isNaN { best = k }
                        }
                    }
                    y[place] = x[best]
                    index[place] = Int32(best)
                    place += 1
                }
            }
        }
    }

    package static func largestBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ index: UnsafePointer<Int32>, _ dx: Output<Scalar>, _ window: Window
    ) {
        let (size, outSize) = (window[1] * window[2], window[9] * window[10])
        for k in 0..<window[0] * size { dx[k] = 0 }
        for place in 0..<window[0] * outSize { dx[place / outSize * size + Int(index[place])] += dy[place] }
    }

    package static func exchangeAxes<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ y: Output<Scalar>, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int
    ) {
        for place in 0..<blocks * rows * columns * run {
            let (k, j, i) = (place % run, place / run % columns, place / run / columns % rows)
            let b = place / run / columns / rows
            y[((b * columns + j) * rows + i) * run + k] = x[place]
        }
    }

    package static func clamp<Scalar: ElementaryScalar>(
        _ bound: Scalar, _ x: Input<Scalar>, _ y: Output<Scalar>, _ count: Int
    ) {
        for i in 0..<count { y[i] = x[i] > bound ? bound : (x[i] < -bound ? -bound : x[i]) }
    }

    package static func centredDescent<Scalar: ElementaryScalar>(
        _ p: Output<Scalar>, _ g: Input<Scalar>, _ squares: Output<Scalar>, _ averages: Output<Scalar>,
        _ steps: Output<Scalar>, _ count: Int, _ decay: Scalar, _ oneMinusDecay: Scalar, _ rate: Scalar,
        _ momentum: Scalar, _ epsilon: Scalar
    ) {
        for i in 0..<count {
            squares[i] = ((oneMinusDecay * g[i]) * g[i]).addingProduct(decay, squares[i])
            averages[i] = (oneMinusDecay * g[i]).addingProduct(decay, averages[i])
            let variance = squares[i].addingProduct(-averages[i], averages[i])
            let root = ((variance < 0 ? 0 : variance) + epsilon).squareRoot()
            steps[i] = (-(rate * g[i] / root)).addingProduct(momentum, steps[i])
            p[i] += steps[i]
        }
    }
}
