/// The hot loops for `Float`, one C function pointer each, as one build of them offers them.
///
/// Every build gives the same bits, because each contract below fixes the order of every sum and says where a
/// fused multiply-add stands (`fma(a, b, c)` is a·b + c, rounded once). In the contracts:
///
/// - Matrices are row-major without gaps. `rows` and `columns` may be zero.
/// - A *lane sum* of x₀ … xₙ₋₁ uses 32 lanes that start at 0: xᵢ is added to lane i mod 32, in order of i. Then
///   lane j takes lane j + 16, for j < 16; then j + 8; then j + 4, j + 2, j + 1. Lane 0 is the sum. A lane dot
///   product is the same with `fma(xᵢ, yᵢ, lane)`.
/// - A *column sum* adds the rows in order, from the first one on, starting at 0.
/// - Pointers need only the alignment of their element. An output may be the same array as an input where the
///   contract says "in place"; other overlaps are not allowed.
/// - Denormals are kept; NaN and infinities follow IEEE 754. Which NaN (its sign and payload) is not fixed.
public struct KernelTable: Sendable {
    /// A list of numbers to read.
    public typealias Input = UnsafePointer<Float>
    /// A list of numbers to write, or to read and write.
    public typealias Output = UnsafeMutablePointer<Float>
    /// y = f(x), element by element.
    public typealias Map = @convention(c) (_ x: Input, _ y: Output, _ count: Int) -> Void
    /// z = f(x, y), element by element.
    public typealias Combination = @convention(c) (_ x: Input, _ y: Input, _ z: Output, _ count: Int) -> Void

    /// The matrix product.
    public typealias Product =
        @convention(c) (
            _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ a: Input, _ b: Input,
            _ c: Output,
            _ accumulate: Bool, _ scratch: Output
        ) -> Void
    /// C = op(A)·op(B), or C + op(A)·op(B) where `accumulate` is set; C is m × n.
    ///
    /// op(A) is m × k: A is stored m × k, or k × m where `transposeA` is set. op(B) is k × n: B is stored k × n,
    /// or n × k where `transposeB` is set. Each element starts at 0, or at its old value, and takes
    /// `fma(op(A)[i, p], op(B)[p, j], c)` for p = 0, 1, … k − 1. So no blocking shows in the bits, and a row of the
    /// result does not depend on the other rows. `scratch` has `scratchCount` elements, its content is of no account.
    public let product: Product
    /// How many elements of scratch memory `product` needs.
    public let scratchCount: Int

    /// z = x + y. In place.
    public let add: Combination
    /// z = x − y. In place.
    public let subtract: Combination
    /// z = x·y. In place.
    public let multiply: Combination
    /// y = a·x. In place.
    public let scale: Scale
    /// y = fma(a, x, y).
    public let addScaled: AddScaled
    /// The lane sum of x.
    public let sum: Sum
    /// The lane dot product of x and y.
    public let dot: Dot

    /// y[i, j] = x[i, j] + b[j]. In place.
    public let addRow: AddRow
    /// y[j] = the column sum of x[·, j]; where `accumulate` is set it starts at the old y[j].
    public let sumRows: SumRows

    /// y = x where x > 0, else 0 (a NaN stays). In place.
    public let relu: Map
    /// dx = dy where y > 0, else 0. In place for `dy`.
    public let reluBackward: ReluBackward
    /// y = eˣ, error at most 1 ulp; 0 below the smallest denormal, ∞ above the largest number. In place.
    public let exp: Map
    /// y = ln x, error at most 1 ulp; −∞ at 0, NaN below. In place.
    public let log: Map
    /// y = tanh x, error at most 1.5 ulp. In place.
    public let tanh: Map
    /// y = 1 / (1 + e⁻ˣ), error at most 2.5 ulp. In place.
    public let sigmoid: Map

    /// Normalizes each row, then scales and shifts it: y[i, j] = fma((x[i, j] − mean[i])·rstd[i], gain[j], bias[j]).
    ///
    /// mean[i] = x[i, 0] + s / columns, where s is the lane sum of x[i, j] − x[i, 0] (so that a constant row has
    /// exactly its value as mean); rstd[i] = 1 / √(q / columns + epsilon), where q is the lane dot product of
    /// x[i, ·] − mean[i] with itself. `columns` ≥ 1.
    public let layerNormalization: LayerNormalization
    /// The gradients of `layerNormalization`, from the gradient dy of its result.
    ///
    /// With x̂ = (x − mean)·rstd and g = dy·gain, and in each row the lane sum s₁ of g and the lane dot product s₂
    /// of g and x̂: dx = fma(−x̂, s₂ / columns, g − s₁ / columns)·rstd. dgain[j] is the column sum of
    /// `fma(dy, x̂, dgain)`, dbias[j] that of dy; both start at 0. In place for `dy` or `x`.
    public let layerNormalizationBackward: LayerNormalizationBackward

