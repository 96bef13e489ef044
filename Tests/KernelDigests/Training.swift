import KernelInterface

// A whole training by kernels alone, where `Lab` cannot go: a network of two layers with layer normalization and ReLU between
// them, thirty steps of Adam on one batch. Each step builds on the bits of the one before.

private let (rows, inputs, units, classes) = (13, 20, 37, 10)

/// A parameter, its gradient and Adam's two moments.
private struct Learned {
    let count: Int
    let p: KernelTable.Output
    let g: KernelTable.Output
    let m: KernelTable.Output
    let v: KernelTable.Output

    /// `scale` times tame numbers, plus `offset`.
    init(_ count: Int, scale: Float, offset: Float = 0, _ bench: inout Bench) {
        self.count = count
        (p, g, m, v) = (bench.input(.tame, count), bench.room(count), bench.room(count), bench.room(count))
        for i in 0..<count { (p[i], m[i], v[i]) = (scale * p[i] + offset, 0, 0) }
    }
}

@Sendable func training(_ table: KernelTable, _ bench: inout Bench) {
    let (x, labels) = (bench.input(.tame, rows * inputs), bench.integers(below: classes, rows))
    let w1 = Learned(inputs * units, scale: 0.1, &bench)
    let b1 = Learned(units, scale: 0, &bench)
    let gain = Learned(units, scale: 0, offset: 1, &bench)
    let bias = Learned(units, scale: 0, &bench)
    let w2 = Learned(units * classes, scale: 0.1, &bench)
    let b2 = Learned(classes, scale: 0, &bench)
    let (z, n, h) = (bench.room(rows * units), bench.room(rows * units), bench.room(rows * units))
    let (mean, rstd) = (bench.room(rows), bench.room(rows))
    let (scores, p, loss) = (bench.room(rows * classes), bench.room(rows * classes), bench.room(rows))
    let scratch = UnsafeMutablePointer<Float>.allocate(capacity: table.scratchCount)
    defer { scratch.deallocate() }
    var (left1, left2) = (Float(1), Float(1))
    for _ in 0..<30 {
        table.product(false, false, rows, units, inputs, x, w1.p, z, false, scratch)
        table.addRow(z, b1.p, z, rows, units)
        table.layerNormalization(z, gain.p, bias.p, 1e-5, n, mean, rstd, rows, units)
        table.relu(n, h, rows * units)
        table.product(false, false, rows, classes, units, h, w2.p, scores, false, scratch)
        table.addRow(scores, b2.p, scores, rows, classes)
        table.softmaxCrossEntropy(scores, labels, p, loss, rows, classes)
        bench.take(loss, rows)

        table.softmaxCrossEntropyBackward(p, labels, 1 / Float(rows), p, rows, classes)
        table.product(true, false, units, classes, rows, h, p, w2.g, false, scratch)
        table.sumRows(p, b2.g, rows, classes, false)
        table.product(false, true, rows, units, classes, p, w2.p, n, false, scratch)
        table.reluBackward(n, h, n, rows * units)
        // The gradient of z takes h's place.
        table.layerNormalizationBackward(n, z, gain.p, mean, rstd, h, gain.g, bias.g, rows, units)
        table.product(true, false, inputs, units, rows, x, h, w1.g, false, scratch)
        table.sumRows(h, b1.g, rows, units, false)

        left1 *= 0.9
        left2 *= 0.999
        let (stepSize, rootScale) = (0.01 / (1 - left1), 1 / (1 - left2).squareRoot())
        for each in [w1, b1, gain, bias, w2, b2] {
            table.adam(
                each.p, each.g, each.m, each.v, each.count, 0.9, 0.1, 0.999, 0.001, stepSize, rootScale, 1e-8)
        }
    }
    for each in [w1, b1, gain, bias, w2, b2] { bench.take(each.p, each.count) }
    bench.clear()
}
