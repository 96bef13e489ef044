import KernelInterface

// The bridge between tensors of either type and the loops that do the work. `Float` takes the kernels of the
// processor's own build, `Double` the plain ones.

/// What the kernels of a scalar type look like from the operations: the functions of `KernelTable`, whose contracts
/// hold for both types, without the scratch memory.
public protocol KernelScalar: Sendable {
    /// A list of numbers to read.
    typealias Input = UnsafePointer<Self>
    /// A list of numbers to write, or to read and write.
    typealias Output = UnsafeMutablePointer<Self>

    /// See `KernelTable.product`.
    static func product(
        _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ b: Input,
        _ c: Output, _ accumulate: Bool
    )
    /// See `KernelTable.add`.
    static func add(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
    /// See `KernelTable.subtract`.
    static func subtract(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
    /// See `KernelTable.multiply`.
    static func multiply(_ x: Input, _ y: Input, _ z: Output, _ count: Int)
    /// See `KernelTable.scale`.
    static func scale(_ a: Self, _ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.addScaled`.
    static func addScaled(_ a: Self, _ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.sum`.
    static func sum(_ x: Input, _ count: Int) -> Self
    /// See `KernelTable.dot`.
    static func dot(_ x: Input, _ y: Input, _ count: Int) -> Self
    /// See `KernelTable.addRow`.
    static func addRow(_ x: Input, _ b: Input, _ y: Output, _ rows: Int, _ columns: Int)
    /// See `KernelTable.sumRows`.
    static func sumRows(_ x: Input, _ y: Output, _ rows: Int, _ columns: Int, _ accumulate: Bool)
    /// See `KernelTable.relu`.
    static func relu(_ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.reluBackward`.
    static func reluBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int)
    /// See `KernelTable.exp`.
    static func exp(_ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.log`.
    static func log(_ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.tanh`.
    static func tanh(_ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.sigmoid`.
    static func sigmoid(_ x: Input, _ y: Output, _ count: Int)
    /// See `KernelTable.layerNormalization`.
    static func layerNormalization(
        _ x: Input, _ gain: Input, _ bias: Input, _ epsilon: Self, _ y: Output, _ mean: Output,
        _ rstd: Output, _ rows: Int, _ columns: Int
    )
    /// See `KernelTable.layerNormalizationBackward`.
    static func layerNormalizationBackward(
        _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output,
        _ dgain: Output, _ dbias: Output, _ rows: Int, _ columns: Int
    )
    /// See `KernelTable.columnMoments`.
    static func columnMoments(_ x: Input, _ mean: Output, _ squares: Output, _ rows: Int, _ columns: Int)
    /// See `KernelTable.inverseDeviation`.
    static func inverseDeviation(
        _ squares: Input, _ divisor: Self, _ epsilon: Self, _ r: Output, _ count: Int
    )
    /// See `KernelTable.approach`.
    static func approach(_ x: Input, _ divisor: Self, _ t: Self, _ r: Output, _ count: Int)
    /// See `KernelTable.normalizeColumns`.
    static func normalizeColumns(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output,
        _ rows: Int, _ columns: Int
    )
    /// See `KernelTable.normalizeColumnsBackward`.
    static func normalizeColumnsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Self,
        _ varianceDivisor: Self, _ dx: Output, _ dgain: Output, _ dbias: Output, _ rows: Int,
        _ columns: Int
    )
    /// See `KernelTable.softmaxCrossEntropy`.
    static func softmaxCrossEntropy(
        _ x: Input, _ labels: UnsafePointer<Int32>, _ p: Output, _ loss: Output, _ rows: Int,
        _ columns: Int
    )
    /// See `KernelTable.softmaxCrossEntropyBackward`.
    static func softmaxCrossEntropyBackward(
        _ p: Input, _ labels: UnsafePointer<Int32>, _ scale: Self, _ dx: Output, _ rows: Int,
        _ columns: Int
    )
    /// See `KernelTable.largestColumn`.
    static func largestColumn(_ x: Input, _ index: UnsafeMutablePointer<Int32>, _ rows: Int, _ columns: Int)
    /// loss[i] = −ln softmax(x[i, ·])[labels[i]], computed in Double: small losses keep all their digits.
    static func negativeLogLikelihoods(
        _ x: Input, _ labels: UnsafePointer<Int32>, _ loss: UnsafeMutablePointer<Double>, _ rows: Int,
        _ columns: Int
    )
    /// See `KernelTable.adam`.
    static func adam(
        _ p: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int, _ decay1: Self,
        _ oneMinusDecay1: Self, _ decay2: Self, _ oneMinusDecay2: Self, _ stepSize: Self,
        _ rootScale: Self, _ epsilon: Self
    )
    /// See `KernelTable.momentumDescent`.
    static func momentumDescent(
        _ p: Output, _ g: Input, _ v: Output, _ count: Int, _ rate: Self, _ momentum: Self
    )
    /// See `KernelTable.pack`.
    static func pack(_ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input, _ packed: Output)
    /// See `KernelTable.productPacked`.
    static func productPacked(
        _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ packed: Input, _ c: Output, _ accumulate: Bool
    )
    /// See `KernelTable.tanhBackward`.
    static func tanhBackward(_ dy: Input, _ y: Input, _ dx: Output, _ count: Int)
    /// See `KernelTable.lstmCell`.
    static func lstmCell(
        _ x: Input, _ r: Input, _ c0: Input, _ gates: Output, _ c: Output, _ rows: Int, _ units: Int
    )
    /// See `KernelTable.lstmCellBackward`.
    static func lstmCellBackward(
        _ dc: Input, _ gates: Input, _ c0: Input, _ dgates: Output, _ dc0: Output, _ rows: Int,
        _ units: Int
    )
    /// See `KernelTable.lstmOutput`.
    static func lstmOutput(_ gates: Input, _ z: Input, _ u: Output, _ h: Output, _ rows: Int, _ units: Int)
    /// See `KernelTable.lstmOutputBackward`.
    static func lstmOutputBackward(
        _ dh: Input, _ gates: Input, _ u: Input, _ dgates: Output, _ dz: Output, _ rows: Int, _ units: Int
    )
    /// See `KernelTable.gruCell`.
    static func gruCell(
        _ xGates: Input, _ x: Input, _ rGates: Input, _ r: Input, _ h0: Input, _ gates: Output,
        _ candidate: Output, _ h: Output, _ rows: Int, _ units: Int
    )
    /// See `KernelTable.gruCellBackward`.
    static func gruCellBackward(
        _ dh: Input, _ gates: Input, _ candidate: Input, _ r: Input, _ h0: Input, _ dgates: Output,
        _ dx: Output, _ dr: Output, _ dh0: Output, _ rows: Int, _ units: Int
    )
}
