import KernelInterface
import Lab
import TestSupport
import Testing

/// The kernels over channels: every build gives the bits of the plain ones.
@Suite struct ChannelKernelTests {
    /// batch, channels, places.
    private static let shapes =
        [(1, 1, 1), (3, 1, 7), (2, 15, 8), (2, 16, 1), (1, 16, 3), (2, 16, 4), (3, 16, 11), (2, 17, 12)]
        + [(1, 32, 36), (2, 35, 5), (1, 3, 0), (0, 3, 4), (2, 0, 4)]

    @Test(arguments: shapes) func channels(batch: Int, channels: Int, places: Int) {
        var random = RandomStream(key: 65)
        let size = batch * channels * places
        let (x, dy) = (random.normals(size), random.floats(size))
        let (mean, rstd) = (random.normals(channels), random.normals(channels))
        let (gain, bias) = (random.floats(channels), random.floats(channels))
        if batch * places > 0 {
            expectSame("channelMoments") {
                Plain.channelMoments(
                    $0.input(x), $0.output(channels), $0.output(channels), batch, channels, places)
            } kernels: {
                $0.layers.channelMoments(
                    $1.input(x), $1.output(channels), $1.output(channels), batch, channels, places)
            }
        }
        expectSame("normalizeChannels") {
            Plain.normalizeChannels(
                $0.input(x), $0.input(mean), $0.input(rstd), $0.input(gain), $0.input(bias), $0.output(size),
                batch, channels, places)
        } kernels: {
            $0.layers.normalizeChannels(
                $1.input(x), $1.input(mean), $1.input(rstd), $1.input(gain), $1.input(bias), $1.output(size),
                batch, channels, places)
        }
        for divisor in [Float(batch * places) + 1, .infinity] {
            expectSame("normalizeChannelsBackward") {
                Plain.normalizeChannelsBackward(
                    $0.input(dy), $0.input(x), $0.input(mean), $0.input(rstd), $0.input(gain), 3, divisor,
                    $0.output(size), $0.output(channels), $0.output(channels), batch, channels, places)
            } kernels: {
                $0.layers.normalizeChannelsBackward(
                    $1.input(dy), $1.input(x), $1.input(mean), $1.input(rstd), $1.input(gain), 3, divisor,
                    $1.output(size), $1.output(channels), $1.output(channels), batch, channels, places)
            }
            for isOfX in [false, true] {
                expectSame("normalizeChannelsBackward in place") {
                    Plain.normalizeChannelsBackward(
                        $0.input(dy), $0.input(x), $0.input(mean), $0.input(rstd), $0.input(gain), 3, divisor,
                        $0.output(size), $0.output(channels), $0.output(channels), batch, channels, places)
                } kernels: {
                    let dx = $1.output(isOfX ? x : dy)
                    $0.layers.normalizeChannelsBackward(
                        isOfX ? $1.input(dy) : UnsafePointer(dx), isOfX ? UnsafePointer(dx) : $1.input(x),
                        $1.input(mean), $1.input(rstd), $1.input(gain), 3, divisor, dx, $1.output(channels),
                        $1.output(channels), batch, channels, places)
                }
            }
        }
    }
}
