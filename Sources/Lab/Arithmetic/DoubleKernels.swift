// `Double` takes the plain kernels.
extension Double: KernelScalar {
    /// See `KernelTable.product`.
    public static func product(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ b: Input,
        _ c: Output, _ accumulate: Bool
    ) {
        Plain.product(transposeA, transposeB, m, n, k, a, b, c, accumulate)
    }

    /// See `KernelTable.add`.
    public static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        Plain.add(x, y, z, count)
    }

    /// See `KernelTable.subtract`.
    public static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        Plain.subtract(x, y, z, count)
    }

    /// See `KernelTable.multiply`.
    public static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int) {
        Plain.multiply(x, y, z, count)
    }

    /// See `KernelTable.scale`.
    public static func scale(_ a: Double, _ x: Input, _ y: Output, _ count: Int) {
        Plain.scale(a, x, y, count)
    }

    /// See `KernelTable.addScaled`.
    public static func addScaled(_ a: Double, _ x: Input, _ y: Output, _ count: Int) {
        Plain.addScaled(a, x, y, count)
    }

    /// See `KernelTable.sum`.
    public static func sum(_ x: Input, _ count: Int) -> Double {
        Plain.sum(x, count)
    }

    /// See `KernelTable.dot`.
    public static func dot(_ x: Input, _ y: Input, _ count: Int) -> Double {
        Plain.dot(x, y, count)
    }

    /// See `KernelTable.addRow`.
    public static func addRow(_ x: Input, _ b: Input, _ y: Output, _ rows: Int, _ columns: Int) {
        Plain.addRow(x, b, y, rows, columns)
    }

    /// See `KernelTable.sumRows`.
    public static func sumRows(_ x: Input, _ y: Output, _ rows: Int, _ columns: Int, _ accumulate: Bool) {
        Plain.sumRows(x, y, rows, columns, accumulate)
    }

    /// See `KernelTable.relu`.
    public static func relu(_ x: Input, _ y: Output, _ count: Int) {
        Plain.relu(x, y, count)
    }

    /// See `KernelTable.reluBackward`.
    public static func reluBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
        Plain.reluBackward(dy, y, dx, count)
    }

    /// See `KernelTable.exp`.
    public static func exp(_ x: Input, _ y: Output, _ count: Int) {
        Plain.exp(x, y, count)
    }

    /// See `KernelTable.log`.
    public static func log(_ x: Input, _ y: Output, _ count: Int) {
        Plain.log(x, y, count)
    }

    /// See `KernelTable.tanh`.
    public static func tanh(_ x: Input, _ y: Output, _ count: Int) {
        Plain.tanh(x, y, count)
    }

    /// See `KernelTable.sigmoid`.
    public static func sigmoid(_ x: Input, _ y: Output, _ count: Int) {
        Plain.sigmoid(x, y, count)
    }

    /// See `KernelTable.layerNormalization`.
    public static func layerNormalization(
        _ x: Input, _ gain: Input, _ bias: Input, _ epsilon: Double, _ y: Output, _ mean: Output,
        _ rstd: Output, _ rows: Int, _ columns: Int
    ) {
        Plain.layerNormalization(x, gain, bias, epsilon, y, mean, rstd, rows, columns)
    }

    /// See `KernelTable.layerNormalizationBackward`.
    public static func layerNormalizationBackward(
        _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output,
        _ dgain: Output, _ dbias: Output, _ rows: Int, _ columns: Int
    ) {
        Plain.layerNormalizationBackward(dy, x, gain, mean, rstd, dx, dgain, dbias, rows, columns)
    }

    /// See `KernelTable.columnMoments`.
    public static func columnMoments(
        _ x: Input, _ mean: Output, _ squares: Output, _ rows: Int, _ columns: Int
    ) {
        Plain.columnMoments(x, mean, squares, rows, columns)
    }

    /// See `KernelTable.inverseDeviation`.
    public static func inverseDeviation(
        _ squares: Input, _ divisor: Double, _ epsilon: Double, _ r: Output, _ count: Int
    ) {
        Plain.inverseDeviation(squares, divisor, epsilon, r, count)
    }

    /// See `KernelTable.approach`.
    public static func approach(_ x: Input, _ divisor: Double, _ t: Double, _ r: Output, _ count: Int) {
        Plain.approach(x, divisor, t, r, count)
    }

    /// See `KernelTable.normalizeColumns`.
    public static func normalizeColumns(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output,
        _ rows: Int, _ columns: Int
    ) {
        Plain.normalizeColumns(x, mean, rstd, gain, bias, y, rows, columns)
    }

    /// See `KernelTable.normalizeColumnsBackward`.
    public static func normalizeColumnsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Double,
        _ varianceDivisor: Double, _ dx: Output, _ dgain: Output, _ dbias: Output, _ rows: Int,
        _ columns: Int
    ) {
        Plain.normalizeColumnsBackward(
            dy, x, mean, rstd, gain, meanDivisor, varianceDivisor, dx, dgain, dbias, rows, columns
        )
    }

    /// See `KernelTable.softmaxCrossEntropy`.
    public static func softmaxCrossEntropy(
        _ x: Input, _ labels: UnsafePointer<Int32>, _ p: Output, _ loss: Output, _ rows: Int,
        _ columns: Int
    ) {
        Plain.softmaxCrossEntropy(x, labels, p, loss, rows, columns)
    }

    /// See `KernelTable.softmaxCrossEntropyBackward`.
    public static func softmaxCrossEntropyBackward(
        _ p: Input, _ labels: UnsafePointer<Int32>, _ scale: Double, _ dx: Output, _ rows: Int,
        _ columns: Int
    ) {
        Plain.softmaxCrossEntropyBackward(p, labels, scale, dx, rows, columns)
    }

    /// See `KernelTable.largestColumn`.
    public static func largestColumn(
        _ x: Input, _ index: UnsafeMutablePointer<Int32>, _ rows: Int, _ columns: Int
    ) {
        Plain.largestColumn(x, index, rows, columns)
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
        _ p: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int, _ decay1: Double,
        _ oneMinusDecay1: Double, _ decay2: Double, _ oneMinusDecay2: Double, _ stepSize: Double,
        _ rootScale: Double, _ epsilon: Double
    ) {
        Plain.adam(
            p, g, m, v, count, decay1, oneMinusDecay1, decay2, oneMinusDecay2, stepSize,
            rootScale, epsilon
        )
    }

    /// See `KernelTable.momentumDescent`.
    public static func momentumDescent(
        _ p: Output, _ g: Input, _ v: Output, _ count: Int, _ rate: Double, _ momentum: Double
    ) {
        Plain.momentumDescent(p, g, v, count, rate, momentum)
    }

    /// See `KernelTable.pack`.
    public static func pack(_ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input, _ packed: Output) {
        Plain.pack(transposeB, n, k, b, packed)
    }

    /// See `KernelTable.productPacked`.
    public static func productPacked(
        _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ packed: Input, _ c: Output, _ accumulate: Bool
    ) {
        Plain.productPacked(m, n, k, a, packed, c, accumulate)
    }

    /// See `KernelTable.tanhBackward`.
    public static func tanhBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) {
        Plain.tanhBackward(dy, y, dx, count)
    }

    /// See `KernelTable.lstmCell`.
    public static func lstmCell(
        _ x: Input, _ r: Input, _ c0: Input, _ gates: Output, _ c: Output, _ rows: Int, _ units: Int
    ) {
        Plain.lstmCell(x, r, c0, gates, c, rows, units)
    }

    /// See `KernelTable.lstmCellBackward`.
    public static func lstmCellBackward(
        _ dc: Input, _ gates: Input, _ c0: Input, _ dgates: Output, _ dc0: Output, _ rows: Int,
        _ units: Int
    ) {
        Plain.lstmCellBackward(dc, gates, c0, dgates, dc0, rows, units)
    }

    /// See `KernelTable.lstmOutput`.
    public static func lstmOutput(
        _ gates: Input, _ z: Input, _ u: Output, _ h: Output, _ rows: Int, _ units: Int
    ) {
        Plain.lstmOutput(gates, z, u, h, rows, units)
    }

    /// See `KernelTable.lstmOutputBackward`.
    public static func lstmOutputBackward(
        _ dh: Input, _ gates: Input, _ u: Input, _ dgates: Output, _ dz: Output, _ rows: Int, _ units: Int
    ) {
        Plain.lstmOutputBackward(dh, gates, u, dgates, dz, rows, units)
    }

    /// See `KernelTable.gruCell`.
    public static func gruCell(
        _ xGates: Input, _ x: Input, _ rGates: Input, _ r: Input, _ h0: Input, _ gates: Output,
        _ candidate: Output, _ h: Output, _ rows: Int, _ units: Int
    ) {
        Plain.gruCell(xGates, x, rGates, r, h0, gates, candidate, h, rows, units)
    }

    /// See `KernelTable.gruCellBackward`.
    public static func gruCellBackward(
        _ dh: Input, _ gates: Input, _ candidate: Input, _ r: Input, _ h0: Input, _ dgates: Output,
        _ dx: Output, _ dr: Output, _ dh0: Output, _ rows: Int, _ units: Int
    ) {
        Plain.gruCellBackward(dh, gates, candidate, r, h0, dgates, dx, dr, dh0, rows, units)
    }
}
