import KernelInterface

/// What the kernels of `LayerKernelTable`, whose contracts hold for both types, look like from the operations.
public protocol LayerKernelScalar: KernelScalar {
    /// How a window goes over an image.
    typealias Window = LayerKernelTable.Window

    /// See `LayerKernelTable.unfold`.
    static func unfold(_ from: Input, _ to: Output, _ window: Window)
    /// See `LayerKernelTable.fold`.
    static func fold(_ from: Input, _ to: Output, _ window: Window)
    /// See `LayerKernelTable.largest`.
    static func largest(
        _ x: Input, _ y: Output, _ index: UnsafeMutablePointer<Int32>, _ window: Window)
    /// See `LayerKernelTable.largestBackward`.
    static func largestBackward(
        _ dy: Input, _ index: UnsafePointer<Int32>, _ dx: Output, _ window: Window)
    /// See `LayerKernelTable.exchangeAxes`.
    static func exchangeAxes(
        _ x: Input, _ y: Output, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int)
    /// See `LayerKernelTable.clamp`.
    static func clamp(_ bound: Self, _ x: Input, _ y: Output, _ count: Int)
    /// See `LayerKernelTable.centredDescent`.
    static func centredDescent(
        _ p: Output, _ g: Input, _ squares: Output, _ averages: Output, _ steps: Output, _ count: Int,
        _ decay: Self, _ oneMinusDecay: Self, _ rate: Self, _ momentum: Self, _ epsilon: Self)
    /// See `LayerKernelTable.channelMoments`.
    static func channelMoments(
        _ x: Input, _ mean: Output, _ squares: Output, _ batch: Int, _ channels: Int, _ places: Int)
    /// See `LayerKernelTable.normalizeChannels`.
    static func normalizeChannels(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ batch: Int,
        _ channels: Int, _ places: Int)
    /// See `LayerKernelTable.normalizeChannelsBackward`.
    static func normalizeChannelsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Self,
        _ varianceDivisor: Self, _ dx: Output, _ dgain: Output, _ dbias: Output, _ batch: Int,
        _ channels: Int, _ places: Int)
}

extension Float: LayerKernelScalar {
    /// See `LayerKernelTable.unfold`.
    public static func unfold(_ from: Input, _ to: Output, _ window: Window) {
        activeKernels.layers.unfold(from, to, window)
    }

    /// See `LayerKernelTable.fold`.
    public static func fold(_ from: Input, _ to: Output, _ window: Window) {
        activeKernels.layers.fold(from, to, window)
    }

    /// See `LayerKernelTable.largest`.
    public static func largest(
        _ x: Input, _ y: Output, _ index: UnsafeMutablePointer<Int32>, _ window: Window
    ) {
        activeKernels.layers.largest(x, y, index, window)
    }

    /// See `LayerKernelTable.largestBackward`.
    public static func largestBackward(
        _ dy: Input, _ index: UnsafePointer<Int32>, _ dx: Output, _ window: Window
    ) {
        activeKernels.layers.largestBackward(dy, index, dx, window)
    }

    /// See `LayerKernelTable.exchangeAxes`.
    public static func exchangeAxes(
        _ x: Input, _ y: Output, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int
    ) {
        activeKernels.layers.exchangeAxes(x, y, blocks, rows, columns, run)
    }

    /// See `LayerKernelTable.clamp`.
    public static func clamp(_ bound: Float, _ x: Input, _ y: Output, _ count: Int) {
        activeKernels.layers.clamp(bound, x, y, count)
    }

    /// See `LayerKernelTable.centredDescent`.
    public static func centredDescent(
        _ p: Output, _ g: Input, _ squares: Output, _ averages: Output, _ steps: Output, _ count: Int,
        _ decay: Float, _ oneMinusDecay: Float, _ rate: Float, _ momentum: Float, _ epsilon: Float
    ) {
        activeKernels.layers.centredDescent(
            p, g, squares, averages, steps, count, decay, oneMinusDecay, rate, momentum, epsilon)
    }

