// The types of the table's functions; their contracts stand in KernelTable.swift.
extension KernelTable {
    /// The type of `scale`.
    public typealias Scale = @convention(c) (_ a: Float, _ x: Input, _ y: Output, _ count: Int) -> Void

    /// The type of `addScaled`.
    public typealias AddScaled = @convention(c) (_ a: Float, _ x: Input, _ y: Output, _ count: Int) -> Void

    /// The type of `sum`.
    public typealias Sum = @convention(c) (_ x: Input, _ count: Int) -> Float

    /// The type of `dot`.
    public typealias Dot = @convention(c) (_ x: Input, _ y: Input, _ count: Int) -> Float

    /// The type of `addRow`.
    public typealias AddRow =
        @convention(c) (_ x: Input, _ b: Input, _ y: Output, _ rows: Int, _ columns: Int) -> Void

    /// The type of `sumRows`.
    public typealias SumRows =
        @convention(c) (
            _ x: Input, _ y: Output, _ rows: Int, _ columns: Int, _ accumulate: Bool
        ) -> Void

    /// The type of `reluBackward`.
    public typealias ReluBackward =
        @convention(c) (_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) -> Void

    /// The type of `layerNormalization`.
    public typealias LayerNormalization =
        @convention(c) (
            _ x: Input, _ gain: Input, _ bias: Input, _ epsilon: Float, _ y: Output, _ mean: Output,
            _ rstd: Output,
            _ rows: Int, _ columns: Int
        ) -> Void

    /// The type of `layerNormalizationBackward`.
    public typealias LayerNormalizationBackward =
        @convention(c) (
            _ dy: Input, _ x: Input, _ gain: Input, _ mean: Input, _ rstd: Input, _ dx: Output,
            _ dgain: Output,
            _ dbias: Output, _ rows: Int, _ columns: Int
        ) -> Void

    /// The type of `columnMoments`.
    public typealias ColumnMoments =
        @convention(c) (
            _ x: Input, _ mean: Output, _ squares: Output, _ rows: Int, _ columns: Int
        ) -> Void

    /// The type of `inverseDeviation`.
    public typealias InverseDeviation =
        @convention(c) (
            _ squares: Input, _ divisor: Float, _ epsilon: Float, _ r: Output, _ count: Int
        ) -> Void

    /// The type of `approach`.
    public typealias Approach =
        @convention(c) (
            _ x: Input, _ divisor: Float, _ t: Float, _ r: Output, _ count: Int
        ) -> Void

    /// The type of `normalizeColumns`.
    public typealias NormalizeColumns =
        @convention(c) (
            _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ rows: Int,
            _ columns: Int
        ) -> Void

    /// The type of `normalizeColumnsBackward`.
    public typealias NormalizeColumnsBackward =
        @convention(c) (
            _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
            _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ rows: Int,
            _ columns: Int
        ) -> Void

    /// The type of `softmaxCrossEntropy`.
    public typealias SoftmaxCrossEntropy =
        @convention(c) (
            _ x: Input, _ labels: UnsafePointer<Int32>, _ p: Output, _ loss: Output, _ rows: Int,
            _ columns: Int
        ) -> Void

    /// The type of `softmaxCrossEntropyBackward`.
    public typealias SoftmaxCrossEntropyBackward =
        @convention(c) (
            _ p: Input, _ labels: UnsafePointer<Int32>, _ scale: Float, _ dx: Output, _ rows: Int,
            _ columns: Int
        ) -> Void

    /// The type of `largestColumn`.
    public typealias LargestColumn =
        @convention(c) (
            _ x: Input, _ index: UnsafeMutablePointer<Int32>, _ rows: Int, _ columns: Int
        ) -> Void

    /// The type of `adam`.
    public typealias Adam =
        @convention(c) (
            _ p: Output, _ g: Input, _ m: Output, _ v: Output, _ count: Int, _ decay1: Float,
            _ oneMinusDecay1: Float,
            _ decay2: Float, _ oneMinusDecay2: Float, _ stepSize: Float, _ rootScale: Float, _ epsilon: Float
        ) -> Void

    /// The type of `momentumDescent`.
    public typealias MomentumDescent =
        @convention(c) (
            _ p: Output, _ g: Input, _ v: Output, _ count: Int, _ rate: Float, _ momentum: Float
        ) -> Void

    /// The type of `pack`.
    public typealias Pack =
        @convention(c) (_ transposeB: Bool, _ n: Int, _ k: Int, _ b: Input, _ packed: Output) -> Void

    /// The type of `productPacked`.
    public typealias ProductPacked =
        @convention(c) (
            _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ packed: Input, _ c: Output, _ accumulate: Bool,
            _ scratch: Output
        ) -> Void

    /// The type of `tanhBackward`.
    public typealias TanhBackward =
        @convention(c) (_ dy: Input, _ y: Input, _ dx: Output, _ count: Int) -> Void

    /// The type of `lstmCell`.
    public typealias LstmCell =
        @convention(c) (
            _ x: Input, _ r: Input, _ c0: Input, _ gates: Output, _ c: Output, _ rows: Int, _ units: Int
        ) -> Void

    /// The type of `lstmCellBackward`.
    public typealias LstmCellBackward =
        @convention(c) (
            _ dc: Input, _ gates: Input, _ c0: Input, _ dgates: Output, _ dc0: Output, _ rows: Int,
            _ units: Int
        ) -> Void

    /// The type of `lstmOutput`.
    public typealias LstmOutput =
        @convention(c) (
            _ gates: Input, _ z: Input, _ u: Output, _ h: Output, _ rows: Int, _ units: Int
        ) -> Void

    /// The type of `lstmOutputBackward`.
    public typealias LstmOutputBackward =
        @convention(c) (
            _ dh: Input, _ gates: Input, _ u: Input, _ dgates: Output, _ dz: Output, _ rows: Int,
            _ units: Int
        ) -> Void

    /// The type of `gruCell`.
    public typealias GruCell =
        @convention(c) (
            _ xGates: Input, _ x: Input, _ rGates: Input, _ r: Input, _ h0: Input, _ gates: Output,
            _ candidate: Output, _ h: Output, _ rows: Int, _ units: Int
        ) -> Void

    /// The type of `gruCellBackward`.
    public typealias GruCellBackward =
        @convention(c) (
            _ dh: Input, _ gates: Input, _ candidate: Input, _ r: Input, _ h0: Input, _ dgates: Output,
            _ dx: Output, _ dr: Output, _ dh0: Output, _ rows: Int, _ units: Int
        ) -> Void
}