    /// mean[j] = x[0, j] + s / rows, where s is the column sum of x[i, j] − x[0, j]; squares[j] = the column sum of
    /// `fma(d, d, squares)` with d = x[i, j] − mean[j]. `rows` ≥ 1.
    public let columnMoments: ColumnMoments
    /// r[j] = 1 / √(squares[j] / divisor + epsilon).
    public let inverseDeviation: InverseDeviation
    /// r[j] = fma(t, x[j] / divisor − r[j], r[j]): a step of size t from r towards x / divisor.
    public let approach: Approach
    /// y[i, j] = fma((x[i, j] − mean[j])·rstd[j], gain[j], bias[j]).
    public let normalizeColumns: NormalizeColumns
    /// The gradients of `normalizeColumns` where mean and rstd come from the same rows.
    ///
    /// With x̂ = (x − mean)·rstd: dbias[j] is the column sum of dy, dgain[j] that of `fma(dy, x̂, dgain)`, and
    /// dx = fma(−x̂, dgain / varianceDivisor, dy − dbias / meanDivisor)·(gain·rstd). Divisors of infinity give the
    /// gradient where mean and rstd are constants. In place for `dy` or `x`.
    public let normalizeColumnsBackward: NormalizeColumnsBackward

    /// p[i, ·] = softmax of the row x[i, ·], loss[i] = −ln p[i, labels[i]].
    ///
    /// With the row's largest element a, e = exp(x − a) (the polynomial of `exp`) and the lane sum s of e:
    /// p = e / s, loss = ln s − (x[label] − a). Labels lie in 0 ..< columns; `columns` ≥ 1.
    public let softmaxCrossEntropy: SoftmaxCrossEntropy
    /// dx[i, j] = (p[i, j] − (1 where j is the label, else 0))·scale. In place.
    public let softmaxCrossEntropyBackward: SoftmaxCrossEntropyBackward

    /// index[i] = the first j with the largest x[i, j]; −1 where the row has a NaN. `columns` ≥ 1.
    public let largestColumn: LargestColumn

    /// One step of Adam: m = fma(decay1, m, (1 − decay1)·g), v = fma(decay2, v, ((1 − decay2)·g)·g),
    /// p = fma(−stepSize, m / fma(√v, rootScale, epsilon), p).
    ///
    /// The caller puts the bias corrections into stepSize = rate / (1 − decay1ᵗ) and
    /// rootScale = 1 / √(1 − decay2ᵗ), and passes 1 − decay1 and 1 − decay2 rounded once.
    public let adam: Adam
    /// One step of gradient descent with momentum: v = fma(momentum, v, g), p = fma(−rate, v, p).
    public let momentumDescent: MomentumDescent

    /// The loops of convolution, pooling and some smaller parts of training.
    public let layers: LayerKernelTable

    /// Packs op(B), which is k × n as for `product`, for many products; `packed` has k·(n rounded up to a multiple of 32)
    /// elements. How it is packed is the build's own affair.
    public let pack: Pack
    /// C = A·op(B) or C + A·op(B), with A stored m × k and op(B) packed by this build: the bits of `product`. `scratch`
    /// as there.
    public let productPacked: ProductPacked

