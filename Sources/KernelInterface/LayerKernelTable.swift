/// The loops of convolution, pooling and some smaller parts of training, for `Float`; conventions as in `KernelTable`.
public struct LayerKernelTable: Sendable {
    /// A list of numbers to read.
    public typealias Input = KernelTable.Input
    /// A list of numbers to write, or to read and write.
    public typealias Output = KernelTable.Output
    /// How a window goes over an image, as eleven numbers: channels, the image's height and width, the window's
    /// height and width, its vertical and horizontal step, the zeros around the image (above and below; left and
    /// right), the height and width of the result.
    public typealias Window = UnsafePointer<Int>

    /// The type of `unfold` and `fold`.
    public typealias Movement = @convention(c) (_ from: Input, _ to: Output, _ window: Window) -> Void
    /// The type of `largest`.
    public typealias Largest =
        @convention(c) (
            _ x: Input, _ y: Output, _ index: UnsafeMutablePointer<Int32>, _ window: Window
        ) -> Void
    /// The type of `largestBackward`.
    public typealias LargestBackward =
        @convention(c) (
            _ dy: Input, _ index: UnsafePointer<Int32>, _ dx: Output, _ window: Window
        ) -> Void
    /// The type of `exchangeAxes`.
    public typealias ExchangeAxes =
        @convention(c) (
            _ x: Input, _ y: Output, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int
        ) -> Void
    /// The type of `clamp`.
    public typealias Clamp = @convention(c) (_ bound: Float, _ x: Input, _ y: Output, _ count: Int) -> Void
    /// The type of `centredDescent`.
    public typealias CentredDescent =
        @convention(c) (
            _ p: Output, _ g: Input, _ squares: Output, _ averages: Output, _ steps: Output, _ count: Int,
            _ decay: Float, _ oneMinusDecay: Float, _ rate: Float, _ momentum: Float, _ epsilon: Float
        ) -> Void
    /// The type of `channelMoments`.
    public typealias ChannelMoments =
        @convention(c) (
            _ x: Input, _ mean: Output, _ squares: Output, _ batch: Int, _ channels: Int, _ places: Int
        ) -> Void
    /// The type of `normalizeChannels`.
    public typealias NormalizeChannels =
        @convention(c) (
            _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ batch: Int,
            _ channels: Int, _ places: Int
        ) -> Void
    /// The type of `normalizeChannelsBackward`.
    public typealias NormalizeChannelsBackward =
        @convention(c) (
            _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
            _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ batch: Int,
            _ channels: Int, _ places: Int
        ) -> Void

    /// The patches of one image as columns of a matrix, for convolution as a product.
    ///
    /// With channel c, place (i, j) in the window and (p, q) in the result,
    /// to[(c·h + i)·w + j, p·outWidth + q] = from[c, p·stepY + i − padY, q·stepX + j − padX], and 0 outside of the image.
    public let unfold: Movement
    /// The reverse, which adds: each element of the image starts at 0 and takes what `unfold` copies it to, in order
    /// of (i, j).
    public let fold: Movement
    /// y[c, p, q] = the largest element of the window at (p, q), and index[c, p, q] its place within its channel. Of equal
    /// elements the first counts, a NaN counts as largest. The padding is 0 × 0.
    public let largest: Largest
    /// dx starts at 0 and takes each dy at the place that `largest` gave, in order of (p, q).
    public let largestBackward: LargestBackward
    /// y[b, j, i, ·] = x[b, i, j, ·], where x is [blocks, rows, columns, run].
    public let exchangeAxes: ExchangeAxes
    /// y = x, or −bound or bound where x lies beyond; a NaN stays. In place.
    public let clamp: Clamp
    /// One step of centred RMSProp with momentum: n = fma(decay, n, ((1 − decay)·g)·g),
    /// a = fma(decay, a, (1 − decay)·g), d = fma(momentum, d, −(rate·g / √(max(fma(−a, a, n), 0) + epsilon))), p = p + d,
    /// where n are `squares`, a `averages` and d `steps`.
    public let centredDescent: CentredDescent
    /// `KernelTable.columnMoments` of the channels of x, which is [batch, channels, places]: the column of channel c has the
    /// rows x[0, c, 0], x[0, c, 1], … x[1, c, 0], … `batch` and `places` ≥ 1.
    public let channelMoments: ChannelMoments
    /// `KernelTable.normalizeColumns` of the same columns.
    public let normalizeChannels: NormalizeChannels
    /// `KernelTable.normalizeColumnsBackward` of the same columns. In place for `dy` or `x`.
    public let normalizeChannelsBackward: NormalizeChannelsBackward

    /// A build's table.
    public init(
        unfold: Movement, fold: Movement, largest: Largest, largestBackward: LargestBackward,
        exchangeAxes: ExchangeAxes, clamp: Clamp, centredDescent: CentredDescent,
        channelMoments: ChannelMoments, normalizeChannels: NormalizeChannels,
        normalizeChannelsBackward: NormalizeChannelsBackward
    ) {
        self.unfold = unfold
        self.fold = fold
        self.largest = largest
        self.largestBackward = largestBackward
        self.exchangeAxes = exchangeAxes
        self.clamp = clamp
        self.centredDescent = centredDescent
        self.channelMoments = channelMoments
        self.normalizeChannels = normalizeChannels
        self.normalizeChannelsBackward = normalizeChannelsBackward
    }
}
