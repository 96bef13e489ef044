/// How the channels of a batch lie in memory: [batch, channels, places]. The rows of a matrix have one place each.
///
/// It picks the loops for columns or for channels; both add up a channel's elements in the same order.
struct ChannelLayout {
    let batch: Int
    let channels: Int
    let places: Int

    /// How many elements each channel has.
    var count: Int { batch * places }

    func moments<Scalar: TensorScalar>(
        _ x: Scalar.Input, _ mean: Scalar.Output, _ squares: Scalar.Output, as type: Scalar.Type
    ) {
        if places == 1 {
            Scalar.columnMoments(x, mean, squares, batch, channels)
        } else {
            Scalar.channelMoments(x, mean, squares, batch, channels, places)
        }
    }

    func normalize<Scalar: TensorScalar>(
        _ x: Scalar.Input, _ mean: Scalar.Input, _ rstd: Scalar.Input, _ gain: Scalar.Input,
        _ bias: Scalar.Input, _ y: Scalar.Output, as type: Scalar.Type
    ) {
        if places == 1 {
            Scalar.normalizeColumns(x, mean, rstd, gain, bias, y, batch, channels)
        } else {
            Scalar.normalizeChannels(x, mean, rstd, gain, bias, y, batch, channels, places)
        }
    }

    func normalizeBackward<Scalar: TensorScalar>(
        _ dy: Scalar.Input, _ x: Scalar.Input, _ mean: Scalar.Input, _ rstd: Scalar.Input,
        _ gain: Scalar.Input, _ divisors: (mean: Scalar, variance: Scalar), _ dx: Scalar.Output,
        _ dgain: Scalar.Output, _ dbias: Scalar.Output
    ) {
        if places == 1 {
            Scalar.normalizeColumnsBackward(
                dy, x, mean, rstd, gain, divisors.mean, divisors.variance, dx, dgain, dbias, batch, channels)
        } else {
            Scalar.normalizeChannelsBackward(
                dy, x, mean, rstd, gain, divisors.mean, divisors.variance, dx, dgain, dbias, batch, channels,
                places)
        }
    }
}
