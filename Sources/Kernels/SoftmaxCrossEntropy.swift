func softmaxCrossEntropyKernel(
    _ x: Input, _ labels: UnsafePointer<Int32>, _ p: Output, _ loss: Output, _ rows: Int, _ columns: Int
) {
    for i in 0..<rows {
        let xi = x + i * columns
        let pi = p + i * columns
        // The order does not matter to a maximum. A NaN may be passed over here: it still reaches the sum below.
        var largest = xi[0]
        for j in 1..<max(columns, 1) where xi[j] > largest { largest = xi[j] }
        let s = laneSum(columns) { j, present in
            let e = exp(load(xi + j, present: present, filler: -.infinity) - largest)
            store(e, pi + j, present: present)
            return e
        }
        var j = 0
        while j < columns {
            let present = min(16, columns - j)
            store(load(Input(pi + j), present: present) / s, pi + j, present: present)
            j += 16
        }
        loss[i] = log(splat(s))[0] - (xi[Int(labels[i])] - largest)
    }
}

func softmaxCrossEntropyBackwardKernel(
    _ p: Input, _ labels: UnsafePointer<Int32>, _ scale: Float, _ dx: Output, _ rows: Int, _ columns: Int
) {
    for i in 0..<rows {
        let row = i * columns
        let label = Int(labels[i])
        let atLabel = (p[row + label] - 1) * scale
        for j in 0..<columns { dx[row + j] = p[row + j] * scale }
        dx[row + label] = atLabel
    }
}
