// `Float` takes the kernels of the processor's own build.
extension Float: KernelScalar {
    /// See `KernelTable.product`.
    public static func product(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ b: Input,
        _ c: Output, _ accumulate: Bool
    ) {
        activeKernels.product(transposeA, transposeB, m, n, k, a, b, c, accumulate, productScratch)
    }

    /// See `KernelTable.add`.
    public static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        activeKernels.add(x, y, z, count)
    }

    /// See `KernelTable.subtract`.
    public static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        activeKernels.subtract(x, y, z, count)
    }

    /// See `KernelTable.multiply`.
    public static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        activeKernels.multiply(x, y, z, count)
    }

    /// See `KernelTable.scale`.
    public static func scale(_ a: Float, _ x: Input, _ y: Output, _ count: Int) {
        activeKernels.scale(a, x, y, count)
    }

    /// See `KernelTable.addScaled`.
    public static func addScaled(_ a: Float, _ x: Input, _ y: Output, _ count: Int) {
        activeKernels.addScaled(a, x, y, count)
    }

    /// See `KernelTable.sum`.
    public static func sum(_ x: Input, _ count: Int) -> Float {
        activeKernels.sum(x, count)
    }

    /// See `KernelTable.dot`.
    public static func dot(_ x: Input, _ y: Input, _ count: Int) -> Float {
        activeKernels.dot(x, y, count)
    }

    /// See `KernelTable.addRow`.
    public static func addRow(_ x: Input, _ b: Input, _ y: Output, _ rows: Int, _ columns: Int) {
        activeKernels.addRow(x, b, y, rows, columns)
    }

    /// See `KernelTable.sumRows`.
    public static func sumRows(_ x: Input, _ y: Output, _ rows: Int, _ columns: Int, _ accumulate: Bool) {
        activeKernels.sumRows(x, y, rows, columns, accumulate)
    }

    /// See `KernelTable.relu`.
    public static func relu(_ x: Input, _ y: Output, _ count: Int) {
        activeKernels.relu(x, y, count)
    }

    /// See `KernelTable.reluBackward`.
    public static func reluBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
        activeKernels.reluBackward(dy, y, dx, count)
    }

    /// See `KernelTable.exp`.
    public static func exp(_ x: Input, _ y: Output, _ count: Int) {
        activeKernels.exp(x, y, count)
    }

    /// See `KernelTable.log`.
    public static func log(_ x: Input, _ y: Output, _ count: Int) {
        activeKernels.log(x, y, count)
    }

    /// See `KernelTable.tanh`.
    public static func tanh(_ x: Input, _ y: Output, _ count: Int) {
        activeKernels.tanh(x, y, count)
    }

    /// See `KernelTable.sigmoid`.
    public static func sigmoid(_ x: Input, _ y: Output, _ count: Int) {
        activeKernels.sigmoid(x, y, count)
    }

    /// See `KernelTable.layerNormalization`.
    public static func layerNormalization(
        _ x: Input, _ gain: Input, _ bias: Input, _ epsilon: Float, _ y: Output, _ mean: Output,
        _ rstd: Output, _ rows: Int, _ columns: Int
    ) {
        activeKernels.layerNormalization(x, gain, bias, epsilon, y, mean, rstd, rows, columns)
        for i in 0..<rows where !(rstd[i] > 0) {
            normalizeLargeRow(x + i * columns, gain, bias, y + i * columns, mean + i, rstd + i, columns)
        }
    }

    /// See `KernelTable.layerNormalizationBackward`.
    public static func layerNormalizationBackward(
        _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output,
        _ dgain: Output, _ dbias: Output, _ rows: Int, _ columns: Int
    ) {
        for i in 0..<rows where isLarge(rstd[i]) {
            return layerNormalizationBackwardOfLargeRows(
                dy, x, gain, mean, rstd, dx, dgain, dbias, rows, columns)
        }
        activeKernels.layerNormalizationBackward(dy, x, gain, mean, rstd, dx, dgain, dbias, rows, columns)
    }

    /// See `KernelTable.columnMoments`.
    public static func columnMoments(
        _ x: Input, _ mean: Output, _ squares: Output, _ rows: Int, _ columns: Int
    ) {
        activeKernels.columnMoments(x, mean, squares, rows, columns)
    }

    /// See `KernelTable.inverseDeviation`.
    public static func inverseDeviation(
        _ squares: Input, _ divisor: Float, _ epsilon: Float, _ r: Output, _ count: Int
    ) {
        activeKernels.inverseDeviation(squares, divisor, epsilon, r, count)
    }

    /// See `KernelTable.approach`.
    public static func approach(_ x: Input, _ divisor: Float, _ t: Float, _ r: Output, _ count: Int) {
        activeKernels.approach(x, divisor, t, r, count)
    }

    /// See `KernelTable.normalizeColumns`.
    public static func normalizeColumns(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output,
        _ rows: Int, _ columns: Int
    ) {
        activeKernels.normalizeColumns(x, mean, rstd, gain, bias, y, rows, columns)
    }

    /// See `KernelTable.normalizeColumnsBackward`.
    public static func normalizeColumnsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
        _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ rows: Int,
        _ columns: Int
    ) {
        activeKernels.normalizeColumnsBackward(
            dy, x, mean, rstd, gain, meanDivisor, varianceDivisor, dx, dgain, dbias, rows, columns
        )
    }

    /// See `KernelTable.softmaxCrossEntropy`.
    public static func softmaxCrossEntropy(
        _ x: Input, _ labels: UnsafePointer<Int32>, _ p: Output, _ loss: Output, _ rows: Int,
        _ columns: Int
    ) {
        activeKernels.softmaxCrossEntropy(x, labels, p, loss, rows, columns)
    }

    /// See `KernelTable.softmaxCrossEntropyBackward`.
    public static func softmaxCrossEntropyBackward(
        _ p: Input, _ labels: UnsafePointer<Int32>, _ scale: Float, _ dx: Output, _ rows: Int,
        _ columns: Int
    ) {
        activeKernels.softmaxCrossEntropyBackward(p, labels, scale, dx, rows, columns)
    }

    /// See `KernelTable.largestColumn`.
    public static func largestColumn(
        _ x: Input, _ index: UnsafeMutablePointer<Int32>, _ rows: Int, _ columns: Int
    ) {
        activeKernels.largestColumn(x, index, rows, columns)
    }

    /// See `KernelScalar.negativeLogLikelihoods`.
    public static func negativeLogLikelihoods(
        _ x: Input, _ labels: UnsafePointer<Int32>, _ loss: UnsafeMutablePointer<Double>, _ rows: Int,
        _ columns: Int
    ) {
        Plain.negativeLogLikelihoods(x, labels, loss, rows, columns)
    }

    /// See `KernelTable.adam`.
    public static func adam(
        _ p: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int, _ decay1: Float,
        _ oneMinusDecay1: Float, _ decay2: Float, _ oneMinusDecay2: Float, _ stepSize: Float,
        _ rootScale: Float, _ epsilon: Float
    ) {
        activeKernels.adam(
            p, g, m, v, count, decay1, oneMinusDecay1, decay2, oneMinusDecay2, stepSize,
            rootScale, epsilon
        )
    }

    /// See `KernelTable.momentumDescent`.
    public static func momentumDescent(
        _ p: Output, _ g: Input, _ v: Output, _ count: Int, _ rate: Float, _ momentum: Float
    ) {
        activeKernels.momentumDescent(p, g, v, count, rate, momentum)
    }

    /// See `KernelTable.pack`.
    public static func pack(_ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input, _ packed: Output) {
        activeKernels.pack(transposeB, n, k, b, packed)
    }

    /// See `KernelTable.productPacked`.
    public static func productPacked(
        _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ packed: Input, _ c: Output, _ accumulate: Bool
    ) {
        activeKernels.productPacked(m, n, k, a, packed, c, accumulate, productScratch)
    }

    /// See `KernelTable.tanhBackward`.
    public static func tanhBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
        activeKernels.tanhBackward(dy, y, dx, count)
    }

    /// See `KernelTable.lstmCell`.
    public static func lstmCell(
        _ x: Input, _ r: Input, _ c0: Input, _ gates: Output, _ c: Output, _ rows: Int, _ units: Int
    ) {
        activeKernels.lstmCell(x, r, c0, gates, c, rows, units)
    }

    /// See `KernelTable.lstmCellBackward`.
    public static func lstmCellBackward(
        _ dc: Input, _ gates: Input, _ c0: Input, _ dgates: Output, _ dc0: Output, _ rows: Int,
        _ units: Int
    ) {
        activeKernels.lstmCellBackward(dc, gates, c0, dgates, dc0, rows, units)
    }

    /// See `KernelTable.lstmOutput`.
    public static func lstmOutput(
        _ gates: Input, _ z: Input, _ u: Output, _ h: Output, _ rows: Int, _ units: Int
    ) {
        activeKernels.lstmOutput(gates, z, u, h, rows, units)
    }

    /// See `KernelTable.lstmOutputBackward`.
    public static func lstmOutputBackward(
        _ dh: Input, _ gates: Input, _ u: Input, _ dgates: Output, _ dz: Output, _ rows: Int, _ units: Int
    ) {
        activeKernels.lstmOutputBackward(dh, gates, u, dgates, dz, rows, units)
    }

    /// See `KernelTable.gruCell`.
    public static func gruCell(
        _ xGates: Input, _ x: Input, _ rGates: Input, _ r: Input, _ h0: Input, _ gates: Output,
        _ candidate: Output, _ h: Output, _ rows: Int, _ units: Int
    ) {
        activeKernels.gruCell(xGates, x, rGates, r, h0, gates, candidate, h, rows, units)
    }

    /// See `KernelTable.gruCellBackward`.
    public static func gruCellBackward(
        _ dh: Input, _ gates: Input, _ candidate: Input, _ r: Input, _ h0: Input, _ dgates: Output,
        _ dx: Output, _ dr: Output, _ dh0: Output, _ rows: Int, _ units: Int
    ) {
        activeKernels.gruCellBackward(dh, gates, candidate, r, h0, dgates, dx, dr, dh0, rows, units)
    }
}