    /// See `LayerKernelTable.channelMoments`.
    public static func channelMoments(
        _ x: Input, _ mean: Output, _ squares: Output, _ batch: Int, _ channels: Int, _ places: Int
    ) {
        activeKernels.layers.channelMoments(x, mean, squares, batch, channels, places)
    }

    /// See `LayerKernelTable.normalizeChannels`.
    public static func normalizeChannels(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ batch: Int,
        _ channels: Int, _ places: Int
    ) {
        activeKernels.layers.normalizeChannels(x, mean, rstd, gain, bias, y, batch, channels, places)
    }

    /// See `LayerKernelTable.normalizeChannelsBackward`.
    public static func normalizeChannelsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Float,
        _ varianceDivisor: Float, _ dx: Output, _ dgain: Output, _ dbias: Output, _ batch: Int,
        _ channels: Int, _ places: Int
    ) {
        activeKernels.layers.normalizeChannelsBackward(
            dy, x, mean, rstd, gain, meanDivisor, varianceDivisor, dx, dgain, dbias, batch, channels, places)
    }
}

extension Double: LayerKernelScalar {
    /// See `LayerKernelTable.unfold`.
    public static func unfold(_ from: Input, _ to: Output, _ window: Window) {
        Plain.unfold(from, to, window)
    }

    /// See `LayerKernelTable.fold`.
    public static func fold(_ from: Input, _ to: Output, _ window: Window) { Plain.fold(from, to, window) }

    /// See `LayerKernelTable.largest`.
    public static func largest(
        _ x: Input, _ y: Output, _ index: UnsafeMutablePointer<Int32>, _ window: Window
    ) {
        Plain.largest(x, y, index, window)
    }

    /// See `LayerKernelTable.largestBackward`.
    public static func largestBackward(
        _ dy: Input, _ index: UnsafePointer<Int32>, _ dx: Output, _ window: Window
    ) {
        Plain.largestBackward(dy, index, dx, window)
    }

    /// See `LayerKernelTable.exchangeAxes`.
    public static func exchangeAxes(
        _ x: Input, _ y: Output, _ blocks: Int, _ rows: Int, _ columns: Int, _ run: Int
    ) {
        Plain.exchangeAxes(x, y, blocks, rows, columns, run)
    }

    /// See `LayerKernelTable.clamp`.
    public static func clamp(_ bound: Double, _ x: Input, _ y: Output, _ count: Int) {
        Plain.clamp(bound, x, y, count)
    }

    /// See `LayerKernelTable.centredDescent`.
    public static func centredDescent(
        _ p: Output, _ g: Input, _ squares: Output, _ averages: Output, _ steps: Output, _ count: Int,
        _ decay: Double, _ oneMinusDecay: Double, _ rate: Double, _ momentum: Double, _ epsilon: Double
    ) {
        Plain.centredDescent(
            p, g, squares, averages, steps, count, decay, oneMinusDecay, rate, momentum, epsilon)
    }

    /// See `LayerKernelTable.channelMoments`.
    public static func channelMoments(
        _ x: Input, _ mean: Output, _ squares: Output, _ batch: Int, _ channels: Int, _ places: Int
    ) {
        Plain.channelMoments(x, mean, squares, batch, channels, places)
    }

    /// See `LayerKernelTable.normalizeChannels`.
    public static func normalizeChannels(
        _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ bias: Input, _ y: Output, _ batch: Int,
        _ channels: Int, _ places: Int
    ) {
        Plain.normalizeChannels(x, mean, rstd, gain, bias, y, batch, channels, places)
    }

    /// See `LayerKernelTable.normalizeChannelsBackward`.
    public static func normalizeChannelsBackward(
        _ dy: Input, _ x: Input, _ mean: Input, _ rstd: Input, _ gain: Input, _ meanDivisor: Double,
        _ varianceDivisor: Double, _ dx: Output, _ dgain: Output, _ dbias: Output, _ batch: Int,
        _ channels: Int, _ places: Int
    ) {
        Plain.normalizeChannelsBackward(
            dy, x, mean, rstd, gain, meanDivisor, varianceDivisor, dx, dgain, dbias, batch, channels, places)
    }
}