    /// dx = dy·fma(−y, y, 1), the gradient of y = tanh x. In place for `dy`.
    public let tanhBackward: TanhBackward
    /// The gates of an LSTM and its new cell: a = x + r, of shape [rows, 4·units], in four parts f̃, ĩ, õ, g̃ of each row.
    ///
    /// gates = sigmoid(f̃), sigmoid(ĩ), sigmoid(õ), tanh(g̃) = f, i, o, g; c = fma(f, c0, i·g). `gates` may be `x`.
    public let lstmCell: LstmCell
    /// The gradients of `lstmCell` except for the output gate, from the gradient dc of c: with the derivatives
    /// f' = ((dc·c0)·f)·(1 − f), i' = ((dc·g)·i)·(1 − i), g' = (dc·i)·fma(−g, g, 1) in their parts of dgates; dc0 = dc·f.
    /// The part õ of dgates is left alone. In place for `dc`, and for `gates` as `dgates`.
    public let lstmCellBackward: LstmCellBackward
    /// u = tanh z, h = o·u, where o is the third part of `gates`. In place for `z`.
    public let lstmOutput: LstmOutput
    /// The gradients of `lstmOutput`: o' = ((dh·u)·o)·(1 − o) in the third part of dgates, dz = (dh·o)·fma(−u, u, 1). In
    /// place for `gates` as `dgates`.
    public let lstmOutputBackward: LstmOutputBackward
    /// A step of a GRU whose reset gate stands after the product with h0: gates = sigmoid(xGates + rGates), of shape
    /// [rows, 2·units], in two parts z, q of each row; candidate n = tanh(fma(q, r, x)); h = fma(z, n − h0, h0).
    ///
    /// `gates` may be `xGates`.
    public let gruCell: GruCell
    /// The gradients of `gruCell`, from the gradient dh of h: z' = ((dh·(n − h0))·z)·(1 − z), dx = (dh·z)·fma(−n, n, 1),
    /// q' = ((dx·r)·q)·(1 − q), dr = dx·q, dh0 = fma(−z, dh, dh). `dgates` holds z' and q'. In place for `dh` as `dh0`,
    /// `gates` as `dgates`, `candidate` as `dx`, and `r` as `dr`.
    public let gruCellBackward: GruCellBackward

    /// A build's table.
    public init(
        product: Product, scratchCount: Int,
        add: Combination, subtract: Combination, multiply: Combination, scale: Scale, addScaled: AddScaled,
        sum: Sum, dot: Dot, addRow: AddRow, sumRows: SumRows,
        relu: Map, reluBackward: ReluBackward, exp: Map, log: Map, tanh: Map, sigmoid: Map,
        layerNormalization: LayerNormalization, layerNormalizationBackward: LayerNormalizationBackward,
        columnMoments: ColumnMoments, inverseDeviation: InverseDeviation, approach: Approach,
        normalizeColumns: NormalizeColumns, normalizeColumnsBackward: NormalizeColumnsBackward,
        softmaxCrossEntropy: SoftmaxCrossEntropy, softmaxCrossEntropyBackward: SoftmaxCrossEntropyBackward,
        largestColumn: LargestColumn, adam: Adam, momentumDescent: MomentumDescent,
        layers: LayerKernelTable,
        pack: Pack, productPacked: ProductPacked,
        tanhBackward: TanhBackward,
        lstmCell: LstmCell,
        lstmCellBackward: LstmCellBackward,
        lstmOutput: LstmOutput,
        lstmOutputBackward: LstmOutputBackward,
        gruCell: GruCell,
        gruCellBackward: GruCellBackward
    ) {
        self.product = product
        self.scratchCount = scratchCount
        self.add = add
        self.subtract = subtract
        self.multiply = multiply
        self.scale = scale
        self.addScaled = addScaled
        self.sum = sum
        self.dot = dot
        self.addRow = addRow
        self.sumRows = sumRows
        self.relu = relu
        self.reluBackward = reluBackward
        self.exp = exp
        self.log = log
        self.tanh = tanh
        self.sigmoid = sigmoid
        self.layerNormalization = layerNormalization
        self.layerNormalizationBackward = layerNormalizationBackward
        self.columnMoments = columnMoments
        self.inverseDeviation = inverseDeviation
        self.approach = approach
        self.normalizeColumns = normalizeColumns
        self.normalizeColumnsBackward = normalizeColumnsBackward
        self.softmaxCrossEntropy = softmaxCrossEntropy
        self.softmaxCrossEntropyBackward = softmaxCrossEntropyBackward
        self.largestColumn = largestColumn
        self.adam = adam
        self.momentumDescent = momentumDescent
        self.layers = layers
        self.pack = pack
        self.productPacked = productPacked
        self.tanhBackward = tanhBackward
        self.lstmCell = lstmCell
        self.lstmCellBackward = lstmCellBackward
        self.lstmOutput = lstmOutput
        self.lstmOutputBackward = lstmOutputBackward
        self.gruCell = gruCell
        self.gruCellBackward = gruCellBackward
    }
}
