/// A two-dimensional convolution.
///
///     y[n, o, p, q] = b[o] + Σ_c Σ_i Σ_j x[n, c, p·s + i − π, q·s + j − π]·W[o, c, i, j]
///
/// x has shape [batch, inputs, height, width], W [outputs, inputs, h, w], b [outputs], y [batch, outputs,
/// ⌊(height + 2π − h) / s⌋ + 1, ⌊(width + 2π − w) / s⌋ + 1], with stride s and π zeros on each side. The sum starts at
/// b[o], or 0, and takes (c, i, j) in order by fused multiply-add. It is a product: the patches of an image are
/// unfolded to columns, in memory that the next image takes over; the backward pass unfolds them again.
///
/// Usual confusions: like everywhere in this field it is a cross-correlation, W is not turned around; TensorFlow's
/// arrays are [batch, height, width, channels] and its W [h, w, inputs, outputs].
public struct Convolution<Scalar: TensorScalar>: Module {
    /// W, of shape [outputs, inputs, height, width].
    public var weight: Parameter<Scalar>
    /// b, of shape [outputs], or nil.
    public var bias: Parameter<Scalar>?
    /// How far the window moves from one place of the result to the next.
    public let stride: Int
    /// How many zeros stand on each side of the image.
    public let padding: Int

    /// A layer with a square window whose weights start as told and whose bias starts at 0.
    public init(
        inputs: Int, outputs: Int, window: Int, stride: Int = 1, padding: Int = 0, bias: Bool = true,
        weights: Initialization = .he, random: inout RandomStream, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        require(
            inputs > 0 && outputs > 0 && window > 0,
            "a convolution has at least one input, one output and a window of 1, not \(inputs), \(outputs) and \(window)",
            file, line)
        self.init(
            weight: weights.weight(
                [outputs, inputs, window, window], random: &random, file: file, line: line),
            bias: bias ? Tensor(zeros: [outputs]) : nil, stride: stride, padding: padding, file: file,
            line: line)
    }

    /// A layer with given parameters.
    public init(
        weight: Tensor<Scalar>, bias: Tensor<Scalar>? = nil, stride: Int = 1, padding: Int = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        require(
            weight.shape.count == 4,
            "a convolution's weight has the shape [outputs, inputs, height, width], not \(weight.shape)",
            file, line)
        if let bias {
            require(
                bias.shape == [weight.shape[0]],
                "the bias of a convolution with weight \(weight.shape) has the shape \([weight.shape[0]]), not "
                    + "\(bias.shape)", file, line)
        }
        self.weight = Parameter(weight)
        self.bias = bias.map { Parameter($0) }
        self.stride = stride
        self.padding = padding
    }

    /// The convolution of each image of x.
    public func callAsFunction(
        _ x: Variable<Scalar>, file: StaticString = #fileID, line: UInt = #line
    ) -> Variable<Scalar> {
        convolution(
            x, weight.variable, bias: bias?.variable, stride: stride, padding: padding, file: file, line: line
        )
    }

    /// Visits W, then b.
    public mutating func forEachParameter(_ body: (inout Parameter<Scalar>) -> Void) {
        body(&weight)
        if bias != nil { body(&bias!) }
    }
}

/// The operation of `Convolution` with its parameters as arguments.
public func convolution<Scalar>(
    _ x: Variable<Scalar>, _ weight: Variable<Scalar>, bias: Variable<Scalar>? = nil, stride: Int = 1,
    padding: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> Variable<Scalar> {
    require(
        x.shape.count == 4 && weight.shape.count == 4 && x.shape[1] == weight.shape[1],
        "a convolution takes x of shape [batch, inputs, height, width] and a weight [outputs, inputs, height, width], but "
            + "x is \(x.shape) and the weight \(weight.shape)", file, line)
    let bias = bias ?? Variable(Tensor(zeros: [weight.shape[0]]))
    require(
        bias.shape == [weight.shape[0]],
        "the bias of a convolution with weight \(weight.shape) has the shape \([weight.shape[0]]), not \(bias.shape)",
        file, line)
    let window = ImageWindow(
        "a convolution", over: x.shape, window: (weight.shape[2], weight.shape[3]), stride: stride,
        padding: padding,
        file, line)
    let (batch, outputs, places) = (x.shape[0], weight.shape[0], window.outSize)
    let (inSize, depth) = (window.channels * window.size, window.channels * window.taps)
    var y = Tensor<Scalar>(uninitialized: [batch, outputs, window.outHeight, window.outWidth])
    var patches = Tensor<Scalar>(uninitialized: [depth, places])
    let ones = Tensor<Scalar>(repeating: 1, [places])
    let (start, columns) = (y.mutableStart, patches.mutableStart)
    for n in 0..<batch {
        let yn = start + n * outputs * places
        // b·1ᵀ puts a channel's bias everywhere.
        Scalar.product(false, false, outputs, places, 1, bias.value.start, ones.start, yn, false)
        Scalar.unfold(x.value.start + n * inSize, columns, window.numbers)
        Scalar.product(false, false, outputs, places, depth, weight.value.start, columns, yn, true)
    }
    return result(y, of: x, weight, bias) { dy, tape in
        // With the patches P of an image: dW += dy·Pᵀ, dP = Wᵀ·dy, which folds to dx; db is the sum over the places.
        var patches = Tensor<Scalar>(uninitialized: [depth, places])
        let columns = patches.mutableStart
        tape.update(weight.slot, shape: weight.shape) { dw, accumulate in
            if batch == 0, !accumulate { clear(dw, weight.value.count) }
            for n in 0..<batch {
                Scalar.unfold(x.value.start + n * inSize, columns, window.numbers)
                Scalar.product(
                    false, true, outputs, depth, places, dy.start + n * outputs * places, columns, dw,
                    accumulate || n > 0)
            }
        }
        tape.update(bias.slot, shape: bias.shape) { db, accumulate in
            if !accumulate { clear(db, outputs) }
            for row in 0..<batch * outputs {
                db[row % outputs] += Scalar.sum(dy.start + row * places, places)
            }
        }
        if x.slot == nil { return }
        var dx = Tensor<Scalar>(uninitialized: x.shape)
        let start = dx.mutableStart
        for n in 0..<batch {
            Scalar.product(
                true, false, depth, places, outputs, weight.value.start, dy.start + n * outputs * places,
                columns,
                false)
            Scalar.fold(columns, start + n * inSize, window.numbers)
        }
        tape.add(dx, to: x.slot)
    }
}
