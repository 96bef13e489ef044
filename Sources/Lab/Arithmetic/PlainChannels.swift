import Elementary

// The loops over channels of `LayerKernelTable`: those over columns, on a matrix of the channels' elements.
extension Plain {
    package static func channelMoments<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ mean: Output<Scalar>, _ squares: Output<Scalar>, _ batch: Int, _ channels: Int,
        _ places: Int
    ) {
        columnMoments(columns(x, batch, channels, places), mean, squares, batch * places, channels)
    }

    package static func normalizeChannels<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ mean: Input<Scalar>, _ rstd: Input<Scalar>, _ gain: Input<Scalar>,
        _ bias: Input<Scalar>, _ y: Output<Scalar>, _ batch: Int, _ channels: Int, _ places: Int
    ) {
        var rows = columns(x, batch, channels, places)
        rows.withUnsafeMutableBufferPointer { rows in
            guard let start = rows.baseAddress else { return }
            normalizeColumns(start, mean, rstd, gain, bias, start, batch * places, channels)
            exchangeAxes(start, y, batch, places, channels, 1)
        }
    }

    package static func normalizeChannelsBackward<Scalar: ElementaryScalar>(
        _ dy: Input<Scalar>, _ x: Input<Scalar>, _ mean: Input<Scalar>, _ rstd: Input<Scalar>,
        _ gain: Input<Scalar>, _ meanDivisor: Scalar, _ varianceDivisor: Scalar, _ dx: Output<Scalar>,
        _ dgain: Output<Scalar>, _ dbias: Output<Scalar>, _ batch: Int, _ channels: Int, _ places: Int
    ) {
        var rows = [Scalar](repeating: 0, count: batch * channels * places)
        normalizeColumnsBackward(
            columns(dy, batch, channels, places), columns(x, batch, channels, places), mean, rstd, gain,
            meanDivisor, varianceDivisor, &rows, dgain, dbias, batch * places, channels)
        exchangeAxes(rows, dx, batch, places, channels, 1)
    }

    /// The channels as columns: row (n, p) of the matrix has the elements x[n, ·, p].
    private static func columns<Scalar: ElementaryScalar>(
        _ x: Input<Scalar>, _ batch: Int, _ channels: Int, _ places: Int
    ) -> [Scalar] {
        var rows = [Scalar](repeating: 0, count: batch * channels * places)
        exchangeAxes(x, &rows, batch, channels, places, 1)
        return rows
    }
}
